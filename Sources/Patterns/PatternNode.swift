/// A parsed pattern. Groups are gone: nothing here needs to know what they captured.
///
/// Every `set` consumes exactly one UTF-16 unit; the parser has split ECMAScript's astral code points into surrogates.
indirect enum PatternNode: Sendable, Equatable {
    case empty
    case set(UnitSet)
    case sequence([PatternNode])
    /// Ordered: an earlier alternative is preferred.
    case alternatives([PatternNode])
    /// `maximum` is `nil` for no upper bound.
    case repetition(PatternNode, minimum: Int, maximum: Int?, lazy: Bool)
    case assertion(Assertion)
    case lookAhead(PatternNode, negative: Bool, offset: Int)

    enum Assertion: UInt8, Sendable {
        /// `^` and `\A`.
        case textStart
        /// `^` under `(?m)`.
        case lineStart
        /// `\z`, and `$` in ECMAScript.
        case textEnd
        /// `$` and `\Z` in .NET: at the end, or before a newline that is the last unit.
        case finalLineEnd
        /// `$` under `(?m)`.
        case lineEnd
        case wordBoundary
        case notWordBoundary
    }

    /// Whether the node can match without consuming a unit.
    var isNullable: Bool {
        switch self {
        case .empty, .assertion, .lookAhead: true
        case .set: false
        case .sequence(let parts): parts.allSatisfy(\.isNullable)
        case .alternatives(let parts): parts.contains(where: \.isNullable)
        case .repetition(let body, let minimum, _, _): minimum == 0 || body.isNullable
        }
    }

    /// The offset of the first look-ahead inside, or `nil`.
    var firstLookAhead: Int? {
        switch self {
        case .empty, .set, .assertion: return nil
        case .lookAhead(_, _, let offset): return offset
        case .repetition(let body, _, _, _): return body.firstLookAhead
        case .sequence(let parts), .alternatives(let parts):
            for part in parts { if let offset = part.firstLookAhead { return offset } }
            return nil
        }
    }

    /// Joins nodes, dropping the empty ones so that nothing is left of `(?:)`.
    static func joined(_ parts: [PatternNode]) -> PatternNode {
        let kept = parts.filter { $0 != .empty }
        switch kept.count {
        case 0: return .empty
        case 1: return kept[0]
        default: return .sequence(kept)
        }
    }
}
