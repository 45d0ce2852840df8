import Syntax
import Testing

@Suite struct CSVDialectTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let header: String
        let delimiter: Character
    }

    @Test(arguments: [
        Case(testDescription: "commas", header: "Id,Name,Email\n", delimiter: ","),
        Case(testDescription: "semicolons", header: "Id;Name;Email\r\n", delimiter: ";"),
        Case(testDescription: "tabs", header: "Id\tName\n", delimiter: "\t"),
        Case(testDescription: "vertical bars", header: "Id|Name", delimiter: "|"),
        Case(testDescription: "one column is read with commas", header: "Id\n", delimiter: ","),
        Case(testDescription: "nothing is read with commas", header: "", delimiter: ","),
        Case(testDescription: "the delimiter of most cells wins", header: "Id;Name, given;Name, family;Email\n", delimiter: ";"),
        Case(testDescription: "the comma wins a tie", header: "a;b,c\n", delimiter: ","),
        Case(testDescription: "the semicolon wins a tie with the tab", header: "a;b\tc\n", delimiter: ";"),
        Case(testDescription: "delimiters in quotes do not count", header: "\"a,b,c\";d\n", delimiter: ";"),
        Case(testDescription: "only the first record counts", header: "a;b\nc,d,e,f\n", delimiter: ";"),
    ])
    func delimiterIsThatOfMostCells(_ c: Case) {
        let dialect = Array(c.header.utf8).withUnsafeBufferPointer { CSVDialect.sniffed(fromHeader: $0) }
        #expect(dialect == CSVDialect(delimiter: c.delimiter.asciiValue ?? 0))
    }

    @Test(arguments: zip([",", ";", "\t", "|", "#"] as [Character], ["comma", "semicolon", "tab", "vertical bar", "'#'"]))
    func delimiterHasAName(_ delimiter: Character, _ name: String) {
        #expect(CSVDialect(delimiter: delimiter.asciiValue ?? 0).delimiterName == name)
    }
}
