import Records
import Syntax

/// A CSV stream whose header has been read: what the rest of the reader stands on.
public final class CSVSource {
    public let input: ByteSource
    public let dialect: CSVDialect
    /// The column names as the header spells them.
    public let columns: [String]
    /// Whether the stream began with a byte order mark, which is passed over.
    public let hasByteOrderMark: Bool
    /// Everything in front of the first record as it was read: the mark, blank lines, the header with its line end.
    public let head: [UInt8]
    /// The physical line, counted from 1, on which the records begin.
    public let startLine: Int
    /// What was read behind the header.
    let rest: ByteBuffer

    /// The most columns that a header may have.
    public static let columnLimit = 4_096
    private static let blockSize = 1 << 18
    private static let headerLimit = 1 << 20

    /// Reads up to the end of the header.
    ///
    /// - Throws: `sourceEmpty`, `notText`, `recordTooLong` or `tooManyColumns`, and what `ByteSource` throws.
    public init(_ input: ByteSource) throws(Diagnostic) {
        self.input = input
        let head = ByteBuffer(capacity: Self.blockSize)
        var isComplete = try Self.readBlock(of: input, into: head)
        if head.count == 0 { throw ReaderMessages.empty(input.name) }
        try SourceSignature.refuseWhatIsNotText(head.bytes, name: input.name)

        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        hasByteOrderMark = head.bytes.starts(with: mark)
        var start = hasByteOrderMark ? mark.count : 0
        var line = 1
        start = Self.passBlankLines(head, from: start, line: &line)
        while start == head.count && !isComplete {
            isComplete = try Self.readBlock(of: input, into: head)
            start = Self.passBlankLines(head, from: start, line: &line)
        }
        if start == head.count { throw ReaderMessages.empty(input.name) }

        // The header must be whole in every dialect before one is chosen: quotes are the same in all of them.
        var boundary = CSVBoundary(dialect: CSVDialect())
        var end = boundary.end(in: head.pointer + start, count: head.count - start, target: 0, isComplete: isComplete)
        while end == nil {
            if head.count - start > Self.headerLimit { throw ReaderMessages.headerTooLong(input.name, limit: Self.headerLimit) }
            isComplete = try Self.readBlock(of: input, into: head)
            end = boundary.end(in: head.pointer + start, count: head.count - start, target: 0, isComplete: isComplete)
        }
        let headerEnd = start + (end ?? 0)
        let header = UnsafeBufferPointer(rebasing: head.bytes[start..<headerEnd])
        dialect = CSVDialect.sniffed(fromHeader: header)
        columns = CSVLexer.texts(ofRecord: header, dialect: dialect)
        if columns.count > Self.columnLimit {
            throw ReaderMessages.tooManyColumns(input.name, found: columns.count, limit: Self.columnLimit)
        }
        startLine = line + Self.lineEnds(in: header)
        self.head = Array(head.bytes[..<headerEnd])
        rest = ByteBuffer(capacity: head.count - headerEnd)
        rest.append(UnsafeBufferPointer(rebasing: head.bytes[headerEnd...]))
    }

    /// - Returns: whether the input is over.
    private static func readBlock(of input: ByteSource, into buffer: ByteBuffer) throws(Diagnostic) -> Bool {
        buffer.reserve(blockSize)
        let got = try input.read(into: buffer.pointer + buffer.count, count: blockSize)
        buffer.count += got
        return got == 0
    }

    private static func passBlankLines(_ buffer: ByteBuffer, from start: Int, line: inout Int) -> Int {
        var i = start
        while i < buffer.count {
            switch buffer.pointer[i] {
            case ASCII.lineFeed:
                if i == start || buffer.pointer[i - 1] != ASCII.carriageReturn { line += 1 }
            case ASCII.carriageReturn: line += 1
            default: return i
            }
            i += 1
        }
        return i
    }

    private static func lineEnds(in header: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        for (i, byte) in header.enumerated() {
            if byte == ASCII.carriageReturn || (byte == ASCII.lineFeed && (i == 0 || header[i - 1] != ASCII.carriageReturn)) {
                count += 1
            }
        }
        return count
    }
}
