import Records
import Testing
import ValidationSamples

/// Null, what a server fills in, and rules that come from elsewhere than the documented page.
@Suite struct AbsenceTests {
    private static let filledIn = [
        "Id", "IsActiveUser", "IsActiveDirectoryUser", "IsLocalAdmin", "IsGlobalAdmin", "IsLocked", "IsSecurityAnswerLocked",
        "MustChangePassword",
    ]

    @Test func valuesThatTheServerFillsInAreWarnedOf() throws {
        let judged = try JudgedRows([JudgedRows.valid])
        #expect(judged.warned() == Self.filledIn.map { "\($0):absent" })
        #expect(judged.findings.allSatisfy { $0.code == .absentValueRead })
    }

    @Test func whatNoRecordCanHaveIsNotSaidOfEach() throws {
        let judged = try JudgedRows([JudgedRows.valid], absentFields: Array(Self.filledIn.dropFirst(2)))
        #expect(judged.warned() == ["Id:absent", "IsActiveUser:absent"])
    }

    @Test func valuesThatAreThereAreNotWarnedOf() throws {
        let given = Dictionary(uniqueKeysWithValues: Self.filledIn.map { ($0, "0") })
        #expect(try JudgedRows([JudgedRows.valid.merging(given) { $1 }]).findings.isEmpty)
    }

    @Test func requiredFieldsAreReportedThoughTheSourceLacksThem() throws {
        #expect(try JudgedRows([[:]], absentFields: ["UserName"]).failing().first == "UserName:required")
    }

    @Test(arguments: filledIn)
    func nullIsNoValueOfATypeWithoutNull(_ field: String) throws {
        let judged = try JudgedRows([JudgedRows.valid], nulls: [field])
        #expect(judged.failing() == ["\(field):nullability"])
        #expect(!judged.warned().contains("\(field):absent"))
    }

    @Test func identifiersOfAPrivilegeHaveNoNull() throws {
        #expect(try JudgedRows([[:]], schema: "PrivilegeDTO", nulls: ["Id"]).failing() == ["Id:nullability"])
        #expect(try JudgedRows([[:]], schema: "PrivilegeDTO").warned() == ["Id:absent", "IsActive:absent"])
    }

    @Test func numbersThatMayBeNullMay() throws {
        let judged = try JudgedRows([["Id": "1", "ItemOrder": "2"]], schema: "UserMenuItemDTO", nulls: ["ParentId"])
        #expect(judged.findings.isEmpty)
    }

    /// A role whose name breaks the rules that were found beyond the page.
    private static let role = ["Id": "1", "Name": "a", "Description": repeated("x", 226), "IsActive": "1", "IsChecked": "0"]
    private static let broken = ["Name:pattern", "Name:length", "NameOther:required", "Description:length"]

    @Test func rulesFoundElsewhereWarn() throws {
        let judged = try JudgedRows([Self.role], schema: "RoleDTO")
        #expect(judged.failing() == [])
        #expect(judged.warned() == Self.broken)
    }

    @Test func strictRunsRejectByThem() throws {
        let judged = try JudgedRows([Self.role], schema: "RoleDTO", isStrict: true)
        #expect(judged.failing() == Self.broken)
        #expect(judged.warned() == [])
    }

    @Test func typesRejectWithoutStrictness() throws {
        let judged = try JudgedRows([["Id": "one", "IsActive": "x", "IsChecked": "1"]], schema: "RoleDTO")
        #expect(judged.failing() == ["Id:type", "IsActive:type"])
        #expect(judged.warned() == ["Name:required", "NameOther:required"])
    }

    @Test func rulesOfThePageRejectWithoutStrictness() throws {
        #expect(try JudgedRows([[:]]).failing() == JudgedRows([[:]], isStrict: true).failing())
    }

    /// Those of the role's names, `([a-zA-Z]).{3,18}$|[\u0621-\u064A].{3,18}` and with 50, look for the first match.
    @Test(arguments: [
        ("Name", "abcd", [String]()), ("Name", "abc", ["pattern"]), ("Name", "مدير", []), ("Name", "1abcd", ["pattern"]),
        ("Name", " abcd", ["pattern"]), ("Name", "abcd\n", ["pattern"]), ("Name", repeated("a", 50), []),
        ("Name", repeated("a", 51), ["length"]), ("Name", repeated("a", 52), ["pattern", "length"]),
        ("NameOther", repeated("a", 19), []), ("NameOther", repeated("a", 20), ["pattern"]),
        ("NameOther", "م" + repeated("a", 18), []), ("NameOther", "م" + repeated("a", 19), ["pattern"]),
    ])
    func roleName(_ field: String, _ value: String, _ broken: [String]) throws {
        let row = ["Name": "Admins", "NameOther": "Admins"].merging([field: value]) { $1 }
        #expect(try JudgedRows([row], schema: "RoleDTO", isStrict: true).failing() == broken.map { "\(field):\($0)" })
    }
}
