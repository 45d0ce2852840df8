/// A view of a pattern for finding a match anywhere in a text, for hot loops.
///
/// Valid as long as the pattern lives.
@frozen public struct PatternSearcher: @unchecked Sendable {
    // The memory is immutable and owned by the pattern; `slow` is asked when the search has no automaton.
    @usableFromInline let matcher: PatternMatcher
    @usableFromInline let found: UInt32
    @usableFromInline let slow: Unmanaged<SlowSearch>?

    init(_ matcher: PatternMatcher, slow: SlowSearch?) {
        self.matcher = matcher
        found = matcher.endColumn &+ 1
        self.slow = slow.map { Unmanaged.passUnretained($0) }
    }

    /// Returns whether the pattern matches anywhere in the text, as JSON Schema's `pattern` asks (draft 2020-12, § 6.3.3).
    ///
    /// - Parameters:
    ///   - bytes: valid UTF-8.
    ///   - count: the length in bytes.
    /// - Complexity: O(*n*) in the bytes. A pattern whose search automaton would break the state limit is followed thread
    ///   by thread: still O(*n*), but times the size of the pattern and with allocations.
    @inlinable public func containsMatch(_ bytes: UnsafePointer<UInt8>, count: Int) -> Bool {
        if let slow { return slow._withUnsafeGuaranteedRef { $0.containsMatch(bytes, count: count) } }
        var state = matcher.start
        var index = 0
        while index < count {
            // A two-step scalar cannot skip the found state: it leads only to itself.
            if state <= found {
                if state == found { return true }
                if state == 0 { return false }
            }
            let byte = bytes[index]
            if byte < 0x80 {
                state = matcher.transitions[Int(state &+ UInt32(matcher.ascii[Int(byte)]))]
                index &+= 1
            } else {
                index = matcher.stepWide(bytes, index, count, &state)
            }
        }
        return matcher.transitions[Int(state &+ matcher.endColumn)] != 0
    }
}
