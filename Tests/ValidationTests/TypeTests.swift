import Records
import Testing
import Validation
import ValidationSamples

/// Values that are no strings: which texts stand for them, and what is written in their place.
@Suite struct TypeTests {
    struct Form: Sendable, CustomTestStringConvertible {
        let text: String
        /// The usual form; `nil` when the text is no value of the type.
        let canonical: String?
        var testDescription: String { "'\(text.escaped)'" }

        init(_ text: String, _ canonical: String?) {
            self.text = text
            self.canonical = canonical
        }

        func check(_ field: String, kind: UInt32) throws {
            let judged = try JudgedRows([JudgedRows.valid.merging([field: text]) { $1 }])
            #expect(judged.failing() == (canonical == nil ? ["\(field):type"] : []))
            #expect(judged.text(field) == canonical ?? text)
            #expect(judged.kind(field) == (canonical == nil ? Slot.Kind.string : kind))
            let type = judged.batch.schema.fields[try #require(judged.batch.schema.fieldIndex(named: field))].type
            #expect(ValueText.canonical(Array(text.utf8), as: type) == Array((canonical ?? text).utf8))
        }
    }

    static let numbers = [
        Form("0", "0"), Form("7", "7"), Form("123456789", "123456789"), Form("1234567890", "1234567890"),
        Form("2147483647", "2147483647"), Form("2147483648", nil), Form("-2147483648", "-2147483648"), Form("-2147483649", nil),
        Form("99999999999999999999", nil), Form("-99999999999999999999", nil), Form("0000000000000000000000000000007", "7"),
        Form("007", "7"), Form("010", "10"), Form("+7", "7"), Form("-7", "-7"), Form("-0", "0"), Form("+0", "0"),
        Form(" 7", "7"), Form("7\t", "7"), Form("\u{A0}7\u{A0}", "7"), Form("\r\n7 ", "7"),
        Form("", nil), Form(" ", nil), Form("+", nil), Form("-", nil), Form("--7", nil), Form("- 7", nil), Form("7-", nil),
        Form("7.0", nil), Form("7.5", nil), Form("1,200", nil), Form("1 200", nil), Form("1e3", nil), Form("0x1F", nil),
        Form("seven", nil), Form("12a", nil), Form("1234567:", nil), Form("/1", nil), Form("٧", nil), Form("７", nil),
        Form("7\0", nil), Form("\u{200B}7", nil), Form("\u{2003}7", nil), Form("true", nil),
    ]

    static let booleans =
        ["true", "True", "TRUE", "tRuE", "yes", "YES", "y", "Y", "t", "T", "on", "On", "1", " true ", "\u{A0}TRUE\u{A0}", "1\n"]
        .map { Form($0, "true") }
        + ["false", "False", "FALSE", "no", "NO", "n", "N", "f", "F", "off", "OFF", "0", "\tfalse", "no "].map { Form($0, "false") }
        + [
            "", " ", "2", "-1", "01", "1.0", "truee", "tru", "fals", "falsey", "yess", "ja", "maybe", "null", "نعم", "\u{11}",
            "\u{10}", "ｔrue", "t rue", "١", "x", "TRUE\0",
        ].map { Form($0, nil) }

    private static let plain = "0f8fad5b-d9cb-469f-a165-70867728950e"
    private static let bare = "0f8fad5bd9cb469fa16570867728950e"
    private static let capitals = "0F8FAD5B-D9CB-469F-A165-70867728950E"
    private static let hexadecimal = "{0x0f8fad5b,0xd9cb,0x469f,{0xa1,0x65,0x70,0x86,0x77,0x28,0x95,0x0e}}"

    static let identifiers = [
        Form(plain, plain), Form(capitals, capitals), Form("  \(plain)\n", plain), Form(bare, plain),
        Form(bare.uppercased(), plain), Form("{\(plain)}", plain), Form("(\(capitals))", plain), Form(hexadecimal, plain),
        Form(" \(hexadecimal.uppercased()) ", plain),
        Form("{0x0f8fad5b, 0xd9cb, 0x469f, {0xa1, 0x65, 0x70, 0x86, 0x77, 0x28, 0x95, 0xe}}", plain),
        Form("{0x1,0x2,0x3,{0x4,0x5,0x6,0x7,0x8,0x9,0xa,0xb}}", "00000001-0002-0003-0405-060708090a0b"),
        Form(repeated("0", 32), "00000000-0000-0000-0000-000000000000"),
        Form("", nil), Form("x", nil), Form("\(plain)0", nil), Form(String(plain.dropLast()), nil), Form("\(bare)0", nil),
        Form("{\(bare)}", nil), Form("{\(plain))", nil), Form("(\(plain)}", nil), Form("{\(plain)", nil), Form("[\(plain)]", nil),
        Form("\"\(plain)\"", nil), Form("{(\(plain))}", nil), Form("0f8fad5bd-9cb-469f-a165-70867728950e", nil),
        Form("0f8fad5b_d9cb_469f_a165_70867728950e", nil), Form("gf8fad5b-d9cb-469f-a165-70867728950e", nil),
        Form("0f8fad5b-d9cb-469f-a165-70867728950`", nil), Form("0f8fad5b-d9cb-469f-a165-7086772895@e", nil),
        Form("0f8fad5b-d9cb-469f-a165-7086772895:e", nil), Form("/f8fad5b-d9cb-469f-a165-70867728950e", nil),
        Form("0f8fad5b-d9cb-469f-a165-708677289G0e", nil), Form("0f8fad5b-d9c\u{10}-469f-a165-70867728950e", nil),
        Form("0f8fad5b-d9cb-469f-a165-7086772895é", nil), Form("٠f8fad5b-d9cb-469f-a165-7086772895e", nil),
        Form("{0x1,0x2,0x3,{0x4,0x5,0x6,0x7,0x8,0x9,0xa}}", nil), Form("{0x1,0x2,0x3,{0x4,0x5,0x6,0x7,0x8,0x9,0xa,0xb,0xc}}", nil),
        Form("{0x1,0x2,0x3,{0x4,0x5,0x6,0x7,0x8,0x9,0xa,0x1bb}}", nil), Form("{0x1,0x2,0x3,0x4,0x5,0x6,0x7,0x8,0x9,0xa,0xb}}", nil),
        Form("{0x1,0x2,0x3,{0x4,0x5,0x6,0x7,0x8,0x9,0xa,0x}}", nil), Form("{1,2,3,{4,5,6,7,8,9,a,b}}", nil), Form("{}}", nil),
    ]

    @Test(arguments: numbers) func wholeNumber(_ form: Form) throws { try form.check("Id", kind: Slot.Kind.number) }

    @Test(arguments: booleans) func boolean(_ form: Form) throws { try form.check("IsLocked", kind: Slot.Kind.boolean) }

    @Test(arguments: identifiers) func identifier(_ form: Form) throws { try form.check("JobTitleId", kind: Slot.Kind.string) }

    @Test func textsOfStringsAndCollectionsStayAsTheyAre() throws {
        #expect(ValueText.canonical(Array(" Yes ".utf8), as: .string) == Array(" Yes ".utf8))
        let groups = try #require(JudgedRows([[:]]).batch.schema.fields.first { $0.type.isCollection })
        #expect(ValueText.canonical(Array("007".utf8), as: groups.type) == Array("007".utf8))
    }

    @Test func rewritingOneValueLeavesItsNeighboursAlone() throws {
        let row = JudgedRows.valid.merging(["Id": "+07", "IsLocked": "Yes", "JobTitleId": Self.bare, "Address": "a b"]) { $1 }
        let judged = try JudgedRows(Array(repeating: row, count: 100))
        for record in 0..<100 {
            let texts = ["Id", "IsLocked", "JobTitleId", "Address", "UserName"].map { judged.text($0, record) }
            #expect(texts == ["7", "true", Self.plain, "a b", "jdoe"])
        }
    }
}
