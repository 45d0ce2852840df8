import Readers
import Records
import Schemas
import Testing

@Suite struct JSONRecordParserTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String, text: String
        var records: [String]
        var faults: [String] = []
    }

    @Test(arguments: [
        Case(testDescription: "missing, null and empty are three states", text: #"[{"Name":""},{"Name":null},{}]"#, records: ["Name=", "Name=null", ""]),
        Case(testDescription: "names in any case", text: #"[{"NAME":"a","id":1}]"#, records: ["Id=#1 Name=a"]),
        Case(testDescription: "names with escapes", text: #"[{"\u004eame":"a"}]"#, records: ["Name=a"]),
        Case(testDescription: "number text is kept", text: #"[{"Id":12345678901234567890},{"Id":1.10}]"#, records: ["Id=#12345678901234567890", "Id=#1.10"]),
        Case(testDescription: "escapes become text", text: #"[{"Name":"a\"\\\/\n\u00e9\ud83d\ude00"}]"#, records: ["Name=a\"\\/\né😀"]),
        Case(testDescription: "objects, lists and lists of texts", text: #"[{"Home":{"City":"Rome"},"Groups":[{"Id":1},{}],"Tags":["x",null]}]"#,
            records: ["Home={} Home.City=Rome Groups=[(Id=#1)()] Tags=[(value=x)(value=null)]"]),
        Case(testDescription: "an empty list is a list", text: #"[{"Groups":[],"Home":{}},{"Groups":null,"Home":null}]"#, records: ["Home={} Groups=[]", "Home=null Groups=null"]),
        Case(testDescription: "the last of two members counts", text: #"[{"Name":"a","name":"b"}]"#, records: ["Name=b"], faults: ["1: E123 warning Name"]),
        Case(testDescription: "a member that is no field", text: #"[{"Id":1,"Nmae":{"x":[1]}}]"#, records: ["Id=#1"], faults: ["1: E122 warning Nmae"]),
        Case(testDescription: "the same in a list", text: #"[{"Groups":[{},{"x":1}]}]"#, records: ["Groups=[()()]"], faults: ["1: E122 warning Groups[1] x"]),
        Case(testDescription: "half a surrogate pair", text: #"[{"Name":"a\ud83d"}]"#, records: ["Name=a\u{FFFD}"], faults: ["1: E127 warning Name"]),
        Case(testDescription: "an object where a text is due", text: #"[{"Name":{"a":1},"Id":2}]"#, records: ["Id=#2"], faults: ["1: E204 error Name"]),
        Case(testDescription: "null among records", text: #"[{"Id":1},null,[{"Id":2}],{"Id":3}]"#, records: ["Id=#1", "", "", "Id=#3"], faults: ["2: E125 error", "3: E125 error"]),
        Case(testDescription: "null among the elements of a list", text: #"[{"Groups":[null]}]"#, records: ["Groups=[()]"], faults: ["1: E125 error Groups[0]"]),
        Case(testDescription: "a number as text stays a number", text: #"[{"Name":5}]"#, records: ["Name=#5"]),
        Case(testDescription: "a number that reads as another text", text: #"[{"Name":1.0}]"#, records: ["Name=#1.0"], faults: ["1: E129 warning Name a number with a poin"]),
        Case(testDescription: "a number as a boolean", text: #"[{"Active":0},{"Active":2}]"#, records: ["Active=false", "Active=true"],
            faults: ["1: E129 warning Active a number, which a .N", "2: E129 warning Active a number, which a .N"]),
        Case(testDescription: "a boolean as text", text: #"[{"Name":true}]"#, records: ["Name=true"], faults: ["1: E129 warning Name a boolean, which a ."]),
        Case(testDescription: "a text that reads as octal", text: #"[{"Id":"010"}]"#, records: ["Id=010"], faults: ["1: E129 warning Id a text with a leadin"]),
        Case(testDescription: "a damaged line costs one record", text: "{\"Id\":1}\n{\"Id\":\n{\"Id\":3} x\n{\"Id\":4}", records: ["Id=#1", "", "Id=#3", "Id=#4"],
            faults: ["2: E126 error the JSON text ends b", "3: E126 error found text after the"]),
        Case(testDescription: "the columns of a reject file are passed over", text: #"[{"Id":1,"_run":"x","_record":5,"_raw":""}]"#, records: ["Id=#1"]),
        Case(testDescription: "raw text that nobody has looked at", text: #"[{"Id":1,"_raw":"{"}]"#, records: ["Id=#1"], faults: ["1: E107 error"]),
    ])
    func recordIsRead(_ c: Case) throws {
        for chunkSize in [1, JSONSplitter.chunkSize] {
            let reading = try readJSON(Array(c.text.utf8), chunkSize: chunkSize)
            #expect(reading.records == c.records)
            #expect(reading.faults == c.faults)
            #expect(reading.failure == nil)
        }
    }

    struct Time: Sendable, CustomTestStringConvertible {
        let testDescription: String, isNamed: Bool
    }

    /// Those that Json.NET was seen to change in a pair, and those that it was seen to leave alone or that are no times.
    @Test(arguments: [
        Time(testDescription: "2026-03-22T16:05:19", isNamed: true), Time(testDescription: "2026-03-22T16:05:19.4931725+01:00", isNamed: true),
        Time(testDescription: "/Date(1742659519493)/", isNamed: true), Time(testDescription: #"\/Date(1742659519493+0100)\/"#, isNamed: true),
        Time(testDescription: "2026-03-22T16:05:19\\u005A", isNamed: true),
        Time(testDescription: "2026-03-22", isNamed: false), Time(testDescription: "2026-03-22T16:05+01:00", isNamed: false),
        Time(testDescription: "2026-02-30T16:05:19", isNamed: false), Time(testDescription: "/Date(x)/", isNamed: false),
        Time(testDescription: "/Date", isNamed: false), Time(testDescription: "", isNamed: false),
        Time(testDescription: "https://a.example/callback", isNamed: false),
    ])
    func timesInPairsAreNamed(_ time: Time) throws {
        let text = #"[{"RedirectUris":[{},{"Key":null,"Value":"\#(time.testDescription)"}],"ClientUri":"\#(time.testDescription)"}]"#
        for strict in [false, true] {
            let reading = try readJSON(Array(text.utf8), schema: try SchemaCatalog().schema(named: "UpsertClientRequest"), strict: strict)
            #expect(reading.faults == (time.isNamed ? ["1: E129 warning RedirectUris[1].Value a text that looks li"] : []))
        }
    }

    @Test func badUTF8CostsOneRecord() throws {
        let bytes = Array(#"[{"Id":1,"Name":""#.utf8) + [0xC0, 0xAF] + Array(#""},{"Id":2}]"#.utf8)
        let reading = try readJSON(bytes)
        #expect(reading.records == ["Id=#1", "Id=#2"])
        #expect(reading.faults.map { $0.prefix(13) } == ["1: E109 error"])
    }

    @Test func strictRejectsWhatAServerWouldChange() throws {
        let reading = try readJSON(Array(#"[{"Name":"a","Name":"b","x":1}]"#.utf8), strict: true)
        #expect(reading.faults == ["1: E123 error Name", "1: E122 error x"])
    }

    @Test func anotherCaseIsAWarningWhereTheSystemMayNotReadIt() throws {
        let reading = try readJSON(Array(#"[{"name":"a","Id":1}]"#.utf8), schema: JSONTestSchema.user(.jsonSchema))
        #expect(reading.records == ["Id=#1 Name=a"] && reading.faults == ["1: E124 warning Name"])
    }

    struct Failure: Sendable, CustomTestStringConvertible {
        let testDescription: String, text: String
        /// What the message says, and at which 1-based column of the first line.
        let message: String, column: Int
    }

    @Test(arguments: [
        Failure(testDescription: "cut short in a record", text: #"[{"Id":1},{"Id""#, message: "ends before", column: 16),
        Failure(testDescription: "cut short in a string", text: #"[{"Id":1},{"Name":"a"#, message: "string opened here is never closed", column: 19),
        Failure(testDescription: "cut short between records", text: #"[{"Id":1}"#, message: "ends before its array is closed", column: 10),
        Failure(testDescription: "a comma too many", text: #"[{"Id":1},]"#, message: "expected a JSON value", column: 11),
        Failure(testDescription: "a comma too few", text: #"[{"Id":1} {"Id":2}]"#, message: "expected ',' or ']'", column: 11),
        Failure(testDescription: "text behind the end", text: #"[{"Id":1}] x"#, message: "after the end", column: 12),
        Failure(testDescription: "text behind an object", text: #"{"Id":1} x"#, message: "expected a JSON value", column: 10),
        Failure(testDescription: "a damaged envelope", text: #"{"a":[{"Id":1}],"b":}"#, message: "expected a JSON value", column: 21),
        Failure(testDescription: "brackets that do not match", text: #"[{"Id":[1},{}]"#, message: "expected ',' or ']'", column: 10),
        Failure(testDescription: "a number with a leading zero", text: #"[{"Id":007}]"#, message: "number that JSON does not allow", column: 9),
    ])
    func damageEndsTheRunAtItsPlace(_ c: Failure) throws {
        for chunkSize in [1, JSONSplitter.chunkSize] {
            let failure = try #require(try readJSON(Array(c.text.utf8), chunkSize: chunkSize).failure)
            #expect(failure.code == .malformedJSON && failure.message.contains(c.message), "\(failure)")
            #expect(failure.position?.line == 1 && failure.position?.column == c.column)
        }
    }

    @Test func nestingHasALimit() throws {
        let deep = String(repeating: "[", count: 100_000)
        let failure = try #require(try readJSON(Array(("[{\"Id\":1,\"x\":" + deep).utf8)).failure)
        #expect(failure.message.contains("nested too deep"))
    }

    @Test func aRecordBeyondTheLimitIsNamed() throws {
        let text = #"[{"Id":1},{"Name":""# + String(repeating: "x", count: 5_000) + #""},{"Id":3}]"#
        let failure = try #require(try readJSON(Array(text.utf8), chunkSize: 64, recordLimit: 1_000).failure)
        #expect(failure.code == .recordTooLong)
        #expect(try readJSON(Array(text.utf8), chunkSize: 64, recordLimit: 6_000).records.count == 3)
    }
}
