import Testing

@testable import Syntax

/// A value and what one repair makes of it; `nil` when it leaves it alone.
struct RepairCase: Sendable, CustomTestStringConvertible {
    let testDescription: String, repair: Repair, text: String, result: String?

    init(_ repair: Repair, _ name: String, _ text: String, _ result: String?) {
        testDescription = "\(repair.name): \(name)"
        self.repair = repair
        self.text = text
        self.result = result
    }

    static let all: [RepairCase] = [
        RepairCase(.mojibake, "Latin letters", "JosÃ© MuÃ±oz", "José Muñoz"),
        RepairCase(.mojibake, "Arabic", "Ø§Ù„Ø±ÙŠØ§Ø¶", "الرياض"),
        RepairCase(.mojibake, "with a soft hyphen for a half", "MarÃ\u{AD}a", "María"),
        RepairCase(.mojibake, "with a no-break blank for a half", "voilÃ\u{A0}", "voilà"),
        RepairCase(.mojibake, "with an open byte as a control", "Ù\u{81}Ù‡Ø¯", "فهد"),
        RepairCase(.mojibake, "a curly apostrophe", "Oâ€™Neil", "O’Neil"),
        RepairCase(.mojibake, "encoded twice", "JosÃƒÂ©", "José"),
        RepairCase(.mojibake, "real letters stay", "José Muñoz Ångström", nil),
        RepairCase(.mojibake, "Arabic stays", "الرياض", nil),
        RepairCase(.mojibake, "a value only half of which converts stays", "JosÃ© العلي", nil),
        RepairCase(.mojibake, "a cut sequence stays", "JosÃ", nil),
        RepairCase(.mojibake, "a capital letter before another letter stays", "Özil É.", nil),
        RepairCase(.mojibake, "ASCII stays", "Jose", nil),
        RepairCase(.mojibake, "Arabic by way of Windows-1256", "ظ…ط\u{AD}ظ…ط¯ ط§ظ„ط±ظٹط§ط¶", "محمد الرياض"),
        RepairCase(.mojibake, "a name beside Latin letters", "Omar (ط¹ظ…ط±)", "Omar (عمر)"),
        RepairCase(.mojibake, "with quotes and accents", "آ«ط§ظ„ط¹ظ„ظٹآ» â€œJosأ©â€\u{200C}", "«العلي» “José”"),
        RepairCase(.mojibake, "Arabic read twice as Windows-1256", "ط·آ¹ط¸â€\u{200D}ط¸ظ¹", "علي"),
        RepairCase(.mojibake, "an Arabic letter before a comma stays", "ط،ظ،", nil),
        RepairCase(.mojibake, "one letter and a sign stays", "ط§", nil),
        RepairCase(.mojibake, "letters that would be Cyrillic stay", "رچ… رک…", nil),
        RepairCase(.mojibake, "half of a mojibake of Arabic stays", "ط§ظ„ علي", nil),
        RepairCase(.presentationForms, "joined letters", "ﻛﺮﻳﻢ", "كريم"),
        RepairCase(.presentationForms, "lam-alef", "ﻻ", "لا"),
        RepairCase(.presentationForms, "the word for God", "عبد ﷲ", "عبد الله"),
        RepairCase(.presentationForms, "with hamza", "ﺃﺣﻤﺪ", "أحمد"),
        RepairCase(.presentationForms, "letters stay", "كريم", nil),
        RepairCase(.presentationForms, "ornate brackets stay", "﴾١﴿", nil),
        RepairCase(.invisible, "zero-width blank", "Om\u{200B}ar", "Omar"),
        RepairCase(.invisible, "direction marks", "\u{202B}عمر\u{202C}\u{200F}", "عمر"),
        RepairCase(.invisible, "byte order mark", "\u{FEFF}Omar", "Omar"),
        RepairCase(.invisible, "soft hyphen", "Han\u{AD}nah", "Hannah"),
        RepairCase(.invisible, "non-joiner at an end", "Omar\u{200C}", "Omar"),
        RepairCase(.invisible, "non-joiner inside a Persian word stays", "می\u{200C}خواهم", nil),
        RepairCase(.invisible, "joiners of an emoji stay", "👨\u{200D}👩\u{200D}👧", nil),
        RepairCase(.invisible, "no-break blank is no invisible", "a\u{A0}b", nil),
        RepairCase(.joiners, "inside a word", "مح\u{200C}مد", "محمد"),
        RepairCase(.joiners, "none", "محمد", nil),
        RepairCase(.nbsp, "no-break", "Al\u{A0}Haddad", "Al Haddad"),
        RepairCase(.nbsp, "thin and ideographic", "a\u{2009}b\u{3000}c", "a b c"),
        RepairCase(.nbsp, "plain blanks stay", "a b", nil),
        RepairCase(.trim, "blanks at both ends", "  Omar ", "Omar"),
        RepairCase(.trim, "tabs and line ends", "\tOmar\r\n", "Omar"),
        RepairCase(.trim, "no-break blanks at the ends", "\u{A0}Omar\u{A0}", "Omar"),
        RepairCase(.trim, "nothing else", "   ", ""),
        RepairCase(.trim, "inner blanks stay", "a  b", nil),
        RepairCase(.trim, "empty", "", nil),
        RepairCase(.smartQuotes, "double", "called “Abu” „Omar‟", "called \"Abu\" \"Omar\""),
        RepairCase(.smartQuotes, "single", "O’Neil ‘x’", "O'Neil 'x'"),
        RepairCase(.smartQuotes, "guillemets stay", "«عمر»", nil),
        RepairCase(.digits, "Arabic-Indic", "٠٥٥٠", "0550"),
        RepairCase(.digits, "Persian and full-width", "۱۲３", "123"),
        RepairCase(.digits, "ASCII stays", "0550", nil),
        RepairCase(.wholeNumber, "decimals of zero", "7.00", "7"),
        RepairCase(.wholeNumber, "thousands", "-1,200,300", "-1200300"),
        RepairCase(.wholeNumber, "both", "1,200.0", "1200"),
        RepairCase(.wholeNumber, "three zeros may be thousands", "1.000", nil),
        RepairCase(.wholeNumber, "a decimal comma", "1,5", nil),
        RepairCase(.wholeNumber, "a real fraction", "7.5", nil),
        RepairCase(.wholeNumber, "two points", "1.2.0", nil),
        RepairCase(.wholeNumber, "a group after zero", "0,200", nil),
        RepairCase(.wholeNumber, "text", "a,b", nil),
        RepairCase(.wholeNumber, "a point alone", "7.", "7"),
        RepairCase(.phonePlus, "international", "+966 55 010-0101", "966550100101"),
        RepairCase(.phonePlus, "brackets and dots", "(011) 455.0101", "0114550101"),
        RepairCase(.phonePlus, "digits stay", "0114550101", nil),
        RepairCase(.phonePlus, "an extension in words stays", "011 455 ext 3", nil),
        RepairCase(.phonePlus, "a trunk zero stays", "+44 (0)20 7946 0958", nil),
        RepairCase(.phonePlus, "two numbers stay two", "4550101/4550102", nil),
        RepairCase(.phonePlus, "two joined by a blank are too long", "+966550100101 +966550100102", nil),
        RepairCase(.phonePlus, "points among others", "+971 (50) 123-45.67", "971501234567"),
        RepairCase(.phonePlus, "decimals stay", "966550100101.0", nil),
        RepairCase(.phonePlus, "scientific notation stays", "9.66551E+11", nil),
        RepairCase(.phonePlus, "a plus behind digits stays", "12+34567", nil),
        RepairCase(.phonePlus, "a minus stays", "-5000", nil),
        RepairCase(.tatweel, "inside a name", "ليـــلى", "ليلى"),
        RepairCase(.tatweel, "none", "ليلى", nil),
        RepairCase(.tashkeel, "vowels", "مُحَمَّد", "محمد"),
        RepairCase(.tashkeel, "the small alef", "رحمٰن", "رحمن"),
        RepairCase(.tashkeel, "a hamza mark makes its letter", "ا\u{654}حمد", "أحمد"),
        RepairCase(.tashkeel, "a vowel between carrier and hamza", "ا\u{64E}\u{654}حمد", "أحمد"),
        RepairCase(.tashkeel, "a lone hamza mark stays", "\u{654}", nil),
        RepairCase(.tashkeel, "letters stay", "أحمد آدم", nil),
        RepairCase(.apostrophe, "straight and curly", "O'Neil D’Arcy", "ONeil DArcy"),
        RepairCase(.apostrophe, "none", "ONeil", nil),
        RepairCase(.hyphenToSpace, "between names", "Smith-Jones", "Smith Jones"),
        RepairCase(.hyphenToSpace, "with blanks around", "Smith - Jones", "Smith Jones"),
        RepairCase(.hyphenToSpace, "at the ends", "-Smith-", "Smith"),
        RepairCase(.hyphenToSpace, "other hyphens", "Smith\u{2011}Jones\u{2013}X", "Smith Jones X"),
        RepairCase(.hyphenToSpace, "double blanks stay without one", "a  b", nil),
    ]
}

@Suite struct RepairTests {
    static func text(_ scalars: [Unicode.Scalar]) -> String { String(String.UnicodeScalarView(scalars)) }
    static func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

    @Test(arguments: RepairCase.all)
    func repair(_ c: RepairCase) {
        let result = c.repair.apply(Self.scalars(c.text))
        #expect(result == c.result.map(Self.scalars))
    }

    @Test(arguments: RepairCase.all)
    func twiceIsOnce(_ c: RepairCase) {
        for repair in Repair.allCases {
            guard let once = repair.apply(Self.scalars(c.text)) else { continue }
            #expect(repair.apply(once) == nil, "\(repair.name) of \(c.text)")
        }
    }

    @Test(arguments: RepairCase.all)
    func allTogetherTwiceIsOnce(_ c: RepairCase) {
        guard let (once, changed) = Repair.apply(Repair.allCases, to: Self.scalars(c.text)) else { return }
        #expect(!changed.isEmpty)
        #expect(Repair.apply(Repair.allCases, to: once) == nil, "\(c.text)")
    }

    @Test func anyTextTwiceIsOnce() {
        let pieces = ["a", "B", "1", "٣", " ", "\u{A0}", "\u{200B}", "\u{200C}", "-", "'", "’", "“", "+", ".", ",", "0", "Ã", "©", "Ø", "§", "ـ", "َ", "\u{654}", "ا", "ﻻ", "(", ")", "/"]
        var random = SystemRandomNumberGenerator()
        for _ in 0..<4_000 {
            let text = (0..<Int.random(in: 1...9, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            guard let (once, _) = Repair.apply(Repair.allCases, to: Self.scalars(text)) else { continue }
            #expect(Repair.apply(Repair.allCases, to: once) == nil, "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
        }
    }

    @Test(arguments: Repair.allCases)
    func everyRepairHasCasesAndWords(_ repair: Repair) {
        #expect(RepairCase.all.contains { $0.repair == repair && $0.result != nil })
        #expect(RepairCase.all.contains { $0.repair == repair && $0.result == nil })
        #expect(!repair.summary.isEmpty && !repair.summary.hasSuffix("."))
        #expect(Repair(rawValue: repair.name) == repair)
    }

    /// What says of itself that it leaves ASCII alone does.
    @Test(arguments: Repair.allCases.filter { !$0.concernsASCII })
    func asciiIsLeftAlone(_ repair: Repair) {
        #expect(repair.apply((0..<128).compactMap { Unicode.Scalar(UInt32($0)) }) == nil)
    }

    @Test func theOrderKeepsTheEvidence() {
        let result = Repair.apply([.mojibake, .nbsp, .trim], to: Self.scalars("voilÃ\u{A0}"))
        #expect(result.map { Self.text($0.text) } == "voilà")
        #expect(result?.changed == [.mojibake])
    }

    @Test func mojibakeIsUndoneOfEveryText() {
        for text in ["é", "ñandú", "العلي", "Ωμέγα", "Привет", "日本", "😀", "Ångström €5"] {
            let read = String(text.utf8.map { Character(Self.windows1252($0)) })
            #expect(Mojibake.undone(Self.scalars(read)).map(Self.text) == text)
        }
    }

    private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
        for value: UInt32 in 0..<0x2200 {
            if let scalar = Unicode.Scalar(value), Mojibake.byte(scalar) == byte, !(0x80..<0xA0).contains(value) { return scalar }
        }
        return Unicode.Scalar(byte)
    }
}
