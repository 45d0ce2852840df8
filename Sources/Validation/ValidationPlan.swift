import Patterns
import Records
import Syntax

/// The types and rules of one schema, compiled for a run: one check a field, in the schema's order.
///
/// A plan is made once and shared by all workers; it owns the compiled patterns.
public final class ValidationPlan: Sendable {
    public let schema: Schema
    /// Whether rules found beyond the documented page reject as the page's own do.
    public let isStrict: Bool
    let checks: [FieldCheck]
    /// The plans of the records inside lists, by the list's position in the schema.
    let nested: [(field: Int, plan: ValidationPlan)]
    /// The clock of servers that take no zone; `nil` leaves times as they are.
    let clock: LocalClock?
    /// Keeps the tables alive that the checks point into.
    private let patterns: [Pattern]

    /// Compiles a plan.
    ///
    /// - Parameters:
    ///   - clock: what servers that take no zone have on the wall; `nil` leaves times as they are.
    ///   - absentFields: fields that no record of the source can have. What is absent everywhere is said once for the run, not
    ///     for each record.
    /// - Throws: `patternUnsupported` naming the construct that cannot be matched faithfully.
    public init(_ schema: Schema, isStrict: Bool = false, absentFields: Set<Int> = [], clock: LocalClock? = nil) throws(Diagnostic) {
        self.schema = schema
        self.isStrict = isStrict
        self.clock = clock
        var checks: [FieldCheck] = []
        var patterns: [Pattern] = []
        var nested: [(field: Int, plan: ValidationPlan)] = []
        for (index, field) in schema.fields.enumerated() {
            let type = CheckedType(field.type, schema.validation)
            var check = FieldCheck(field: index, type: type)
            check.object = schema.enclosingObject(of: index) ?? -1
            check.isNullable = field.isNullable
            check.isZoneless = field.isZoneless
            check.refusesNull = !field.isNullable
                && (schema.validation == .jsonSchema || type != .string && type != .object && type != .collection)
            check.takesNullAsAbsent = schema.validation == .dotNetDataAnnotations || field.isWriteOnly
            check.warnsWhenAbsent = schema.validation == .dotNetDataAnnotations && field.type.absentReading != nil
                && !field.isNullable && !absentFields.contains(index)
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
                    if schema.validation == .jsonSchema {
                        check.searcher = pattern.searcher
                    } else {
                        check.matcher = pattern.matcher
                    }
                    check.pattern = severity
                }
            }
            if check.canFail { checks.append(check) }
            if case .collection(let element) = field.type {
                nested.append((index, try ValidationPlan(element, isStrict: isStrict, clock: clock)))
            }
        }
        self.nested = nested
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

    /// The plan of the records that some steps lead to; `nil` when they lead nowhere.
    func plan(behind steps: [FieldStep]) -> ValidationPlan? {
        var plan = self
        for step in steps {
            guard let inner = plan.nested.first(where: { $0.field == step.field }) else { return nil }
            plan = inner.plan
        }
        return plan
    }

    /// The check of a field, or `nil` when nothing about it can be wrong.
    func check(ofField field: Int) -> FieldCheck? { checks.first { $0.field == field } }
}

/// The types that a single value can have, as the checks tell them apart.
enum CheckedType: Sendable {
    /// A string by the rules of .NET.
    case string
    /// A string by the rules of JSON Schema.
    case schemaString
    case int32, int64, number, boolean, guid, dateTime, enumeration, object, collection

    init(_ type: FieldType, _ dialect: ValidationDialect) {
        switch type {
        case .string: self = dialect == .jsonSchema ? .schemaString : .string
        case .int32: self = .int32
        case .int64: self = .int64
        case .number: self = .number
        case .boolean: self = .boolean
        case .guid: self = .guid
        case .dateTime: self = .dateTime
        case .enumeration: self = .enumeration
        case .object: self = .object
        case .collection: self = .collection
        }
    }

    var isString: Bool { self == .string || self == .schemaString }
    /// Whether any value of the field's shape is one of its type.
    var takesAnyValue: Bool { isString || self == .object || self == .collection }
}

/// Everything that is checked of one field. A severity is `nil` where the field has no such rule.
struct FieldCheck: Sendable {
    let field: Int
    let type: CheckedType
    /// The marker of the object that the field lies in, or −1. Nothing is demanded of an object that is not there.
    var object = -1
    var isNullable = true
    /// Whether the server drops the zone of a time.
    var isZoneless = false
    /// Whether null is a value of another type than the field's.
    var refusesNull = false
    /// Whether null is no value to a rule that demands one. JSON Schema finds it present, but of a write-only field it is what
    /// answers hold instead of the value.
    var takesNullAsAbsent = true
    var warnsWhenAbsent = false
    var required: Severity?
    var pattern: Severity?
    /// What the whole value must match; only for .NET.
    var matcher: PatternMatcher?
    /// What must match somewhere in the value; only for JSON Schema.
    var searcher: PatternSearcher?
    var length: Severity?
    var minimum = 0
    var maximum = Int.max

    init(field: Int, type: CheckedType) {
        self.field = field
        self.type = type
    }

    /// The length of a text as the rules count it: in UTF-16 units for .NET, in Unicode scalars for JSON Schema.
    func length(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        type == .schemaString
            ? UTF8Validation.scalarCount(bytes, count: count) : UTF8Validation.utf16Count(bytes, count: count)
    }

    /// Whether nothing is to be said of a record that lacks the field.
    var mayBeMissing: Bool { required == nil && !warnsWhenAbsent }

    var canFail: Bool {
        !type.takesAnyValue || required != nil || pattern != nil || length != nil || refusesNull
    }
}
