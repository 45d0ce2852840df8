import Records
import Testing

@testable import Validation

/// What one value of one type becomes, and what is said about it.
@Suite struct FieldTypeTests {
    struct Judged: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let type: FieldType
        var dialect = ValidationDialect.jsonSchema
        var isNullable = false
        var marks: FieldMarks = []
        var rules: [Rule] = []
        /// The kind and text that come in; no text for a slot without bytes.
        let slot: (kind: UInt32, text: String?)
        /// Kind and text afterwards; `nil` when nothing changes.
        var becomes: (kind: UInt32, text: String)?
        /// `code severity`, one a finding.
        var findings: [String] = []
    }

    private static let number = Slot.Kind.number, string = Slot.Kind.string
    private static let error = ["type error"]
    private static let keys = FieldType.enumeration([
        EnumerationMember(name: "IsActive", number: 1), EnumerationMember(name: "Other", number: 7),
    ])
    private static let words = FieldType.enumeration([EnumerationMember(name: "LDAP"), EnumerationMember(name: "KEYCLOAK")])

    static let types: [Judged] = [
        Judged(testDescription: "date", type: .dateTime, slot: (string, "2026-03-22")),
        Judged(
            testDescription: "date with a blank", type: .dateTime, slot: (string, " 2026-03-22 16:05:19 "),
            becomes: (string, "2026-03-22T16:05:19")),
        Judged(testDescription: "no date", type: .dateTime, slot: (string, "22/03/2026"), findings: error),
        Judged(testDescription: "empty date", type: .dateTime, slot: (string, ""), findings: error),
        Judged(testDescription: "number for a date", type: .dateTime, slot: (number, "20260322"), findings: error),
        Judged(testDescription: "decimal", type: .number, slot: (string, "+01.50"), becomes: (number, "1.50")),
        Judged(testDescription: "no decimal", type: .number, slot: (string, "1,5"), findings: error),
        Judged(testDescription: "number as such", type: .number, slot: (number, "1e3")),
        Judged(testDescription: "milliseconds", type: .int64, slot: (string, "1774195519493"), becomes: (number, "1774195519493")),
        Judged(testDescription: "beyond 64 bits", type: .int64, slot: (string, "9223372036854775808"), findings: error),
        Judged(testDescription: "fraction for a whole number", type: .int64, slot: (number, "1.0"), findings: error),
        Judged(testDescription: "whole number as such", type: .int64, slot: (number, "7")),
        Judged(testDescription: "beyond 32 bits as such", type: .int32, slot: (number, "2147483648"), findings: error),
        Judged(testDescription: "boolean for a whole number", type: .int32, slot: (Slot.Kind.boolean, "true"), findings: error),

        Judged(testDescription: "member in any case", type: keys, slot: (string, "isactive"), becomes: (number, "1")),
        Judged(testDescription: "member by its number", type: keys, slot: (string, " 07 "), becomes: (number, "7")),
        Judged(
            testDescription: "number that no member has, for .NET", type: keys, dialect: .dotNetDataAnnotations, slot: (string, "3"),
            becomes: (number, "3"), findings: ["type warning"]),
        Judged(testDescription: "number that no member has", type: keys, slot: (string, "3"), becomes: (number, "3"), findings: error),
        Judged(testDescription: "no member", type: keys, slot: (string, "Active"), findings: error),
        Judged(
            testDescription: "no documented member", type: keys, marks: .openEnumeration, slot: (string, "Active"),
            findings: ["type warning"]),
        Judged(testDescription: "number as such for a member", type: keys, slot: (number, "1")),
        Judged(testDescription: "word in any case", type: words, slot: (string, "ldap"), becomes: (string, "LDAP")),
        Judged(testDescription: "number for a word", type: words, slot: (number, "1"), findings: error),
        Judged(testDescription: "members that nobody documents", type: .enumeration([]), marks: .openEnumeration, slot: (string, "X")),

        Judged(testDescription: "number for a string, for .NET", type: .string, dialect: .dotNetDataAnnotations, slot: (number, "5")),
        Judged(testDescription: "number for a string", type: .string, slot: (number, "5"), findings: error),
        Judged(testDescription: "number for a boolean, for .NET", type: .boolean, dialect: .dotNetDataAnnotations, slot: (number, "0")),
        Judged(testDescription: "number for a boolean", type: .boolean, slot: (number, "0"), findings: error),
        Judged(testDescription: "text for an object", type: .object, slot: (string, "x"), findings: error),
    ]

    private static let required = [Rule(.required)]
    private static let list = FieldType.collection(Schema(name: "B", system: "t", validation: .jsonSchema, fields: []))

    static let rules: [Judged] = [
        Judged(testDescription: "null is present", type: .string, isNullable: true, rules: required, slot: (Slot.Kind.null, nil)),
        Judged(testDescription: "null is no string", type: .string, slot: (Slot.Kind.null, nil), findings: ["nullability error"]),
        Judged(testDescription: "missing", type: .string, rules: required, slot: (Slot.Kind.missing, nil), findings: ["required error"]),
        Judged(testDescription: "empty is present", type: .string, rules: required, slot: (string, "")),
        Judged(
            testDescription: "null for a write-only value", type: .string, isNullable: true, marks: .writeOnly, rules: required,
            slot: (Slot.Kind.null, nil), findings: ["required error"]),
        Judged(
            testDescription: "null is absent for .NET", type: .string, dialect: .dotNetDataAnnotations, rules: required,
            slot: (Slot.Kind.null, nil), findings: ["required error"]),
        Judged(testDescription: "scalars are counted", type: .string, rules: [Rule(.length(minimum: 1, maximum: 2))], slot: (string, "😀😀")),
        Judged(
            testDescription: "units are counted for .NET", type: .string, dialect: .dotNetDataAnnotations,
            rules: [Rule(.length(minimum: 1, maximum: 2))], slot: (string, "😀😀"), findings: ["length error"]),
        Judged(
            testDescription: "too short", type: .string, rules: [Rule(.length(minimum: 3, maximum: nil))], slot: (string, "éé"),
            findings: ["length error"]),
        Judged(
            testDescription: "empty is too short", type: .string, rules: [Rule(.length(minimum: 1, maximum: 36))], slot: (string, ""),
            findings: ["length error"]),
        Judged(testDescription: "pattern anywhere", type: .string, rules: [Rule(.pattern("[0-9]"))], slot: (string, "a1b")),
        Judged(
            testDescription: "empty against a pattern", type: .string, rules: [Rule(.pattern("[0-9]"))], slot: (string, ""),
            findings: ["pattern error"]),
        Judged(testDescription: "list demanded", type: list, rules: required, slot: (Slot.Kind.missing, nil), findings: ["required error"]),
        Judged(
            testDescription: "found rule", type: .object, rules: [Rule(.required, provenance: .found(source: "s"))],
            slot: (Slot.Kind.missing, nil), findings: ["required warning"]),
    ]

    @Test(arguments: types + rules)
    func valueIsJudged(_ judged: Judged) throws {
        let field = Field(name: "f", type: judged.type, isNullable: judged.isNullable, marks: judged.marks, rules: judged.rules)
        let schema = Schema(name: "A", system: "test", validation: judged.dialect, fields: [field])
        let batch = RecordBatch(schema: schema)
        let row = batch.beginRecord(at: 0, line: 0)
        if let text = judged.slot.text {
            Array(text.utf8).withUnsafeBufferPointer { batch.replace(record: 0, field: 0, kind: judged.slot.kind, with: $0) }
        } else {
            row[0] = Slot(start: 0, word: judged.slot.kind)
        }
        var findings: [Finding] = []
        RecordValidator(try ValidationPlan(schema)).validate(batch, records: 0..<1, into: &findings)
        #expect(findings.map { "\($0.code) \($0.severity)" } == judged.findings)
        let slot = batch.view.slot(0, 0)
        #expect(slot.kind == judged.becomes?.kind ?? judged.slot.kind)
        #expect(batch.view.text(slot) == judged.becomes?.text ?? judged.slot.text ?? "")
        for finding in findings { #expect(ValidationMessages.text(finding, schema).hasPrefix("f: ")) }
    }

    struct Inside: Sendable, CustomTestStringConvertible {
        let testDescription: String, object: UInt32
        let findings: [String]
    }

    /// Of an object that is not there, nothing is demanded but itself.
    @Test(arguments: [
        Inside(testDescription: "missing", object: Slot.Kind.missing, findings: ["0 required error"]),
        Inside(testDescription: "null", object: Slot.Kind.null, findings: ["0 required error"]),
        Inside(testDescription: "present", object: Slot.Kind.object, findings: ["1 required error", "2 absentValueRead warning"]),
    ])
    func membersAreDemandedOfAPresentObject(_ inside: Inside) throws {
        let schema = Schema(
            name: "A", system: "test", validation: .dotNetDataAnnotations,
            fields: [
                Field(name: "o", type: .object, rules: Self.required),
                Field(name: "o.n", path: ["o", "n"], type: .string, rules: Self.required),
                Field(name: "o.i", path: ["o", "i"], type: .guid, isNullable: false),
            ])
        let batch = RecordBatch(schema: schema)
        batch.beginRecord(at: 0, line: 0)[0] = Slot(start: 0, word: inside.object)
        var findings: [Finding] = []
        RecordValidator(try ValidationPlan(schema)).validate(batch, records: 0..<1, into: &findings)
        #expect(findings.map { "\($0.field) \($0.code) \($0.severity)" } == inside.findings)
    }

    @Test func messagesSayWhatWasExpected() {
        func text(_ type: FieldType, _ code: DiagnosticCode, _ severity: Severity = .error) -> String {
            let schema = Schema(name: "A", system: "t", validation: .jsonSchema, fields: [Field(name: "f", type: type)])
            return ValidationMessages.text(Finding(record: 0, field: 0, code: code, rule: .type, severity: severity), schema)
        }
        #expect(text(Self.words, .type) == "f: not one of LDAP, KEYCLOAK")
        #expect(text(Self.words, .type, .warning) == "f: not among the documented members: LDAP, KEYCLOAK")
        #expect(
            text(.dateTime, .type)
                == "f: not a date: expected yyyy-MM-dd or yyyy-MM-ddTHH:mm:ss, with Z or an offset where one is known")
        #expect(text(.number, .type) == "f: not a decimal number: expected digits and a point")
        #expect(text(.int64, .type) == "f: not a whole number of 64 bits")
        #expect(text(.object, .type) == "f: not an object")
        #expect(text(.string, .required) == "f: missing, a value is required")
        #expect(text(.guid, .absentValueRead) == "f: no value; the server will read 00000000-0000-0000-0000-000000000000")
    }

    @Test func usualFormOfATextIsThatOfItsType() {
        func canonical(_ text: String, _ type: FieldType) -> String {
            String(decoding: ValueText.canonical(Array(text.utf8), as: type), as: UTF8.self)
        }
        #expect(canonical("isactive", Self.keys) == "1")
        #expect(canonical("9", Self.keys) == "9")
        #expect(canonical("ldap", Self.words) == "LDAP")
        #expect(canonical("else", Self.words) == "else")
        #expect(canonical("2026-03-22 16:05", .dateTime) == "2026-03-22T16:05:00")
        #expect(canonical("+1.0", .number) == "1.0")
        #expect(canonical("007", .int64) == "7")
    }
}
