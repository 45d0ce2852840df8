import Records

/// What a run came to.
public struct RunOutcome: Sendable {
    public var books = Books()
    public var warnings = 0
    public var passed = PassedOver()
    /// How often each rule failed on each field, most frequent first.
    public var tally: [TallyEntry] = []
    /// The number of findings, warnings included.
    public var findings: Int { tally.reduce(0) { $0 + $1.count } }
    /// Why the run stopped before its end, or before it wrote; `nil` when it went through.
    public var stop: Diagnostic?
    /// Wall time, in seconds.
    public var seconds = 0.0

    public struct TallyEntry: Sendable, Equatable {
        /// The field's name; empty for findings on the whole record.
        public let field: String
        public let rule: RuleName
        public let code: DiagnosticCode
        public let severity: Severity
        public var count: Int
    }
}
