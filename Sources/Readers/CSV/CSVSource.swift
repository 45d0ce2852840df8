import Records
import Syntax

/// A CSV stream whose header has been read: what the rest of the reader stands on.
public final class CSVSource: RecordSource {
    /// The file or pipe at the bottom.
    public let input: any ByteStream
    /// Its text as UTF-8, unpacked where it is compressed.
    let text: TranscodingStream
    /// What a person has said about the table.
    public let options: TableOptions
    public let dialect: CSVDialect
    /// The column names as the header spells them.
    public let columns: [String]
    /// Whether the stream began with a byte order mark, which is passed over.
    public let hasByteOrderMark: Bool
    /// Everything in front of the first record as it was read: the mark, blank lines, the header with its line end. Of blank lines
    /// that go on for more than a block only the last are kept.
    public let head: [UInt8]
    /// Where the header begins in `head`, counted from 0 in bytes.
    public let headerStart: Int
    /// How many rows of nothing but delimiters and blanks stand in front of the header.
    public let blankRows: Int
    /// The physical line, counted from 1, on which the records begin.
    public let startLine: Int
    /// What was read behind the header.
    let rest: ByteBuffer
    /// The offset in the text, in bytes of UTF-8, at which `rest` begins.
    let restOffset: Int

    /// The most columns that a header may have.
    public static let columnLimit = 4_096
    private static let blockSize = 1 << 18
    private static let headerLimit = 1 << 20

    /// Reads up to the end of the header.
    ///
    /// - Parameter options: what a person has said about the encoding and the dialect, and what is to be refused.
    /// - Throws: `sourceEmpty`, `notText`, `recordTooLong` or `tooManyColumns`, and what the streams below throw.
    public convenience init(_ input: any ByteStream, _ options: TableOptions = TableOptions()) throws(Diagnostic) {
        try self.init(try OpenedText(input, options.textOptions), options)
    }

    /// The same for a source of which the first bytes have been read.
    public init(_ opened: OpenedText, _ options: TableOptions) throws(Diagnostic) {
        input = opened.input
        text = opened.text
        self.options = options
        let head = opened.head
        var isComplete = opened.isComplete
        if head.count == 0 { throw ReaderMessages.empty(input.name) }

        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        hasByteOrderMark = opened.hasByteOrderMark
        var start = hasByteOrderMark ? mark.count : 0
        var line = 1
        var passed = 0
        start = Self.passBlankLines(head, from: start, line: &line)
        while start == head.count && !isComplete {
            // Blank lines may go on and on. The last byte is kept, since a CR may go on with a LF.
            let last = head.pointer[head.count - 1]
            passed += head.count - 1
            head.removeAll()
            head.append(last)
            start = head.count
            isComplete = try Self.readBlock(of: text, into: head)
            start = Self.passBlankLines(head, from: start, line: &line)
        }
        if start == head.count { throw ReaderMessages.empty(input.name) }

        while head.count - start < SeparatorLine.longest && !isComplete { isComplete = try Self.readBlock(of: text, into: head) }
        var dialects = options.dialects
        if options.isSniffed && options.delimiter == nil,
            let separator = SeparatorLine.read(UnsafeBufferPointer(rebasing: head.bytes[start...]), isComplete: isComplete) {
            dialects = [CSVDialect(delimiter: separator.delimiter, quote: dialects.first?.quote)]
            start += separator.length
            line += 1
        }
        blankRows = try Self.passBlankRows(head, text, from: &start, line: &line, dialects, &isComplete)
        if start == head.count { throw ReaderMessages.empty(input.name) }
        var search = CSVHeaderSearch(dialects)
        while !search.look(in: head.pointer + start, count: head.count - start, isComplete: isComplete) {
            if head.count - start > Self.headerLimit { break }
            isComplete = try Self.readBlock(of: text, into: head)
        }
        let found = search.best(in: head.pointer + start)
        var headerEnd = start + (found?.end ?? head.count - start)
        let header = UnsafeBufferPointer(rebasing: head.bytes[start..<headerEnd])
        try SourceSignature.refuseControlBytes(in: header, name: input.name)
        guard let found else { throw ReaderMessages.headerTooLong(input.name, limit: Self.headerLimit) }
        dialect = found.dialect
        let names = CSVLexer.texts(ofRecord: header, dialect: dialect)
        columns = options.hasHeader ? names : names.indices.map { String($0 + 1) }
        if columns.count > Self.columnLimit {
            throw ReaderMessages.tooManyColumns(input.name, found: columns.count, limit: Self.columnLimit)
        }
        startLine = options.hasHeader ? line + Self.lineEnds(in: header) : line
        if !options.hasHeader { headerEnd = start }
        let hasLostMark = hasByteOrderMark && !head.bytes.starts(with: mark)
        self.head = (hasLostMark ? mark : []) + head.bytes[..<headerEnd]
        headerStart = (options.hasHeader ? start : headerEnd) + (hasLostMark ? mark.count : 0)
        restOffset = passed + headerEnd
        rest = ByteBuffer(capacity: head.count - headerEnd)
        rest.append(UnsafeBufferPointer(rebasing: head.bytes[headerEnd...]))
    }

    /// What the text is written in, and why. It may change while an ASCII text is read that turns out otherwise, so that it is
    /// asked again at the end.
    public var encoding: DetectedEncoding { text.detected }

    public var encodingChange: Diagnostic? { change(seenBy: text) }

    public var passed: PassedOver {
        var passed = PassedOver()
        passed.blankRows = blankRows
        return passed
    }

    public var formText: String { "columns separated by \(dialect.delimiterName)" }

    public func makeSplitter(recordLimit: Int) -> any RecordSplitter { CSVSplitter(self, recordLimit: recordLimit) }

    public func makeParser(_ reading: RecordReading) -> any RecordParser {
        CSVRecordParser(dialect: dialect, reading)
    }

    /// - Returns: whether the text is over.
    private static func readBlock(of text: TranscodingStream, into buffer: ByteBuffer) throws(Diagnostic) -> Bool {
        try !text.append(to: buffer, count: blockSize)
    }

    private static func passBlankLines(_ buffer: ByteBuffer, from start: Int, line: inout Int) -> Int {
        var i = start
        while i < buffer.count {
            switch buffer.pointer[i] {
            case ASCII.lineFeed:
                if i == 0 || buffer.pointer[i - 1] != ASCII.carriageReturn { line += 1 }
            case ASCII.carriageReturn: line += 1
            default: return i
            }
            i += 1
        }
        return i
    }

    /// Passes over rows of nothing but one of the delimiters and blanks, and blank lines between them.
    ///
    /// - Returns: how many there were. Only as many bytes are kept as a header may have.
    private static func passBlankRows(
        _ buffer: ByteBuffer, _ text: TranscodingStream, from start: inout Int, line: inout Int, _ dialects: [CSVDialect],
        _ isComplete: inout Bool
    ) throws(Diagnostic) -> Int {
        var rows = 0
        while start < headerLimit && !(start == buffer.count && isComplete) {
            let lengths = start == buffer.count ? [0] : dialects.compactMap {
                CSVBlankRow.length(buffer.pointer, from: start, count: buffer.count, dialect: $0)
            }
            guard let length = lengths.max() else { break }
            // The row, or the line end behind it, may go on.
            if start + length + 1 >= buffer.count && !isComplete {
                isComplete = try readBlock(of: text, into: buffer)
                continue
            }
            if length > 0 { rows += 1 }
            start = passBlankLines(buffer, from: start + length, line: &line)
        }
        return rows
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
