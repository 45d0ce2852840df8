import Records
import Testing
import ValidationSamples

/// Lengths are counted in UTF-16 units, and nothing is trimmed.
@Suite struct LengthTests {
    static let cases = [
        FieldCase("empty is shorter than 2", "InitialName", "", "length"),
        FieldCase("one letter", "InitialName", "J", "length"),
        FieldCase("one space", "InitialName", " ", "length"),
        FieldCase("two spaces", "InitialName", "  "),
        FieldCase("one emoji is two units", "InitialName", "😀"),
        FieldCase("two emoji", "InitialName", "😀😀"),
        FieldCase("two emoji and a letter", "InitialName", "😀😀a", "length"),
        FieldCase("a flag is four units", "InitialName", "🇸🇦"),
        FieldCase("a family is more", "InitialName", "👨\u{200D}👩\u{200D}👧", "length"),
        FieldCase("e and combining acute are two", "InitialName", "e\u{301}"),
        FieldCase("é is one", "InitialName", "é", "length"),
        FieldCase("one Arabic letter", "InitialName", "م", "length"),
        FieldCase("one letter of three bytes", "InitialName", "中", "length"),
        FieldCase("two letters of three bytes", "InitialName", "中中"),
        FieldCase("four letters of three bytes", "InitialName", "中中中中"),
        FieldCase("five letters of three bytes", "InitialName", "中中中中中", "length"),
        FieldCase("CRLF is two", "InitialName", "\r\n"),
        FieldCase("NUL is one", "InitialName", "\0", "length"),
        FieldCase("four units", "InitialName", "J.D."),
        FieldCase("five units", "InitialName", "J.D.X", "length"),
        FieldCase("empty", "FirstNameOther", "", "length"),
        FieldCase("empty", "LastNameOther", "", "length"),
        FieldCase("one letter", "LastName", "O", "length"),
        FieldCase("one letter and a blank", "LastName", "O "),
        FieldCase("one digit", "LastName", "1", "pattern", "length"),
        FieldCase("50 Arabic letters, 100 bytes", "LastName", repeated("م", 50)),
        FieldCase("51 Arabic letters", "LastName", repeated("م", 51), "length"),
        FieldCase("50 units", "UserName", repeated("a", 50)),
        FieldCase("51 units: the pattern still takes them", "UserName", repeated("a", 51), "length"),
        FieldCase("52 units", "UserName", repeated("a", 52), "pattern", "length"),
        FieldCase("an emoji across the limit", "UserName", repeated("a", 49) + "😀", "length"),
        FieldCase("20 digits", "Mobile", repeated("1", 20)),
        FieldCase("21 digits", "Mobile", repeated("1", 21), "length"),
        FieldCase("21 letters", "Mobile", repeated("x", 21), "pattern", "length"),
        FieldCase("5000 digits", "Phone", repeated("1", 5000)),
        FieldCase("empty", "Address", ""),
        FieldCase("line feeds count", "Address", repeated("\n", 50)),
        FieldCase("51 units", "Address", repeated("a", 51), "length"),
        FieldCase("25 emoji", "LoginDays", repeated("😀", 25)),
        FieldCase("25 emoji and a letter", "LoginDays", repeated("😀", 25) + "a", "length"),
        FieldCase("50 euro signs, 150 bytes", "LoginTime", repeated("€", 50)),
        FieldCase("51 euro signs", "LoginTime", repeated("€", 51), "length"),
    ]

    @Test(arguments: cases) func length(_ example: FieldCase) throws { try example.check() }

    @Test func findingSaysWhatWasCountedAndWhatIsAllowed() throws {
        let judged = try JudgedRows([JudgedRows.valid.merging(["InitialName": "😀😀a", "Mobile": "x"]) { $1 }])
        let errors = judged.findings.filter { $0.severity == .error }
        #expect(errors.map(\.code) == [.length, .pattern])
        #expect(errors[0].found == 5)
        #expect(errors[0].minimum == 2)
        #expect(errors[0].maximum == 4)
    }
}
