import Patterns
import Records

/// The types and rules of one schema, compiled for a run: one check a field, in the schema's order.
///
/// A plan is made once and shared by all workers; it owns the compiled patterns.
public final class ValidationPlan: Sendable {
    public let schema: Schema
    /// Whether rules found beyond the documented page reject as the page's own do.
    public let isStrict: Bool
    let checks: [FieldCheck]
    /// Keeps the tables alive that the checks point into.
    private let patterns: [Pattern]

    /// Compiles a plan.
    ///
    /// - Parameters:
    ///   - absentFields: fields that no record of the source can have. What is absent everywhere is said once for the run, not
    ///     for each record.
    /// - Throws: `patternUnsupported` naming the construct that cannot be matched faithfully.
    public init(_ schema: Schema, isStrict: Bool = false, absentFields: Set<Int> = []) throws(Diagnostic) {
        self.schema = schema
        self.isStrict = isStrict
        var checks: [FieldCheck] = []
        var patterns: [Pattern] = []
        for (index, field) in schema.fields.enumerated() {
            guard let type = CheckedType(field.type) else { continue }
            var check = FieldCheck(field: index, type: type)
            check.isNullable = field.isNullable
            check.warnsWhenAbsent = schema.validation == .dotNetDataAnnotations && type != .string && !field.isNullable
                && !absentFields.contains(index)
            for rule in field.rules {
                let severity: Severity = rule.provenance == .page || isStrict ? .error : .warning
                switch rule.kind {
                case .required: check.required = severity
                case .length(let minimum, let maximum):
                    check.minimum = minimum
                    check.maximum = maximum ?? Int.max
                    check.length = severity
                case .pattern(let source):
                    let pattern = try Self.compile(source, of: field, in: schema)
                    patterns.append(pattern)
                    check.matcher = pattern.matcher
                    check.pattern = severity
                }
            }
            if check.canFail { checks.append(check) }
        }
        self.checks = checks
        self.patterns = patterns
    }

    private static func compile(_ source: String, of field: Field, in schema: Schema) throws(Diagnostic) -> Pattern {
        do {
            return try Pattern(source, dialect: schema.validation == .jsonSchema ? .ecmaScript : .dotNet)
        } catch {
            throw ValidationMessages.patternUnsupported(source, error, field: field.name, schema: schema.name)
        }
    }

    /// The check of a field, or `nil` when nothing about it can be wrong.
    func check(ofField field: Int) -> FieldCheck? { checks.first { $0.field == field } }
}

/// The types that a single value can have.
enum CheckedType: Sendable {
    case string, int32, boolean, guid

    init?(_ type: FieldType) {
        switch type {
        case .string: self = .string
        case .int32: self = .int32
        case .boolean: self = .boolean
        case .guid: self = .guid
        case .collection: return nil
        }
    }
}

/// Everything that is checked of one field. A severity is `nil` where the field has no such rule.
struct FieldCheck: Sendable {
    let field: Int
    let type: CheckedType
    var isNullable = true
    var warnsWhenAbsent = false
    var required: Severity?
    var pattern: Severity?
    var matcher: PatternMatcher?
    var length: Severity?
    var minimum = 0
    var maximum = Int.max

    init(field: Int, type: CheckedType) {
        self.field = field
        self.type = type
    }

    /// Whether nothing is to be said of a record that lacks the field.
    var mayBeMissing: Bool { required == nil && !warnsWhenAbsent }

    var canFail: Bool {
        type != .string || required != nil || pattern != nil || length != nil
    }
}
