import Readers
import Records
import Schemas
import Testing

/// What a form is read as, and what is said about it.
@Suite struct FormRecordParserTests {
    struct Case: Sendable, CustomTestStringConvertible {
        /// The form.
        let testDescription: String
        var isList = false
        var values: [String] = []
        var findings: [String] = []
    }

    static let cases = [
        Case(testDescription: "ClientId=web&clientname=a+b&Enabled=true&Flow=4", values: ["Enabled=true ClientName=a b ClientId=web Flow=4"]),
        Case(testDescription: "ClientId=&AccountId&ClientName=x", values: ["ClientName=x ClientId=null AccountId=null"]),
        Case(testDescription: "ClientName=x\r\n", values: ["ClientName=x"]),
        Case(testDescription: "ClientName=x&\nClientId=y", values: ["ClientName=x ClientId=y"]),
        Case(
            testDescription: "ClientSecrets[1][Key]=b&ClientSecrets[1][Value]=2&ClientSecrets[0].Key=a&ClientSecrets[0].Value=",
            values: ["ClientSecrets=[Key=a Value=null|Key=b Value=2]"]),
        Case(testDescription: "ClientSecrets[].Key=", values: ["ClientSecrets=[]"]),
        Case(
            testDescription: "ClientSecrets[1].Key=a&ClientSecrets[1].Value=1", values: ["ClientSecrets=[Key=a Value=1]"],
            findings: ["warning ClientSecrets: the list does not begin with [0]: a server reads an empty one"]),
        Case(
            testDescription: "ClientSecrets[0].Key=a&ClientSecrets[0].Value=1&ClientSecrets[2].Key=c&ClientSecrets[2].Value=3",
            values: ["ClientSecrets=[Key=a Value=1|Key=c Value=3]"],
            findings: ["warning ClientSecrets: the list leaves out [1]: a server reads it up to there"]),
        Case(
            testDescription: "ClientSecrets[][Key]=a&ClientSecrets[][Value]=1&ClientSecrets[][Key]=b&ClientSecrets[][Value]=2",
            values: ["ClientSecrets=[Key=a Value=1|Key=b Value=2]"],
            findings: ["warning ClientSecrets: elements are given by empty brackets: a server reads none of them, expected [0], [1] …"]),
        Case(
            testDescription: "ClientSecrets[0].Key=a", values: ["ClientSecrets=[Key=a]"],
            findings: ["warning ClientSecrets[0].Value: a pair without it: a server reads neither key nor value"]),
        Case(
            testDescription: "ClientSecrets[0].Value=1", values: ["ClientSecrets=[Value=1]"],
            findings: ["warning ClientSecrets[0].Key: a pair without it: a server reads neither key nor value"]),
        Case(
            testDescription: "ClientName=a&clientname=b", values: ["ClientName=a"],
            findings: ["warning ClientName: the key stands there again: the first value counts"]),
        Case(
            testDescription: "request.ClientName=a&request[ClientId]=b", values: ["ClientName=a ClientId=b"],
            findings: ["warning 2 keys begin with the name of a parameter: a server reads none of that"]),
        Case(
            testDescription: "ClientName=%E3%80%80+", values: ["ClientName=\u{3000} "],
            findings: ["warning ClientName: the value is blank: a server reads null"]),
        Case(
            testDescription: "ClientName=a&ClientNam=b&ClientSecrets=x&ClientName[0]=c&ClientNam=d", values: ["ClientName=a"],
            findings: [
                "warning key 'ClientNam' leads to no field and is not read; nearest is 'ClientName'",
                "warning key 'ClientSecrets' leads to no field and is not read; nearest is 'ClientSecrets'",
                "warning key 'ClientName[0]' leads to no field and is not read; nearest is 'ClientName'",
            ]),
        Case(testDescription: "ClientName=%FF", values: ["ClientName=\u{FFFD}"], findings: ["error ClientName: byte 12 of the record is not UTF-8"]),
        Case(testDescription: "[0].UserName=a&[1][UserName]=b&[1].Groups[0].Id=4", isList: true, values: ["UserName=a", "UserName=b Groups=[Id=4]"]),
        Case(testDescription: "[].UserName=", isList: true),
        Case(testDescription: "UserName=a", isList: true, values: ["UserName=a"]),
        Case(
            testDescription: "users[0].UserName=a&[2].UserName=c", isList: true, values: ["UserName=a", "UserName=c"],
            findings: [
                "warning 1 key begins with the name of a parameter: a server reads none of that",
                "warning the list leaves out [1]: a server reads it up to there",
            ]),
        Case(
            testDescription: "[0].Groups[0].Name=+&[0].Groups[2].Id=5", isList: true, values: ["Groups=[Name= |Id=5]"],
            findings: [
                "warning Groups: the list leaves out [1]: a server reads it up to there", "warning Groups[0].Name: the value is blank: a server reads null",
            ]),
    ]

    @Test(arguments: cases)
    func formIsRead(_ c: Case) throws {
        let batch = try parse(c.testDescription, c.isList ? "UserDTO" : "UpsertClientRequest")
        #expect(batch.failure == nil)
        #expect((0..<batch.recordCount).map { shown(batch, $0) } == c.values)
        #expect(batch.faults.map { "\($0.severity.rawValue) \(FormMessages.text($0, batch.schema))" } == c.findings)
    }

    @Test(arguments: cases.filter { !$0.findings.isEmpty })
    func strictReadingRejects(_ c: Case) throws {
        let batch = try parse(c.testDescription, c.isList ? "UserDTO" : "UpsertClientRequest", isStrict: true)
        #expect(batch.faults.allSatisfy { $0.severity == .error })
        #expect(batch.faults.count == c.findings.count)
    }

    @Test(arguments: [
        ("ClientName=a&Client[=b", "a '[' in a key is never closed, and with it a server reads nothing of the form"),
        ("{\"ClientName\":\"a\"}", "no key of the form is a field of UpsertClientRequest, expected Enabled, ClientName, ClientId and the like"),
        ("Id,UserName\n1,a\n", "no key of the form is a field of UpsertClientRequest, expected Enabled, ClientName, ClientId and the like"),
    ])
    func textThatIsNoFormFails(_ text: String, _ message: String) throws {
        let failure = try parse(text, "UpsertClientRequest").failure
        #expect(failure?.message == message)
        #expect(failure?.code == .formMalformed)
        #expect(failure?.position?.line == 1)
    }

    @Test func sourceHandsTheFormOutWhole() throws {
        let text = "\u{FEFF}ClientName=" + String(repeating: "x", count: 700_000) + "&ClientId=y"
        let schema = try SchemaCatalog().schema(named: "UpsertClientRequest")
        let source = try FormSource(OpenedText(MemoryStream(Array(text.utf8))))
        let splitter = source.makeSplitter(recordLimit: 1)
        let batch = RecordBatch(schema: schema)
        #expect(try splitter.fill(batch))
        #expect(batch.byteOffset == 3)
        source.makeParser(RecordReading(schema: schema, binding: .none)).parse(batch)
        #expect(batch.recordCount == 1 && batch.view.text(batch.view.slot(0, 2)) == "y")
        #expect(try !splitter.fill(batch))
    }

    @Test func formBeyondTheLimitIsRefused() throws {
        let source = try FormSource(OpenedText(MemoryStream(Array(repeating: 0x61, count: 1 << 20))))
        let batch = RecordBatch(schema: try SchemaCatalog().schema(named: "UserDTO"))
        let error = #expect(throws: Diagnostic.self) { _ = try FormSplitter(source, formLimit: 1 << 19).fill(batch) }
        #expect(error?.code == .recordTooLong)
    }

    private func parse(_ text: String, _ type: String, isStrict: Bool = false) throws -> RecordBatch {
        let schema = try SchemaCatalog().schema(named: type)
        let batch = RecordBatch(schema: schema)
        batch.chunk.append(text)
        var reading = RecordReading(schema: schema, binding: .none)
        reading.isStrict = isStrict
        FormRecordParser(reading).parse(batch)
        return batch
    }

    /// What is not missing, in the order of the fields.
    private func shown(_ batch: RecordBatch, _ record: Int) -> String {
        batch.schema.fields.indices.compactMap { field in
            let slot = batch.view.slot(record, field)
            let name = batch.schema.fields[field].name
            switch slot.kind {
            case Slot.Kind.missing: return nil
            case Slot.Kind.null: return name + "=null"
            case Slot.Kind.collection:
                let elements = (Int(slot.start)..<Int(slot.start) + slot.length).map { element in
                    batch.children[field].map { shown($0, element) } ?? ""
                }
                return "\(name)=[\(elements.joined(separator: "|"))]"
            default: return "\(name)=\(batch.view.text(slot))"
            }
        }.joined(separator: " ")
    }
}
