import Records
import Syntax

/// A source whose first bytes have been read, so that it can be said what it is.
public final class OpenedText {
    /// The file or pipe at the bottom.
    public let input: any ByteStream
    /// Its text as UTF-8, unpacked where it is compressed.
    public let text: TranscodingStream
    /// What has been read of the text so far, from its first byte on.
    let head = ByteBuffer(capacity: OpenedText.blockSize)
    /// Whether the text ends with the head.
    private(set) var isComplete = false

    private static let blockSize = 1 << 18

    /// Reads until the first byte that is no blank and no part of a mark.
    ///
    /// - Throws: `notText` for known formats that are no text, and what the streams below throw.
    public init(_ input: any ByteStream, _ options: TextOptions = TextOptions()) throws(Diagnostic) {
        self.input = input
        text = try TextSource.open(input, options)
        // A mark may come a byte at a time.
        while head.count < 3 && !isComplete { try readBlock() }
        while firstByte == nil && !isComplete && head.count < Self.blockSize { try readBlock() }
    }

    /// Whether the text begins with a byte order mark.
    var hasByteOrderMark: Bool { head.bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

    /// The first byte behind mark and blanks; `nil` when there is none, or none within the first blocks.
    public var firstByte: UInt8? {
        head.bytes[(hasByteOrderMark ? 3 : 0)...].first { ![ASCII.space, ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn].contains($0) }
    }

    /// Reads one more block into the head.
    func readBlock() throws(Diagnostic) {
        if try !text.append(to: head, count: Self.blockSize) { isComplete = true }
    }
}
