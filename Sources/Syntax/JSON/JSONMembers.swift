import Records

/// The members of one kind of JSON object and the fields that they fill, found by name.
///
/// ```
///   UpsertClientRequest ── members of the record:   ClientId → 0, ClientSecrets → 7, …
///         └ objects[4] ──── members of an object in it: Id → 5, GroupName → 6
///         └ elements[7] ─── the elements of a list: members of their own schema
/// ```
///
/// Names are compared without regard to the case of ASCII letters, as Web API's formatter does. Made once for a schema and shared
/// by all workers; the tables are raw memory, since every member of every record is looked up in them.
public final class JSONMembers: @unchecked Sendable {
    /// What a .NET server does in silence with a value of another type.
    @frozen public enum Reading: UInt8, Sendable {
        /// Nothing that is known.
        case plain
        /// Makes a text of numbers and booleans.
        case text
        /// Makes a boolean of numbers.
        case boolean
        /// Reads a text with a leading zero as octal.
        case whole
        /// The same as of `text`, and a text that looks like a time becomes another: the value of a pair.
        case textOfPair

        /// Whether a text is made of numbers and booleans.
        @inlinable public var makesText: Bool { self == .text || self == .textOfPair }
    }

    /// No name of the object.
    public static let unknown = -1

    public let schema: Schema
    /// For each field of the schema the members of the object that it marks; `nil` when it marks none.
    public let objects: [JSONMembers?]
    /// For each field of the schema the members of its elements; `nil` when it is no list.
    public let elements: [JSONMembers?]
    /// The names that stand for fields which the documentation does not have and which are not used.
    private let undocumented: [String]

    /// All names one behind the other, and where each begins; one place more than there are names.
    @usableFromInline let bytes: UnsafeMutableBufferPointer<UInt8>
    @usableFromInline let starts: UnsafeMutableBufferPointer<Int32>
    /// For each name the field that it stands for.
    @usableFromInline let fields: UnsafeMutableBufferPointer<Int32>
    @usableFromInline let readings: UnsafeMutableBufferPointer<Reading>
    /// Open addressing: positions of names, or −1.
    private let table: UnsafeMutableBufferPointer<Int16>

    /// - Parameters:
    ///   - object: the marker of the object whose members these are; `nil` for those of the record itself.
    ///   - allowsUndocumented: whether fields are used that the documentation does not have.
    public init(_ schema: Schema, object: Int? = nil, allowsUndocumented: Bool = false) {
        self.schema = schema
        let inside = (object.map { schema.members(ofObject: $0) } ?? schema.fields.indices).filter {
            schema.enclosingObject(of: $0) == object
        }
        let used = inside.filter { allowsUndocumented || !schema.fields[$0].isUndocumented }
        undocumented = inside.filter { !used.contains($0) }.flatMap { schema.fields[$0].wireNames }
        let names = used.flatMap { field in schema.fields[field].wireNames.map { (text: $0, field: field) } }

        bytes = .allocate(capacity: names.reduce(0) { $0 + $1.text.utf8.count })
        starts = .allocate(capacity: names.count + 1)
        fields = .allocate(capacity: names.count)
        readings = .allocate(capacity: schema.fields.count)
        _ = readings.initialize(from: schema.fields.map { Self.reading(of: $0, schema) })
        var size = 16
        while size < names.count * 2 { size *= 2 }
        table = .allocate(capacity: size)
        table.initialize(repeating: -1)
        var end = 0
        for (position, name) in names.enumerated() {
            starts.initializeElement(at: position, to: Int32(truncatingIfNeeded: end))
            fields.initializeElement(at: position, to: Int32(truncatingIfNeeded: name.field))
            let text = Array(name.text.utf8)
            for byte in text {
                bytes.initializeElement(at: end, to: byte)
                end += 1
            }
            var slot = text.withUnsafeBufferPointer(Self.hash) & (size - 1)
            while table[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            table[slot] = Int16(truncatingIfNeeded: position)
        }
        starts.initializeElement(at: names.count, to: Int32(truncatingIfNeeded: end))

        var objects = [JSONMembers?](repeating: nil, count: schema.fields.count)
        var elements = objects
        for field in used {
            switch schema.fields[field].type {
            case .object: objects[field] = JSONMembers(schema, object: field, allowsUndocumented: allowsUndocumented)
            case .collection(let element): elements[field] = JSONMembers(element, allowsUndocumented: allowsUndocumented)
            default: break
            }
        }
        self.objects = objects
        self.elements = elements
    }

    deinit {
        bytes.deallocate()
        starts.deallocate()
        fields.deallocate()
        readings.deallocate()
        table.deallocate()
    }

    /// Whether the name at a position, counted from 0, is spelled exactly like this: the quick way for members that come in
    /// order. `false` behind the last name.
    @inlinable @inline(__always) public func isName(_ position: Int, _ name: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard position < fields.count else { return false }
        let start = Int(starts[position])
        guard Int(starts[position &+ 1]) &- start == count else { return false }
        for i in 0..<count where bytes[start &+ i] != name[i] { return false }
        return true
    }

    /// The field that the name at a position stands for.
    @inlinable @inline(__always) public func field(_ position: Int) -> Int { Int(fields[position]) }

    /// Whether a name that was found at a position in some case is one of the documented spellings of its field.
    public func isDocumented(_ position: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = name.baseAddress else { return false }
        return fields.indices.contains { fields[$0] == fields[position] && isName($0, base, name.count) }
    }

    /// What a server does in silence with values of another type than the field's.
    @inlinable @inline(__always) public func reading(ofField field: Int) -> Reading { readings[field] }

    private static func reading(of field: Field, _ schema: Schema) -> Reading {
        guard schema.validation == .dotNetDataAnnotations else { return .plain }
        return switch field.type {
        case .string: field.name == "Value" && DataContract.names(of: schema).namespace == DataContract.pairs ? .textOfPair : .text
        case .boolean: .boolean
        case .int32: .whole
        default: .plain
        }
    }

    /// Returns the position of a name in any case, counted from 0, or `unknown`.
    public func position(of name: UnsafeBufferPointer<UInt8>) -> Int {
        let mask = table.count - 1
        var slot = Self.hash(name) & mask
        while table[slot] >= 0 {
            let position = Int(table[slot])
            let known = bytes[Int(starts[position])..<Int(starts[position + 1])]
            if known.count == name.count && zip(known, name).allSatisfy({ Self.lower($0) == Self.lower($1) }) { return position }
            slot = (slot + 1) & mask
        }
        return Self.unknown
    }

    /// Whether a name stands for a field that is not used, since the documentation does not have it.
    public func isUndocumented(_ name: String) -> Bool {
        undocumented.contains { $0.lowercased() == name.lowercased() }
    }

    /// FNV-1a over the name in lower case.
    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
        var value: UInt32 = 0x811C_9DC5
        for byte in name { value = (value ^ UInt32(lower(byte))) &* 0x0100_0193 }
        return Int(value ^ value >> 15)
    }

    @inline(__always) private static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
