import Records
import Testing
import ValidationSamples

/// In which order, and of which records, findings come.
@Suite struct OrderTests {
    @Test func fieldsComeInTheSchemasOrder() throws {
        let long = repeated("x", 60)
        let judged = try JudgedRows([[
            "LoginTime": long, "Password": long, "Id": "x", "Address": long, "UserName": long, "Mobile": long, "Phone": long,
            "IsLocked": "perhaps", "Email": long, "JobTitleId": "x", "InitialName": long, "LastName": "",
        ]])
        #expect(judged.failing() == [
            "Id:type", "UserName:pattern", "UserName:length", "FirstName:required", "LastName:required", "InitialName:length",
            "Email:pattern", "Email:length", "Password:pattern", "Password:length", "Phone:pattern", "Mobile:pattern",
            "Mobile:length", "JobTitleId:type", "Address:length", "LoginTime:length", "IsLocked:type",
        ])
    }

    @Test func recordsComeInTheirOwn() throws {
        let bad = JudgedRows.valid.merging(["Phone": "x"]) { $1 }
        let judged = try JudgedRows([bad, JudgedRows.valid, bad, bad])
        #expect(judged.failingByRecord() == [["Phone:pattern"], [], ["Phone:pattern"], ["Phone:pattern"]])
        #expect(judged.findings.map(\.record) == judged.findings.map(\.record).sorted())
    }

    @Test func everyRecordIsJudgedByItself() throws {
        let rows = (0..<200).map { JudgedRows.valid.merging(["Mobile": repeated("1", $0 % 40)]) { $1 } }
        #expect(try JudgedRows(rows).failingByRecord() == (0..<200).map { $0 % 40 > 20 ? ["Mobile:length"] : [] })
    }

    @Test func findingsCarryTheirCodes() throws {
        let judged = try JudgedRows([[
            "Id": "x", "UserName": "_" + repeated("a", 60), "FirstName": " ", "LastName": "Li", "Email": "a@b.co",
            "Password": "Aa1!",
        ]])
        let errors = judged.findings.filter { $0.severity == .error }
        #expect(errors.map(\.code) == [.type, .pattern, .length, .required])
        #expect(errors.map(\.rule) == [.type, .pattern, .length, .required])
    }

    /// The samples of the documented page, which its own rules refuse.
    @Test func sampleStringsOfThePageAreNotValid() throws {
        let fields = RandomUsers.members
        let row = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1, "sample string \($0 + 1)") })
        #expect(try JudgedRows([row]).failing() == [
            "FirstName:pattern", "FirstNameOther:pattern", "LastName:pattern", "LastNameOther:pattern", "InitialName:length",
            "Email:pattern", "Password:pattern", "Phone:pattern", "Mobile:pattern",
        ])
    }
}
