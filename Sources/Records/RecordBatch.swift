/// One chunk of input and the records found in it: fields stay bytes, slots say where they lie.
///
/// ```
///   chunk   │17,omar,"O""Neil",TRUE⏎18,…                     the input, untouched
///   side    │truefalse│O"Neil│                               what had to be unescaped or computed
///   slots   │ r0f0 │ r0f1 │ r0f2 │ … │ r1f0 │ …             row-major, one a field of the schema
///   bounds  │ 0‥24, line 1 │ 24‥… │                          where each record lies in the chunk
///   children│ by field: a batch of the nested schema, or nil
/// ```
///
/// A batch has one owner at a time: a splitter fills the chunk, a worker parses, types, validates and renders it, and a pool
/// takes it back. It is therefore not `Sendable`; the pipeline hands it over whole.
public final class RecordBatch {
    public let schema: Schema
    public let fieldCount: Int
    /// The input bytes, cut at a record boundary. Nested batches share their parent's.
    public let chunk: ByteBuffer
    /// Unescaped and computed bytes. It starts with `RecordBatch.constants`. Nested batches share their parent's.
    public let side: ByteBuffer
    private let isNested: Bool
    /// Position of this chunk in the stream, counted from 0: the order in which results leave.
    public var sequence = 0
    /// Offset of the chunk's first byte in the source, counted from 0.
    public var byteOffset = 0
    /// The 1-based number of the first record.
    public var firstRecord = 1
    /// The 1-based physical line on which the chunk begins.
    public var firstLine = 1
    /// How many line ends the chunk holds.
    public var lineCount = 0
    /// What the parser found wrong with the form of a record, in record order.
    public var faults: [Finding] = []
    /// Records, in ascending order, that hold values of others in which cells were missing: a secret may stand in the wrong field.
    public var doubtful: [Int] = []
    /// Why nothing behind the records of this batch can be read; its record and line are counted from the chunk's first, from 1.
    public var failure: Diagnostic?
    /// What the parser passed over.
    public var passed = PassedOver()
    /// The offset behind each record in the chunk, where the splitter has come across them.
    public var recordEnds: [UInt32] = []
    /// Names in the source that are no field's; findings refer to them by their position.
    public private(set) var strangeNames: [String] = []
    /// The batch of nested records of a collection field, by field position; `nil` where no record of this batch has any.
    public private(set) var children: [RecordBatch?]

    public private(set) var slots: UnsafeMutablePointer<Slot>
    public private(set) var bounds: UnsafeMutablePointer<RecordBounds>
    /// What every record begins with: missing, or a value given for the whole run.
    @usableFromInline var template: UnsafeMutablePointer<Slot>
    private var defaults: [FieldDefault] = []
    @usableFromInline var recordCapacity: Int
    /// The number of records in use.
    public internal(set) var recordCount = 0

    /// The canonical texts at the front of every side arena.
    public static let constants: StaticString = "truefalse"
    public static let trueSlot = Slot(kind: Slot.Kind.boolean, start: 0, length: 4, inSide: true)
    public static let falseSlot = Slot(kind: Slot.Kind.boolean, start: 4, length: 5, inSide: true)

    public convenience init(schema: Schema) {
        self.init(schema: schema, chunk: ByteBuffer(capacity: 1 << 12), side: ByteBuffer(capacity: 1 << 12), isNested: false)
    }

    private init(schema: Schema, chunk: ByteBuffer, side: ByteBuffer, isNested: Bool) {
        self.schema = schema
        self.chunk = chunk
        self.side = side
        self.isNested = isNested
        fieldCount = schema.fields.count
        recordCapacity = 64
        slots = .allocate(capacity: recordCapacity * max(fieldCount, 1))
        bounds = .allocate(capacity: recordCapacity)
        template = .allocate(capacity: max(fieldCount, 1))
        template.initialize(repeating: .missing, count: max(fieldCount, 1))
        children = Array(repeating: nil, count: fieldCount)
        clearRecords()
    }

    deinit {
        slots.deallocate()
        bounds.deallocate()
        template.deallocate()
    }

    /// Gives fields a value in every record begun from now on, unless the parser puts another there.
    public func setDefaults(_ defaults: [FieldDefault]) {
        self.defaults = defaults
        template.update(repeating: .missing, count: fieldCount)
        clearRecords()
    }

    /// Forgets every record and side byte; the chunk stays.
    public func clearRecords() {
        recordCount = 0
        faults.removeAll(keepingCapacity: true)
        doubtful.removeAll(keepingCapacity: true)
        failure = nil
        passed = PassedOver()
        strangeNames.removeAll(keepingCapacity: true)
        for child in children { child?.clearRecords() }
        if isNested { return }
        side.removeAll()
        side.append(UnsafeBufferPointer(start: RecordBatch.constants.utf8Start, count: RecordBatch.constants.utf8CodeUnitCount))
        for value in defaults {
            template[value.field] = Slot(kind: Slot.Kind.string, start: side.count, length: value.bytes.count, inSide: true)
            side.append(value.bytes)
        }
    }

    /// The most names that a batch keeps; those beyond are not told apart.
    public static let strangeNameLimit = 256

    /// Returns the position of a name among `strangeNames`, where it is put when it is new; −1 when there is no more room.
    public func strangeName(_ name: String) -> Int {
        if let known = strangeNames.firstIndex(of: name) { return known }
        guard strangeNames.count < RecordBatch.strangeNameLimit else { return -1 }
        strangeNames.append(name)
        return strangeNames.count - 1
    }

    /// Starts a record at this offset of the chunk, with every field missing or at its default, and returns its slots.
    ///
    /// - Parameter line: the physical line, counted from 0 at the chunk's first.
    /// - Complexity: O(fields), amortised.
    @inline(__always) public func beginRecord(at start: Int, line: Int) -> UnsafeMutablePointer<Slot> {
        if recordCount == recordCapacity { growRecords() }
        bounds[recordCount] = RecordBounds(start: start, line: line)
        let row = slots + recordCount &* fieldCount
        row.update(from: template, count: fieldCount)
        recordCount &+= 1
        return row
    }

    /// Marks where the record begun last ends in the chunk, its terminator included.
    @inline(__always) public func endRecord(at end: Int) {
        bounds[recordCount &- 1].end = UInt32(truncatingIfNeeded: end)
    }

    /// Takes back the record begun last.
    public func dropLastRecord() {
        if recordCount > 0 { recordCount -= 1 }
    }

    /// Whether a slot is what the field has in every record that its source says nothing of.
    public func isDefault(_ slot: Slot, ofField field: Int) -> Bool { template[field] == slot }

    private func growRecords() {
        let capacity = recordCapacity * 2
        let moreSlots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity * max(fieldCount, 1))
        moreSlots.update(from: slots, count: recordCount * fieldCount)
        slots.deallocate()
        slots = moreSlots
        let moreBounds = UnsafeMutablePointer<RecordBounds>.allocate(capacity: capacity)
        moreBounds.update(from: bounds, count: recordCount)
        bounds.deallocate()
        bounds = moreBounds
        recordCapacity = capacity
    }

    /// The batch that holds the nested records of a collection field, made on first use.
    ///
    /// - Returns: `nil` when the field is not a collection.
    public func child(ofField field: Int) -> RecordBatch? {
        if let existing = children[field] { return existing }
        guard case .collection(let element) = schema.fields[field].type else { return nil }
        let made = RecordBatch(schema: element, chunk: chunk, side: side, isNested: true)
        children[field] = made
        return made
    }

    /// The batch as the raw pointers that hot loops take. Valid until the batch, its chunk or its side arena grows.
    public var view: BatchView {
        BatchView(
            chunk: UnsafePointer(chunk.pointer), side: UnsafePointer(side.pointer), slots: UnsafePointer(slots),
            fieldCount: fieldCount, recordCount: recordCount)
    }

    /// The bytes of a record in the chunk, its line terminator included.
    public func rawRecord(_ record: Int) -> UnsafeBufferPointer<UInt8> {
        let start = Int(bounds[record].start)
        return UnsafeBufferPointer(start: chunk.pointer + start, count: Int(bounds[record].end) - start)
    }

    /// The batch and the record in it, counted from 0, that some steps lead to from a record; `nil` when they lead nowhere.
    public func place(_ record: Int, _ steps: [FieldStep]) -> (batch: RecordBatch, record: Int)? {
        var batch = self
        var record = record
        for step in steps {
            let slot = batch.slots[record * batch.fieldCount + step.field]
            guard slot.kind == Slot.Kind.collection, step.index < slot.length, let child = batch.children[step.field] else { return nil }
            record = Int(slot.start) + step.index
            batch = child
        }
        return (batch, record)
    }

    /// The 1-based number of a record in its source.
    public func number(of record: Int) -> Int { firstRecord + record }

    /// The 1-based physical line on which a record starts.
    public func line(of record: Int) -> Int { firstLine + Int(bounds[record].line) }

    /// Replaces a field by bytes computed now; they are copied to the side arena.
    public func replace(record: Int, field: Int, kind: UInt32, with bytes: UnsafeBufferPointer<UInt8>) {
        let start = side.count
        side.append(bytes)
        slots[record * fieldCount + field] = Slot(kind: kind, start: start, length: bytes.count, inSide: true)
    }
}

/// Where one record lies in its chunk.
@frozen public struct RecordBounds {
    /// The offset of the first byte.
    public var start: UInt32
    /// The offset behind the last byte, the terminator included.
    public var end: UInt32
    /// The physical line on which the record starts, counted from 0 at the chunk's first line.
    public var line: UInt32

    @inlinable init(start: Int, line: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        end = self.start
        self.line = UInt32(truncatingIfNeeded: line)
    }
}

/// A value that a field has in every record of a run.
public struct FieldDefault: Sendable {
    /// The field's position in the schema, counted from 0.
    public let field: Int
    /// UTF-8 text, as a cell would hold it.
    public let bytes: [UInt8]

    public init(field: Int, bytes: [UInt8]) {
        self.field = field
        self.bytes = bytes
    }
}
