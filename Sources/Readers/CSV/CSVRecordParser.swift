import Records
import Syntax

/// Turns a chunk of CSV into records of a schema. A cell stays where it is unless its quotes must be taken out.
public final class CSVRecordParser: RecordParser {
    private let dialect: CSVDialect
    private let quote: UInt8
    /// For each column the field it fills, or `noField`, or `rawText`, or `firstNested` − n for the nested column n.
    private let fields: [Int32]
    private static let noField: Int32 = -1
    private static let rawText: Int32 = -2
    private static let firstNested: Int32 = -3
    private var nested: NestedCells?
    /// What an empty cell becomes.
    private let emptyCell: Slot

    public init(dialect: CSVDialect, _ reading: RecordReading) {
        self.dialect = dialect
        quote = dialect.quote ?? 0
        var nestedColumns: [NestedColumn] = []
        let binding = reading.binding
        fields = binding.targets.enumerated().map { column, target in
            switch target {
            case .field(let field): return Int32(truncatingIfNeeded: field)
            case .nested(let column):
                nestedColumns.append(column)
                return Self.firstNested - Int32(truncatingIfNeeded: nestedColumns.count - 1)
            case .none, .service: return column == binding.rawColumn ? Self.rawText : Self.noField
            }
        }
        nested = nestedColumns.isEmpty ? nil : NestedCells(nestedColumns, reading)
        emptyCell = switch reading.emptyAs {
        case .missing: .missing
        case .null: .null
        case .empty: Slot(kind: Slot.Kind.string, start: 0, length: 0)
        }
    }

    public func parse(_ batch: RecordBatch) {
        batch.clearRecords()
        fields.withUnsafeBufferPointer { fields in
            var lexer = CSVLexer(UnsafePointer(batch.chunk.pointer), count: batch.chunk.count, dialect: dialect)
            while !lexer.isAtEnd { parseRecord(&lexer, batch, fields) }
            batch.lineCount = lexer.lineCount
        }
        batch.settleObjects()
        TextFaults.find(in: batch)
    }

    @inline(__always)
    private func parseRecord(_ lexer: inout CSVLexer, _ batch: RecordBatch, _ fields: UnsafeBufferPointer<Int32>) {
        let start = lexer.position
        let line = lexer.lineCount
        if let length = CSVBlankRow.length(batch.chunk.pointer, from: start, count: batch.chunk.count, dialect: dialect) {
            if length > 0 { batch.passed.blankRows += 1 }
            lexer.passRecord()
            return
        }
        var cell = lexer.next()
        let row = batch.beginRecord(at: start, line: line)
        var column = 0
        while true {
            if column < fields.count {
                let field = Int(fields[column])
                if field >= 0 { store(cell, in: row + field, field, batch) } else { passSpecial(cell, field, batch) }
            } else if cell.length > 0 {
                passSurplus(&lexer, from: column, cell, batch)
                return
            }
            column &+= 1
            if cell.endsRecord { break }
            cell = lexer.next()
        }
        batch.endRecord(at: lexer.position)
        nested?.build(in: batch)
        if column > fields.count { batch.passed.paddedRecords += 1 }
        if cell.isUnclosed {
            batch.faults.append(Finding(record: batch.recordCount - 1, code: .unclosedQuote, rule: .form))
        } else if column < fields.count {
            batch.faults.append(Finding(
                record: batch.recordCount - 1, code: .missingCells, rule: .form, severity: .warning,
                found: column, minimum: fields.count, maximum: fields.count))
        }
    }

    @inline(__always)
    private func store(_ cell: CSVCell, in slot: UnsafeMutablePointer<Slot>, _ field: Int, _ batch: RecordBatch) {
        if cell.length == 0 && !cell.needsUnescaping {
            slot.pointee = emptyCell
        } else if cell.length > Slot.maximumLength {
            batch.faults.append(Finding(
                record: batch.recordCount - 1, field: field, code: .valueTooLong, rule: .form,
                found: cell.length, maximum: Slot.maximumLength))
        } else if cell.needsUnescaping {
            let start = batch.side.count
            CSVEscaping.unescape(
                UnsafeBufferPointer(start: batch.chunk.pointer + cell.start, count: cell.length), quote: quote, into: batch.side)
            slot.pointee = Slot(kind: Slot.Kind.string, start: start, length: batch.side.count - start, inSide: true)
        } else {
            slot.pointee = Slot(kind: Slot.Kind.string, start: cell.start, length: cell.length)
        }
    }

    /// Takes a cell that fills no field of the record itself.
    private func passSpecial(_ cell: CSVCell, _ field: Int, _ batch: RecordBatch) {
        if field == Int(Self.rawText) {
            passRawText(cell, batch)
        } else if field <= Int(Self.firstNested) {
            var slot = emptyCell
            store(cell, in: &slot, -1, batch)
            nested?.take(slot, column: Int(Self.firstNested) - field)
        }
    }

    /// A reject whose cells were in doubt is in doubt until somebody has emptied its raw text: nothing tells whether they were looked at.
    private func passRawText(_ cell: CSVCell, _ batch: RecordBatch) {
        guard cell.length > 0 else { return }
        batch.faults.append(Finding(record: batch.recordCount - 1, code: .surplusCells, rule: .form))
    }

    /// A record with more cells than the header: counted to its end, and rejected, since nobody knows which cell is which.
    private func passSurplus(_ lexer: inout CSVLexer, from column: Int, _ first: CSVCell, _ batch: RecordBatch) {
        var count = column + 1
        var cell = first
        while !cell.endsRecord {
            cell = lexer.next()
            count += 1
        }
        batch.endRecord(at: lexer.position)
        nested?.build(in: batch)
        batch.faults.append(Finding(
            record: batch.recordCount - 1, code: cell.isUnclosed ? .unclosedQuote : .surplusCells, rule: .form,
            found: count, minimum: fields.count, maximum: fields.count))
    }
}

/// What an empty cell of a table means.
public enum EmptyCell: String, Sendable, CaseIterable {
    case missing, null, empty
}
