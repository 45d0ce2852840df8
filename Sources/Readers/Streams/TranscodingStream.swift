import Records
import Syntax

/// The text of a source as UTF-8, whatever it is written in.
///
/// ```
///   undecided ──first byte outside ASCII──▶ passing         (UTF-8: bytes go straight into the reader's buffer)
///       │                             └───▶ transcoding     (everything else, through a buffer of its own)
///       └──end: it was ASCII
/// ```
///
/// Bytes without a meaning in the encoding come out as FF, which the reader of the records takes for what it is: text that is not
/// UTF-8, in that record.
public final class TranscodingStream: ByteStream {
    private enum Mode {
        case undecided, passing
        case transcoding(any Transcoder)
    }

    public static let namedByPerson = "named on the command line"
    private static let blockSize = EncodingDetector.blockSize
    /// With less than this behind the first byte outside ASCII, more is read before the encoding is judged.
    private static let leastEvidence = 4_096

    public var name: String { base.name }
    public var size: Int? { base.size }
    public var identity: FileIdentity? { base.identity }
    public var bytesRead: Int { base.bytesRead }
    public var wasInterrupted: Bool { base.wasInterrupted }
    /// What the text is written in. A text that was ASCII at first may turn out otherwise while it is read.
    public private(set) var detected: DetectedEncoding
    /// The first place where the text goes on in another encoding, as far as it was noticed while transcoding.
    public private(set) var change: EncodingChange?
    /// Places that have no meaning in the encoding.
    public var faults: TranscodingFaults {
        if case .transcoding(let transcoder) = mode { transcoder.faults } else { TranscodingFaults() }
    }

    private let base: any ByteStream
    private let refusesGuess: Bool
    private var mode = Mode.undecided
    /// Read from below and not yet passed on, from `position` on.
    private let input: ByteBuffer
    private var position = 0
    /// The offset of the first byte of `input` in the text below.
    private var inputOffset = 0
    private var inputIsOver = false
    /// Output for readers that want less than a character has room in.
    private let scrap = ByteBuffer(capacity: 256)
    private var scrapPosition = 0
    private var lineFeeds = 0

    /// Reads enough of the text to know what it is written in, where that can be known.
    ///
    /// - Parameters:
    ///   - head: what has been read of `base` already.
    ///   - encoding: what a person says the text is written in; `nil` finds out. A byte order mark decides between the orders.
    ///   - refusesGuess: whether a code page that nobody named ends the run, since a wrong guess changes names for good.
    ///   - evidence: why it is the encoding, when it is given.
    /// - Throws: `encodingUnknown` when the system lacks the encoding's table, `encodingGuessed` as said, and what `base` throws.
    public init(
        _ base: any ByteStream, head: ByteBuffer = ByteBuffer(), encoding: TextEncoding? = nil, refusesGuess: Bool = false,
        evidence: String = TranscodingStream.namedByPerson
    ) throws(Diagnostic) {
        self.base = base
        self.refusesGuess = refusesGuess
        input = head
        if let encoding {
            detected = DetectedEncoding(encoding, .certain, evidence: evidence)
        } else {
            detected = DetectedEncoding(.utf8, .likely, evidence: "nothing was read yet")
        }
        // A mark is four bytes at most. A file is read up to a block, a pipe is not made to wait for one.
        while !inputIsOver && (input.count < 4 || (base.size != nil && input.count < Self.blockSize)) { try readMore() }
        if encoding == nil {
            try decide(isStart: true)
        } else {
            if let marked = EncodingDetector.byteOrderMark(input.bytes)?.encoding, Self.sameWidth(marked, detected.encoding) {
                detected.encoding = marked
            }
            try enterMode()
        }
    }

    public func read(into target: UnsafeMutablePointer<UInt8>, count: Int) throws(Diagnostic) -> Int {
        while true {
            switch mode {
            case .undecided:
                if position < input.count { return take(into: target, count) }
                let got = try base.read(into: target, count: count)
                if ASCIIScan.firstOther(target, count: got) == got { return passed(target, got) }
                input.removeAll()
                position = 0
                input.append(target, count: got)
                try decide(isStart: false)
            case .passing:
                if position < input.count { return take(into: target, count) }
                return try base.read(into: target, count: count)
            case .transcoding(let transcoder):
                if scrapPosition < scrap.count { return takeScrap(into: target, count) }
                if count >= minimumTranscodingRoom {
                    return try transcode(transcoder, into: UnsafeMutableBufferPointer(start: target, count: count))
                }
                scrap.count = try transcode(transcoder, into: UnsafeMutableBufferPointer(start: scrap.pointer, count: scrap.capacity))
                scrapPosition = 0
                if scrap.count == 0 { return 0 }
            }
        }
    }

    // MARK: What it is written in

    private static func sameWidth(_ left: TextEncoding, _ right: TextEncoding) -> Bool {
        let wide: [[TextEncoding]] = [[.utf16LittleEndian, .utf16BigEndian], [.utf32LittleEndian, .utf32BigEndian]]
        return wide.contains { $0.contains(left) && $0.contains(right) }
    }

    /// Judges by what is in the buffer.
    private func decide(isStart: Bool) throws(Diagnostic) {
        let isASCII = ASCIIScan.firstOther(input.pointer, count: input.count) == input.count
        while !isASCII && !inputIsOver
            && input.count - ASCIIScan.firstOther(input.pointer, count: input.count) < Self.leastEvidence { try readMore() }
        detected = EncodingDetector.detect(input.bytes, isStart: isStart, isComplete: inputIsOver)
        change = detected.change.map { placed($0) }
        let isUndecided = isASCII && detected.encoding.isUTF8 && detected.certainty < .certain
        if !isUndecided { try enterMode() }
    }

    private func enterMode() throws(Diagnostic) {
        if refusesGuess && detected.isGuessedCodePage { throw StreamMessages.guessRefused(name, detected) }
        if detected.encoding.isUTF8 {
            mode = .passing
        } else if let transcoder = detected.encoding.makeTranscoder() {
            mode = .transcoding(transcoder)
        } else {
            throw StreamMessages.encodingNotInstalled(name, detected.encoding)
        }
    }

    /// A change in the piece at hand, counted from the start of the text.
    private func placed(_ change: EncodingChange) -> EncodingChange {
        EncodingChange(
            offset: change.offset + inputOffset + position, lineEnds: change.lineEnds + lineFeeds, encoding: change.encoding)
    }

    // MARK: Bytes

    private func readMore() throws(Diagnostic) {
        inputIsOver = try !base.append(to: input, count: Self.blockSize)
    }

    /// Keeps count of what goes by before anything is decided.
    private func passed(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        inputOffset += count
        lineFeeds += LineFeeds.count(UnsafeBufferPointer(start: bytes, count: count))
        return count
    }

    private func take(into target: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
        let length = min(count, input.count - position)
        target.update(from: input.pointer + position, count: length)
        position += length
        if position == input.count {
            position = 0
            input.removeAll()
        }
        return passed(target, length)
    }

    private func takeScrap(into target: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
        let length = min(count, scrap.count - scrapPosition)
        target.update(from: scrap.pointer + scrapPosition, count: length)
        scrapPosition += length
        return length
    }

    /// - Returns: 0 at the end of the text.
    private func transcode(
        _ transcoder: any Transcoder, into target: UnsafeMutableBufferPointer<UInt8>
    ) throws(Diagnostic) -> Int {
        while true {
            let left = UnsafeBufferPointer(rebasing: input.bytes[position...])
            let step = transcoder.transcode(left, into: target, isComplete: inputIsOver)
            let output = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(target)[..<step.produced])
            if change == nil { noteChange(from: left, transcoder, output) }
            position += step.consumed
            if step.produced > 0 { return step.produced }
            if inputIsOver { return 0 }
            refill()
            try readMore()
        }
    }

    /// Moves the beginning of a character, if one is left, to the front.
    private func refill() {
        inputOffset += position
        let left = input.count - position
        for i in 0..<left { input.pointer[i] = input.pointer[position + i] }
        input.count = left
        position = 0
    }

    /// Looks whether what was just transcoded is another encoding's, and counts lines until it is.
    private func noteChange(
        from piece: UnsafeBufferPointer<UInt8>, _ transcoder: any Transcoder, _ output: UnsafeBufferPointer<UInt8>
    ) {
        if let mark = transcoder.faults.strayMark {
            let lines = LineFeeds.count(output, beforeMark: true)
            change = EncodingChange(offset: mark, lineEnds: lineFeeds + lines, encoding: nil)
        } else if !detected.encoding.isUnicode, let found = EncodingDetector.changeToUTF8(in: piece) {
            change = placed(found)
        }
        lineFeeds += LineFeeds.count(output)
    }
}
