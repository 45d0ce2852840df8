import Synchronization

/// Whose regular expressions a pattern is written in.
public enum PatternDialect: Sendable {
    /// .NET's `System.Text.RegularExpressions`, without options, culture-free.
    case dotNet
    /// ECMA-262 with the `u` flag, as JSON Schema recommends for `pattern`.
    case ecmaScript
}

/// A regular expression compiled to an automaton that matches in linear time.
///
/// ```swift
/// let email = try Pattern(#"^([\w\.\-]+)@([\w\-]+)((\.(\w){2,3})+)$"#)
/// email.matchesWhole("a@b.co.uk")                                           // true
/// try Pattern("[0-9]{3}", dialect: .ecmaScript).containsMatch("tel 555")    // true
/// ```
///
/// Departures from the standards:
/// - What an automaton cannot follow is refused: back-references, look-behind, look-aheads that are not at the very start,
///   atomic groups, conditionals, balancing groups, `\G`, `(?i)`, Unicode blocks and scripts.
/// - Refused in .NET patterns is a lazy quantifier after what can match nothing, such as `(a?)*?`: releases disagree.
/// - `\p{…}` of .NET asks the Unicode tables of the Swift runtime, except `\p{Nd}`; `\w`, `\d` and `\s` have fixed tables.
/// - In ECMAScript `^*` is refused as under the `u` flag, but a lone `{`, `}`, `]` or an escaped punctuation mark is taken
///   as a literal, as schemas in use expect.
public final class Pattern: Sendable {
    public let source: String
    public let dialect: PatternDialect
    /// The number of states of the automaton behind `matchesWhole`, the dead one included.
    public let stateCount: Int

    /// Keeps the premultiplied states of any automaton within 32 bits.
    private static let largestStateLimit = 1_000_000

    private let compiled: CompiledPattern
    private let alphabet: PackedAlphabet
    private let whole: PackedAutomaton
    private let search = Mutex<Search?>(nil)

    /// What `containsMatch` needs; the pattern keeps it alive for its views.
    private struct Search: Sendable {
        let automaton: PackedAutomaton?
        let slow: SlowSearch?
    }

    /// Compiles a pattern.
    ///
    /// - Parameter stateLimit: the number of states that the automaton of the whole match may not exceed, 1,000,000 at most.
    ///   A search that would exceed it takes a slower way instead of failing.
    /// - Throws: `PatternError` at the first construct that is malformed or refused, or naming the state limit.
    /// - Complexity: O(2ⁿ) in the written out pattern at worst, bounded by `stateLimit`; patterns without overlapping
    ///   alternatives are linear.
    public init(_ source: String, dialect: PatternDialect = .dotNet, stateLimit: Int = 10_000) throws(PatternError) {
        let compiled = try CompiledPattern(source, dialect: dialect, stateLimit: min(stateLimit, Self.largestStateLimit))
        let automaton = try compiled.wholeAutomaton()
        self.source = source
        self.dialect = dialect
        self.compiled = compiled
        stateCount = automaton.stateCount
        alphabet = PackedAlphabet(compiled.alphabet)
        whole = PackedAutomaton(automaton)
    }

    /// A view for hot loops, valid as long as the pattern lives.
    public var matcher: PatternMatcher { PatternMatcher(whole, alphabet) }

    /// A view for finding matches anywhere in hot loops, valid as long as the pattern lives.
    ///
    /// The first use compiles the search; several threads may ask at once.
    public var searcher: PatternSearcher {
        let ready = search.withLock { search in
            if let search { return search }
            let made = makeSearch()
            search = made
            return made
        }
        let matcher = ready.automaton.map { PatternMatcher($0, alphabet) } ?? self.matcher
        return PatternSearcher(matcher, slow: ready.slow)
    }

    /// Returns whether the first match in a text starts at its first UTF-16 unit and ends at its last.
    ///
    /// - Complexity: O(*n*) in the bytes of the text's UTF-8 form.
    public func matchesWhole(_ text: String) -> Bool {
        let matcher = self.matcher
        return withBytes(of: text) { matcher.matchesWhole($0, count: $1) }
    }

    /// Returns whether the pattern matches anywhere in a text.
    ///
    /// - Complexity: O(*n*) in the bytes of the text's UTF-8 form; the first call compiles the search.
    public func containsMatch(_ text: String) -> Bool {
        let searcher = self.searcher
        return withBytes(of: text) { searcher.containsMatch($0, count: $1) }
    }

    private func withBytes(of text: String, _ body: (UnsafePointer<UInt8>, Int) -> Bool) -> Bool {
        var text = text
        return withExtendedLifetime(self) {
            text.withUTF8 { bytes in
                // An empty text may have no address; its verdict reads no byte.
                guard let base = bytes.baseAddress else { return withUnsafePointer(to: 0) { body($0, 0) } }
                return body(base, bytes.count)
            }
        }
    }

    private func makeSearch() -> Search {
        if compiled.lookAheads.isEmpty {
            var determiniser = Determiniser(
                compiled.stepper(compiled.main, goal: .anyMatchAnywhere), stateLimit: compiled.stateLimit)
            guard let automaton = try? determiniser.automaton() else {
                return Search(automaton: nil, slow: SlowSearch(threadsOf: compiled))
            }
            return Search(automaton: PackedAutomaton(automaton), slow: nil)
        }
        // No limit is needed: a state is the unordered form of one of `whole` before its first match, in one of four contexts.
        guard let automaton = try? compiled.prefixAutomaton() else {
            preconditionFailure("an automaton without a limit has no error to throw")
        }
        let isAnchored = Context.allCases.allSatisfy {
            $0 == .edge || automaton.starts[Int($0.rawValue)] == Automaton.dead
        }
        return isAnchored
            ? Search(automaton: PackedAutomaton(automaton), slow: nil)
            : Search(automaton: nil, slow: SlowSearch(statesOf: automaton, compiled: compiled))
    }
}
