/// The shape of one kind of record: its fields in documented order, their types, and the rules that judge them.
///
/// A schema is data. It is loaded once from an OpenAPI document, never changed afterwards, and shared by every worker.
///
/// ```swift
/// let users = try SchemaCatalog().schema(named: "UserDTO")
/// let email = users.fieldIndex(named: "Email")     // position in `fields`, counted from 0
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

    private let positions: [String: Int]

    public init(
        name: String, system: String, summary: String = "", source: String = "",
        validation: ValidationDialect, fields: [Field], naturalKey: [String] = []
    ) {
        self.name = name
        self.system = system
        self.summary = summary
        self.source = source
        self.validation = validation
        self.fields = fields
        let positions = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.positions = positions
        self.naturalKey = naturalKey.compactMap { positions[$0] }
    }

    /// Returns the position of the field with exactly this name, counted from 0, or `nil` when there is none.
    public func fieldIndex(named name: String) -> Int? { positions[name] }

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
public enum ValidationDialect: String, Sendable {
    /// `System.ComponentModel.DataAnnotations`: blank strings are absent, an empty string passes a pattern, lengths are in UTF-16 units.
    case dotNetDataAnnotations = "dotnet-data-annotations"
    /// JSON Schema 2020-12: required means present, a pattern may match anywhere, lengths are in Unicode scalars.
    case jsonSchema = "json-schema"
}

/// One named value of a record.
public struct Field: Sendable {
    public let name: String
    public let type: FieldType
    /// Whether the documented type has a null value. A field that has none reads as 0 or false where it is absent.
    public let isNullable: Bool
    /// Whether the value must never reach a message, a log or a suggestion.
    public let isSecret: Bool
    public let rules: [Rule]
    /// One sentence about the field; empty when the document has none.
    public let summary: String
    /// What the pattern asks for, in words a person can act on; empty when the document has none.
    public let expectation: String

    public init(
        name: String, type: FieldType, isNullable: Bool = true, isSecret: Bool = false,
        rules: [Rule] = [], summary: String = "", expectation: String = ""
    ) {
        self.name = name
        self.type = type
        self.isNullable = isNullable
        self.isSecret = isSecret
        self.rules = rules
        self.summary = summary
        self.expectation = expectation
    }

    /// Whether a rule of the documented page demands a value.
    public var isRequired: Bool {
        rules.contains { $0.kind == .required && $0.provenance == .page }
    }
}

/// The type of a field as its documentation gives it.
public enum FieldType: Sendable {
    case string
    /// A whole number from −2,147,483,648 to 2,147,483,647 (`System.Int32`).
    case int32
    case boolean
    /// A 128-bit identifier (`System.Guid`).
    case guid
    /// A list of records of another schema.
    case collection(Schema)

    /// The word that messages and listings use for the type.
    public var word: String {
        switch self {
        case .string: "string"
        case .int32: "int32"
        case .boolean: "boolean"
        case .guid: "guid"
        case .collection(let element): "list of \(element.name)"
        }
    }

    public var isCollection: Bool {
        if case .collection = self { true } else { false }
    }
}
