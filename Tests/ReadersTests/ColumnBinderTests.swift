import Readers
import Records
import Testing

@Suite struct ColumnBinderTests {
    static let role = Schema(name: "Role", system: "test", validation: .dotNetDataAnnotations, fields: [Field(name: "Name", type: .string)])
    static let user = Schema(
        name: "User", system: "test", validation: .dotNetDataAnnotations,
        fields: [
            Field(name: "Id", type: .int32), Field(name: "UserName", type: .string), Field(name: "Email", type: .string),
            Field(name: "Roles", type: .collection(role)),
        ])

    private func bind(_ columns: [String], _ overrides: [ColumnBinder.Override] = []) throws(Diagnostic) -> ColumnBinding {
        try ColumnBinder(overrides: overrides).bind(columns, to: Self.user, source: "s.csv")
    }

    private func refusal(_ columns: [String], _ overrides: [ColumnBinder.Override] = []) -> Diagnostic? {
        do throws(Diagnostic) {
            _ = try bind(columns, overrides)
            return nil
        } catch {
            return error
        }
    }

    private func given(_ header: String, _ field: String) -> ColumnBinder.Override { ColumnBinder.Override(header: header, field: field) }

    @Test(arguments: [
        "UserName", "username", "USERNAME", "user_name", "User Name", "user-name", " User  Name ", "User\u{A0}Name", "\u{FEFF}UserName", "_user__name-",
    ])
    func namesAreComparedWithoutCaseBlanksAndDashes(_ column: String) throws {
        let binding = try bind([column])
        #expect(binding.targets == [.field(1)])
        #expect(binding.notes.isEmpty)
    }

    @Test(arguments: ["User.Name", "UserNames", "Users", "Nom", ""])
    func otherNamesFillNothing(_ column: String) throws {
        let binding = try bind([column])
        #expect(binding.targets == [.none])
        #expect(binding.notes.map(\.code) == [.unknownColumn])
    }

    @Test func unknownColumnIsNotedWithTheNearestField() throws {
        let note = try #require(try bind(["Id", "Emial"]).notes.first)
        #expect(note.severity == .warning)
        #expect(note.message == "column 'Emial' fills no field of User; nearest is 'Email'")
        #expect(note.hint == "--column 'Emial=Email' binds it, --column 'Emial=' leaves it out without a word")
        #expect(note.position == SourcePosition(source: "s.csv", line: 1))
    }

    @Test func unknownColumnNearNothingIsNotedAlone() throws {
        let note = try #require(try bind(["Telephone"]).notes.first)
        #expect(note.message == "column 'Telephone' fills no field of User")
        #expect(note.hint == "--column 'Telephone=FIELD' binds it, --column 'Telephone=' leaves it out without a word")
    }

    @Test func arabicHeaderIsBoundByOverrides() throws {
        let binding = try bind(["الرقم", "اسم المستخدم", "البريد"], [given("الرقم", "Id"), given("اسم المستخدم", "user name")])
        #expect(binding.targets == [.field(0), .field(1), .none])
        #expect(binding.notes.map(\.message) == ["column 'البريد' fills no field of User"])
        #expect(binding.boundFields == [0, 1])
        #expect(binding.column(ofField: 1) == 1)
        #expect(binding.column(ofField: 2) == nil)
    }

    @Test func emptyOverrideLeavesTheColumnOutWithoutAWord() throws {
        let binding = try bind(["Id", "Remarks"], [given("remarks", "")])
        #expect(binding.targets == [.field(0), .none])
        #expect(binding.notes.isEmpty)
    }

    @Test func overrideWinsOverTheColumnsOwnName() throws {
        #expect(try bind(["Email", "Mail"], [given("Mail", "Email"), given("Email", "")]).targets == [.none, .field(2)])
    }

    // MARK: Two columns of one field

    @Test func twoColumnsOfOneFieldAreRefused() {
        let refusal = refusal(["Id", "User Name", "UserName"])
        #expect(refusal?.code == .duplicateColumn)
        #expect(refusal?.message == "columns 'User Name' and 'UserName' both fill the field 'UserName'")
        #expect(refusal?.hint == "--column 'UserName=' leaves one of them out")
    }

    /// What the hint of `duplicateColumn` says.
    @Test(arguments: [("UserName", [ColumnTarget.field(1), .none]), ("User Name", [.none, .field(1)])])
    func exactOverrideLeavesOutOneOfTwo(_ header: String, _ targets: [ColumnTarget]) throws {
        let binding = try bind(["User Name", "UserName"], [given(header, "")])
        #expect(binding.targets == targets)
        #expect(binding.notes.isEmpty)
    }

    @Test func inexactOverrideIsForBoth() throws {
        #expect(try bind(["User Name", "UserName"], [given("user_name", "")]).targets == [.none, .none])
    }

    @Test func fieldOfAnOverrideIsFilledOnce() {
        #expect(refusal(["Email", "Mail"], [given("Mail", "Email")])?.code == .duplicateColumn)
    }

    // MARK: What is refused, what is kept out

    @Test func overrideOfNoColumnIsRefused() {
        let refusal = refusal(["Id", "E-Mail"], [given("Mail", "Email")])
        #expect(refusal?.code == .fieldUnknown)
        #expect(refusal?.message == "--column names 'Mail', but the header has no such column; nearest is 'E-Mail'")
    }

    @Test func overrideToNoFieldIsRefused() {
        let refusal = refusal(["Mail"], [given("Mail", "Emails")])
        #expect(refusal?.code == .fieldUnknown)
        #expect(refusal?.message == "User has no field 'Emails'; nearest is 'Email'")
        #expect(refusal?.hint == "transload schemas User")
    }

    @Test func collectionIsReadWholeFromOneColumn() throws {
        let binding = try bind(["Id", "Roles"])
        #expect(binding.targets == [.field(0), .nested(.list(field: 3))])
        #expect(binding.notes.isEmpty)
        #expect(binding.boundFields == [0, 3])
    }

    @Test func fieldOfAnElementIsReadFromItsOwnColumn() throws {
        let binding = try bind(["Id", "roles[1].name", "Roles[0].NAME"])
        #expect(binding.targets == [
            .field(0), .nested(.member(steps: [FieldStep(field: 3, index: 1)], field: 0)),
            .nested(.member(steps: [FieldStep(field: 3, index: 0)], field: 0)),
        ])
    }

    @Test func collectionIsNotReadWholeAndInParts() throws {
        #expect(refusal(["Roles", "Roles[0].Name"], [])?.code == .duplicateColumn)
    }

    @Test func serviceColumnsOfARejectsFileFillNothingWithoutAWord() throws {
        let binding = try bind(["Id"] + ColumnBinder.serviceColumns)
        #expect(binding.targets == [.field(0)] + ColumnBinder.serviceColumns.map { _ in .service })
        #expect(binding.notes.isEmpty)
    }

    @Test func matchesAreCountedWithOverrides() {
        let binder = ColumnBinder(overrides: [given("Mail", "Email"), given("Id", "")])
        #expect(binder.matchCount(["Id", "user name", "Mail", "Other"], Self.user) == 2)
    }
}
