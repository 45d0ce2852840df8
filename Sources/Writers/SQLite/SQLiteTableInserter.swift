import Records
import SQLite

/// Inserts records into a table and their elements into the tables below it.
///
/// Rows are collected from a whole batch first, since a statement takes several: the values are bound where they lie in the
/// batch, and copied once, by the library into its page.
final class SQLiteTableInserter {
    private struct Row {
        let record: Int64
        let parent: Int64
        let index: Int64
        let slots: UnsafePointer<Slot>
    }

    /// A field that is written, and what its column holds.
    private struct Value {
        let field: Int
        let isInteger: Bool
    }

    /// A million rows of 26 columns take a tenth less processor time than one by one; beyond this nothing is gained.
    private static let rowsPerStatement = 16
    /// As many placeholders as a statement may have anywhere (`SQLITE_MAX_VARIABLE_NUMBER`).
    private static let placeholderLimit = 32_766

    private let table: SQLiteTable
    private let values: [Value]
    private let children: [(field: Int, inserter: SQLiteTableInserter)]
    private let several: SQLiteStatement
    private let single: SQLiteStatement
    private let rowsAtOnce: Int
    private let ownColumns: Int
    private var rows: [Row] = []
    /// The highest number of the table: for the records themselves as it was before this run, since theirs follow from their place
    /// in the source; for elements as it is now.
    private var lastRecord: Int64

    /// - Parameters:
    ///   - fields: the fields that the source fills; elements have all of theirs.
    ///   - lastRecord: returns the highest number in a table; 0 where it has no rows.
    /// - Throws: what preparing the statements throws: the tables must exist.
    init(
        _ table: SQLiteTable, fields: [Int], _ database: SQLiteConnection, lastRecord: (SQLiteTable) -> Int64
    ) throws(SQLiteError) {
        self.table = table
        self.lastRecord = lastRecord(table)
        values = fields.map { Value(field: $0, isInteger: table.columns[$0].storage == .integer) }
        ownColumns = table.ownColumns.count
        rowsAtOnce = max(1, min(Self.rowsPerStatement, Self.placeholderLimit / (ownColumns + fields.count)))
        several = try database.prepare(table.insertion(of: fields, rows: rowsAtOnce))
        single = try database.prepare(table.insertion(of: fields, rows: 1))
        var children: [(Int, SQLiteTableInserter)] = []
        for child in table.children where fields.contains(child.field) {
            let all = Array(child.table.columns.indices)
            children.append((child.field, try SQLiteTableInserter(child.table, fields: all, database, lastRecord: lastRecord)))
        }
        self.children = children
    }

    /// Inserts records of a batch and everything in them.
    ///
    /// - Throws: `Refusal` with the number of the record that the database would not take, where one is to blame.
    func insert(_ batch: RecordBatch, records: [Range<Int>]) throws(Refusal) {
        for range in records {
            for record in range {
                collect(batch, record, number: lastRecord &+ Int64(batch.number(of: record)), parent: 0, index: 0)
            }
        }
        try write(batch.view, first: lastRecord)
    }

    /// What the database would not take.
    struct Refusal: Error {
        let error: SQLiteError
        /// The name of the table.
        let table: String
        /// The 1-based number of the record in its source; `nil` where the failure is not about one.
        let record: Int?
    }

    // MARK: Collecting

    private func collect(_ batch: RecordBatch, _ record: Int, number: Int64, parent: Int64, index: Int64) {
        let slots = UnsafePointer(batch.slots + record * batch.fieldCount)
        rows.append(Row(record: number, parent: parent, index: index, slots: slots))
        for (field, inserter) in children {
            let slot = slots[field]
            guard slot.kind == Slot.Kind.collection, let elements = batch.children[field] else { continue }
            for element in 0..<slot.length {
                inserter.lastRecord += 1
                inserter.collect(
                    elements, Int(slot.start) + element, number: inserter.lastRecord, parent: number, index: Int64(element))
            }
        }
    }

    // MARK: Writing

    /// Inserts what was collected, parents first. Nested batches share the bytes of the one around them.
    private func write(_ view: BatchView, first: Int64) throws(Refusal) {
        defer { rows.removeAll(keepingCapacity: true) }
        var start = 0
        do throws(SQLiteError) {
            while rows.count - start >= rowsAtOnce {
                try write(rows[start..<start + rowsAtOnce], view, with: several)
                start += rowsAtOnce
            }
        } catch {
            // Some row of these is at fault; one by one they tell which.
            guard error.kind == .constraint else { throw Refusal(error: error, table: table.name, record: nil) }
        }
        for row in start..<rows.count {
            do throws(SQLiteError) { try write(rows[row...row], view, with: single) } catch {
                let record = table.parent == nil && error.kind == .constraint ? Int(rows[row].record - first) : nil
                throw Refusal(error: error, table: table.name, record: record)
            }
        }
        for (_, inserter) in children { try inserter.write(view, first: first) }
    }

    private func write(_ rows: ArraySlice<Row>, _ view: BatchView, with statement: SQLiteStatement) throws(SQLiteError) {
        var parameter = 1
        for row in rows {
            statement.bind(row.record, at: parameter)
            if ownColumns > 1 {
                statement.bind(row.parent, at: parameter &+ 1)
                statement.bind(row.index, at: parameter &+ 2)
            }
            parameter &+= ownColumns
            for value in values {
                Self.bind(row.slots[value.field], isInteger: value.isInteger, view, to: statement, at: parameter)
                parameter &+= 1
            }
        }
        try statement.run()
    }

    @inline(__always)
    private static func bind(_ slot: Slot, isInteger: Bool, _ view: BatchView, to statement: SQLiteStatement, at parameter: Int) {
        switch slot.kind {
        case Slot.Kind.missing, Slot.Kind.null:
            statement.bindNull(at: parameter)
        case Slot.Kind.collection:
            statement.bind(Int64(slot.length), at: parameter)
        case Slot.Kind.object:
            statement.bind(1, at: parameter)
        case Slot.Kind.boolean:
            statement.bind(view.pointer(slot)[0] == UInt8(ascii: "t") ? 1 : 0, at: parameter)
        case Slot.Kind.number where isInteger:
            if let number = wholeNumber(view.bytes(slot)) { statement.bind(number, at: parameter) } else { fallthrough }
        default:
            statement.bind(borrowing: view.pointer(slot), count: slot.length, at: parameter)
        }
    }

    /// The value of a plain whole number of at most 18 digits; `nil` for any other text, which is then kept as text.
    @inline(__always)
    private static func wholeNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        var value: Int64 = 0
        let digits = isNegative ? 1 : 0
        if bytes.count == digits || bytes.count > digits + 18 { return nil }
        for index in digits..<bytes.count {
            let digit = bytes[index] &- UInt8(ascii: "0")
            if digit > 9 { return nil }
            value = value &* 10 &+ Int64(digit)
        }
        return isNegative ? -value : value
    }
}
