import Readers
import Records
import Testing

@Suite struct JSONSourceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String, text: String
        var at: String?
        var layout: JSONSource.Layout = .array
        var pointer = ""
        var records: [String]
    }

    @Test(arguments: [
        Case(testDescription: "an array", text: #" [{"Id":1},{"Id":2}] "#, records: ["Id=#1", "Id=#2"]),
        Case(testDescription: "an empty array", text: "[ ]", records: []),
        Case(testDescription: "an array over lines", text: "[\n{\n\"Id\":1}\n,\n{\"Id\":2}\n]\n", records: ["Id=#1", "Id=#2"]),
        Case(testDescription: "one object", text: #"{"Id":1}"#, layout: .sequence, records: ["Id=#1"]),
        Case(testDescription: "an object a line", text: "{\"Id\":1}\n\n{\"Id\":2}\r\n", layout: .lines, records: ["Id=#1", "Id=#2"]),
        Case(testDescription: "objects over many lines", text: "{\n\"Id\":1\n}\n{\n\"Id\":2}", layout: .sequence, records: ["Id=#1", "Id=#2"]),
        Case(testDescription: "a mark in front", text: "\u{FEFF}[{\"Id\":1}]", records: ["Id=#1"]),
        Case(
            testDescription: "one record in an envelope", text: #"{"IsSuccess":true,"User":{"Id":1,"Name":"a"},"Links":[{"Rel":"x"}]}"#, layout: .member,
            pointer: "/User", records: ["Id=#1 Name=a"]),
        Case(
            testDescription: "the list with the most fields", text: #"{"Groups2":[{"Id":9}],"Users":[{"Id":1,"Name":"a"},{"Id":2}],"Total":2}"#,
            pointer: "/Users", records: ["Id=#1 Name=a", "Id=#2"]),
        Case(
            testDescription: "a record is not its own list", text: #"{"Id":1,"Name":"a","Groups":[{"Id":5,"Name":"g"}]}"#, layout: .sequence,
            records: ["Id=#1 Name=a Groups=[(Id=#5 Name=g)]"]),
        Case(
            testDescription: "a pointer decides", text: #"{"a":{"b/c":[{"Id":1}]},"Users":[{"Id":2,"Name":"n"}]}"#, at: "/a/b~1c",
            pointer: "/a/b~1c", records: ["Id=#1"]),
    ])
    func recordsAreFound(_ c: Case) throws {
        for chunkSize in [1, 7, JSONSplitter.chunkSize] {
            let reading = try readJSON(Array(c.text.utf8), at: c.at, chunkSize: chunkSize)
            #expect(reading.records == c.records)
            #expect(reading.layout == c.layout && reading.pointer == c.pointer && reading.failure == nil && reading.faults == [])
        }
        let piped = try readJSON(Array(c.text.utf8), at: c.at, pipe: [1])
        #expect(piped.records == c.records)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let testDescription: String, text: String
        var at: String?
        let code: DiagnosticCode
    }

    @Test(arguments: [
        Refusal(testDescription: "nothing", text: " \n ", code: .sourceEmpty),
        Refusal(testDescription: "numbers", text: "[1,2]", code: .noRecordsInDocument),
        Refusal(testDescription: "a place without records", text: #"{"a":{"Id":1}}"#, at: "/b", code: .noRecordsInDocument),
        Refusal(testDescription: "a scalar at the place", text: #"{"a":1,"b":{"Id":1}}"#, at: "/a", code: .noRecordsInDocument),
        Refusal(testDescription: "members of something else", text: #"[{"foo":1}]"#, code: .noRecordsInDocument),
    ])
    func nothingThatCouldBeARecord(_ c: Refusal) throws {
        let thrown = #expect(throws: Diagnostic.self) { try readJSON(Array(c.text.utf8), at: c.at) }
        #expect(thrown?.code == c.code)
    }

    @Test func linesAreThoseOfTheText() throws {
        let text = "{\"Total\":2,\n\"Users\":\n[{\"Id\":1},\n\n{\"Name\":\"b\",\n\"Id\":2}, {\"Id\":3}]}"
        for chunkSize in [1, 9, 1_000] { #expect(try readJSON(Array(text.utf8), chunkSize: chunkSize).lines == [3, 5, 6]) }
    }
}
