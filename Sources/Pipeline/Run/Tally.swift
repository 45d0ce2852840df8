import Records

/// How often each rule failed on each field.
struct Tally {
    private struct Key: Hashable {
        /// The collections on the way to the field, outermost first; whichever of their elements.
        let collections: [Int]
        let field: Int
        let code: DiagnosticCode
        let severity: Severity

        /// The place of the key in the schema's order.
        var place: [Int] { collections + [field] }
    }

    private var counts: [Key: (rule: RuleName, count: Int)] = [:]

    mutating func add(_ finding: Finding) {
        let key = Key(
            collections: finding.steps.isEmpty ? [] : finding.steps.map(\.field), field: finding.field, code: finding.code,
            severity: finding.severity)
        counts[key, default: (finding.rule, 0)].count += 1
    }

    var warnings: Int { counts.reduce(0) { $0 + ($1.key.severity == .warning ? $1.value.count : 0) } }

    /// The entries, errors first, then the most frequent, then in the schema's order.
    func entries(_ schema: Schema) -> [RunOutcome.TallyEntry] {
        let sorted = counts.sorted { a, b in
            if a.key.severity != b.key.severity { return a.key.severity == .error }
            if a.value.count != b.value.count { return a.value.count > b.value.count }
            if a.key.place != b.key.place { return a.key.place.lexicographicallyPrecedes(b.key.place) }
            return a.key.code.rawValue < b.key.code.rawValue
        }
        return sorted.map { key, value in
            RunOutcome.TallyEntry(
                field: schema.path(into: key.collections, field: key.field), rule: value.rule, code: key.code, severity: key.severity, count: value.count)
        }
    }
}
