import Patterns
import Testing

/// Whatever cannot be matched faithfully is refused with its name and place.
@Suite struct RefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let pattern: String, construct: String, offset: Int
        var dialect = PatternDialect.dotNet
        var testDescription: String { pattern }
        init(_ pattern: String, _ construct: String, at offset: Int, _ dialect: PatternDialect = .dotNet) {
            (self.pattern, self.construct, self.offset, self.dialect) = (pattern, construct, offset, dialect)
        }
    }

    @Test(arguments: [
        Case(#"(a)\1"#, #"back-reference '\1'"#, at: 3),
        Case(#"(?<n>a)\k<n>"#, #"back-reference '\k'"#, at: 7),
        Case(#"(?<n>a)\<n>"#, #"back-reference '\<'"#, at: 7),
        Case(#"(?<n>a)\'n'"#, #"back-reference '\''"#, at: 7),
        Case(#"(?<12>a)\12"#, #"back-reference '\12'"#, at: 8),
        Case("(?<=a)b", "look-behind '(?<='", at: 0),
        Case("a(?<!a)b", "look-behind '(?<!'", at: 1),
        Case("a(?=b)", "inner look-ahead '(?='", at: 1),
        Case("(?:(?!a)b)*", "inner look-ahead '(?!'", at: 3),
        Case("(?=(?=a)b)c", "inner look-ahead '(?='", at: 3),
        Case("(?=a)b|c", "inner look-ahead '(?='", at: 0),
        Case("é😀(?>a)", "atomic group '(?>'", at: 3),
        Case("(?(a)b|c)", "conditional '(?('", at: 0),
        Case("(?<a-b>x)", "balancing group '(?<a-'", at: 0),
        Case("(?<-b>x)", "balancing group '(?<-'", at: 0),
        Case("a*+", "possessive quantifier '+'", at: 2),
        Case("a**", "nested quantifier '*'", at: 2),
        Case("a{2}{3}", "nested quantifier '{'", at: 4),
        Case("(a?)*?", "lazy quantifier '*?' after what can match nothing", at: 4),
        Case("a(?:)+?", "lazy quantifier '+?' after what can match nothing", at: 5),
        Case("*a", "quantifier '*'", at: 0),
        Case("a|{2}", "quantifier '{'", at: 2),
        Case("(?)", "quantifier '?'", at: 1),
        Case("a{3,2}", "quantifier '{3,2}'", at: 1),
        Case("a{99999999999}", "quantifier '{99999999999'", at: 1),
        Case("(?i)a", "option '(?i)'", at: 0),
        Case("(?s-m:(?mi:a))", "option '(?i)'", at: 6),
        Case("(?r)a", "group '(?r'", at: 0),
        Case("(?P<n>a)", "group '(?P'", at: 0),
        Case("(?<1a>b)", "group name '1a'", at: 0),
        Case("(?<0>b)", "group name '0'", at: 0),
        Case("(?<>b)", "group name ''", at: 0),
        Case(#"\Ga"#, #"assertion '\G'"#, at: 0),
        Case(#"\p{IsGreek}"#, #"Unicode block '\p{IsGreek}'"#, at: 0),
        Case(#"a\p{Letter}"#, #"property '\p{Letter}'"#, at: 1),
        Case(#"\pL"#, #"property '\p'"#, at: 0),
        Case(#"\p{L"#, #"property '\p{L'"#, at: 0),
        Case(#"[\d-\p{Xx}]"#, #"property '\p{Xx}'"#, at: 4),
        Case(#"[a-\d]"#, #"range 'a-\d'"#, at: 1),
        Case(#"[z-a]"#, "range 'z-a'", at: 1),
        Case(#"[+-\-]"#, #"range '+-\-'"#, at: 1),
        Case("[[:alpha:]]", "POSIX class '[:'", at: 1),
        Case("[a-z-[b]c]", "class subtraction", at: 0),
        Case("[a", "'['", at: 0),
        Case("[]", "'['", at: 0),
        Case("(a", "'('", at: 0),
        Case("a)", "')'", at: 1),
        Case(#"a\"#, #"'\'"#, at: 1),
        Case(#"\y"#, #"escape '\y'"#, at: 0),
        Case(#"[\_]"#, #"escape '\_'"#, at: 1),
        Case(#"\x4"#, #"escape '\x4'"#, at: 0),
        Case(#"\u12"#, #"escape '\u12'"#, at: 0),
        Case(#"\c1"#, #"escape '\c1'"#, at: 0),
        Case(#"\89"#, #"escape '\89'"#, at: 0),
        Case("(?#a", "comment '(?#'", at: 0),
        Case(String(repeating: "(", count: 300), "group", at: 200),
        Case(#"\Aa"#, #"escape '\A'"#, at: 0, .ecmaScript),
        Case(#"a\Z"#, #"escape '\Z'"#, at: 1, .ecmaScript),
        Case("(?s)a", "group '(?'", at: 0, .ecmaScript),
        Case("(?>a)", "group '(?'", at: 0, .ecmaScript),
        Case("(?'n'a)", "group '(?'", at: 0, .ecmaScript),
        Case("^*", "quantified assertion", at: 1, .ecmaScript),
        Case(#"\101"#, #"back-reference '\101'"#, at: 0, .ecmaScript),
        Case(#"\01"#, "octal escape", at: 0, .ecmaScript),
        Case(#"\u{110000}"#, #"escape '\u{'"#, at: 0, .ecmaScript),
        Case(#"\p{Script=Greek}"#, #"property '\p{Script=Greek}'"#, at: 0, .ecmaScript),
    ])
    func isRefusedByName(_ test: Case) {
        let error = #expect(throws: PatternError.self) { try Pattern(test.pattern, dialect: test.dialect) }
        #expect(error?.construct == test.construct)
        #expect(error?.offset == test.offset)
        #expect(error?.reason.isEmpty == false)
    }

    @Test func descriptionReadsAsOneSentence() {
        let error = #expect(throws: PatternError.self) { try Pattern(#"(a)\1"#) }
        #expect(error?.description == #"back-reference '\1' at 3: an automaton does not remember captured text"#)
    }
}
