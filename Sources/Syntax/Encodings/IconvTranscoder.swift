/// Any encoding to UTF-8 through the system: those whose characters take several bytes.
///
/// Behind bytes without a meaning it goes on at the next byte, so that a line end is never swallowed.
final class IconvTranscoder: Transcoder {
    private let converter: IconvConverter
    private(set) var faults = TranscodingFaults()

    init?(_ systemName: String) {
        guard let converter = IconvConverter(from: systemName) else { return nil }
        self.converter = converter
    }

    func transcode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, isComplete: Bool
    ) -> TranscodingStep {
        var position = 0
        var end = 0
        while position < input.count {
            let outcome = converter.convert(input, &position, into: output, &end)
            // What has to follow the last of the input is written when all of it has room.
            guard end < output.count - 16 else { break }
            if case .meaningless = outcome {
                refuse(&position, output, &end)
            } else if case .isCutOff = outcome, isComplete {
                refuse(&position, output, &end)
            } else {
                break
            }
        }
        if isComplete && position == input.count && end <= output.count - 16 { converter.flush(into: output, &end) }
        faults.consumed += position
        return TranscodingStep(consumed: position, produced: end)
    }

    private func refuse(_ position: inout Int, _ output: UnsafeMutableBufferPointer<UInt8>, _ end: inout Int) {
        faults.add(at: position)
        output[end] = meaninglessByte
        end += 1
        position += 1
    }
}
