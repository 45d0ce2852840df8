import Patterns
import Testing

@Suite struct SemanticsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let pattern: String, text: String, whole: Bool, anywhere: Bool
        var dialect = PatternDialect.dotNet
        var testDescription: String { "\(pattern) on \(text.debugDescription)" }
        init(_ pattern: String, _ text: String, whole: Bool, anywhere: Bool, _ dialect: PatternDialect = .dotNet) {
            (self.pattern, self.text, self.whole, self.anywhere) = (pattern, text, whole, anywhere)
            self.dialect = dialect
        }
    }

    @Test(arguments: [
        // Preference decides which match is found, not whether another would span the text.
        Case("a|ab", "ab", whole: false, anywhere: true),
        Case("ab|a", "ab", whole: true, anywhere: true),
        Case("(a|ab)(c|bcd)", "abcd", whole: true, anywhere: true),
        Case("(a|ab)(c|bcd)d?", "abcd", whole: true, anywhere: true),
        Case("a*?", "aa", whole: false, anywhere: true),
        Case("a*?$", "aa", whole: true, anywhere: true),
        Case("(|a)*", "a", whole: false, anywhere: true),
        Case("(|a)*", "a", whole: true, anywhere: true, .ecmaScript),
        Case("(a*|c)*", "ac", whole: false, anywhere: true),
        Case("(a|b?){2,3}c", "abbc", whole: true, anywhere: true),
        // The dollar sign.
        Case("a$", "a\n", whole: false, anywhere: true),
        Case("a$\\n", "a\n", whole: true, anywhere: true),
        Case("a$|a\\n", "a\n", whole: false, anywhere: true),
        Case("a\\n|a$", "a\n", whole: true, anywhere: true),
        Case("a$\\n?b|a\\nb", "a\nb", whole: true, anywhere: true),
        Case("a\\Z", "a\n", whole: false, anywhere: true),
        Case("a\\z", "a\n", whole: false, anywhere: false),
        Case("a$", "a\n\n", whole: false, anywhere: false),
        Case("a$", "a\n", whole: false, anywhere: false, .ecmaScript),
        Case("(?m)a$", "a\nb", whole: false, anywhere: true),
        Case("(?m)a$\\n^b", "a\nb", whole: true, anywhere: true),
        Case("^b", "a\nb", whole: false, anywhere: false),
        Case("(?m)^b", "a\nb", whole: false, anywhere: true),
        Case("$", "", whole: true, anywhere: true),
        Case("$", "\n", whole: false, anywhere: true),
        // Boundaries, options, comments.
        Case("\\bab\\b", "ab", whole: true, anywhere: true),
        Case("a\\Bb", "ab", whole: true, anywhere: true),
        Case("\\bb", "ab", whole: false, anywhere: false),
        Case("a\\b\u{200D}", "a\u{200D}", whole: false, anywhere: false),
        Case("\\bé", "aé", whole: false, anywhere: true, .ecmaScript),
        Case("(?x) a b # c", "ab", whole: true, anywhere: true),
        Case("(?x: a )b", "ab", whole: true, anywhere: true),
        Case("a(?#note)+", "aaa", whole: true, anywhere: true),
        Case("(?s:.).", "\na", whole: true, anywhere: true),
        Case("(?s:.).", "\n\n", whole: false, anywhere: false),
        Case("(?n)(a)(?<b>c)", "ac", whole: true, anywhere: true),
        // Braces that are no quantifier.
        Case("a{,2}", "a{,2}", whole: true, anywhere: true),
        Case("a{x}", "a{x}", whole: true, anywhere: true),
        Case("{", "{", whole: true, anywhere: true),
        Case("a{2", "a{2", whole: true, anywhere: true),
        Case("a{2}{", "aa{", whole: true, anywhere: true),
        // UTF-16 units.
        Case("..", "😀", whole: true, anywhere: true),
        Case(".", "😀", whole: false, anywhere: true),
        Case(".", "😀", whole: true, anywhere: true, .ecmaScript),
        Case("^.{2}$", "😀😀", whole: true, anywhere: true, .ecmaScript),
        Case("\\uD83D\\uDE00", "😀", whole: true, anywhere: true),
        Case("[\\uD83D].", "😀", whole: true, anywhere: true),
        Case("😀+", "😀😀", whole: false, anywhere: true),
        Case("😀+", "😀😀", whole: true, anywhere: true, .ecmaScript),
        Case("[😀]", "😀", whole: false, anywhere: true),
        Case("[😀]{2}", "😀", whole: true, anywhere: true),
        Case("^\\w$", "𝒜", whole: false, anywhere: false),
        Case("e.", "e\u{301}", whole: true, anywhere: true),
        Case("é", "e\u{301}", whole: false, anywhere: false),
        Case("[\\uE000-\\uFFFD]", "\u{FFFD}", whole: true, anywhere: true),
        Case("[\\u0080-\\u07FF]+", "\u{80}\u{7FF}", whole: true, anywhere: true),
        Case("[\\u0800-\\uFFFF]+", "\u{800}\u{FFFF}\u{10000}\u{10FFFF}", whole: true, anywhere: true),
        // Look-aheads at the start.
        Case("(?=.*b)a", "ab", whole: false, anywhere: true),
        Case("(?=.*b)a.", "ab", whole: true, anywhere: true),
        Case("(?!ab)a.", "ab", whole: false, anywhere: false),
        Case("(?!ab)a.", "abac", whole: false, anywhere: true),
        Case("^(?!.*(\\s|--))[\\w-]+$", "a-b", whole: true, anywhere: true),
        Case("^(?!.*(\\s|--))[\\w-]+$", "a--b", whole: false, anywhere: false),
        Case("^(?=a$)", "a\n", whole: false, anywhere: true),
        Case("(?=\\d)\\w+", "xx1a", whole: false, anywhere: true, .ecmaScript),
        Case("(?=\\bc)c", "ac c", whole: false, anywhere: true),
        Case("(?=\\bc)c", "acc", whole: false, anywhere: false),
    ])
    func verdict(_ test: Case) throws {
        let pattern = try Pattern(test.pattern, dialect: test.dialect)
        #expect(pattern.matchesWhole(test.text) == test.whole)
        #expect(pattern.containsMatch(test.text) == test.anywhere)
    }

    @Test func cutOffTextIsNotReadBeyondItsEnd() throws {
        let matcher = try Pattern(".*")
        for bytes: [UInt8] in [[0x61, 0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98]] {
            #expect(!matcher.matcher.matchesWhole(bytes, count: bytes.count))
        }
    }

    @Test func rawViewsAgreeWithTheirPattern() throws {
        let pattern = try Pattern("[0-9]{3}")
        let bytes = Array("tel 555".utf8)
        #expect(!pattern.matcher.matchesWhole(bytes, count: bytes.count))
        #expect(pattern.searcher.containsMatch(bytes, count: bytes.count))
        #expect(pattern.matcher.matchesWhole(Array(bytes[4...]), count: 3))
        withExtendedLifetime(pattern) {}
    }
}
