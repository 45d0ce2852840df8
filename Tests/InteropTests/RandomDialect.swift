import ValidationSamples

/// Makes patterns of everything that the .NET dialect of Patterns has, and texts on which they stumble.
struct RandomDialect {
    /// A pattern, or a part of one, and a text that it is likely to match.
    struct Piece {
        var pattern: String
        var text: String
    }

    private var random: SeededGenerator
    private var groups = 0

    init(seed: UInt64) { random = SeededGenerator(seed) }

    mutating func pattern() -> Piece {
        groups = 0
        var whole = Piece(pattern: "", text: "")
        if random.chance(8) { whole.pattern += random.pick(["(?s)", "(?m)", "(?n)", "(?x)", "(?sm)", "(?-i)", "(?m-s)"]) }
        if random.chance(30) { whole.pattern += random.pick(["^", "^", "\\A"]) }
        let hasLookAheads = random.chance(15)
        if hasLookAheads {
            for _ in 0...random.below(2) { whole.pattern += random.pick(["(?=", "(?!"]) + alternatives(depth: 1).pattern + ")" }
        }
        let body = alternatives(depth: hasLookAheads ? 2 : 3)
        whole.pattern += hasLookAheads ? "(?:\(body.pattern))" : body.pattern
        whole.text = body.text
        if random.chance(30) { whole.pattern += random.pick(["$", "$", "\\z", "\\Z"]) }
        if random.chance(10) { whole.pattern = edited(whole.pattern) }
        return whole
    }

    /// Returns a text about as long as the patterns are; a third of them are likely to match this one.
    mutating func text(for piece: Piece) -> String {
        switch random.below(100) {
        case ..<30: return piece.text
        case ..<40: return piece.text + "\n"
        case ..<60: return edited(piece.text)
        default: return (0...random.below(6)).map { _ in letter() }.joined()
        }
    }

    /// Few letters, so that patterns and texts meet often; astral and unusual ones now and then.
    private mutating func letter() -> String {
        if random.chance(80) { return random.pick(["a", "a", "b", "b", "c", "1", " ", "\n", "-"]) }
        return random.pick([
            "😀", "é", "٣", "_", "\u{2028}", "\r", "A", "م", "\u{301}", "\u{200C}", "\u{200D}", "\0", "\t", "]", "^", "\\", "#",
            "\u{903}", "\u{20DD}", "Ⅷ", "\u{1D7CE}", "\u{A0}", "\u{85}", "\u{8}", "{", "}", "2", "z",
        ])
    }

    private mutating func edited(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        if random.chance(50) || scalars.isEmpty {
            let signs = ["(", ")", "[", "?", "*", "+", "|", "$", ",", "\\", ":", "<", "0"]
            let extra = random.chance(70) ? letter() : random.pick(signs)
            scalars.insert(contentsOf: extra.unicodeScalars, at: random.below(scalars.count + 1))
        } else {
            scalars.remove(at: random.below(scalars.count))
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private mutating func alternatives(depth: Int) -> Piece {
        let branches = (0..<random.pick([1, 1, 1, 2, 2, 3])).map { _ in sequence(depth: depth) }
        return Piece(pattern: branches.map(\.pattern).joined(separator: "|"), text: random.pick(branches).text)
    }

    private mutating func sequence(depth: Int) -> Piece {
        let parts = (0..<random.pick([0, 1, 1, 2, 2, 3])).map { _ in quantified(atom(depth: depth)) }
        return Piece(pattern: parts.map(\.pattern).joined(), text: parts.map(\.text).joined())
    }

    private mutating func atom(depth: Int) -> Piece {
        switch random.below(100) {
        case ..<30:
            let letter = random.pick(["a", "b", "c", "1", " ", "-", "é", "😀", "م"])
            return Piece(pattern: letter, text: letter)
        case ..<38:
            return piece([
                ("\\n", "\n"), ("\\r", "\r"), ("\\t", "\t"), ("\\x61", "a"), ("\\u0062", "b"), ("\\141", "a"), ("\\0", "\0"),
                ("\\cA", "\u{1}"), ("\\-", "-"), ("\\.", "."), ("\\\\", "\\"), ("\\#", "#"), ("\\e", "\u{1B}"), ("\\a", "\u{7}"),
                ("\\ ", " "), ("]", "]"), ("}", "}"), ("{", "{"), ("{a}", "{a}"), ("{1", "{1"), ("{,2}", "{,2}"),
            ])
        case ..<56:
            return piece([
                (".", letter()), (".", "a"), ("\\w", "b"), ("\\w", "\u{301}"), ("\\d", "1"), ("\\d", "٣"), ("\\s", " "),
                ("\\s", "\u{85}"), ("\\W", "-"), ("\\D", "\n"), ("\\S", "c"), ("\\p{L}", "م"), ("\\P{Lu}", "1"), ("\\p{Nd}", "٣"),
                ("\\p{Ll}", "é"),
            ])
        case ..<70: return Piece(pattern: characterClass(depth: 2), text: random.pick(["a", "b", "1", " ", letter()]))
        case ..<78: return piece(["(?:^)", "(?:$)", "\\b", "\\B", "\\A", "\\z", "\\Z", "^", "$"].map { ($0, "") })
        case ..<80: return piece(["(?#note)", "(?s)", "(?m)", "(?-m)", "(?x)"].map { ($0, "") })
        case _ where depth == 0: return piece([("a", "a"), ("b", "b")])
        default:
            groups += 1
            let opening = random.pick(["(", "(", "(?:", "(?:", "(?s:", "(?m:", "(?n:", "(?<g\(groups)>", "(?'g\(groups)'"])
            let inner = alternatives(depth: depth - 1)
            return Piece(pattern: opening + inner.pattern + ")", text: inner.text)
        }
    }

    private mutating func piece(_ choices: [(String, String)]) -> Piece {
        let (pattern, text) = random.pick(choices)
        return Piece(pattern: pattern, text: text)
    }

    private mutating func characterClass(depth: Int) -> String {
        var result = random.chance(30) ? "[^" : "["
        for _ in 0...random.below(3) {
            result += random.pick([
                "a", "b", "1", "a-c", "b-z", "0-9", "A-Z", "\\w", "\\d", "\\s", "\\W", "\\S", "\\D", "\\n", "\\-", "\\]", "^", "-",
                ".", "$", "\\u0621-\\u064A", "\\x61-\\x63", "\\p{L}", "\\P{L}", "é", "😀", "م", " ", "#", "\\b", "\\0-\\x1F", "+--",
                "{",
            ])
        }
        if depth > 0, random.chance(12) { result += "-" + characterClass(depth: depth - 1) }
        return result + "]"
    }

    private mutating func quantified(_ atom: Piece) -> Piece {
        let (sign, counts): (String, [Int]) = random.pick([
            ("", [1]), ("", [1]), ("", [1]), ("", [1]), ("", [1]), ("*", [0, 1, 3]), ("+", [1, 3]), ("?", [0, 1]), ("*?", [0, 2]),
            ("+?", [1, 2]), ("??", [0, 1]), ("{2}", [2]), ("{1,2}", [1, 2]), ("{0,2}", [0, 2]), ("{2,}", [2, 4]),
            ("{1,3}?", [1, 3]), ("{0}", [0]), ("{2}?", [2]),
        ])
        return Piece(pattern: atom.pattern + sign, text: String(repeating: atom.text, count: random.pick(counts)))
    }
}
