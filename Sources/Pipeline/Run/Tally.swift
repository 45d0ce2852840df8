import Records

/// How often each rule failed on each field.
struct Tally {
    private struct Key: Hashable {
        let field: Int
        let code: DiagnosticCode
        let severity: Severity
    }

    private var counts: [Key: (rule: RuleName, count: Int)] = [:]

    mutating func add(_ finding: Finding) {
        counts[Key(field: finding.field, code: finding.code, severity: finding.severity), default: (finding.rule, 0)].count += 1
    }

    var warnings: Int { counts.reduce(0) { $0 + ($1.key.severity == .warning ? $1.value.count : 0) } }

    /// The entries, errors first, then the most frequent, then in the schema's order.
    func entries(_ schema: Schema) -> [RunOutcome.TallyEntry] {
        let sorted = counts.sorted { a, b in
            if a.key.severity != b.key.severity { return a.key.severity == .error }
            if a.value.count != b.value.count { return a.value.count > b.value.count }
            return (a.key.field, a.key.code.rawValue) < (b.key.field, b.key.code.rawValue)
        }
        return sorted.map { key, value in
            RunOutcome.TallyEntry(
                field: schema.fields.indices.contains(key.field) ? schema.fields[key.field].name : "",
                rule: value.rule, code: key.code, severity: key.severity, count: value.count)
        }
    }
}
