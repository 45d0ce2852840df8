import Testing

@testable import Patterns

@Suite struct CharacterClassTests {
    @Test func tablesHaveTheSizesOfDotNet() {
        #expect(CharacterClasses.word.count == 49_760)
        #expect(CharacterClasses.digit.count == 350)
        #expect(CharacterClasses.space.count == 25)
        #expect(CharacterClasses.notNewline.count == 65_535)
        #expect(CharacterClasses.digit.subtracting(CharacterClasses.word).isEmpty)
        #expect(CharacterClasses.word.intersection(CharacterClasses.surrogates).isEmpty)
    }

    @Test func rangesAscendAndStayApart() {
        for set in [CharacterClasses.word, CharacterClasses.digit, CharacterClasses.space, CharacterClasses.ecmaSpace] {
            #expect(zip(set.bounds, set.bounds.dropFirst()).allSatisfy { $0 < $1 })
        }
    }

    @Test(arguments: [
        (#"\w"#, "aZ_9éمہ漢\u{301}‿", "-.²Ⅷ\u{903}\u{20DD}\u{200C}\u{200D} "),
        (#"\d"#, "09٣۳१１", "²½Ⅷa"),
        (#"\s"#, "\t\n\u{B}\u{C}\r \u{85}\u{A0}\u{1680}\u{2000}\u{200A}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}",
            "\u{200B}\u{FEFF}\u{180E}\u{0}\u{1C}\u{2800}"),
        ("[a-z-[aeiou]]", "bz", "aeiouA"),
        ("[^a-c-[x]]", "dé", "abcx"),
        ("[a-z-[c-x-[m]]]", "abmyz", "cnx"),
        ("[]a]", "]a", "b["),
        ("[^]a]", "b[", "]a"),
        ("[-a]", "-a", "b"),
        ("[a-]", "-a", "b"),
        (#"[\w-.]"#, "a-.", "+"),
        (#"[a\-z]"#, "a-z", "b"),
        (#"[\--z]"#, "-z", "a."),
        (#"[a-c\--[b]]"#, "ac-", "b["),
        (#"[\b]"#, "\u{8}", "b"),
        (#"[\x41-\u0043\104]"#, "ABCD", "E"),
        (#"\p{Lu}"#, "AÉЖ", "aé1"),
        (#"\P{L}"#, "1 -", "aم"),
        (#"[\p{Nd}]"#, "1٣", "a"),
        (#"[^\da-zA-Z]"#, " éم-", "a1٣Z"),
        (".", "a\r\u{85}\u{2028}\u{0}", "\n"),
        (#"(?s)."#, "\n", ""),
        (#"\cA\n?"#, "\u{1}", "A"),
        (#"\e|\a|\f|\v|\0|\12"#, "\u{1B}\u{7}\u{C}\u{B}\u{0}\n", "ea"),
    ])
    func membersOfDotNetClasses(_ source: String, members: String, others: String) throws {
        let pattern = try Pattern(source)
        for scalar in members.unicodeScalars { #expect(pattern.matchesWhole(String(scalar)), "\(scalar.value)") }
        for scalar in others.unicodeScalars { #expect(!pattern.matchesWhole(String(scalar)), "\(scalar.value)") }
    }

    @Test(arguments: [
        (#"\w"#, "aZ_9", "é٣-"),
        (#"\W"#, "é-😀", "a"),
        (#"\d"#, "09", "٣"),
        (#"\s"#, "\t\n \u{A0}\u{FEFF}\u{2028}\u{3000}", "\u{85}\u{180E}\u{200B}"),
        (".", "a\u{85}é😀", "\n\r\u{2028}\u{2029}"),
        ("[^a]", "b😀\n", "a"),
        ("[😀-😎]", "😀😃😎", "😏🀀a"),
        (#"[\u{1F600}-\uD83D\uDE0E]"#, "😀😎", "😏"),
        ("[^]", "a\n😀", ""),
        (#"\p{Letter}"#, "aم𝒜", "1😀"),
        (#"\p{gc=Lu}"#, "A𝒜", "a"),
        (#"\P{L}"#, "1😀", "aم𝒜"),
        (#"\/|\-|\@"#, "/-@", "a"),
        ("[a-z-[b]", "c-[", "B"),
        (#"[\--/]"#, "-./", "0"),
    ])
    func membersOfECMAScriptClasses(_ source: String, members: String, others: String) throws {
        let pattern = try Pattern(source, dialect: .ecmaScript)
        for scalar in members.unicodeScalars { #expect(pattern.matchesWhole(String(scalar)), "\(scalar.value)") }
        for scalar in others.unicodeScalars { #expect(!pattern.matchesWhole(String(scalar)), "\(scalar.value)") }
    }

    @Test func setsCombineAsPredicatesDo() {
        var random = SeededGenerator(state: 7)
        for _ in 0..<200 {
            var (left, right) = (UnitSet(), UnitSet())
            for _ in 0..<4 {
                let start = UInt32.random(in: 0...20, using: &random)
                left.insert(start, start + .random(in: 0...3, using: &random))
                let other = UInt32.random(in: 0...20, using: &random)
                right.insert(other, other + .random(in: 0...3, using: &random))
            }
            for value in UInt32(0)...25 {
                let (inLeft, inRight) = (left.contains(value), right.contains(value))
                #expect(left.union(right).contains(value) == (inLeft || inRight))
                #expect(left.intersection(right).contains(value) == (inLeft && inRight))
                #expect(left.subtracting(right).contains(value) == (inLeft && !inRight))
                #expect(left.complement(below: 26).contains(value) == !inLeft)
            }
        }
    }
}
