import Patterns
import Testing

enum UserPatterns {
    static let userName = #"([a-zA-Z0-9]).{0,50}$|[\u0621-\u064A].{0,50}"#
    static let name = #"([a-zA-Z\s]+)|(([\u0621-\u064A]\s*)+|[\u0621-\u064A])"#
    static let email = #"^([\w\.\-]+)@([\w\-]+)((\.(\w){2,3})+)$"#
    static let password = #"^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^\da-zA-Z]).{1,50}$"#
    static let phone = "^[0-9]*$"
}

struct UserPatternCase: Sendable, CustomTestStringConvertible {
    let pattern: String, value: String, valid: Bool
    var testDescription: String { "\(value.debugDescription) \(valid ? "matches" : "does not match") \(pattern)" }
}

private func cases(_ pattern: String, valid: [String], invalid: [String]) -> [UserPatternCase] {
    valid.map { UserPatternCase(pattern: pattern, value: $0, valid: true) }
        + invalid.map { UserPatternCase(pattern: pattern, value: $0, valid: false) }
}

private let a25 = String(repeating: "a", count: 25)

/// The five patterns of a documented user record, with verdicts of .NET's `RegularExpressionAttribute`.
@Suite struct UserPatternTests {
    @Test(arguments: cases(
        UserPatterns.userName,
        valid: [
            "a", "9", "j.doe", "a\rb", "a\tb", "a\u{85}b", "a\u{2028}b", "a\u{0}b", "محمد", "م 1", a25 + a25 + "a",
            "a" + String(repeating: "😀", count: 25), "ABCd 😀",
        ],
        invalid: [
            " a", "_a", "éa", "a\n", "a\nb", "\na", "محمد\n", "٣", "پ", "😀", a25 + a25 + "aa",
            "a" + String(repeating: "😀", count: 25) + "b", "\u{212A}", "\u{17F}", "\u{130}",
        ]))
    func userName(_ test: UserPatternCase) throws { try check(test) }

    @Test(arguments: cases(
        UserPatterns.name,
        valid: [
            "a", "John", "John Smith", "  ", "John\n", "\nJohn", "محمد", "محمد علي", "محمد\n", "مـحمد", "a\u{3000}b",
            "a\u{A0}b", "م\u{2028}م", String(repeating: "a", count: 1000), "\u{63B}\u{63F}",
        ],
        invalid: [
            " محمد", "\nمحمد", "O'Neil", "Anne-Marie", "J.", "John1", "é", "محمد1", "م\u{64B}", "پ", "ک", "ی", "گ", "چ",
            "٣", "ﷲ", "محمدJohn", "Johnمحمد", "a\u{200B}", "a\u{FEFF}", "\u{180E}", "\u{212A}",
        ]))
    func name(_ test: UserPatternCase) throws { try check(test) }

    @Test(arguments: cases(
        UserPatterns.email,
        valid: [
            "a@b.co", "a@b.co.uk", "a@10.10.10.10", "..@x.co", "a@b.__", "é@b.co", "م@م.مم", "漢@漢.漢字", "j.doe@mail.org",
            "a@b-c.com", "٣@٣.٣٣",
        ],
        invalid: [
            "a@b.c", "a@mail.example.com", "a@b.info", "a+b@c.co", "a@xn--p1ai.xn--p1ai", "o'neil@b.co", "A <a@b.co>",
            " a@b.co", "a@b.co ", "a@b.co\n", "a@b", "@b.co", "a@@b.co", "a@b..co", "a\u{903}@b.co", "a\u{20DD}@b.co",
            "Ⅷ@b.co", "a²@b.co", "a\u{200D}@b.co", "😀@b.co", "𝒜@b.co",
        ]))
    func email(_ test: UserPatternCase) throws { try check(test) }

    @Test(arguments: cases(
        UserPatterns.password,
        valid: [
            "Abcdef1!", "Aa1!", "Aa١!", "Aa1 ", "Aa1\t", "Aa1\r", "Aa1é", "Aa1م", "Aa1😀", "Aa1\u{200B}", "Aa1𝟏",
            "Aa1!" + String(repeating: "x", count: 46),
        ],
        invalid: [
            "Aa1", "aa1!", "AA1!", "Aaa!", "Aa1١", "Aa1!\n", "Aa1\n!", "\nAa1!", "Aa!𝟏",
            "Aa1!" + String(repeating: "x", count: 47), "Éa1!", "Aa1!" + String(repeating: "😀", count: 24),
        ]))
    func password(_ test: UserPatternCase) throws { try check(test) }

    @Test(arguments: cases(
        UserPatterns.phone,
        valid: ["0", "0123456789", String(repeating: "5", count: 5000)],
        invalid: ["+1", "1 2", " ", "1-2", "1\n", "\n", "٣", "１", "12a"]))
    func phone(_ test: UserPatternCase) throws { try check(test) }

    /// Whether an empty value is judged at all is the caller's business; asked, the engine answers as .NET's does.
    @Test func emptyTextIsAnsweredHonestly() throws {
        #expect(try Pattern(UserPatterns.phone).matchesWhole(""))
        for pattern in [UserPatterns.userName, UserPatterns.name, UserPatterns.email, UserPatterns.password] {
            #expect(try !Pattern(pattern).matchesWhole(""))
        }
    }

    private func check(_ test: UserPatternCase) throws { #expect(try Pattern(test.pattern).matchesWhole(test.value) == test.valid) }
}
