import Records
import Syntax

/// Writes records as a table: a header with field names, one line a record.
///
/// Missing and null are empty cells; an empty string is `""`, so that it can be told from them. Where all cells are empty or blank,
/// the first is written in quotes: a blank row would be no record.
public final class CSVRecordWriter: RecordWriter {
    public let header: [UInt8]
    public let footer: [UInt8] = []
    public let separatorLength = 0
    private let dialect: CSVDialect
    private let columns: [TableColumn]
    private let json: JSONRecordWriter

    /// - Parameter columns: the columns in their order.
    public init(_ schema: Schema, columns: [TableColumn], dialect: CSVDialect) {
        self.columns = columns
        self.dialect = dialect
        json = JSONRecordWriter(schema, layout: .lines)
        let line = ByteBuffer()
        let cell = ByteBuffer()
        for (position, column) in columns.enumerated() {
            if position > 0 { line.append(dialect.delimiter) }
            cell.removeAll()
            cell.append(column.name(in: schema))
            CSVEscaping.append(cell.bytes, dialect: dialect, to: line)
        }
        line.append(ASCII.lineFeed)
        header = Array(line.bytes)
    }

    public func append(_ batch: RecordBatch, records: Range<Int>, to out: ByteBuffer) {
        let cell = ByteBuffer()
        for record in records {
            let start = out.count
            for (position, column) in columns.enumerated() {
                if position > 0 { out.append(dialect.delimiter) }
                switch column {
                case .field(let field): append(batch, record, field, to: out)
                case .member(let steps, let field):
                    if let (child, place) = batch.place(record, steps) { append(child, place, field, to: out) }
                case .json(let field):
                    guard batch.view.slot(record, field).kind == Slot.Kind.collection else { break }
                    cell.removeAll()
                    json.appendCollection(record, field, batch, to: cell)
                    CSVEscaping.append(cell.bytes, dialect: dialect, to: out)
                case .names(let field):
                    cell.removeAll()
                    appendNames(record, field, batch, to: cell)
                    CSVEscaping.append(cell.bytes, dialect: dialect, to: out)
                }
            }
            out.append(ASCII.lineFeed)
            if CSVBlankRow.length(out.pointer, from: start, count: out.count, dialect: dialect) != nil { quoteFirstCell(of: start, in: out, cell) }
        }
    }

    /// Writes the row that begins at an offset again, its first cell in quotes.
    private func quoteFirstCell(of start: Int, in out: ByteBuffer, _ row: ByteBuffer) {
        row.removeAll()
        row.append(UnsafeBufferPointer(rebasing: out.bytes[start...]))
        let end = row.bytes.firstIndex { $0 == dialect.delimiter || $0 == ASCII.lineFeed } ?? row.count
        out.count = start
        CSVEscaping.append(UnsafeBufferPointer(rebasing: row.bytes[..<end]), dialect: dialect, force: true, to: out)
        out.append(UnsafeBufferPointer(rebasing: row.bytes[end...]))
    }

    private func append(_ batch: RecordBatch, _ record: Int, _ field: Int, to out: ByteBuffer) {
        let view = batch.view
        let slot = view.slot(record, field)
        switch slot.kind {
        case Slot.Kind.missing, Slot.Kind.null: break
        default: CSVEscaping.append(view.bytes(slot), dialect: dialect, force: slot.length == 0, to: out)
        }
    }

    private func appendNames(_ record: Int, _ field: Int, _ batch: RecordBatch, to cell: ByteBuffer) {
        let slot = batch.view.slot(record, field)
        guard slot.kind == Slot.Kind.collection, let child = batch.children[field], let label = child.schema.labelField else { return }
        let view = child.view
        for element in Int(slot.start)..<Int(slot.start) + slot.length {
            if element > Int(slot.start) { cell.append("; ") }
            cell.append(view.bytes(view.slot(element, label)))
        }
    }
}
