import Records
import Syntax

/// Writes records as JSON objects, members in the schema's order. What is missing is left out; null is `null`.
///
/// Members of a nested object stand in one object; the elements of a list of scalars stand bare.
public final class JSONRecordWriter: RecordWriter {
    /// How the objects stand in the output.
    public enum Layout: Sendable {
        /// One object a line (NDJSON).
        case lines
        /// One array, an object a line.
        case array
    }

    public let header: [UInt8]
    public let footer: [UInt8]
    public let separatorLength: Int
    private let layout: Layout
    private let members: JSONMemberNames

    public init(_ schema: Schema, layout: Layout) {
        self.layout = layout
        members = JSONMemberNames(schema)
        switch layout {
        case .lines:
            header = []
            footer = []
            separatorLength = 0
        case .array:
            header = Array("[\n".utf8)
            footer = Array("\n]\n".utf8)
            separatorLength = 2
        }
    }

    public func append(_ batch: RecordBatch, records: Range<Int>, to out: ByteBuffer) {
        let view = batch.view
        for record in records {
            if case .array = layout {
                out.append(ASCII.comma)
                out.append(ASCII.lineFeed)
            }
            Self.appendRecord(view, record, batch, members, to: out)
            if case .lines = layout { out.append(ASCII.lineFeed) }
        }
    }

    /// Appends a collection of one record as an array.
    func appendCollection(_ record: Int, _ field: Int, _ batch: RecordBatch, to out: ByteBuffer) {
        Self.appendCollection(batch.view.slot(record, field), field, batch, members, to: out)
    }

    @inline(__always) private static func appendRecord(
        _ view: BatchView, _ record: Int, _ batch: RecordBatch, _ members: JSONMemberNames, to out: ByteBuffer
    ) {
        switch members.shape {
        case .flat: appendObject(view, record, batch, members, to: out)
        case .nested: appendNested(0..<view.fieldCount, view, record, batch, members, to: out)
        case .scalar: appendValue(0, view, record, batch, members, to: out)
        }
    }

    private static func appendObject(
        _ view: BatchView, _ record: Int, _ batch: RecordBatch, _ members: JSONMemberNames, to out: ByteBuffer
    ) {
        let row = view.slots + record &* view.fieldCount
        var length = 0
        for field in 0..<view.fieldCount { length &+= row[field].length }
        // Room for every name, every value at its longest, and words of punctuation.
        out.reserve(members.totalLength &+ JSONEmitter.literalLimit(length) &+ view.fieldCount &* 8)
        var target = out.pointer + out.count
        target[0] = ASCII.openBrace
        target += 1
        // Every member name comes with a comma in front; the first one goes without.
        var skipped = 1
        for field in 0..<view.fieldCount {
            let slot = row[field]
            if slot.kind == Slot.Kind.missing { continue }
            target += members.put(field, skipping: skipped, at: target)
            skipped = 0
            switch slot.kind {
            case Slot.Kind.string: target += JSONEmitter.putString(view.pointer(slot), count: slot.length, at: target)
            case Slot.Kind.collection:
                out.count = target - out.pointer
                appendCollection(slot, field, batch, members, to: out)
                out.reserve(members.totalLength &+ JSONEmitter.literalLimit(length) &+ view.fieldCount &* 8)
                target = out.pointer + out.count
            case Slot.Kind.null: target += put("null", at: target)
            default:
                target.update(from: view.pointer(slot), count: slot.length)
                target += slot.length
            }
        }
        target[0] = ASCII.closeBrace
        out.count = target - out.pointer &+ 1
    }

    @inline(__always) private static func put(_ word: StaticString, at target: UnsafeMutablePointer<UInt8>) -> Int {
        target.update(from: word.utf8Start, count: word.utf8CodeUnitCount)
        return word.utf8CodeUnitCount
    }

    private static func appendCollection(
        _ slot: Slot, _ field: Int, _ batch: RecordBatch, _ members: JSONMemberNames, to out: ByteBuffer
    ) {
        out.append(ASCII.openBracket)
        if let child = batch.children[field], let names = members.nested[field] {
            let view = child.view
            for record in Int(slot.start)..<Int(slot.start) + slot.length {
                if record > Int(slot.start) { out.append(ASCII.comma) }
                appendRecord(view, record, child, names, to: out)
            }
        }
        out.append(ASCII.closeBracket)
    }

    /// Writes the object that these fields make; those of an object inside it become one of their own.
    private static func appendNested(
        _ fields: Range<Int>, _ view: BatchView, _ record: Int, _ batch: RecordBatch, _ members: JSONMemberNames,
        to out: ByteBuffer
    ) {
        out.append(ASCII.openBrace)
        var isFirst = true
        var field = fields.lowerBound
        while field < fields.upperBound {
            let inside = batch.schema.members(ofObject: field)
            if isPresent(field, inside, view, record) {
                members.append(field, isFirst: isFirst, to: out)
                isFirst = false
                if inside.isEmpty || view.slot(record, field).kind == Slot.Kind.null {
                    appendValue(field, view, record, batch, members, to: out)
                } else {
                    appendNested(inside, view, record, batch, members, to: out)
                }
            }
            field = inside.upperBound
        }
        out.append(ASCII.closeBrace)
    }

    /// Whether a field is written: it is not missing, or one of its members is not, whatever its marker says.
    private static func isPresent(_ field: Int, _ inside: Range<Int>, _ view: BatchView, _ record: Int) -> Bool {
        view.slot(record, field).kind != Slot.Kind.missing
            || inside.contains { view.slot(record, $0).kind != Slot.Kind.missing }
    }

    /// Writes one value; what is missing is `null` here, since a list cannot leave an element out.
    private static func appendValue(
        _ field: Int, _ view: BatchView, _ record: Int, _ batch: RecordBatch, _ members: JSONMemberNames, to out: ByteBuffer
    ) {
        let slot = view.slot(record, field)
        switch slot.kind {
        case Slot.Kind.string: JSONEmitter.appendString(view.pointer(slot), count: slot.length, to: out)
        case Slot.Kind.collection: appendCollection(slot, field, batch, members, to: out)
        case Slot.Kind.missing, Slot.Kind.null: out.append("null")
        case Slot.Kind.object: out.append("{}")
        default: out.append(view.bytes(slot))
        }
    }
}
