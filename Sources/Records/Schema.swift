/// The shape of one kind of record: its fields in documented order, their types, and the rules that judge them.
///
/// A schema is data. It is loaded once from an OpenAPI document, never changed afterwards, and shared by every worker.
///
/// ```swift
/// let users = try SchemaCatalog().schema(named: "UserDTO")
/// let email = users.fieldIndex(named: "Email")     // position in `fields`, counted from 0
/// ```
///
/// A record is flat. An object inside it is a marker field of type `object`, directly followed by the fields that lie in it:
///
/// ```
///   0 Id   1 DTOClientGroup (object)   2 DTOClientGroup.Id   3 DTOClientGroup.GroupName   4 ClientPort
///          └── missing, null or present     └── members(ofObject: 1) == 2..<4
/// ```
public final class Schema: Sendable {
    /// The documented type name, such as `UserDTO`.
    public let name: String
    /// The key of the system that documents the type, such as `usermanagement`.
    public let system: String
    /// One sentence about the type; empty when the document has none.
    public let summary: String
    /// Where the type is documented.
    public let source: String
    /// What the rules mean.
    public let validation: ValidationDialect
    /// The fields in documented order. A position in this list, counted from 0, is what the rest of the program calls a field.
    public let fields: [Field]
    /// Positions in `fields` of the natural key; empty when none is known.
    public let naturalKey: [Int]
    /// How values of the natural key are compared.
    public let keyComparison: KeyComparison
    /// How records stand in XML; `nil` when the document does not say.
    public let xml: XMLNames?
    /// Whether the records are single values without a name, the elements of a list of scalars. Such a schema has one field,
    /// `value`.
    public let isScalar: Bool
    /// Whether the documented page neither describes the type nor needs it, so that it is used only when that is allowed.
    public let isUndocumented: Bool
    /// Positions of the fields that mark a nested object, an outer one before those inside it.
    public let objectFields: [Int]

    private let positions: [String: Int]
    /// For each field the marker of the object that it lies in, or −1.
    private let enclosing: [Int]
    /// For each field the position behind its members; its own successor when it has none.
    private let ends: [Int]

    public init(
        name: String, system: String, summary: String = "", source: String = "",
        validation: ValidationDialect, fields: [Field], naturalKey: [String] = [], keyComparison: KeyComparison = .exact,
        xml: XMLNames? = nil, isScalar: Bool = false, isUndocumented: Bool = false
    ) {
        self.name = name
        self.system = system
        self.summary = summary
        self.source = source
        self.validation = validation
        self.fields = fields
        self.keyComparison = keyComparison
        self.xml = xml
        self.isScalar = isScalar
        self.isUndocumented = isUndocumented
        let positions = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.positions = positions
        self.naturalKey = naturalKey.compactMap { positions[$0] }

        var enclosing = Array(repeating: -1, count: fields.count)
        var ends = fields.indices.map { $0 + 1 }
        let markers = fields.indices.filter { fields[$0].type.isObject }
        for marker in markers {
            let path = fields[marker].path
            var end = marker + 1
            while end < fields.count, fields[end].path.count > path.count, fields[end].path.starts(with: path) {
                // Markers come from the outside in, so that the innermost one is written last.
                enclosing[end] = marker
                end += 1
            }
            ends[marker] = end
        }
        objectFields = markers
        self.enclosing = enclosing
        self.ends = ends
    }

    /// Returns the position of the field with exactly this name, counted from 0, or `nil` when there is none.
    public func fieldIndex(named name: String) -> Int? { positions[name] }

    /// Returns the fields that lie in the object of a marker field, those of objects inside it included; empty when the field
    /// marks no object.
    ///
    /// - Complexity: O(1).
    public func members(ofObject field: Int) -> Range<Int> { field + 1..<ends[field] }

    /// Returns the marker of the innermost object that a field lies in, or `nil` when it lies in none.
    ///
    /// - Complexity: O(1).
    public func enclosingObject(of field: Int) -> Int? { enclosing[field] < 0 ? nil : enclosing[field] }

    /// Whether any field, here or in a nested record, holds a secret.
    public var holdsSecrets: Bool {
        fields.contains { field in
            if field.isSecret { return true }
            if case .collection(let element) = field.type { return element.holdsSecrets }
            return false
        }
    }
}

/// The rulebook that gives `required`, `pattern` and the lengths of a schema their exact meaning.
public enum ValidationDialect: String, Sendable, CaseIterable {
    /// `System.ComponentModel.DataAnnotations`: blank strings are absent, an empty string passes a pattern, lengths are in UTF-16 units.
    case dotNetDataAnnotations = "dotnet-data-annotations"
    /// JSON Schema 2020-12: required means present, a pattern may match anywhere, lengths are in Unicode scalars.
    case jsonSchema = "json-schema"
}

/// When two values of a natural key are the same.
public enum KeyComparison: String, Sendable, CaseIterable {
    /// Byte for byte.
    case exact
    /// Whatever the case of their letters.
    case caseInsensitive = "case-insensitive"
}

/// How the records of a schema stand in XML.
public struct XMLNames: Sendable, Equatable {
    /// The element of one record, as the root or inside a list.
    public let element: String
    /// The root element of a list of records.
    public let list: String
    /// The namespace of the elements and of the members in them; empty when the document gives none.
    public let namespace: String

    /// - Parameter list: `ArrayOf` and the element's name unless the document says otherwise.
    public init(element: String, list: String? = nil, namespace: String = "") {
        self.element = element
        self.list = list ?? "ArrayOf" + element
        self.namespace = namespace
    }
}
