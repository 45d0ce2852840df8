import Records
import Syntax
import Testing
import Writers

@Suite struct CSVRecordWriterTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let record: [Batches.Value]
        let line: String
        var dialect = CSVDialect()
    }

    @Test(arguments: [
        Case(testDescription: "values stand as they are", record: [.number("17"), .string("Omar"), .boolean(true)], line: "17,Omar,true"),
        Case(testDescription: "missing and null are empty cells", record: [.missing, .null, .boolean(false)], line: ",,false"),
        Case(testDescription: "an empty string is quoted", record: [.number("1"), .string(""), .missing], line: "1,\"\","),
        Case(testDescription: "a delimiter is quoted", record: [.missing, .string("Hana, Omar"), .missing], line: ",\"Hana, Omar\","),
        Case(testDescription: "a quote is doubled", record: [.missing, .string("O\"Neil"), .missing], line: ",\"O\"\"Neil\","),
        Case(testDescription: "a line end is quoted", record: [.missing, .string("a\r\nb"), .missing], line: ",\"a\r\nb\","),
        Case(testDescription: "nothing but empty cells is no blank row", record: [.missing, .null, .missing], line: "\"\",,"),
        Case(testDescription: "nor is nothing but blanks", record: [.string(" "), .string(" \t"), .missing], line: "\" \", \t,"),
        Case(
            testDescription: "tabs separate", record: [.number("1"), .string("a,b"), .string("c\td")], line: "1\ta,b\t\"c\td\"",
            dialect: CSVDialect(delimiter: ASCII.tab)),
    ])
    func recordIsOneLine(_ c: Case) {
        let writer = CSVRecordWriter(Batches.user, columns: [0, 1, 2].map(TableColumn.field), dialect: c.dialect)
        let header = ["Id", "Name", "Active"].joined(separator: String(UnicodeScalar(c.dialect.delimiter)))
        #expect(Batches.output(writer, Batches.batch(Batches.user, [c.record + [.missing]])) == header + "\n" + c.line + "\n")
    }

    @Test func onlyTheFieldsAskedForAreColumnsInTheirOrder() {
        let batch = Batches.batch(Batches.user, [[.number("1"), .string("a"), .boolean(true), .missing], [.number("2"), .null, .null, .null]])
        let writer = CSVRecordWriter(Batches.user, columns: [2, 0].map(TableColumn.field), dialect: CSVDialect())
        #expect(Batches.output(writer, batch) == "Active,Id\ntrue,1\n,2\n")
        #expect(Batches.output(writer, batch, 1..<2) == "Active,Id\n,2\n")
    }

    /// A blank line is no record, so that a record of one column must not become one.
    @Test func emptyCellOfTheOnlyColumnIsQuoted() {
        let batch = Batches.batch(Batches.user, [[.missing, .null, .missing, .missing], [.missing, .missing, .missing, .missing], [.missing, .string("a"), .missing, .missing]])
        let writer = CSVRecordWriter(Batches.user, columns: [1].map(TableColumn.field), dialect: CSVDialect())
        #expect(Batches.output(writer, batch) == "Name\n\"\"\n\"\"\na\n")
    }

    @Test func fieldNamesAreEscaped() {
        let schema = Schema(name: "Odd", system: "test", validation: .jsonSchema, fields: [Field(name: "a,\"b", type: .string)])
        #expect(CSVRecordWriter(schema, columns: [0].map(TableColumn.field), dialect: CSVDialect()).header == Array("\"a,\"\"b\"\n".utf8))
    }

    struct Name: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let format: OutputFormat?

        init(_ name: String, _ format: OutputFormat?) {
            testDescription = name
            self.format = format
        }
    }

    @Test(arguments: [
        Name("out.csv", .csv), Name("OUT.CSV", .csv), Name("a.b/out.tsv", .tsv), Name("out.json", .json), Name("out.ndjson", .ndjson),
        Name("out.old.json", .json), Name("out", nil), Name("out.", nil), Name("out.xlsx", nil), Name("a.csv/out", nil),
        Name(".csv", nil), Name("a/.csv", nil), Name("", nil), Name("a.csv/", nil),
    ])
    func formatIsThatOfTheEnding(_ name: Name) {
        #expect(OutputFormat(fileName: name.testDescription) == name.format)
    }
}
