import Readers
import Records
import Syntax
import Validation

/// Which repairs go to which column of a source.
struct FixPlan: Sendable {
    /// For each column the repairs, in the order in which they are made.
    let repairs: [[Repair]]
    /// For each column whether its values must not be shown.
    let isSecret: [Bool]
    let repairsHeader: Bool
    /// Whether repairs are counted one by one instead of made.
    let isSurvey: Bool

    /// - Throws: `fieldUnknown` for a column that is not in the header; `patternUnsupported`.
    init(_ options: FixOptions, columns: [String], schema: Schema?) throws(Diagnostic) {
        isSurvey = options.accepted.isEmpty
        let accepted = isSurvey ? Set(FixKind.all) : options.accepted
        repairsHeader = accepted.contains(.header)
        let wanted = Repair.allCases.filter { accepted.contains(.repair($0)) }
        let chosen = try Self.chosen(options.only, columns)
        let guesses = ColumnGuesser(schema, overrides: options.columnOverrides, allowsUndocumented: options.allowsUndocumented).byName(columns)
        let rules: ValidationPlan?
        if let schema { rules = try ValidationPlan(schema) } else { rules = nil }
        let secret = zip(columns, guesses).map { column, guess in
            column == "_raw" || SecretColumns.isSecret(header: column, field: guess.boundField.flatMap { schema?.fields[$0] })
        }
        isSecret = secret
        repairs = columns.indices.map { index in
            if let chosen { return chosen.contains(index) ? wanted : [] }
            if secret[index] || guesses[index].reason == .rejectColumn { return [] }
            return wanted.filter { repair in
                if repair.scope == .anyText { return true }
                guard let field = guesses[index].boundField, guesses[index].isBound else { return false }
                return rules?.isFor(repair, field: field) ?? false
            }
        }
    }

    /// The columns that `--only` names, counted from 0: by the header as it is, else as names are compared; `nil` for all.
    private static func chosen(_ names: [String], _ columns: [String]) throws(Diagnostic) -> Set<Int>? {
        if names.isEmpty { return nil }
        var chosen: Set<Int> = []
        for name in names {
            var found = columns.indices.filter { columns[$0] == name }
            if found.isEmpty { found = columns.indices.filter { ColumnBinder.folded(columns[$0]) == ColumnBinder.folded(name) } }
            if found.isEmpty { throw FixMessages.noSuchColumn(name, columns) }
            chosen.formUnion(found)
        }
        return chosen
    }
}
