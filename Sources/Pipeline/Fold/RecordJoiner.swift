import Records

/// Joins the records of one key into one: what exists is taken, scalars have to agree, lists unite.
///
/// A missing, null or empty value agrees with any. Where none of the records has a value, the state that says most is kept: empty,
/// then null, then missing. Lists unite in the order of the records, equal elements once.
final class RecordJoiner {
    /// A record whose value of a field is not the one that was taken.
    struct Conflict: Equatable {
        /// Counted from 0 in the schema.
        let field: Int
        /// The record with the value that was taken; a 1-based number.
        let taken: UInt64
    }

    /// Holds the joined record, and no other.
    let batch: RecordBatch
    /// What the last record disagrees about, in the schema's order.
    private(set) var conflicts: [Conflict] = []

    private let row: RecordBatch
    private let keyFields: [Int]
    /// For each field the record whose value was taken.
    private var takenFrom: [UInt64]
    /// For each list the elements it has.
    private var elements: [ElementSet?]
    private let scratch = ByteBuffer()

    /// - Parameter keyFields: the fields that make the key. They are the same by its rules; the first spelling is taken.
    init(_ schema: Schema, keyFields: [Int]) {
        batch = RecordBatch(schema: schema)
        row = RecordBatch(schema: schema)
        self.keyFields = keyFields
        takenFrom = Array(repeating: 0, count: schema.fields.count)
        elements = schema.fields.map { $0.type.isCollection ? ElementSet() : nil }
    }

    /// Forgets the records of the last key.
    func begin() {
        batch.clearRecords()
        batch.side.shrink(to: 1 << 20)
        _ = batch.beginRecord(at: 0, line: 0)
        for field in elements.indices { elements[field]?.removeAll() }
    }

    /// Joins a record with those since `begin`.
    ///
    /// - Parameters:
    ///   - bytes: the record, in the form of `RecordEncoder`.
    ///   - number: its 1-based number.
    /// - Complexity: O(bytes of the record).
    func join(_ bytes: UnsafeBufferPointer<UInt8>, number: UInt64) {
        row.clearRecords()
        _ = row.beginRecord(at: 0, line: 0)
        var decoder = RecordDecoder(bytes)
        decoder.read(into: row, record: 0)
        conflicts.removeAll(keepingCapacity: true)
        for field in 0..<row.fieldCount { join(field, number) }
    }

    /// About how many bytes the joined record takes in memory.
    var size: Int { batch.side.count + Self.slotBytes(batch) }

    private static func slotBytes(_ batch: RecordBatch) -> Int {
        batch.children.reduce(batch.recordCount * batch.fieldCount * 8) { $0 + ($1.map(slotBytes) ?? 0) }
    }

    private func join(_ field: Int, _ number: UInt64) {
        let incoming = row.slots[field]
        let present = batch.slots[field]
        let isList = incoming.kind == Slot.Kind.collection
        if isList && incoming.length > 0 && (present.kind == Slot.Kind.collection || FoldValues.rank(present) < 3) {
            unite(field, incoming, present)
        } else if FoldValues.rank(incoming) > FoldValues.rank(present) {
            batch.slots[field] = copy(incoming, row.view)
            takenFrom[field] = number
        } else if FoldValues.rank(incoming) == 3, !keyFields.contains(field),
            !FoldValues.areEqual(present, batch.view, incoming, row.view, as: batch.schema.fields[field].type) {
            conflicts.append(Conflict(field: field, taken: takenFrom[field]))
        }
    }

    private func unite(_ field: Int, _ incoming: Slot, _ present: Slot) {
        guard let source = row.children[field], let target = batch.child(ofField: field) else { return }
        // The batch holds one record, so that the elements of a list stay together however many are added.
        for element in Int(incoming.start)..<Int(incoming.start) + incoming.length
        where elements[field]?.insert(element, of: source, scratch: scratch) ?? true {
            append(element, of: source, to: target)
        }
        batch.slots[field] = Slot(kind: Slot.Kind.collection, start: 0, length: target.recordCount)
    }

    private func append(_ element: Int, of source: RecordBatch, to target: RecordBatch) {
        _ = target.beginRecord(at: 0, line: 0)
        let record = target.recordCount - 1
        for field in 0..<source.fieldCount {
            let slot = source.slots[element * source.fieldCount + field]
            var copied = copy(slot, source.view)
            if slot.kind == Slot.Kind.collection, slot.length > 0, let inner = source.children[field], let list = target.child(ofField: field) {
                copied = Slot(kind: Slot.Kind.collection, start: list.recordCount, length: slot.length)
                for nested in 0..<slot.length { append(Int(slot.start) + nested, of: inner, to: list) }
            }
            target.slots[record * target.fieldCount + field] = copied
        }
    }

    /// The slot of a copy of the bytes; without them for a list.
    private func copy(_ slot: Slot, _ view: BatchView) -> Slot {
        switch slot.kind {
        case Slot.Kind.missing, Slot.Kind.null, Slot.Kind.object: return slot
        case Slot.Kind.collection: return Slot(kind: Slot.Kind.collection, start: 0, length: 0)
        default:
            let start = batch.side.count
            batch.side.append(view.pointer(slot), count: slot.length)
            return Slot(kind: slot.kind, start: start, length: slot.length, inSide: true, escaped: slot.isEscaped)
        }
    }
}
