extension PatternParser {
    /// Reads a class from its `[` to its `]`.
    ///
    /// In .NET a first `]` is a literal and `[a-z-[aeiou]]` subtracts, after the negation; in ECMAScript `[]` is empty.
    mutating func characterClass(nesting: Int = 0) throws(PatternError) -> UnitSet {
        let start = position
        if nesting > Self.depthLimit {
            throw failure(start, "class subtraction", "it is nested deeper than \(Self.depthLimit) levels")
        }
        position += 1
        var negative = false
        if peek() == "^" {
            negative = true
            position += 1
        }
        var set = UnitSet()
        var subtrahend: UnitSet?
        var isFirst = true
        while true {
            guard let unit = peek() else { throw failure(start, "'['", "this class is never closed") }
            if unit == "]", !isFirst || isECMAScript {
                position += 1
                break
            }
            if let inner = try subtraction(isFirst: isFirst, nesting: nesting) {
                subtrahend = inner
                guard peek() == "]" else {
                    throw failure(start, "class subtraction", "nothing may follow the subtracted class but ']'")
                }
                position += 1
                break
            }
            isFirst = false
            try classMember(into: &set)
        }
        if negative { set = set.complement(below: isECMAScript ? UnitSet.scalarLimit : UnitSet.unitLimit) }
        return subtrahend.map { set.subtracting($0) } ?? set
    }

    /// Reads `-[…]` when it stands here.
    private mutating func subtraction(isFirst: Bool, nesting: Int) throws(PatternError) -> UnitSet? {
        guard !isECMAScript, !isFirst, peek() == "-", peek(1) == "[" else { return nil }
        position += 1
        return try characterClass(nesting: nesting + 1)
    }

    /// Reads one escape, character or range.
    private mutating func classMember(into set: inout UnitSet) throws(PatternError) {
        let start = position
        // In .NET an escaped '-' never begins a range: [\--z] has two members.
        if !isECMAScript, peek() == "\\", peek(1) == "-" {
            position += 2
            set.insert(0x2D, 0x2D)
            return
        }
        let first: UInt32
        switch try classAtom() {
        case .set(let members):
            set.formUnion(members)
            return
        case .character(let character): first = character
        }
        // A '-' before ']' is a literal, and in .NET one before '[' begins a subtraction.
        guard peek() == "-", let after = peek(1), after != "]" else {
            set.insert(first, first)
            return
        }
        if after == "[", !isECMAScript {
            set.insert(first, first)
            return
        }
        position += 1
        if after == "\\", peek(1) == "-", !isECMAScript {
            position += 2
            throw failure(start, "range '\(text(from: start))'", "releases of .NET read an escaped '-' at the end of a range differently")
        }
        guard case .character(let last) = try classAtom() else {
            throw failure(start, "range '\(text(from: start))'", "a class cannot be the end of a range")
        }
        guard first <= last else { throw failure(start, "range '\(text(from: start))'", "its ends are in reverse order") }
        set.insert(first, last)
    }

    private enum ClassAtom {
        case character(UInt32)
        case set(UnitSet)
    }

    private mutating func classAtom() throws(PatternError) -> ClassAtom {
        let start = position
        guard peek() == "\\" else {
            if !isECMAScript, peek() == "[", peek(1) == ":" {
                throw failure(start, "POSIX class '[:'", ".NET skips such a name; write the characters, or escape the '['")
            }
            return .character(takeCharacter())
        }
        guard let unit = peek(1) else { throw failure(start, "'\\'", "the pattern ends inside an escape") }
        if let set = CharacterClasses.escape(unit, dialect: dialect) {
            position += 2
            return .set(set)
        }
        position += 1
        switch unit {
        case "p", "P": return .set(try property(from: start))
        case "B", "k":
            throw failure(start, "escape '\\\(unit == "B" ? "B" : "k")'", "there is no such escape in a class")
        default: break
        }
        return .character(try characterCode(from: start))
    }
}
