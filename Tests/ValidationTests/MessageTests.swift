import Patterns
import Records
import Schemas
import Testing
import ValidationSamples

@testable import Validation

/// The exact words of every finding of this module.
@Suite struct MessageTests {
    struct Sentence: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let field: String
        let value: String

        init(_ field: String, _ value: String, _ text: String) {
            self.field = field
            self.value = value
            testDescription = text
        }
    }

    private static let name = "letters a-z, A-Z and blanks only, or Arabic letters and blanks only, beginning with a letter"

    static let sentences = [
        Sentence("UserName", " ", "UserName: missing or blank, a value is required"),
        Sentence("UserName", "_", """
            UserName: not in the documented form: a Latin letter, digit or Arabic letter first, then up to 49 characters of any \
            kind but line ends
            """),
        Sentence("UserName", repeated("a", 51), "UserName: 51 characters, at most 50 are allowed"),
        Sentence("FirstName", "J2", "FirstName: not in the documented form: \(name)"),
        Sentence("LastName", "J", "LastName: 1 character, 2 to 50 are allowed"),
        Sentence("LastNameOther", "J2", "LastNameOther: not in the documented form: \(name)"),
        Sentence("InitialName", "", "InitialName: 0 characters, 2 to 4 are allowed"),
        Sentence("InitialName", "😀😀a", "InitialName: 5 characters, 2 to 4 are allowed"),
        Sentence("Email", "x", """
            Email: not in the documented form: letters, digits, _ . - before the @, one name behind it, then dots with two or \
            three letters each
            """),
        Sentence("Password", "x", """
            Password: not in the documented form: one small and one capital Latin letter, one digit and one other character, on \
            one line, at most 50
            """),
        Sentence("Phone", "x", "Phone: not in the documented form: digits 0-9 only"),
        Sentence("Id", "x", "Id: not a whole number from -2147483648 to 2147483647"),
        Sentence("IsLocked", "x", "IsLocked: not a boolean: expected true or false (also yes/no, y/n, on/off, 1/0)"),
        Sentence("JobTitleId", "x", "JobTitleId: not a GUID: expected 8-4-4-4-12 hexadecimal digits"),
    ]

    @Test(arguments: sentences)
    func findingReads(_ sentence: Sentence) throws {
        let judged = try JudgedRows([JudgedRows.valid.merging([sentence.field: sentence.value]) { $1 }])
        let finding = try #require(judged.findings.first { $0.severity == .error })
        #expect(ValidationMessages.text(finding, judged.batch.schema) == sentence.testDescription)
    }

    @Test(arguments: [
        ("UserDTO", "Id", "Id: no value; the server will read 0"),
        ("UserDTO", "IsLocked", "IsLocked: no value; the server will read false"),
        ("PrivilegeDTO", "Id", "Id: no value; the server will read 00000000-0000-0000-0000-000000000000"),
    ])
    func absentValueReads(_ schema: String, _ field: String, _ text: String) throws {
        let judged = try JudgedRows([[:]], schema: schema)
        let sentences = judged.findings.map { ValidationMessages.text($0, judged.batch.schema) }
        #expect(sentences.contains(text))
    }

    @Test(arguments: [
        ("UserDTO", "Id", "Id: null, but an int32 has no null value"),
        ("UserDTO", "IsLocked", "IsLocked: null, but a boolean has no null value"),
        ("PrivilegeDTO", "Id", "Id: null, but a guid has no null value"),
    ])
    func nullReads(_ schema: String, _ field: String, _ text: String) throws {
        let judged = try JudgedRows([[:]], schema: schema, nulls: [field])
        let finding = try #require(judged.findings.first { $0.code == .nullability })
        #expect(ValidationMessages.text(finding, judged.batch.schema) == text)
    }

    @Test func patternWithoutWordsIsShownItself() throws {
        let judged = try JudgedRows([["Name": "1234"]], schema: "RoleDTO")
        let finding = try #require(judged.findings.first { $0.code == .pattern })
        #expect(
            ValidationMessages.text(finding, judged.batch.schema)
                == #"Name: does not match the pattern ([a-zA-Z]).{3,50}$|[\u0621-\u064A].{3,50}"#)
    }

    /// What no bundled schema can bring about.
    @Test(arguments: [
        (Finding(record: 0, code: .required, rule: .required), "the record breaks a rule"),
        (Finding(record: 0, field: 7, code: .required, rule: .required), "the record breaks a rule"),
        (Finding(record: 0, field: 0, code: .pattern, rule: .pattern), "A: does not match the documented pattern"),
        (Finding(record: 0, field: 0, code: .type, rule: .type), "A: not a string"),
        (Finding(record: 0, field: 0, code: .surplusCells, rule: .form), "A: breaks a rule"),
        (
            Finding(record: 0, field: 0, code: .length, rule: .length, found: 1, minimum: 2, maximum: Int.max),
            "A: 1 character, at least 2 are needed"
        ),
    ])
    func rareFindingReads(_ finding: Finding, _ text: String) {
        let schema = Schema(name: "T", system: "t", validation: .dotNetDataAnnotations, fields: [Field(name: "A", type: .string)])
        #expect(ValidationMessages.text(finding, schema) == text)
    }

    @Test func patternThatCannotBeMatchedIsRefusedByName() {
        let field = Field(name: "Code", type: .string, rules: [Rule(.pattern(#"(a)\1"#))])
        let schema = Schema(name: "T", system: "t", validation: .dotNetDataAnnotations, fields: [field])
        #expect(
            throws: Diagnostic(
                .patternUnsupported,
                #"T.Code: the pattern '(a)\1' holds back-reference '\1' at position 4: "#
                    + "an automaton does not remember captured text",
                hint: "write the rule without it; patterns are matched exactly or not at all")
        ) { try ValidationPlan(schema) }
    }

    /// A value may hold anything; its message never repeats it.
    @Test func noMessageHoldsTheValue() throws {
        let secret = "Zq7secretZq7" + repeated("x", 60)
        let row = Dictionary(uniqueKeysWithValues: (RandomUsers.members + ["Id", "IsLocked", "JobTitleId"]).map { ($0, secret) })
        let judged = try JudgedRows([row])
        #expect(judged.findings.count > 15)
        #expect(!judged.findings.contains { ValidationMessages.text($0, judged.batch.schema).contains("Zq7") })
    }
}
