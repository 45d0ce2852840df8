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

    /// Appends a collection of one record as an array.
    func appendCollection(_ record: Int, _ field: Int, _ batch: RecordBatch, to out: ByteBuffer) {
        Self.appendCollection(batch.view.slot(record, field), field, batch, members, to: out)
    }

    private static func appendObject(
        _ view: BatchView, _ record: Int, _ batch: RecordBatch, _ members: MemberNames, to out: ByteBuffer
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

/// The member names of a schema as they are written, `,"Name":`, each in a cell of its own.
private final class MemberNames: @unchecked Sendable {
    /// Names of up to this many bytes are moved as one block.
    private static let cellSize = 32
    private let cells: UnsafeMutableRawPointer
    private let lengths: UnsafeMutablePointer<Int>
    private let longNames: [[UInt8]]
    /// The bytes of all names together.
    let totalLength: Int
    let nested: [MemberNames?]

    init(_ schema: Schema) {
        let count = max(schema.fields.count, 1)
        cells = .allocate(byteCount: (count + 1) * Self.cellSize, alignment: Self.cellSize)
        lengths = .allocate(capacity: count)
        var longNames: [[UInt8]] = []
        var total = 0
        for (index, field) in schema.fields.enumerated() {
            let name = ByteBuffer()
            name.append(ASCII.comma)
            JSONEmitter.appendString(field.name, to: name)
            name.append(ASCII.colon)
            lengths[index] = name.count
            total += name.count + Self.cellSize
            longNames.append(Array(name.bytes))
            (cells + index * Self.cellSize).copyMemory(from: name.pointer, byteCount: min(name.count, Self.cellSize))
        }
        self.longNames = longNames
        totalLength = total
        nested = schema.fields.map { field in
            if case .collection(let element) = field.type { MemberNames(element) } else { nil }
        }
    }

    deinit {
        cells.deallocate()
        lengths.deallocate()
    }

    /// Writes a name, without its first `skipped` bytes, and returns how many bytes that took. A whole cell may be written.
    @inline(__always) func put(_ field: Int, skipping skipped: Int, at target: UnsafeMutablePointer<UInt8>) -> Int {
        let length = lengths[field] &- skipped
        if lengths[field] <= Self.cellSize {
            let block = (cells + field &* Self.cellSize + skipped).loadUnaligned(as: SIMD32<UInt8>.self)
            UnsafeMutableRawPointer(target).storeBytes(of: block, as: SIMD32<UInt8>.self)
        } else {
            longNames[field].withUnsafeBufferPointer { name in
                if let base = name.baseAddress { target.update(from: base + skipped, count: length) }
            }
        }
        return length
    }
}
