import Records
import Syntax

/// Writes records as a table: a header with field names, one line a record.
///
/// Missing and null are empty cells; an empty string is `""`, so that it can be told from them. Where there is only one column,
/// empty cells are `""` as well: a blank line would be no record.
public final class CSVRecordWriter: RecordWriter {
    public let header: [UInt8]
    public let footer: [UInt8] = []
    public let separatorLength = 0
    private let dialect: CSVDialect
    private let fields: [Int]

    /// - Parameter fields: the fields that become columns, in this order; positions counted from 0.
    public init(_ schema: Schema, fields: [Int], dialect: CSVDialect) {
        self.fields = fields
        self.dialect = dialect
        let line = ByteBuffer()
        let cell = ByteBuffer()
        for (position, field) in fields.enumerated() {
            if position > 0 { line.append(dialect.delimiter) }
            cell.removeAll()
            cell.append(schema.fields[field].name)
            CSVEscaping.append(cell.bytes, dialect: dialect, to: line)
        }
        line.append(ASCII.lineFeed)
        header = Array(line.bytes)
    }

    public func append(_ batch: RecordBatch, records: Range<Int>, to out: ByteBuffer) {
        let view = batch.view
        for record in records {
            for (position, field) in fields.enumerated() {
                if position > 0 { out.append(dialect.delimiter) }
                let slot = view.slot(record, field)
                switch slot.kind {
                case Slot.Kind.missing, Slot.Kind.null:
                    if fields.count == 1 { CSVEscaping.append(view.bytes(slot), dialect: dialect, force: true, to: out) }
                default: CSVEscaping.append(view.bytes(slot), dialect: dialect, force: slot.length == 0, to: out)
                }
            }
            out.append(ASCII.lineFeed)
        }
    }
}
