/// Why a pattern cannot be compiled.
///
/// ```swift
/// do { _ = try Pattern(#"(a)\1"#) } catch { print(error) }
/// // back-reference '\1' at 3: an automaton does not remember captured text
/// ```
public struct PatternError: Error, Sendable, Equatable {
    /// Where the construct begins in the pattern, in UTF-16 units, counted from 0.
    public let offset: Int
    /// What is refused, with the pattern's own text in single quotes where that is short.
    public let construct: String
    /// Why it is refused.
    public let reason: String

    public init(offset: Int, construct: String, reason: String) {
        self.offset = offset
        self.construct = construct
        self.reason = reason
    }
}

extension PatternError: CustomStringConvertible {
    public var description: String { "\(construct) at \(offset): \(reason)" }
}

extension PatternError {
    static func tooManyStates(limit: Int) -> PatternError {
        PatternError(
            offset: 0, construct: "state limit \(limit)",
            reason: "the automaton of this pattern needs more than \(limit) states; shorten its repetition counts")
    }

    /// The states are few, but each stands for so many threads that building them would take memory or seconds.
    static func tooMuchWork(limit: Int) -> PatternError {
        PatternError(
            offset: 0, construct: "state limit \(limit)",
            reason: "the automaton of this pattern grows too large before it has \(limit) states; shorten its repetition counts")
    }
}
