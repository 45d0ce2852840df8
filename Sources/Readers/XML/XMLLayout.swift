import Records
import Syntax

/// Which elements a schema has at each place, in the order of `DataContractSerializer`.
///
/// ```
///   kinds     0 UpsertClientRequest   1 KeyValuePairOfguidstring …        a kind of record each, 0 the top one
///   groups    0 members of kind 0     1 members of kind 1 …               elements that stand side by side
///   members   AccessTokenLifetime AccessTokenType … │ key value │ …      by group, in ordinal order
/// ```
///
/// A nested object is a group of its own in the kind of record that it lies in.
struct XMLLayout {
    /// One kind of record.
    struct Kind {
        let schema: Schema
        /// The element of one record, and its namespace; any namespace will do where it is empty.
        let name: String
        let namespace: String
        /// The group of the record's own members.
        var group = 0
        /// Where the records lie: the kind that has the collection, and its field. −1 for the top.
        let parent: Int
        let field: Int

        /// Whether a record is a pair of key and value, of which .NET demands both.
        var isPair: Bool { namespace == DataContract.pairs }
    }

    struct Group {
        let kind: Int
        /// Where its members begin, and how many they are.
        let first: Int
        let count: Int
    }

    struct Member {
        enum Content: Equatable {
            case value(XMLValueForm)
            /// A list of records of a kind.
            case list(kind: Int)
            /// A nested object with the members of a group.
            case object(group: Int)
        }

        let name: String
        let field: Int
        var content: Content
    }

    private(set) var kinds: [Kind] = []
    private(set) var groups: [Group] = []
    private(set) var members: [Member] = []

    init(_ schema: Schema) {
        let names = DataContract.names(of: schema)
        add(schema, name: names.element, namespace: names.namespace, parent: -1, field: -1)
    }

    @discardableResult private mutating func add(
        _ schema: Schema, name: String, namespace: String, parent: Int, field: Int
    ) -> Int {
        let kind = kinds.count
        kinds.append(Kind(schema: schema, name: name, namespace: namespace, parent: parent, field: field))
        kinds[kind].group = addGroup(of: kind, in: nil)
        return kind
    }

    private mutating func addGroup(of kind: Int, in object: Int?) -> Int {
        let schema = kinds[kind].schema
        let fields = DataContract.members(of: schema, in: object)
        let first = members.count
        let group = groups.count
        groups.append(Group(kind: kind, first: first, count: fields.count))
        members += fields.map { Member(name: DataContract.element(of: schema.fields[$0]), field: $0, content: .value(XMLValueForm(schema.fields[$0]))) }
        for (index, field) in fields.enumerated() {
            switch schema.fields[field].type {
            case .collection(let element):
                let item = DataContract.item(of: element, in: kinds[kind].namespace)
                let child = add(element, name: item.name, namespace: item.namespace, parent: kind, field: field)
                members[first + index].content = .list(kind: child)
            case .object: members[first + index].content = .object(group: addGroup(of: kind, in: field))
            default: break
            }
        }
        return group
    }

    /// The position of the member of a group that a name means though it is not spelt like it, counted from the group's first:
    /// in another case, or as JSON has it. `nil` when it means none.
    func member(of group: Int, spelt name: String) -> Int? {
        let folded = name.lowercased()
        let members = members[groups[group].first..<groups[group].first + groups[group].count]
        let schema = kinds[groups[group].kind].schema
        let found = members.firstIndex { $0.name.lowercased() == folded }
            ?? members.firstIndex { member in
                let field = schema.fields[member.field]
                return field.path.last?.lowercased() == folded || field.wireNames.contains { $0.lowercased() == folded }
            }
        return found.map { $0 - groups[group].first }
    }
}

/// What .NET demands of the text of a value, as far as a person would read more.
///
/// What neither reads, such as `maybe` for a boolean, is left to the validation.
enum XMLValueForm: Equatable {
    case anything, boolean, dateTime
    /// The names of the members; empty where the documentation does not list them all.
    case names([String])

    init(_ field: Field) {
        switch field.type {
        case .boolean: self = .boolean
        case .dateTime: self = .dateTime
        case .enumeration(let members): self = .names(field.isOpenEnumeration ? [] : members.map(\.name))
        default: self = .anything
        }
    }

    /// Whether the text is `true` or `false`, which every form is content with.
    static func isPlainBoolean(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = text.baseAddress, text.count == 4 || text.count == 5 else { return false }
        let front = UnsafeRawPointer(base).loadUnaligned(as: UInt32.self)
        if text.count == 4 { return front == UInt32(littleEndian: 0x6575_7274) }
        return front == UInt32(littleEndian: 0x736C_6166) && base[4] == 0x65
    }

    /// Whether a .NET server reads the text: `true false 1 0`, `yyyy-MM-ddTHH:mm:ss` with a fraction and a zone, exact names.
    func isRead(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self {
        case .anything: return true
        case .boolean:
            let word = String(decoding: Self.trimmed(text), as: UTF8.self).lowercased()
            return !["true", "false", "yes", "no", "y", "n", "t", "f", "on", "off"].contains(word) || Self.isPlainBoolean(Self.trimmed(text))
        case .dateTime:
            let text = Self.trimmed(text)
            if text.count <= 10 { return true }
            // Date and time with seconds, and a capital T and Z; whether it is a date at all is another matter.
            return text[10] == 0x54 && text.count >= 19 && text[16] == ASCII.colon && text.last != 0x7A
        case .names(let names):
            if text.isEmpty { return true }
            let isName = names.isEmpty ? text.allSatisfy { $0 > ASCII.nine } : names.contains { text.elementsEqual($0.utf8) }
            return isName
        }
    }

    private static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var low = 0
        var high = text.count
        while low < high, " \t\r\n".utf8.contains(text[low]) { low += 1 }
        while high > low, " \t\r\n".utf8.contains(text[high - 1]) { high -= 1 }
        return UnsafeBufferPointer(rebasing: text[low..<high])
    }
}
