/// One named value of a record.
public struct Field: Sendable {
    /// The name that people use: the path with dots between, such as `DTOClientGroup.GroupName`.
    public let name: String
    /// The names from the record down to the value; one unless the field lies in a nested object.
    public let path: [String]
    public let type: FieldType
    /// Whether the documented type has a null value. A field that has none reads as 0 or false where it is absent.
    public let isNullable: Bool
    public let marks: FieldMarks
    public let rules: [Rule]
    /// One sentence about the field; empty when the document has none.
    public let summary: String
    /// What the pattern asks for, in words a person can act on; empty when the document has none.
    public let expectation: String
    /// Every spelling of the last name in `path` that is read; the first is the one that is written.
    public let wireNames: [String]
    /// The name of the field's element in XML, which some types spell differently than in JSON.
    public let xmlName: String
    /// The name of the setting that gives the wire name, where the documentation leaves it open; `nil` nearly always.
    public let wireNameSetting: String?

    /// - Parameters:
    ///   - path: `[name]` when not given.
    ///   - wireNames: the last name of the path when not given. Never empty.
    ///   - xmlName: the last name of the path when not given.
    public init(
        name: String, path: [String]? = nil, type: FieldType, isNullable: Bool = true, marks: FieldMarks = [],
        rules: [Rule] = [], summary: String = "", expectation: String = "", wireNames: [String]? = nil, xmlName: String? = nil,
        wireNameSetting: String? = nil
    ) {
        let path = path ?? [name]
        let last = path.last ?? name
        self.name = name
        self.path = path
        self.type = type
        self.isNullable = isNullable
        self.marks = marks
        self.rules = rules
        self.summary = summary
        self.expectation = expectation
        self.wireNames = wireNames.flatMap { $0.isEmpty ? nil : $0 } ?? [last]
        self.xmlName = xmlName ?? last
        self.wireNameSetting = wireNameSetting
    }

    /// Every name under which a table may hold the field: the path with each spelling of its last name. The first is the one
    /// that is written.
    public var spellings: [String] {
        let front = path.dropLast().map { $0 + "." }.joined()
        return wireNames.map { front + $0 }
    }

    /// Whether a rule of the documented page demands a value.
    public var isRequired: Bool {
        rules.contains { $0.kind == .required && $0.provenance == .page }
    }

    /// Whether the value must never reach a message, a log or a suggestion.
    public var isSecret: Bool { marks.contains(.secret) }
    /// Whether the value changes by itself, so that two records are alike without it.
    public var isVolatile: Bool { marks.contains(.volatile) }
    /// Whether the value stands in answers only.
    public var isReadOnly: Bool { marks.contains(.readOnly) }
    /// Whether the value stands in requests only, or is null in answers.
    public var isWriteOnly: Bool { marks.contains(.writeOnly) }
    /// Whether the field is used only when that is allowed, since the documented page neither has nor needs it.
    public var isUndocumented: Bool { marks.contains(.undocumented) }
    /// Whether the server keeps the digits of a time and drops its zone.
    public var isZoneless: Bool { marks.contains(.zoneless) }
    /// Whether the documentation lists only some members of the enumeration, so that others are no errors.
    public var isOpenEnumeration: Bool { marks.contains(.openEnumeration) }
}

/// What is special about a field beyond its type and rules.
public struct FieldMarks: OptionSet, Sendable, Equatable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let secret = FieldMarks(rawValue: 1)
    public static let volatile = FieldMarks(rawValue: 2)
    public static let readOnly = FieldMarks(rawValue: 4)
    public static let writeOnly = FieldMarks(rawValue: 8)
    public static let undocumented = FieldMarks(rawValue: 16)
    public static let openEnumeration = FieldMarks(rawValue: 32)
    public static let zoneless = FieldMarks(rawValue: 64)
}
