import Records
import Syntax
import Testing

@testable import Pipeline

/// A value on its own and the damage that is seen in it.
struct ValueDamageCase: Sendable, CustomTestStringConvertible {
    let testDescription: String, value: String, kinds: [DamageKind]

    init(_ name: String, _ value: String, _ kinds: DamageKind...) {
        testDescription = name
        self.value = value
        self.kinds = kinds
    }

    static let all: [ValueDamageCase] = [
        ValueDamageCase("a name", "Omar Haddad"),
        ValueDamageCase("an Arabic name", "عمر الحداد"),
        ValueDamageCase("a name with vowels", "مُحَمَّد"),
        ValueDamageCase("accents", "José Ñuñez-Ångström"),
        ValueDamageCase("#N/A", "#N/A", .errorValue),
        ValueDamageCase("#REF!", "#REF!", .errorValue),
        ValueDamageCase("#VALUE!", "#VALUE!", .errorValue),
        ValueDamageCase("#NAME?", "#NAME?", .errorValue),
        ValueDamageCase("a column too narrow", "#####", .errorValue),
        ValueDamageCase("a number sign in a text", "#12"),
        ValueDamageCase("a failed formula in small letters is a text", "#n/a please"),
        ValueDamageCase("scientific", "9.66551E+11", .scientific),
        ValueDamageCase("scientific with a comma", "9,66551E+11", .scientific),
        ValueDamageCase("scientific without decimals", "-1E+10", .scientific),
        ValueDamageCase("a code with an E", "12E5"),
        ValueDamageCase("two digits before the point", "12.5E+10"),
        ValueDamageCase("text behind", "1E+10x"),
        ValueDamageCase("a no-break blank", "Al\u{A0}Haddad", .nbsp),
        ValueDamageCase("a zero-width blank", "Om\u{200B}ar", .invisible),
        ValueDamageCase("a direction mark", "عمر\u{200F}", .invisible),
        ValueDamageCase("a stray joiner", "Om\u{200D}ar", .invisible),
        ValueDamageCase("a Persian non-joiner", "می\u{200C}خواهم"),
        ValueDamageCase("an emoji of several", "👨\u{200D}👩\u{200D}👧"),
        ValueDamageCase("curly quotes", "“x” O’Neil", .smartQuotes),
        ValueDamageCase("mojibake", "JosÃ©", .mojibake),
        ValueDamageCase("mojibake and nothing besides", "MarÃ\u{AD}a â€œxâ€\u{9D}", .mojibake),
        ValueDamageCase("half a mojibake", "JosÃ© العلي"),
        ValueDamageCase("lost characters", "Jos\u{FFFD}", .lostCharacters),
        ValueDamageCase("question marks for letters", "??? ????", .lostCharacters),
        ValueDamageCase("a question", "who?"),
        ValueDamageCase("one question mark", "?"),
        ValueDamageCase("Arabic digits in a number", "٠٥٥ ٠١٠", .arabicDigits),
        ValueDamageCase("Persian digits in a date", "۱۴۰۲/۰۱/۰۱", .arabicDigits),
        ValueDamageCase("Arabic digits in an address", "شارع ١٢"),
        ValueDamageCase("tatweel", "ليـــلى", .tatweel),
        ValueDamageCase("presentation forms", "ﻛﺮﻳﻢ", .presentationForms),
        ValueDamageCase("a blank behind", "Omar ", .outerBlanks),
        ValueDamageCase("a tab before", "\tOmar", .outerBlanks),
        ValueDamageCase("only blanks", "  ", .outerBlanks),
        ValueDamageCase("two blanks", "a  b", .doubleBlanks),
        ValueDamageCase("two blanks behind are outer ones", "Omar  ", .outerBlanks),
        ValueDamageCase("two blanks inside and behind", "a  b  ", .outerBlanks, .doubleBlanks),
        ValueDamageCase("mojibake of Arabic", "ظ…ط­ظ…ط¯", .mojibake),
        ValueDamageCase("mojibake of Arabic beside Latin", "Omar (ط¹ظ…ط±)", .mojibake),
        ValueDamageCase("an Arabic name and signs", "غرفة «ع»… ط٢"),
        ValueDamageCase("a line end inside", "a\nb"),
        ValueDamageCase("a control character", "a\u{7}b", .control),
        ValueDamageCase("a C1 control", "a\u{9D}b", .control),
        ValueDamageCase("a Cyrillic a in a Latin word", "P\u{430}vel", .lookalikes),
        ValueDamageCase("a Greek o in a Latin word", "J\u{3BF}hn", .lookalikes),
        ValueDamageCase("two words of two scripts", "Pavel Павел"),
        ValueDamageCase("Cyrillic with a hyphen to Latin", "Павел-Pavel"),
    ]
}

@Suite struct ValueDamageTests {
    private func profile(_ values: [String], scopedKinds: [DamageKind] = []) -> ColumnProfile {
        let profile = ColumnProfile(scopedKinds: scopedKinds)
        for (index, value) in values.enumerated() {
            let buffer = ByteBuffer(capacity: value.utf8.count)
            buffer.append(value)
            profile.add(buffer.pointer, count: buffer.count, at: Place(chunk: 0, record: index, line: index), isCertain: true, mayBeMalformed: false)
        }
        return profile
    }

    @Test(arguments: ValueDamageCase.all)
    func value(_ c: ValueDamageCase) {
        let profile = profile([c.value])
        #expect(DamageKind.allCases.filter { profile.count($0) > 0 } == c.kinds.sorted { $0.rawValue < $1.rawValue })
    }

    @Test(arguments: [
        ("O'Neil", [.apostrophes]), ("O’Neil", [.smartQuotes, .apostrophes]), ("Smith-Jones", [.hyphens]), ("Smith\u{2011}Jones", [.hyphens]),
        ("مُحَمَّد", [.tashkeel]), ("محمد علي", []), ("الشم\u{200C}ري", [.joiners]), ("Omar Haddad", []), ("JosÃ© O'x", [.mojibake]),
    ] as [(String, [DamageKind])])
    func nameOfLetters(_ value: String, _ kinds: [DamageKind]) {
        let names: [DamageKind] = [.joiners, .tashkeel, .apostrophes, .hyphens]
        let profile = profile([value], scopedKinds: names)
        #expect(Set(DamageKind.allCases.filter { profile.count($0) > 0 }) == Set(kinds))
        let other = self.profile([value])
        #expect(names.allSatisfy { other.count($0) == 0 }, "elsewhere it is how things are written")
    }

    @Test(arguments: [("+966 55 010", DamageKind.phoneSigns, true), ("96655010", .phoneSigns, false), ("7.00", .numberSigns, true), ("1.000", .numberSigns, false)])
    func numberOfDigits(_ value: String, _ kind: DamageKind, _ isFound: Bool) {
        #expect((profile([value], scopedKinds: [.phoneSigns, .numberSigns]).count(kind) == 1) == isFound)
    }

    @Test(arguments: Repair.allCases)
    func everyRepairHasItsDamage(_ repair: Repair) {
        #expect(DamageKind.allCases.contains { $0.repair == repair })
        #expect(repair.scope == .anyText || repair == .tatweel || repair == .digits || DamageKind.scoped.contains { $0.repair == repair })
    }

    struct ColumnCase: Sendable, CustomTestStringConvertible {
        let testDescription: String, header: String, values: [String], found: [DamageKind: Int]

        init(_ name: String, _ header: String, _ values: [String], _ found: [DamageKind: Int] = [:]) {
            testDescription = name
            self.header = header
            self.values = values
            self.found = found
        }
    }

    @Test(arguments: [
        ColumnCase("some keep their zeros", "Employee", ["00123", "00124", "125", "00126"], [.leadingZeros: 1]),
        ColumnCase("a counter loses none", "No", ["8", "9", "10", "11", "12"]),
        ColumnCase("a telephone number one digit short", "Phone", ["966550101", "966550102", "966550103", "66550104"], [.leadingZeros: 1]),
        ColumnCase("the same without a telling header", "Amount", ["966550101", "966550102", "966550103", "66550104"]),
        ColumnCase("lengths of all kinds are no sign", "Phone", ["966550101", "966550102", "966550103", "12"]),
        ColumnCase("short ones with a zero have kept theirs", "Code", ["00123", "00124", "0125"]),
        ColumnCase("a code that became a date", "Cost code", ["A-12", "1-Feb", "A-14"], [.codeAsDate: 1]),
        ColumnCase("months in a column of dates", "Hired", ["1-Feb-24", "2-Mar-24", "3-Apr-24"], [.dateText: 3]),
        ColumnCase("a name like a month", "Name", ["May", "June", "April"]),
        ColumnCase("days first", "Hired", ["03/04/2024", "05.04.2024", "2024-05-04"], [.dateText: 2]),
        ColumnCase("years first", "Hired", ["2024-05-04", "2024-05-05 12:30"]),
        ColumnCase("a version is no date", "Version", ["1.2.3", "10.20.30"]),
        ColumnCase("day numbers under a date header", "Hire date", ["45385", "45386"], [.dateNumber: 2]),
        ColumnCase("day numbers among dates", "X", ["2024-05-04", "45386"], [.dateNumber: 1]),
        ColumnCase("five digits elsewhere", "Badge", ["45385", "45386"]),
    ])
    func column(_ c: ColumnCase) {
        let entries = ColumnDamage.judge(profile(c.values), header: c.header, takesNumbers: false)
        #expect(Dictionary(entries.map { ($0.kind, $0.count) }, uniquingKeysWith: +) == c.found)
    }

    @Test func numbersMayLoseTheirZeros() {
        #expect(ColumnDamage.judge(profile(["007", "008", "9"]), header: "Id", takesNumbers: true).isEmpty)
    }

    @Test func headersAreCompared() {
        let entries = HeaderDamage.find(["Email", "E-Mail", " Name ", "Phone", "Phone", "Ci\u{200B}ty", "", ""])
        let found = entries.map { "\($0.kind.name) \($0.column) \($0.other.map(String.init) ?? "-")" }
        #expect(found == ["headers-alike 1 0", "header-outer-blanks 2 -", "header-repeated 4 3", "header-odd-characters 5 -"])
        #expect(HeaderDamage.find(["Name\u{A0}", "Phone"]).map(\.kind) == [.headerBlanks], "an odd blank behind is said once")
        #expect(HeaderDamage.find(["Name", "E-mail", "Phone number"]).isEmpty)
    }

    @Test func everyKindHasItsWords() {
        #expect(Set(DamageKind.allCases.map(\.name)).count == DamageKind.allCases.count)
        for kind in DamageKind.allCases { #expect(!kind.title.isEmpty && !kind.advice.isEmpty && !kind.advice.hasSuffix(".")) }
    }
}
