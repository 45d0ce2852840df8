import Records

/// Bytes that stand for one record between two readings, whatever format it came from: every state, every list.
///
/// ```
///   record  = field, as many as the schema has
///   field   = tag                        missing, null, object
///           | tag length bytes           a value
///           | tag count record …         a list, its elements by the nested schema
///   tag     = the kind of the slot, and whether its bytes still need unescaping
/// ```
///
/// Lengths and counts are in base 128, lowest digits first.
enum RecordEncoder {
    /// Appends a record, counted from 0 in its batch.
    ///
    /// - Complexity: O(bytes of the record).
    static func append(_ record: Int, of batch: RecordBatch, to out: ByteBuffer) {
        let view = batch.view
        for field in 0..<batch.fieldCount {
            let slot = view.slot(record, field)
            out.append(UInt8(truncatingIfNeeded: slot.kind | slot.word & Slot.escapedFlag))
            switch slot.kind {
            case Slot.Kind.missing, Slot.Kind.null, Slot.Kind.object: break
            case Slot.Kind.collection:
                append(slot.length, to: out)
                guard slot.length > 0, let child = batch.children[field] else { break }
                for element in 0..<slot.length { append(Int(slot.start) + element, of: child, to: out) }
            default:
                append(slot.length, to: out)
                out.append(view.pointer(slot), count: slot.length)
            }
        }
    }

    private static func append(_ number: Int, to out: ByteBuffer) {
        var rest = number
        while rest >= 0x80 {
            out.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        out.append(UInt8(truncatingIfNeeded: rest))
    }
}

/// Reads back what `RecordEncoder` wrote.
struct RecordDecoder {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Puts the record into the slots of one that has begun, counted from 0 in its batch; the values go to the side arena, the
    /// elements of lists behind those that the nested batches hold.
    ///
    /// - Complexity: O(bytes of the record).
    mutating func read(into batch: RecordBatch, record: Int) {
        for field in 0..<batch.fieldCount {
            let tag = UInt32(byte())
            let kind = tag & 7
            let slot: Slot
            switch kind {
            case Slot.Kind.missing, Slot.Kind.null, Slot.Kind.object: slot = Slot(start: 0, word: kind)
            case Slot.Kind.collection: slot = readList(ofField: field, in: batch)
            default:
                let length = min(number(), bytes.count - position)
                let start = batch.side.count
                if let base = bytes.baseAddress { batch.side.append(base + position, count: length) }
                position += length
                slot = Slot(kind: kind, start: start, length: length, inSide: true, escaped: tag & Slot.escapedFlag != 0)
            }
            batch.slots[record * batch.fieldCount + field] = slot
        }
    }

    private mutating func readList(ofField field: Int, in batch: RecordBatch) -> Slot {
        let count = number()
        guard count > 0, let child = batch.child(ofField: field) else { return Slot(kind: Slot.Kind.collection, start: 0, length: 0) }
        let first = child.recordCount
        for element in 0..<count {
            _ = child.beginRecord(at: 0, line: 0)
            read(into: child, record: first + element)
        }
        return Slot(kind: Slot.Kind.collection, start: first, length: count)
    }

    private mutating func byte() -> UInt8 {
        guard position < bytes.count else { return 0 }
        position += 1
        return bytes[position - 1]
    }

    private mutating func number() -> Int {
        var value = 0
        var shift = 0
        while true {
            let next = byte()
            value |= Int(next & 0x7F) << shift
            shift += 7
            if next < 0x80 || shift > 56 { return value }
        }
    }
}
