/// The type of a field as its documentation gives it.
public enum FieldType: Sendable {
    case string
    /// A whole number from −2,147,483,648 to 2,147,483,647 (`System.Int32`).
    case int32
    /// A whole number of 64 bits, such as milliseconds since 1970.
    case int64
    /// A decimal number. Its text is kept as it is, so that no digit is lost.
    case number
    case boolean
    /// A 128-bit identifier (`System.Guid`).
    case guid
    /// A date, or a date and time with or without zone, as ISO 8601 text.
    case dateTime
    /// One of the members, in documented order; empty when the documentation names none.
    case enumeration([EnumerationMember])
    /// A nested object: the field says whether it is missing, null or present, and its members follow as fields of their own.
    case object
    /// A list of records of another schema, or of single values when that schema `isScalar`.
    case collection(Schema)

    /// The word that messages and listings use for the type.
    public var word: String {
        switch self {
        case .string: "string"
        case .int32: "int32"
        case .int64: "int64"
        case .number: "number"
        case .boolean: "boolean"
        case .guid: "guid"
        case .dateTime: "date-time"
        case .enumeration: "enumeration"
        case .object: "object"
        case .collection(let element):
            element.isScalar ? "list of \(element.fields.first?.type.word ?? "values")" : "list of \(element.name)"
        }
    }

    public var isCollection: Bool {
        if case .collection = self { true } else { false }
    }

    public var isObject: Bool {
        if case .object = self { true } else { false }
    }

    /// Whether the members are numbers in JSON and names in XML, as .NET has it; the others are text everywhere.
    public var isNumericEnumeration: Bool {
        if case .enumeration(let members) = self { members.contains { $0.number != nil } } else { false }
    }

    /// What a .NET server reads where a value that cannot be null is absent; `nil` for types that have a null value by nature.
    public var absentReading: String? {
        switch self {
        case .int32, .int64, .number: "0"
        case .boolean: "false"
        case .guid: "00000000-0000-0000-0000-000000000000"
        case .dateTime: "0001-01-01T00:00:00"
        case .enumeration: isNumericEnumeration ? "0" : nil
        case .string, .object, .collection: nil
        }
    }
}

/// One legal value of an enumeration.
public struct EnumerationMember: Sendable, Equatable {
    public let name: String
    /// The number that stands for the member in JSON; `nil` when its name does.
    public let number: Int32?

    public init(name: String, number: Int32? = nil) {
        self.name = name
        self.number = number
    }
}
