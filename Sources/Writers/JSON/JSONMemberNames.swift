import Records
import Syntax

/// The member names of a schema as they are written, `,"Name":`, each in a cell of its own.
final class JSONMemberNames: @unchecked Sendable {
    /// Names of up to this many bytes are moved as one block.
    private static let cellSize = 32
    private let cells: UnsafeMutableRawPointer
    private let lengths: UnsafeMutablePointer<Int>
    private let longNames: [[UInt8]]
    /// The bytes of all names together.
    let totalLength: Int
    /// The names inside a list of records, by field position; `nil` for fields of another type.
    let nested: [JSONMemberNames?]
    let shape: Shape

    /// What a record becomes.
    enum Shape {
        /// An object of values and lists.
        case flat
        /// An object with objects inside.
        case nested
        /// The value of its only field.
        case scalar
    }

    init(_ schema: Schema) {
        let count = max(schema.fields.count, 1)
        cells = .allocate(byteCount: (count + 1) * Self.cellSize, alignment: Self.cellSize)
        lengths = .allocate(capacity: count)
        var longNames: [[UInt8]] = []
        var total = 0
        for (index, field) in schema.fields.enumerated() {
            let name = ByteBuffer()
            name.append(ASCII.comma)
            JSONEmitter.appendString(field.wireNames.first ?? field.name, to: name)
            name.append(ASCII.colon)
            lengths[index] = name.count
            total += name.count + Self.cellSize
            longNames.append(Array(name.bytes))
            (cells + index * Self.cellSize).copyMemory(from: name.pointer, byteCount: min(name.count, Self.cellSize))
        }
        self.longNames = longNames
        totalLength = total
        shape = schema.isScalar ? .scalar : schema.objectFields.isEmpty ? .flat : .nested
        nested = schema.fields.map { field in
            if case .collection(let element) = field.type { JSONMemberNames(element) } else { nil }
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

    /// Appends a name with its comma, which the first member of an object goes without.
    func append(_ field: Int, isFirst: Bool, to out: ByteBuffer) {
        out.reserve(lengths[field] + Self.cellSize)
        out.count += put(field, skipping: isFirst ? 1 : 0, at: out.pointer + out.count)
    }
}
