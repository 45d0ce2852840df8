/// Something a person should read about a run as a whole: what was found, where, what was expected, what to do next.
///
/// A diagnostic that is thrown stops the run.
public struct Diagnostic: Error, Sendable, Equatable {
    public var code: DiagnosticCode
    public var severity: Severity
    public var position: SourcePosition?
    /// One sentence without a full stop, lower case, in the present tense.
    public var message: String
    /// What to do next; `nil` when no next step is known.
    public var hint: String?

    public init(
        _ code: DiagnosticCode, _ message: String, severity: Severity = .error, at position: SourcePosition? = nil,
        hint: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.position = position
        self.message = message
        self.hint = hint
    }
}

public enum Severity: String, Sendable {
    case error, warning, note
}

/// A place in a source, as far as it is known.
public struct SourcePosition: Sendable, Equatable {
    /// The source as the user named it.
    public var source: String
    /// The 1-based number of the data record.
    public var record: Int?
    /// The 1-based physical line on which the record starts.
    public var line: Int?
    /// The 1-based column, in bytes, where one is known.
    public var column: Int?

    public init(source: String, record: Int? = nil, line: Int? = nil, column: Int? = nil) {
        self.source = source
        self.record = record
        self.line = line
        self.column = column
    }
}

/// One thing said about one record: data only, its text is made when somebody reads it.
public struct Finding: Sendable, Equatable {
    /// The record, counted from 0 in its batch.
    public var record: Int
    /// The field's position, counted from 0, in the schema of the record or of the nested record that `steps` lead to; −1 when
    /// the finding is about the whole record.
    public var field: Int
    /// The way from the record to a nested one; empty for a field of the record itself.
    public var steps: [FieldStep] = []
    public var code: DiagnosticCode
    public var rule: RuleName
    public var severity: Severity
    /// What was counted, where the finding is about a count: cells, UTF-16 units, bytes.
    public var found: Int
    /// The lowest and highest number that would have been right.
    public var minimum: Int
    public var maximum: Int
    /// What names the thing found, where a number does not: a member that is unknown, or the rule of a grammar. Never a value.
    public var detail = ""

    public init(
        record: Int, field: Int = -1, code: DiagnosticCode, rule: RuleName, severity: Severity = .error,
        found: Int = 0, minimum: Int = 0, maximum: Int = 0
    ) {
        self.record = record
        self.field = field
        self.code = code
        self.rule = rule
        self.severity = severity
        self.found = found
        self.minimum = minimum
        self.maximum = maximum
    }
}
