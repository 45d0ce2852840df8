/// A view of a pattern's automaton for hot loops: flat raw pointers, no reference counting.
///
/// ```swift
/// let pattern = try Pattern("^[0-9]*$")
/// let matcher = pattern.matcher                 // valid as long as `pattern` lives
/// let isValid = matcher.matchesWhole(bytes, count: length)
/// ```
///
/// Reads UTF-8 and steps by UTF-16 units, as .NET sees them: a scalar beyond U+FFFF takes two steps, as its surrogates.
@frozen public struct PatternMatcher: @unchecked Sendable {
    // The memory is immutable and owned by the pattern.
    @usableFromInline let transitions: UnsafePointer<UInt32>
    @usableFromInline let ascii: UnsafePointer<UInt16>
    @usableFromInline let pageStarts: UnsafePointer<UInt16>
    @usableFromInline let pages: UnsafePointer<UInt16>
    @usableFromInline let start: UInt32
    @usableFromInline let endColumn: UInt32

    init(_ automaton: PackedAutomaton, _ alphabet: PackedAlphabet) {
        transitions = UnsafePointer(automaton.transitions)
        ascii = UnsafePointer(alphabet.ascii)
        pageStarts = UnsafePointer(alphabet.pageStarts)
        pages = UnsafePointer(alphabet.pages)
        start = automaton.start
        endColumn = automaton.endColumn
    }

    /// Returns whether the first match in the text starts at its first unit and ends at its last.
    ///
    /// This is the verdict of .NET's `RegularExpressionAttribute` on a value that is neither null nor empty; the caller
    /// decides on those. The match is the one that the order of alternatives and the greed of quantifiers prefer, so
    /// `a|ab` does not match the whole of "ab".
    ///
    /// - Parameters:
    ///   - bytes: valid UTF-8; what is not is never read beyond `count`, but its verdict has no meaning.
    ///   - count: the length in bytes; 0 is an empty text.
    /// - Complexity: O(*n*) in the bytes; no allocation.
    @inlinable public func matchesWhole(_ bytes: UnsafePointer<UInt8>, count: Int) -> Bool {
        var state = start
        var index = 0
        while index < count {
            let byte = bytes[index]
            if byte < 0x80 {
                state = transitions[Int(state &+ UInt32(ascii[Int(byte)]))]
                index &+= 1
            } else {
                index = stepWide(bytes, index, count, &state)
            }
            if state == 0 { return false }
        }
        return transitions[Int(state &+ endColumn)] != 0
    }

    /// Takes the step or two of one scalar beyond ASCII; returns the index behind it, in bytes.
    @inlinable @inline(__always)
    func stepWide(_ bytes: UnsafePointer<UInt8>, _ index: Int, _ count: Int, _ state: inout UInt32) -> Int {
        let lead = UInt32(bytes[index])
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard count &- index >= length else {
            state = 0
            return count
        }
        let second = UInt32(bytes[index &+ 1]) & 0x3F
        if length == 2 {
            step((lead & 0x1F) << 6 | second, &state)
            return index &+ 2
        }
        let third = UInt32(bytes[index &+ 2]) & 0x3F
        if length == 3 {
            step((lead & 0x0F) << 12 | second << 6 | third, &state)
            return index &+ 3
        }
        let value = ((lead & 0x07) << 18 | second << 12 | third << 6 | UInt32(bytes[index &+ 3]) & 0x3F) &- 0x1_0000
        step(0xD800 | (value >> 10) & 0x3FF, &state)
        step(0xDC00 | value & 0x3FF, &state)
        return index &+ 4
    }

    /// - Precondition: `unit` is below 0x10000.
    @inlinable @inline(__always)
    func step(_ unit: UInt32, _ state: inout UInt32) {
        let unitClass = pages[Int(UInt32(pageStarts[Int(unit >> 8)]) &+ unit & 0xFF)]
        state = transitions[Int(state &+ UInt32(unitClass))]
    }
}
