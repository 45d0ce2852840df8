import Records
import Schemas
import Testing

/// UserDTO as the help page's table gives it, row by row, written down here a second time.
@Suite struct UserDTOTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let type: String
        let isNullable: Bool
        let rules: [RuleKind]

        init(_ name: String, _ type: String, null: Bool = false, _ rules: [RuleKind] = []) {
            testDescription = name
            self.type = type
            isNullable = null
            self.rules = rules
        }
    }

    private static let personName = RuleKind.pattern(#"([a-zA-Z\s]+)|(([\u0621-\u064A]\s*)+|[\u0621-\u064A])"#)
    private static let digits = RuleKind.pattern("^[0-9]*$")
    private static func length(_ minimum: Int, _ maximum: Int) -> RuleKind { .length(minimum: minimum, maximum: maximum) }

    static let rows: [Row] = [
        Row("Id", "int32"),
        Row("UserName", "string", [.required, .pattern(#"([a-zA-Z0-9]).{0,50}$|[\u0621-\u064A].{0,50}"#), length(0, 50)]),
        Row("FirstName", "string", [.required, personName]),
        Row("FirstNameOther", "string", null: true, [personName, length(2, 50)]),
        Row("LastName", "string", [.required, personName, length(2, 50)]),
        Row("LastNameOther", "string", null: true, [personName, length(2, 50)]),
        Row("InitialName", "string", null: true, [length(2, 4)]),
        Row("Email", "string", [.required, .pattern(#"^([\w\.\-]+)@([\w\-]+)((\.(\w){2,3})+)$"#), length(0, 50)]),
        Row(
            "Password", "string",
            [.required, .pattern(#"^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^\da-zA-Z]).{1,50}$"#), length(1, 50)]),
        Row("ConfirmPassword", "string", null: true),
        Row("IsActiveUser", "boolean"),
        Row("IsActiveDirectoryUser", "boolean"),
        Row("Phone", "string", null: true, [digits]),
        Row("Mobile", "string", null: true, [digits, length(0, 20)]),
        Row("JobTitleId", "guid", null: true),
        Row("Address", "string", null: true, [length(0, 50)]),
        Row("IsLocalAdmin", "boolean"),
        Row("IsGlobalAdmin", "boolean"),
        Row("LocationId", "guid", null: true),
        Row("LoginDays", "string", null: true, [length(0, 50)]),
        Row("LoginTime", "string", null: true, [length(0, 50)]),
        Row("IsLocked", "boolean"),
        Row("IsSecurityAnswerLocked", "boolean"),
        Row("MustChangePassword", "boolean"),
        Row("Groups", "list of GroupDTO", null: true),
        Row("RoleDTOs", "list of RoleDTO", null: true),
        Row("Privileges", "list of PrivilegeDTO", null: true),
        Row("MenuItems", "list of UserMenuItemDTO", null: true),
    ]

    private func user() throws -> Schema { try SchemaCatalog().schema(named: "UserDTO") }

    @Test(arguments: rows)
    func fieldIsAsDocumented(_ row: Row) throws {
        let schema = try user()
        let field = schema.fields[try #require(schema.fieldIndex(named: row.testDescription))]
        #expect(field.type.word == row.type)
        #expect(field.isNullable == row.isNullable)
        #expect(field.rules == row.rules.map { Rule($0) })
        #expect(field.isRequired == row.rules.contains(.required))
        #expect(!field.summary.isEmpty)
    }

    @Test func fieldsStandInTheOrderOfThePage() throws {
        #expect(try user().fields.map(\.name) == Self.rows.map(\.testDescription))
    }

    @Test func schemaKnowsItsSystemKeyAndRulebook() throws {
        let schema = try user()
        #expect(schema.system == "usermanagement")
        #expect(schema.source == "POST api/Role/AddUsersToRole?roleId={roleId}")
        #expect(schema.validation == .dotNetDataAnnotations)
        #expect(schema.naturalKey.map { schema.fields[$0].name } == ["UserName"])
        #expect(!schema.summary.isEmpty)
    }

    @Test func onlyThePasswordsAreSecret() throws {
        #expect(try user().fields.filter(\.isSecret).map(\.name) == ["Password", "ConfirmPassword"])
        #expect(try user().holdsSecrets)
    }
}
