/// One check on a field, and who says so.
public struct Rule: Sendable, Equatable {
    public let kind: RuleKind
    public let provenance: RuleProvenance

    public init(_ kind: RuleKind, provenance: RuleProvenance = .page) {
        self.kind = kind
        self.provenance = provenance
    }
}

/// What a rule demands. Its exact meaning is that of the schema's `ValidationDialect`.
public enum RuleKind: Sendable, Equatable {
    case required
    /// A regular expression as it is printed in the documentation.
    case pattern(String)
    /// An inclusive range of lengths; `maximum` is `nil` when there is no upper bound.
    case length(minimum: Int, maximum: Int?)

    /// The word under which reports name the rule.
    public var name: RuleName {
        switch self {
        case .required: .required
        case .pattern: .pattern
        case .length: .length
        }
    }
}

/// Where a rule comes from: the documented page, or something found beyond it.
public enum RuleProvenance: Sendable, Equatable {
    case page
    /// Found in other public material. Such a rule is a warning unless the run is strict.
    case found(source: String)
}

/// The stable words under which reports and reject files name a broken rule.
public enum RuleName: String, Sendable {
    case required, pattern, length, type, nullability, unique
    /// Records of one key that are to be joined and disagree.
    case fold
    /// The text of the record itself is damaged: wrong cell count, unclosed quote, bytes that are not text.
    case form
    /// A value that a .NET server fills in where the record has none.
    case absent
}
