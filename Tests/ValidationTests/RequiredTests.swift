import Testing
import ValidationSamples

/// What counts as no value: the 25 white-space units of .NET, and nothing else.
@Suite struct RequiredTests {
    static let blanks: [UInt32] =
        Array(0x09...0x0D) + [0x20, 0x85, 0xA0, 0x1680] + Array(0x2000...0x200A) + [0x2028, 0x2029, 0x202F, 0x205F, 0x3000]

    /// What looks blank, or is near a blank in the code chart.
    static let solid: [UInt32] = [
        0x00, 0x08, 0x0E, 0x1C, 0x1D, 0x1E, 0x1F, 0x21, 0x7F, 0x84, 0x86, 0x9F, 0xA1, 0x167F, 0x1681, 0x180E, 0x1FFF, 0x200B,
        0x200C, 0x200D, 0x200E, 0x200F, 0x2027, 0x202A, 0x202E, 0x2030, 0x205E, 0x2060, 0x2800, 0x3001, 0x3164, 0xFEFF, 0x10000,
    ]

    private func text(_ value: UInt32) throws -> String { String(try #require(Unicode.Scalar(value))) }

    @Test func thereAreTwentyFive() { #expect(Self.blanks.count == 25) }

    @Test(arguments: blanks)
    func whiteSpaceIsNoValue(_ scalar: UInt32) throws {
        let blank = try text(scalar)
        for value in [blank, blank + blank, " " + blank + "\t"] {
            let judged = try JudgedRows([JudgedRows.valid.merging(["UserName": value, "FirstName": value]) { $1 }])
            #expect(judged.failing() == ["UserName:required", "FirstName:required"], "\(value.escaped)")
        }
    }

    @Test(arguments: solid)
    func whatOnlyLooksBlankIsJudgedByTheOtherRules(_ scalar: UInt32) throws {
        let judged = try JudgedRows([JudgedRows.valid.merging(["FirstName": try text(scalar)]) { $1 }])
        #expect(judged.failing() == ["FirstName:pattern"])
    }

    @Test(arguments: solid)
    func oneSolidScalarMakesAValueOfBlanks(_ scalar: UInt32) throws {
        let value = "  \u{3000}" + (try text(scalar)) + " "
        let judged = try JudgedRows([JudgedRows.valid.merging(["LastName": value]) { $1 }])
        #expect(judged.failing() == ["LastName:pattern"])
    }

    @Test func missingNullAndEmptyAreTheSame() throws {
        let required = ["UserName", "FirstName", "LastName", "Email", "Password"]
        let expected = required.map { "\($0):required" }
        #expect(try JudgedRows([[:]]).failing() == expected)
        #expect(try JudgedRows([[:]], nulls: required).failing() == expected)
        #expect(try JudgedRows([Dictionary(uniqueKeysWithValues: required.map { ($0, "") })]).failing() == expected)
    }

    @Test func blankFailsAloneThoughOtherRulesWouldFailToo() throws {
        // 60 blanks are too long and match no pattern.
        let row = JudgedRows.valid.merging(["UserName": repeated(" ", 60), "Email": repeated("\u{2003}", 60)]) { $1 }
        #expect(try JudgedRows([row]).failing() == ["UserName:required", "Email:required"])
    }

    @Test func optionalFieldsMayBeMissingOrNull() throws {
        let optional = [
            "FirstNameOther", "LastNameOther", "InitialName", "ConfirmPassword", "Phone", "Mobile", "Address", "LoginDays",
            "LoginTime", "JobTitleId", "LocationId",
        ]
        #expect(try JudgedRows([JudgedRows.valid]).failing() == [])
        #expect(try JudgedRows([JudgedRows.valid], nulls: optional).failing() == [])
    }
}
