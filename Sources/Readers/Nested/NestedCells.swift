import Records
import Syntax

/// Builds the nested records of one table row from the cells of its nested columns.
///
/// Cells are gathered while the row is read and turned into child records at its end. An element of which every cell is
/// empty is none; a collection without elements is what an empty cell means.
struct NestedCells {
    private let layout: NestedLayout
    private let emptyAs: EmptyCell
    private let recordName: String
    private let members: JSONMembers
    private var builder: JSONRecordBuilder
    private var cells: [Slot]

    init(_ columns: [NestedColumn], _ reading: RecordReading) {
        layout = NestedLayout(columns)
        emptyAs = reading.emptyAs
        recordName = reading.schema.name
        members = JSONMembers(reading.schema, allowsUndocumented: reading.allowsUndocumented)
        builder = JSONRecordBuilder(isStrict: reading.isStrict)
        cells = Array(repeating: .missing, count: columns.count)
    }

    /// Takes the cell of a nested column; counted from 0 among the nested ones.
    mutating func take(_ slot: Slot, column: Int) { cells[column] = slot }

    /// Puts what was gathered into the record begun last, and forgets it. What is wrong with a cell goes to the batch's faults.
    mutating func build(in batch: RecordBatch) {
        let record = batch.recordCount - 1
        for collection in layout.collections {
            batch.slots[record * batch.fieldCount + collection.field] = build(collection, in: batch) ?? emptyCollection
        }
        for list in layout.lists {
            let slot = cells[list.column]
            batch.slots[record * batch.fieldCount + list.field] =
                isFilled(slot) ? buildList(slot, list.field, record, in: batch) : emptyCollection
        }
        for column in cells.indices { cells[column] = .missing }
    }

    private var emptyCollection: Slot {
        switch emptyAs {
        case .missing: .missing
        case .null: .null
        case .empty: Slot(kind: Slot.Kind.collection, start: 0, length: 0)
        }
    }

    private func isFilled(_ slot: Slot) -> Bool { slot.kind == Slot.Kind.string && slot.length > 0 }

    private func isFilled(_ element: NestedLayout.Element) -> Bool {
        element.leaves.contains { isFilled(cells[$0.column]) }
            || element.collections.contains { $0.elements.contains(where: isFilled) }
    }

    /// - Returns: `nil` when no element has a value.
    private func build(_ collection: NestedLayout.Collection, in batch: RecordBatch) -> Slot? {
        guard let child = batch.child(ofField: collection.field) else { return nil }
        let start = child.recordCount
        for element in collection.elements where isFilled(element) {
            let row = child.beginRecord(at: 0, line: 0)
            for leaf in element.leaves where cells[leaf.column].kind != Slot.Kind.missing { row[leaf.field] = cells[leaf.column] }
            let record = child.recordCount - 1
            for inner in element.collections {
                child.slots[record * child.fieldCount + inner.field] = build(inner, in: child) ?? emptyCollection
            }
        }
        guard child.recordCount > start else { return nil }
        return Slot(kind: Slot.Kind.collection, start: start, length: child.recordCount - start)
    }

    // MARK: A whole collection in one cell

    private mutating func buildList(_ slot: Slot, _ field: Int, _ record: Int, in batch: RecordBatch) -> Slot {
        let text = batch.view.bytes(slot)
        if text.first(where: { $0 != ASCII.space && $0 != ASCII.tab }) == ASCII.openBracket {
            do throws(JSONError) {
                let collection = try builder.readArray(slot, ofField: field, members, in: batch)
                batch.faults.append(contentsOf: builder.takeFaults())
                return collection
            } catch {
                _ = builder.takeFaults()
                batch.faults.append(Finding(
                    record: record, field: field, code: .malformedJSON, rule: .form, found: error.offset + 1))
                return .missing
            }
        }
        return buildNames(slot, field, in: batch)
    }

    /// Says how many members of JSON text were passed over, if any were.
    /// `Finance; HR`: one element a name. Of pairs the name is the value, and the key is made of it.
    private func buildNames(_ slot: Slot, _ field: Int, in batch: RecordBatch) -> Slot {
        guard let child = batch.child(ofField: field), let label = child.schema.labelField else { return .missing }
        let start = child.recordCount
        let fieldName = batch.schema.fields[field].name
        var position = 0
        while position <= slot.length {
            let bytes = batch.view.bytes(slot)
            let end = bytes[position...].firstIndex(of: ASCII.semicolon) ?? bytes.count
            var low = position
            var high = end
            while low < high && bytes[low] == ASCII.space { low += 1 }
            while high > low && bytes[high - 1] == ASCII.space { high -= 1 }
            if high > low {
                let row = child.beginRecord(at: 0, line: 0)
                row[label] = Slot(kind: Slot.Kind.string, start: Int(slot.start) + low, length: high - low, inSide: slot.isInSide)
                if let key = child.schema.pairKeyField {
                    let value = String(decoding: bytes[low..<high], as: UTF8.self)
                    let identifier = NameBasedIdentifier.text(for: "urn:transload:\(recordName).\(fieldName):\(value)")
                    Array(identifier.utf8).withUnsafeBufferPointer {
                        child.replace(record: child.recordCount - 1, field: key, kind: Slot.Kind.string, with: $0)
                    }
                }
            }
            position = end + 1
        }
        if child.recordCount == start { return emptyCollection }
        return Slot(kind: Slot.Kind.collection, start: start, length: child.recordCount - start)
    }
}

extension Schema {
    /// The position of the key when the record is a pair of key and value with an identifier as the key.
    var pairKeyField: Int? {
        guard fields.count == 2, let key = fieldIndex(named: "Key"), fieldIndex(named: "Value") != nil,
            case .guid = fields[key].type
        else { return nil }
        return key
    }
}
