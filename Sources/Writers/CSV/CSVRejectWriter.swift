import Records
import Syntax

/// Writes rejected records of a table in the table's own shape: the cells as they were, then the columns that say why.
///
/// A record with surplus cells or an open quote keeps its whole text in `_raw`, since nobody knows which of its cells is which.
/// The reader refuses it until somebody has emptied that cell.
public struct CSVRejectWriter: RejectWriter {
    /// The columns behind the record's own.
    public static let columns = RejectColumns.names

    public let header: [UInt8]
    private let dialect: CSVDialect
    /// For each column of the source, whether it is the record's own and not a reject file's.
    private let isOwn: [Bool]
    private let hasServiceColumns: Bool
    /// Where the source, itself a reject file, has `_raw`.
    private let rawColumn: Int?

    /// - Parameters:
    ///   - columns: the source's column names.
    ///   - isOwn: for each of them, whether it is kept; the columns of a reject file are written anew.
    ///   - writesByteOrderMark: whether the source began with one.
    public init(columns: [String], isOwn: [Bool], dialect: CSVDialect, writesByteOrderMark: Bool) {
        self.dialect = dialect
        self.isOwn = isOwn
        hasServiceColumns = isOwn.contains(false)
        rawColumn = columns.indices.first { columns[$0] == Self.columns.last && !isOwn[$0] }
        let out = ByteBuffer()
        if writesByteOrderMark { out.append([0xEF, 0xBB, 0xBF]) }
        for (name, own) in zip(columns, isOwn) where own {
            Self.append(name, dialect, to: out)
            out.append(dialect.delimiter)
        }
        for (position, name) in Self.columns.enumerated() {
            if position > 0 { out.append(dialect.delimiter) }
            Self.append(name, dialect, to: out)
        }
        out.append(ASCII.lineFeed)
        header = Array(out.bytes)
    }

    public func append(_ batch: RecordBatch, _ record: Int, _ note: RejectNote, to out: ByteBuffer) {
        append(batch.rawRecord(record), note, to: out)
    }

    /// Appends one record.
    ///
    /// - Parameters:
    ///   - record: the bytes of the record in the source.
    ///   - note: what is wrong with it.
    public func append(_ record: UnsafeBufferPointer<UInt8>, _ note: RejectNote, to out: ByteBuffer) {
        let cells = CSVLexer.cells(ofRecord: record, dialect: dialect)
        let isInDoubt = cells.count > isOwn.count || cells.last?.isUnclosed == true
        let text = record.trimmingLineEnd
        if cells.count == isOwn.count && !hasServiceColumns && cells.last?.isUnclosed == false {
            out.append(text)
            out.append(dialect.delimiter)
        } else {
            for (index, own) in isOwn.enumerated() where own {
                if index < cells.count { appendCell(cells[index], of: record, to: out) }
                out.append(dialect.delimiter)
            }
        }
        for text in note.texts {
            Self.append(text, dialect, to: out)
            out.append(dialect.delimiter)
        }
        if isInDoubt {
            CSVEscaping.append(text, dialect: dialect, to: out)
        } else if let rawColumn, rawColumn < cells.count {
            appendCell(cells[rawColumn], of: record, to: out)
        }
        out.append(ASCII.lineFeed)
    }

    private func appendCell(_ cell: CSVCell, of record: UnsafeBufferPointer<UInt8>, to out: ByteBuffer) {
        let content = UnsafeBufferPointer(rebasing: record[cell.start..<cell.start + cell.length])
        guard cell.needsUnescaping, let quote = dialect.quote else {
            CSVEscaping.append(content, dialect: dialect, force: cell.isQuoted, to: out)
            return
        }
        let value = ByteBuffer(capacity: content.count)
        CSVEscaping.unescape(content, quote: quote, into: value)
        CSVEscaping.append(value.bytes, dialect: dialect, force: true, to: out)
    }

    private static func append(_ text: String, _ dialect: CSVDialect, to out: ByteBuffer) {
        let value = ByteBuffer(capacity: text.utf8.count)
        value.append(text)
        CSVEscaping.append(value.bytes, dialect: dialect, to: out)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The record without its LF, CR or CRLF.
    fileprivate var trimmingLineEnd: UnsafeBufferPointer<UInt8> {
        var end = count
        if end > 0 && self[end - 1] == ASCII.lineFeed { end -= 1 }
        if end > 0 && self[end - 1] == ASCII.carriageReturn { end -= 1 }
        return UnsafeBufferPointer(rebasing: self[0..<end])
    }
}
