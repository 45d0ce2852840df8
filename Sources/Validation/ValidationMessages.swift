import Patterns
import Records

/// The words of every finding about types and rules.
public enum ValidationMessages {
    /// Returns one sentence about a finding of this module. It never holds the value.
    public static func text(_ finding: Finding, _ schema: Schema) -> String {
        guard schema.fields.indices.contains(finding.field) else { return "the record breaks a rule" }
        let field = schema.fields[finding.field]
        return "\(field.name): \(body(finding, field))"
    }

    private static func body(_ finding: Finding, _ field: Field) -> String {
        switch finding.code {
        case .required: return "missing or blank, a value is required"
        case .pattern:
            if !field.expectation.isEmpty { return "not in the documented form: \(field.expectation)" }
            for case .pattern(let source) in field.rules.map(\.kind) { return "does not match the pattern \(source)" }
            return "does not match the documented pattern"
        case .length: return lengthText(finding)
        case .type: return "not \(typeText(field.type))"
        case .nullability: return "null, but \(article(field.type.word)) has no null value"
        case .absentValueRead:
            return "no value; the server will read \(field.type.absentValue)"
        default: return "breaks a rule"
        }
    }

    private static func lengthText(_ finding: Finding) -> String {
        let found = finding.found == 1 ? "1 character" : "\(finding.found) characters"
        if finding.maximum == Int.max { return "\(found), at least \(finding.minimum) are needed" }
        if finding.minimum == 0 { return "\(found), at most \(finding.maximum) are allowed" }
        return "\(found), \(finding.minimum) to \(finding.maximum) are allowed"
    }

    private static func typeText(_ type: FieldType) -> String {
        switch type {
        case .int32: "a whole number from -2147483648 to 2147483647"
        case .boolean: "a boolean: expected true or false (also yes/no, y/n, on/off, 1/0)"
        case .guid: "a GUID: expected 8-4-4-4-12 hexadecimal digits"
        case .string, .collection: article(type.word)
        }
    }

    private static func article(_ word: String) -> String {
        "aeiou".contains(word.first ?? " ") ? "an \(word)" : "a \(word)"
    }

    static func patternUnsupported(_ source: String, _ error: PatternError, field: String, schema: String) -> Diagnostic {
        Diagnostic(
            .patternUnsupported,
            "\(schema).\(field): the pattern '\(source)' holds \(error.construct) at position \(error.offset + 1): \(error.reason)",
            hint: "write the rule without it; patterns are matched exactly or not at all")
    }
}

extension FieldType {
    /// What a .NET server has where the record has nothing.
    fileprivate var absentValue: String {
        switch self {
        case .int32: "0"
        case .boolean: "false"
        case .guid: "00000000-0000-0000-0000-000000000000"
        case .string, .collection: "null"
        }
    }
}
