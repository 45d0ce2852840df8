/// UTF-32, of either order, to UTF-8, one scalar at a time: too rare to be fast.
final class UTF32Transcoder: Transcoder {
    private let isBigEndian: Bool
    private(set) var faults = TranscodingFaults()

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    func transcode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, isComplete: Bool
    ) -> TranscodingStep {
        guard let base = input.baseAddress, let start = output.baseAddress else { return TranscodingStep(consumed: 0, produced: 0) }
        let raw = UnsafeRawPointer(base)
        var i = 0
        var out = UnsafeMutableRawPointer(start)
        let stop = out + output.count
        while i < input.count && stop - out >= 4 {
            guard i + 4 <= input.count else {
                if isComplete {
                    refuse(i, &out)
                    i = input.count
                }
                break
            }
            let word = raw.loadUnaligned(fromByteOffset: i, as: UInt32.self)
            let scalar = isBigEndian ? UInt32(bigEndian: word) : UInt32(littleEndian: word)
            if scalar > 0x10FFFF || scalar & ~0x7FF == 0xD800 {
                if scalar == 0xFFFE_0000 { faults.addMark(at: i) }
                refuse(i, &out)
            } else {
                if scalar == 0xFEFF { faults.addMark(at: i) }
                out += UTF8Encoding.store(scalar, at: out)
            }
            i += 4
        }
        faults.consumed += i
        return TranscodingStep(consumed: i, produced: out - UnsafeMutableRawPointer(start))
    }

    private func refuse(_ i: Int, _ out: inout UnsafeMutableRawPointer) {
        faults.add(at: i)
        out.storeBytes(of: meaninglessByte, as: UInt8.self)
        out += 1
    }
}
