/// A small repeatable source of randomness (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

/// Makes patterns and texts of few letters, so that they meet often.
struct RandomPatterns {
    var random: SeededGenerator

    mutating func pattern() -> String {
        let body = alternatives(depth: 3)
        guard chance(20) else { return body }
        var leading = chance(50) ? "^" : ""
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            leading += pick(["(?=", "(?!"]) + alternatives(depth: 1) + ")"
        }
        return leading + "(?:" + body + ")"
    }

    mutating func text() -> String {
        var result = ""
        for _ in 0..<Int.random(in: 0...7, using: &random) {
            result += chance(85) ? pick(["a", "a", "b", "b", "c", "1", " ", "\n"]) : pick(["😀", "é", "٣", "_", "\u{2028}"])
        }
        if chance(20) { result += "\n" }
        return result
    }

    private mutating func alternatives(depth: Int) -> String {
        (0..<pick([1, 1, 2, 2, 3])).map { _ in sequence(depth: depth) }.joined(separator: "|")
    }

    private mutating func sequence(depth: Int) -> String {
        (0..<pick([0, 1, 1, 2, 2, 3])).map { _ in atom(depth: depth) + quantifier() }.joined()
    }

    private mutating func atom(depth: Int) -> String {
        switch Int.random(in: 0..<100, using: &random) {
        case ..<45: pick(["a", "b", "c", "\\n", "é", "1"])
        case ..<60: pick([".", "\\w", "\\d", "\\s", "\\W", "[ab]", "[^a]", "[a-c]", "[^\\d]", "😀"])
        case ..<72: "(?:" + pick(["^", "$", "\\b", "\\B", "$"]) + ")"
        case _ where depth == 0: pick(["a", "b"])
        default: pick(["(", "(?:"]) + alternatives(depth: depth - 1) + ")"
        }
    }

    private mutating func quantifier() -> String {
        pick(["", "", "", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}", "{2,}", "{1,3}?"])
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
}
