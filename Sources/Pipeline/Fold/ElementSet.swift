import Records
import Syntax
import Validation

/// The elements of one list, told apart by 128 bits of hash each: two different ones share them with a probability of 1 in 10²⁰
/// for ten billion.
struct ElementSet {
    private struct Mark: Hashable {
        let high: UInt64
        let low: UInt64
    }

    private var few: [Mark] = []
    private var many: Set<Mark> = []
    private static let fewLimit = 32
    private static let sip = (SipHash(key: 0x7472_616E_736C_6F61, 0x6C69_7374_2D68_6967), SipHash(key: 0x7472_616E_736C_6F61, 0x6C69_7374_2D6C_6F77))

    /// Forgets every element.
    ///
    /// - Complexity: O(elements).
    mutating func removeAll() {
        few.removeAll(keepingCapacity: true)
        if !many.isEmpty { many = [] }
    }

    /// Takes an element in, counted from 0 in its batch.
    ///
    /// - Returns: `false` when an equal one is there. Equal are elements with the same states and, in the usual form of their types,
    ///   the same values; lists inside them are equal in the same order.
    /// - Complexity: O(bytes of the element), amortised.
    mutating func insert(_ element: Int, of batch: RecordBatch, scratch: ByteBuffer) -> Bool {
        scratch.removeAll()
        Self.append(element, of: batch, to: scratch)
        let mark = Mark(high: Self.sip.0.hash(scratch.bytes), low: Self.sip.1.hash(scratch.bytes))
        if many.isEmpty {
            if few.contains(mark) { return false }
            few.append(mark)
            if few.count > Self.fewLimit { many = Set(few) }
            return true
        }
        return many.insert(mark).inserted
    }

    private static func append(_ record: Int, of batch: RecordBatch, to out: ByteBuffer) {
        let view = batch.view
        for field in 0..<batch.fieldCount {
            let slot = view.slot(record, field)
            out.append(UInt8(truncatingIfNeeded: FoldValues.state(slot, batch.schema.fields[field].type)))
            switch slot.kind {
            case Slot.Kind.missing, Slot.Kind.null, Slot.Kind.object: break
            case Slot.Kind.collection:
                append(length: slot.length, to: out)
                guard let child = batch.children[field] else { break }
                for element in 0..<slot.length { append(Int(slot.start) + element, of: child, to: out) }
            default:
                let value = view.bytes(slot)
                if case .string = batch.schema.fields[field].type {
                    append(length: value.count, to: out)
                    out.append(value)
                } else {
                    let canonical = ValueText.canonical(Array(value), as: batch.schema.fields[field].type)
                    append(length: canonical.count, to: out)
                    out.append(canonical)
                }
            }
        }
    }

    private static func append(length: Int, to out: ByteBuffer) {
        out.appendBytes(of: UInt32(truncatingIfNeeded: length))
    }
}

/// When two values are the same, and which of two states is the one to keep.
enum FoldValues {
    /// How much a slot says: missing, null, empty, a value. The more is kept.
    static func rank(_ slot: Slot) -> Int {
        switch slot.kind {
        case Slot.Kind.missing: 0
        case Slot.Kind.null: 1
        case Slot.Kind.object: 3
        default: slot.length == 0 ? 2 : 3
        }
    }

    /// The kind of a slot, as far as values of different kinds are different: a number and a text that holds it are not, unless the
    /// field is a text.
    static func state(_ slot: Slot, _ type: FieldType) -> UInt32 {
        if case .string = type { return slot.kind }
        return slot.kind == Slot.Kind.number || slot.kind == Slot.Kind.boolean ? Slot.Kind.string : slot.kind
    }

    /// Whether two values of one field are the same in the usual form of its type, so that `yes` is TRUE.
    static func areEqual(_ a: Slot, _ first: BatchView, _ b: Slot, _ second: BatchView, as type: FieldType) -> Bool {
        if state(a, type) != state(b, type) { return false }
        if a.kind == Slot.Kind.object { return true }
        let (x, y) = (first.bytes(a), second.bytes(b))
        if x.elementsEqual(y) { return true }
        if case .string = type { return false }
        return ValueText.canonical(Array(x), as: type) == ValueText.canonical(Array(y), as: type)
    }
}
