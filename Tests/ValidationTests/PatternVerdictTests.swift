import Testing

/// UserName, the names and the telephone numbers, value by value.
@Suite struct PatternVerdictTests {
    static let userNames = [
        FieldCase("one letter", "UserName", "a"),
        FieldCase("one digit", "UserName", "9"),
        FieldCase("anything after the first letter", "UserName", "j d.@#'\"é😀"),
        FieldCase("Arabic", "UserName", "محمد"),
        FieldCase("Arabic and then Latin", "UserName", "مjohn 1"),
        FieldCase("tatweel first", "UserName", "\u{640}a"),
        FieldCase("carriage return inside", "UserName", "a\rb"),
        FieldCase("NUL inside", "UserName", "a\0b"),
        FieldCase("line separator inside", "UserName", "a\u{2028}b"),
        FieldCase("line feed inside", "UserName", "a\nb", "pattern"),
        FieldCase("line feed at the end", "UserName", "ab\n", "pattern"),
        FieldCase("line feed at the end, Arabic", "UserName", "مم\n", "pattern"),
        FieldCase("CRLF at the end", "UserName", "ab\r\n", "pattern"),
        FieldCase("leading space", "UserName", " a", "pattern"),
        FieldCase("leading no-break space", "UserName", "\u{A0}a", "pattern"),
        FieldCase("trailing no-break space", "UserName", "a\u{A0}"),
        FieldCase("leading underscore", "UserName", "_a", "pattern"),
        FieldCase("accented first letter", "UserName", "éa", "pattern"),
        FieldCase("decomposed first letter", "UserName", "e\u{301}a"),
        FieldCase("Kelvin sign first", "UserName", "\u{212A}a", "pattern"),
        FieldCase("Arabic digit first", "UserName", "٣a", "pattern"),
        FieldCase("Persian letter first", "UserName", "\u{67E}a", "pattern"),
        FieldCase("emoji first", "UserName", "😀a", "pattern"),
        FieldCase("Arabic before 063B", "UserName", "\u{620}", "pattern"),
        FieldCase("last of the Arabic letters", "UserName", "\u{64A}"),
        FieldCase("tashkeel first", "UserName", "\u{64B}a", "pattern"),
    ]

    static let names = [
        FieldCase("one letter", "FirstName", "a"),
        FieldCase("a thousand letters", "FirstName", repeated("a", 1000)),
        FieldCase("several words", "FirstName", "van der Berg"),
        FieldCase("leading space", "FirstName", " John"),
        FieldCase("no-break space", "FirstName", "John\u{A0}Paul"),
        FieldCase("trailing line feed", "FirstName", "John\n"),
        FieldCase("leading line feed", "FirstName", "\nJohn"),
        FieldCase("hyphen", "FirstName", "Jean-Luc", "pattern"),
        FieldCase("apostrophe", "FirstName", "O'Neil", "pattern"),
        FieldCase("full stop", "FirstName", "John.", "pattern"),
        FieldCase("digit", "FirstName", "John2", "pattern"),
        FieldCase("accented", "FirstName", "José", "pattern"),
        FieldCase("combining acute", "FirstName", "Jose\u{301}", "pattern"),
        FieldCase("long s", "FirstName", "\u{17F}am", "pattern"),
        FieldCase("emoji", "FirstName", "John😀", "pattern"),
        FieldCase("zero-width space", "FirstName", "Jo\u{200B}hn", "pattern"),
        FieldCase("NUL", "FirstName", "Jo\0hn", "pattern"),
        FieldCase("Arabic", "FirstName", "محمد"),
        FieldCase("Arabic words", "FirstName", "عبد  الله"),
        FieldCase("Arabic, trailing blanks", "FirstName", "محمد \u{3000}"),
        FieldCase("Arabic, trailing line feed", "FirstName", "محمد\n"),
        FieldCase("Arabic, leading space", "FirstName", " محمد", "pattern"),
        FieldCase("Arabic, leading line feed", "FirstName", "\nمحمد", "pattern"),
        FieldCase("tatweel", "FirstName", "محمـد"),
        FieldCase("tashkeel", "FirstName", "مُحمد", "pattern"),
        FieldCase("Persian letter", "FirstName", "پرویز", "pattern"),
        FieldCase("Arabic digit", "FirstName", "محمد١", "pattern"),
        FieldCase("ligature", "FirstName", "\u{FEFB}", "pattern"),
        FieldCase("zero-width non-joiner", "FirstName", "عبد\u{200C}الله", "pattern"),
        FieldCase("Latin, then Arabic", "FirstName", "John محمد", "pattern"),
        FieldCase("Arabic, then Latin", "FirstName", "محمد John", "pattern"),
    ]

    static let phones = ["Phone", "Mobile"].flatMap { field in
        [
            FieldCase("empty", field, ""),
            FieldCase("digits", field, "0123456789"),
            FieldCase("plus", field, "+971501234", "pattern"),
            FieldCase("space inside", field, "050 123", "pattern"),
            FieldCase("space alone", field, " ", "pattern"),
            FieldCase("no-break space at the end", field, "050\u{A0}", "pattern"),
            FieldCase("hyphen", field, "050-123", "pattern"),
            FieldCase("trailing line feed", field, "050123\n", "pattern"),
            FieldCase("Arabic digits", field, "٠٥٠", "pattern"),
            FieldCase("full-width digits", field, "０５０", "pattern"),
            FieldCase("mathematical digits", field, "\u{1D7CE}", "pattern"),
        ]
    }

    @Test(arguments: userNames) func userName(_ example: FieldCase) throws { try example.check() }

    @Test(arguments: names) func personName(_ example: FieldCase) throws { try example.check() }

    @Test(arguments: phones) func telephone(_ example: FieldCase) throws { try example.check() }
}
