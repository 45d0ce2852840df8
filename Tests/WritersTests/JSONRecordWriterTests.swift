import Records
import Syntax
import Testing
import Writers

@Suite struct JSONRecordWriterTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let record: [Batches.Value]
        let line: String

        init(_ name: String, _ record: [Batches.Value], _ line: String) {
            testDescription = name
            self.record = record
            self.line = line
        }
    }

    static let cases: [Case] = [
        Case("nothing is there", [.missing, .missing, .missing, .missing], "{}"),
        Case("everything is null", [.null, .null, .null, .null], #"{"Id":null,"Name":null,"Active":null,"Roles":null}"#),
        Case("an empty string is no null", [.missing, .string(""), .missing, .missing], #"{"Name":""}"#),
        Case("kinds keep their form", [.number("17"), .string("17"), .boolean(true), .missing], #"{"Id":17,"Name":"17","Active":true}"#),
        Case("what the first field lacks leaves no comma", [.missing, .missing, .boolean(false), .missing], #"{"Active":false}"#),
        Case("quotes and line ends are escaped", [.missing, .string("O\"Neil\n"), .missing, .missing], #"{"Name":"O\"Neil\n"}"#),
        Case("an empty list is no null", [.missing, .missing, .missing, .list([])], #"{"Roles":[]}"#),
        Case(
            "a list holds objects", [.number("1"), .missing, .missing, .list([[.string("admin"), .missing], [.null, .missing], [.missing, .missing]])],
            #"{"Id":1,"Roles":[{"Name":"admin"},{"Name":null},{}]}"#),
        Case(
            "lists hold lists in all their states",
            [.missing, .missing, .missing, .list([
                [.string("a"), .list([[.string("x")], [.string("y")]])], [.string("b"), .list([])], [.string("c"), .null],
                [.missing, .list([[.string("z")]])],
            ])],
            #"{"Roles":[{"Name":"a","Permissions":[{"Code":"x"},{"Code":"y"}]},{"Name":"b","Permissions":[]},"#
                + #"{"Name":"c","Permissions":null},{"Permissions":[{"Code":"z"}]}]}"#),
    ]

    @Test(arguments: cases)
    func recordIsOneLine(_ c: Case) {
        let batch = Batches.batch(Batches.user, [c.record])
        #expect(Batches.output(JSONRecordWriter(Batches.user, layout: .lines), batch) == c.line + "\n")
    }

    @Test func recordsOfOneBatchKeepTheirOwnLists() {
        let batch = Batches.batch(Batches.user, Self.cases.map(\.record))
        let expected = Self.cases.map { $0.line + "\n" }.joined()
        #expect(Batches.output(JSONRecordWriter(Batches.user, layout: .lines), batch) == expected)
    }

    @Test func onlyTheRecordsOfTheRangeAreWritten() {
        let batch = Batches.batch(Batches.user, Self.cases.map(\.record))
        let output = Batches.output(JSONRecordWriter(Batches.user, layout: .lines), batch, 2..<4)
        #expect(output == Self.cases[2...3].map { $0.line + "\n" }.joined())
    }

    @Test(arguments: [0, 1, 3])
    func arrayIsOneDocument(_ count: Int) throws {
        let batch = Batches.batch(Batches.user, Array(Self.cases.prefix(count).map(\.record)))
        let output = Batches.output(JSONRecordWriter(Batches.user, layout: .array), batch)
        guard case .array(let elements) = try JSONValue.parse(Array(output.utf8)) else {
            Issue.record("no array: \(output)")
            return
        }
        #expect(try elements == Self.cases.prefix(count).map { try JSONValue.parse(Array($0.line.utf8)) })
    }

    @Test func memberNamesAreEscaped() {
        let schema = Schema(
            name: "Odd", system: "test", validation: .jsonSchema,
            fields: [Field(name: "a\"b", type: .string), Field(name: "الاسم", type: .string)])
        let batch = Batches.batch(schema, [[.string("1"), .string("2")]])
        #expect(Batches.output(JSONRecordWriter(schema, layout: .lines), batch) == #"{"a\"b":"1","الاسم":"2"}"# + "\n")
    }
}
