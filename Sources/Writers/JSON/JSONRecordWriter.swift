import Records
import Syntax

/// Writes records as JSON objects, members in the schema's order. What is missing is left out; null is `null`.
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
    private let members: MemberNames

    public init(_ schema: Schema, layout: Layout) {
        self.layout = layout
        members = MemberNames(schema)
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
            Self.appendObject(view, record, batch, members, to: out)
            if case .lines = layout { out.append(ASCII.lineFeed) }
        }
    }

    private static func appendObject(
        _ view: BatchView, _ record: Int, _ batch: RecordBatch, _ members: MemberNames, to out: ByteBuffer
    ) {
        out.append(ASCII.openBrace)
        // Every member name comes with a comma in front; the first one goes without.
        var skipped = 1
        let row = view.slots + record &* view.fieldCount
        for field in 0..<view.fieldCount {
            let slot = row[field]
            if slot.kind == Slot.Kind.missing { continue }
            let start = members.offsets[field] &+ skipped
            out.append(members.names + start, count: members.offsets[field &+ 1] &- start)
            skipped = 0
            switch slot.kind {
            case Slot.Kind.string: JSONEmitter.appendString(view.pointer(slot), count: slot.length, to: out)
            case Slot.Kind.null: out.append("null")
            case Slot.Kind.collection: appendCollection(slot, field, batch, members, to: out)
            default: out.append(view.pointer(slot), count: slot.length)
            }
        }
        out.append(ASCII.closeBrace)
    }

    private static func appendCollection(
        _ slot: Slot, _ field: Int, _ batch: RecordBatch, _ members: MemberNames, to out: ByteBuffer
    ) {
        out.append(ASCII.openBracket)
        if let child = batch.children[field], let names = members.nested[field] {
            let view = child.view
            for record in Int(slot.start)..<Int(slot.start) + slot.length {
                if record > Int(slot.start) { out.append(ASCII.comma) }
                appendObject(view, record, child, names, to: out)
            }
        }
        out.append(ASCII.closeBracket)
    }
}

/// The member names of a schema as they are written, `,"Name":`, one behind the other.
private final class MemberNames: @unchecked Sendable {
    let names: UnsafeMutablePointer<UInt8>
    /// Where each name starts; one more entry than fields.
    let offsets: UnsafeMutablePointer<Int>
    let nested: [MemberNames?]

    init(_ schema: Schema) {
        let buffer = ByteBuffer()
        offsets = .allocate(capacity: schema.fields.count + 1)
        for (index, field) in schema.fields.enumerated() {
            offsets[index] = buffer.count
            buffer.append(ASCII.comma)
            JSONEmitter.appendString(field.name, to: buffer)
            buffer.append(ASCII.colon)
        }
        offsets[schema.fields.count] = buffer.count
        names = .allocate(capacity: max(buffer.count, 1))
        names.update(from: buffer.pointer, count: buffer.count)
        nested = schema.fields.map { field in
            if case .collection(let element) = field.type { MemberNames(element) } else { nil }
        }
    }

    deinit {
        names.deallocate()
        offsets.deallocate()
    }
}
