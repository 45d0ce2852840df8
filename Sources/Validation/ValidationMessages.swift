import Patterns
import Records

/// The words of every finding about types and rules.
public enum ValidationMessages {
    /// Returns one sentence about a finding of this module. It never holds the value.
    public static func text(_ finding: Finding, _ schema: Schema) -> String {
        if finding.code == .foldRejected {
            return "rejected together with record \(finding.found), which has the same key"
        }
        let innermost = schema.schema(behind: finding.steps)
        guard innermost.fields.indices.contains(finding.field) else { return "the record breaks a rule" }
        let place = schema.path(finding.steps, field: finding.field)
        return "\(place): \(body(finding, innermost.fields[finding.field], innermost.validation))"
    }

    private static func body(_ finding: Finding, _ field: Field, _ dialect: ValidationDialect) -> String {
        switch finding.code {
        case .required:
            let isBlankToo = dialect == .dotNetDataAnnotations && !field.type.isObject && !field.type.isCollection
            return isBlankToo ? "missing or blank, a value is required" : "missing, a value is required"
        case .pattern:
            if !field.expectation.isEmpty { return "not in the documented form: \(field.expectation)" }
            for case .pattern(let source) in field.rules.map(\.kind) { return "does not match the pattern \(source)" }
            return "does not match the documented pattern"
        case .length: return lengthText(finding)
        case .duplicateKey: return "the same key as record \(finding.found), which stands before"
        case .foldConflict: return "differs from record \(finding.found), which has the same key"
        case .type: return finding.severity == .warning ? memberText(field.type) : "not \(typeText(field.type))"
        case .nullability: return "null, but \(article(field.type.word)) has no null value"
        case .timeConverted: return "a time with a zone, which the server drops; converted to the clock of --zone"
        case .absentValueRead:
            return "no value; the server will read \(field.type.absentReading ?? "null")"
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
        case .int64: "a whole number of 64 bits"
        case .number: "a decimal number: expected digits and a point"
        case .dateTime: "a date: expected yyyy-MM-dd or yyyy-MM-ddTHH:mm:ss, with Z or an offset where one is known"
        case .enumeration(let members):
            members.isEmpty ? article(type.word) : "one of " + members.map(\.name).joined(separator: ", ")
        case .string, .object, .collection: article(type.word)
        }
    }

    /// What is said of a value that may well be a member which the documentation does not list.
    private static func memberText(_ type: FieldType) -> String {
        guard case .enumeration(let members) = type else { return "not \(typeText(type))" }
        return "not among the documented members: " + members.map(\.name).joined(separator: ", ")
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
