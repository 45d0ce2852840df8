import Records
import Syntax

/// Which column of a table fills which field of a schema.
public struct ColumnBinding: Sendable {
    /// For each column, counted from 0, the field it fills.
    public var targets: [ColumnTarget]
    /// The column, counted from 0, in which a reject file keeps the text of records that could not be cut into cells.
    public var rawColumn: Int?
    /// What a person should know: columns that fill nothing, or nothing that may be used.
    public var notes: [Diagnostic]

    /// The binding of a document, which has no columns.
    public static let none = ColumnBinding(targets: [], notes: [])

    /// The fields that have a column.
    public var boundFields: Set<Int> {
        Set(targets.compactMap { target in
            switch target {
            case .field(let field): field
            case .nested(let column): column.collection
            case .none, .service: nil
            }
        })
    }

    /// The column that fills a field, counted from 0, or `nil`.
    public func column(ofField field: Int) -> Int? {
        targets.firstIndex(of: .field(field))
    }

    /// The column that a finding is about, counted from 0, or `nil`.
    public func column(of finding: Finding) -> Int? {
        guard let step = finding.steps.first else {
            return column(ofField: finding.field) ?? targets.firstIndex(of: .nested(.list(field: finding.field)))
        }
        return targets.firstIndex(of: .nested(.member(steps: finding.steps, field: finding.field)))
            ?? targets.firstIndex(of: .nested(.list(field: step.field)))
    }
}

public enum ColumnTarget: Sendable, Equatable {
    case field(Int)
    /// A column that fills a collection, or a part of one.
    case nested(NestedColumn)
    /// A column that fills nothing.
    case none
    /// A column that this program wrote into a reject file: `_run`, `_record` and so on.
    case service
}

/// Matches the column names of a header with the fields of a schema.
///
/// Names are compared without regard to case, blanks, `_` and `-`; any other name, in any script, is given by the user. A field in
/// a nested object is named with a dot: `DTOClientGroup.GroupName`.
public struct ColumnBinder: Sendable {
    /// The columns that a reject file has besides those of its input.
    public static let serviceColumns = RejectColumns.names

    static let rawColumn = "_raw"

    /// Given names: `header` as in the file, `field` as in the schema; an empty field means that the column fills nothing.
    public struct Override: Sendable {
        public let header: String
        public let field: String

        public init(header: String, field: String) {
            self.header = header
            self.field = field
        }
    }

    public let overrides: [Override]

    /// Whether a column may fill a field that the documented page does not have.
    public let allowsUndocumented: Bool

    public init(overrides: [Override] = [], allowsUndocumented: Bool = false) {
        self.overrides = overrides
        self.allowsUndocumented = allowsUndocumented
    }

    /// How many columns of a header would fill a field of the schema.
    public func matchCount(_ columns: [String], _ schema: Schema) -> Int { matches(columns, schema).count }

    /// The fields that a header would fill, were each of its columns right.
    public func matchedFields(_ columns: [String], _ schema: Schema) -> Set<Int> { Set(matches(columns, schema)) }

    /// For each column that would fill a field, the field.
    private func matches(_ columns: [String], _ schema: Schema) -> [Int] {
        let fields = Self.foldedFields(schema)
        return columns.compactMap { column in
            let name = override(for: column, among: columns)?.field ?? column
            let field = fields[Self.folded(name)] ?? NestedColumn(header: name, schema: schema)?.collection
            return field.flatMap { allowsUndocumented || !schema.fields[$0].isUndocumented ? $0 : nil }
        }
    }

    /// Returns the binding.
    ///
    /// - Throws: `fieldUnknown` for an override that names no column or no field, `duplicateColumn` when two columns fill one field.
    public func bind(_ columns: [String], to schema: Schema, source: String) throws(Diagnostic) -> ColumnBinding {
        try checkOverrides(columns, schema)
        let fields = Self.foldedFields(schema)
        var binding = ColumnBinding(targets: [], notes: [])
        for column in columns {
            if Self.serviceColumns.contains(column) {
                if column == Self.rawColumn { binding.rawColumn = binding.targets.count }
                binding.targets.append(.service)
                continue
            }
            let given = override(for: column, among: columns)
            if let given, given.field.isEmpty {
                binding.targets.append(.none)
                continue
            }
            guard let target = Self.target(of: given?.field ?? column, fields, schema) else {
                binding.targets.append(.none)
                if !Self.isNameless(column) { binding.notes.append(ColumnMessages.unknownColumn(column, schema, source: source)) }
                continue
            }
            if !allowsUndocumented && Self.isUndocumented(target, schema) {
                binding.targets.append(.none)
                binding.notes.append(ColumnMessages.undocumented(column, source: source))
                continue
            }
            if let other = binding.targets.firstIndex(where: { Self.areRivals($0, target) }) {
                throw ColumnMessages.duplicate(columns[other], column, Self.fieldName(target, schema), source: source)
            }
            binding.targets.append(target)
        }
        if let note = ColumnMessages.nameless(columns.map(Self.isNameless), source: source) { binding.notes.append(note) }
        return binding
    }

    private static func isNameless(_ column: String) -> Bool { folded(column).isEmpty }

    private static func target(of name: String, _ fields: [String: Int], _ schema: Schema) -> ColumnTarget? {
        if let nested = NestedColumn(header: name, schema: schema) { return .nested(nested) }
        return fields[folded(name)].flatMap { schema.fields[$0].type.isObject ? nil : .field($0) }
    }

    /// Whether two columns would fill the same place: the same field, or a collection whole and in parts.
    private static func areRivals(_ first: ColumnTarget, _ second: ColumnTarget) -> Bool {
        switch (first, second) {
        case (.field(let a), .field(let b)): a == b
        case (.nested(.list(let a)), .nested(let b)): a == b.collection
        case (.nested(let a), .nested(.list(let b))): a.collection == b
        case (.nested(let a), .nested(let b)): a == b
        default: false
        }
    }

    /// Whether the documented page lacks the field, or one that it lies in.
    private static func isUndocumented(_ target: ColumnTarget, _ schema: Schema) -> Bool {
        switch target {
        case .field(let field), .nested(.list(let field)): return schema.fields[field].isUndocumented
        case .nested(.member(let steps, let field)):
            var current = schema
            for step in steps {
                if current.fields[step.field].isUndocumented { return true }
                if case .collection(let element) = current.fields[step.field].type { current = element }
            }
            return current.fields[field].isUndocumented
        case .none, .service: return false
        }
    }

    private static func fieldName(_ target: ColumnTarget, _ schema: Schema) -> String {
        switch target {
        case .field(let field): schema.fields[field].name
        case .nested(let column): schema.fields[column.collection].name
        case .none, .service: ""
        }
    }

    /// An override that spells a column exactly is for that column alone, so that of `User Name` and `UserName` one can be left out.
    private func override(for column: String, among columns: [String]) -> Override? {
        overrides.first { $0.header == column }
            ?? overrides.first { Self.folded($0.header) == Self.folded(column) && !columns.contains($0.header) }
    }

    private func checkOverrides(_ columns: [String], _ schema: Schema) throws(Diagnostic) {
        let fields = Self.foldedFields(schema)
        for given in overrides {
            guard columns.contains(where: { $0 == given.header || Self.folded($0) == Self.folded(given.header) }) else {
                throw ColumnMessages.noSuchColumn(given.header, columns)
            }
            guard given.field.isEmpty || Self.target(of: given.field, fields, schema) != nil else {
                throw ColumnMessages.noSuchField(given.field, schema)
            }
        }
    }

    static func foldedFields(_ schema: Schema) -> [String: Int] {
        var positions: [String: Int] = [:]
        for (index, field) in schema.fields.enumerated() {
            for name in [field.name] + field.spellings where positions[folded(name)] == nil { positions[folded(name)] = index }
        }
        return positions
    }

    /// Returns the position of the field that a flag names, compared as headers are; counted from 0, `nil` when there is none.
    public static func field(named name: String, in schema: Schema) -> Int? {
        let wanted = folded(name)
        return schema.fields.firstIndex { folded($0.name) == wanted }
    }

    /// The name in the form in which names are compared: lower case, without blanks, `_` and `-`.
    public static func folded(_ name: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in name.lowercased().unicodeScalars
        where !scalar.properties.isWhitespace && scalar != "_" && scalar != "-" && scalar != "\u{FEFF}" {
            kept.append(scalar)
        }
        return String(kept)
    }
}
