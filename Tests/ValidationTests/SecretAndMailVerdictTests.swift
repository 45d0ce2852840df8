import Testing

/// Email and Password, value by value.
@Suite struct SecretAndMailVerdictTests {
    static let mails = [
        FieldCase("plain", "Email", "a@b.co"),
        FieldCase("several labels", "Email", "a.b-c_d@b.co.uk"),
        FieldCase("dots alone before the @", "Email", "..@x.co"),
        FieldCase("underscores as the last label", "Email", "a@b.__"),
        FieldCase("an address of numbers", "Email", "a@10.10.10.10"),
        FieldCase("accented", "Email", "é@b.co"),
        FieldCase("Arabic", "Email", "محمد@بريد.كوم"),
        FieldCase("combining mark is a word character", "Email", "e\u{301}@b.co"),
        FieldCase("Persian digits", "Email", "a۱@b.co"),
        FieldCase("spacing mark is none", "Email", "a\u{903}@b.co", "pattern"),
        FieldCase("enclosing mark is none", "Email", "a\u{20DD}@b.co", "pattern"),
        FieldCase("zero-width joiner is none", "Email", "a\u{200D}@b.co", "pattern"),
        FieldCase("superscript is none", "Email", "a²@b.co", "pattern"),
        FieldCase("Roman numeral is none", "Email", "aⅧ@b.co", "pattern"),
        FieldCase("astral letter is none", "Email", "\u{10400}@b.co", "pattern"),
        FieldCase("emoji", "Email", "😀@b.co", "pattern"),
        FieldCase("second label too long", "Email", "a@mail.example.com", "pattern"),
        FieldCase("four letters at the end", "Email", "a@b.info", "pattern"),
        FieldCase("one letter at the end", "Email", "a@b.c", "pattern"),
        FieldCase("plus", "Email", "a+b@b.co", "pattern"),
        FieldCase("apostrophe", "Email", "o'neil@b.co", "pattern"),
        FieldCase("no domain", "Email", "a@", "pattern"),
        FieldCase("two @", "Email", "a@b@c.co", "pattern"),
        FieldCase("leading space", "Email", " a@b.co", "pattern"),
        FieldCase("trailing no-break space", "Email", "a@b.co\u{A0}", "pattern"),
        FieldCase("trailing line feed", "Email", "a@b.co\n", "pattern"),
        FieldCase("display name", "Email", "A <a@b.co>", "pattern"),
        FieldCase("50 units", "Email", repeated("a", 45) + "@b.co"),
        FieldCase("51 units", "Email", repeated("a", 46) + "@b.co", "length"),
        FieldCase("51 units and no address", "Email", repeated("a", 51), "pattern", "length"),
    ]

    static let passwords = [
        FieldCase("one of each", "Password", "Aa1!"),
        FieldCase("space as the other", "Password", "Aa1 "),
        FieldCase("accented letter as the other", "Password", "Aa1é"),
        FieldCase("Arabic letter as the other", "Password", "Aa1م"),
        FieldCase("emoji as the other", "Password", "Aa1😀"),
        FieldCase("zero-width space as the other", "Password", "Aa1\u{200B}"),
        FieldCase("carriage return as the other", "Password", "Aa1\r"),
        FieldCase("superscript as the other", "Password", "Aa1²"),
        FieldCase("Arabic digit", "Password", "Aa١!"),
        FieldCase("Arabic digit is no other character", "Password", "Aa1١", "pattern"),
        FieldCase("mathematical digit is no digit", "Password", "Aa\u{1D7CE}!", "pattern"),
        FieldCase("no capital", "Password", "aa1!", "pattern"),
        FieldCase("accented capital is none", "Password", "Éa1!", "pattern"),
        FieldCase("no small letter", "Password", "AA1!", "pattern"),
        FieldCase("no digit", "Password", "Aaa!", "pattern"),
        FieldCase("no other", "Password", "Aa11", "pattern"),
        FieldCase("too little", "Password", "x", "pattern"),
        FieldCase("line feed inside", "Password", "Aa\n1!", "pattern"),
        FieldCase("line feed at the end", "Password", "Aa1!\n", "pattern"),
        FieldCase("line feed in front", "Password", "\nAa1!", "pattern"),
        FieldCase("50 units", "Password", "Aa1!" + repeated("x", 46)),
        FieldCase("51 units", "Password", "Aa1!" + repeated("x", 47), "pattern", "length"),
        FieldCase("any text in the second one", "ConfirmPassword", repeated("\n", 60)),
    ]

    @Test(arguments: mails) func mail(_ example: FieldCase) throws { try example.check() }

    @Test(arguments: passwords) func password(_ example: FieldCase) throws { try example.check() }
}
