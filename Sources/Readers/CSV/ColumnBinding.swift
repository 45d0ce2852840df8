import Records

/// Which column of a table fills which field of a schema.
public struct ColumnBinding: Sendable {
    /// For each column, counted from 0, the field it fills.
    public var targets: [ColumnTarget]
    /// What a person should know: columns that fill nothing.
    public var notes: [Diagnostic]

    /// The fields that have a column.
    public var boundFields: Set<Int> {
        Set(targets.compactMap { target in
            if case .field(let field) = target { field } else { nil }
        })
    }

    /// The column that fills a field, counted from 0, or `nil`.
    public func column(ofField field: Int) -> Int? {
        targets.firstIndex(of: .field(field))
    }
}

public enum ColumnTarget: Sendable, Equatable {
    case field(Int)
    /// A column that fills nothing.
    case none
    /// A column that this program wrote into a reject file: `_run`, `_record` and so on.
    case service
}

/// Matches the column names of a header with the fields of a schema.
///
/// Names are compared without regard to case, blanks, `_` and `-`; any other name, in any script, is given by the user.
public struct ColumnBinder: Sendable {
    /// The columns that a reject file has besides those of its input.
    public static let serviceColumns = [
        "_run", "_record", "_line", "_field", "_target", "_rule", "_message", "_suggestion", "_raw",
    ]

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

    public init(overrides: [Override] = []) { self.overrides = overrides }

    /// How many columns of a header would fill a field of the schema.
    public func matchCount(_ columns: [String], _ schema: Schema) -> Int {
        let fields = Self.foldedFields(schema)
        return columns.count { column in
            if let given = override(for: column, among: columns) { return fields[Self.folded(given.field)] != nil }
            return fields[Self.folded(column)] != nil
        }
    }

    /// Returns the binding.
    ///
    /// - Throws: `fieldUnknown` for an override that names no column or no field, `duplicateColumn` when two columns fill one field.
    public func bind(_ columns: [String], to schema: Schema, source: String) throws(Diagnostic) -> ColumnBinding {
        try checkOverrides(columns, schema)
        let fields = Self.foldedFields(schema)
        var binding = ColumnBinding(targets: [], notes: [])
        var columnOfField: [Int: String] = [:]
        for column in columns {
            if Self.serviceColumns.contains(column) {
                binding.targets.append(.service)
                continue
            }
            let given = override(for: column, among: columns)
            if let given, given.field.isEmpty {
                binding.targets.append(.none)
                continue
            }
            guard let field = fields[Self.folded(given?.field ?? column)] else {
                binding.targets.append(.none)
                binding.notes.append(ColumnMessages.unknownColumn(column, schema, source: source))
                continue
            }
            if schema.fields[field].type.isCollection {
                binding.targets.append(.none)
                binding.notes.append(ColumnMessages.collectionColumn(column, schema.fields[field], source: source))
                continue
            }
            if let other = columnOfField[field] {
                throw ColumnMessages.duplicate(other, column, schema.fields[field].name, source: source)
            }
            columnOfField[field] = column
            binding.targets.append(.field(field))
        }
        return binding
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
            guard given.field.isEmpty || fields[Self.folded(given.field)] != nil else {
                throw ColumnMessages.noSuchField(given.field, schema)
            }
        }
    }

    static func foldedFields(_ schema: Schema) -> [String: Int] {
        Dictionary(schema.fields.enumerated().map { (folded($1.name), $0) }, uniquingKeysWith: { first, _ in first })
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
