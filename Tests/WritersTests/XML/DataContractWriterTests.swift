import Foundation
import Readers
import Records
import Schemas
import Syntax
import Testing
import Writers

/// What DataContractSerializer was seen to write.
@Suite struct DataContractWriterTests {
    private static let i = #"xmlns:i="http://www.w3.org/2001/XMLSchema-instance""#
    private static let pairs = "http://schemas.datacontract.org/2004/07/System.Collections.Generic"

    private static let flow = FieldType.enumeration([EnumerationMember(name: "Off", number: 0), EnumerationMember(name: "IsActive", number: 1)])
    private static let pair = Schema(
        name: "Pair", system: "test", validation: .dotNetDataAnnotations,
        fields: [
            Field(name: "Key", type: flow, xmlName: "key"), Field(name: "Value", type: .string, xmlName: "value"),
        ],
        xml: XMLNames(element: "KeyValuePairOfFlowstring4T9o1gJJ", namespace: pairs))
    private static let role = Schema(
        name: "RoleDTO", system: "test", validation: .dotNetDataAnnotations,
        fields: [Field(name: "Name", type: .string), Field(name: "Id", type: .int32)], xml: XMLNames(element: "RoleDTO", namespace: "urn:t"))
    private static let text = Schema(
        name: "Text", system: "test", validation: .dotNetDataAnnotations, fields: [Field(name: "value", type: .string)], isScalar: true)
    static let schema = Schema(
        name: "Thing", system: "test", validation: .dotNetDataAnnotations,
        fields: [
            Field(name: "Name", type: .string), Field(name: "Id", type: .int32), Field(name: "IsOn", type: .boolean),
            Field(name: "Key", type: .guid), Field(name: "When", type: .dateTime), Field(name: "Flow", type: flow),
            Field(name: "Roles", type: .collection(role)), Field(name: "Pairs", type: .collection(pair)), Field(name: "Tags", type: .collection(text)),
            Field(name: "Owner", type: .object), Field(name: "Owner.Z", path: ["Owner", "Z"], type: .string),
            Field(name: "Owner.A", path: ["Owner", "A"], type: .string),
        ],
        xml: XMLNames(element: "Thing", namespace: "urn:t"))

    /// The values of a record by the names of fields, and what stands between the tags of the record.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let values: [String: Batches.Value]
        let xml: String

        init(_ name: String, _ values: [String: Batches.Value], _ xml: String) {
            testDescription = name
            self.values = values
            self.xml = xml
        }
    }

    static let cases = [
        Case("ordinal order", ["Name": .string("n"), "Id": .number("1"), "IsOn": .boolean(true), "Flow": .number("1")],
             "<Flow>IsActive</Flow><Id>1</Id><IsOn>true</IsOn><Name>n</Name>"),
        Case("null", ["Name": .null, "Key": .null, "Roles": .null], "<Key i:nil=\"true\" /><Name i:nil=\"true\" /><Roles i:nil=\"true\" />"),
        Case("empty string", ["Name": .string("")], "<Name></Name>"),
        Case("empty list", ["Roles": .list([])], "<Roles />"),
        Case("list", ["Roles": .list([[.string("a"), .number("1")], [.null, .missing], [.missing, .missing]])],
             "<Roles><RoleDTO><Id>1</Id><Name>a</Name></RoleDTO><RoleDTO><Name i:nil=\"true\" /></RoleDTO><RoleDTO /></Roles>"),
        Case("pairs declare their prefix on the list", ["Pairs": .list([[.number("1"), .string("v")], [.string("Off"), .null]])],
             "<Pairs xmlns:d3p1=\"\(pairs)\"><d3p1:KeyValuePairOfFlowstring4T9o1gJJ><d3p1:key>IsActive</d3p1:key><d3p1:value>v</d3p1:value></d3p1:KeyValuePairOfFlowstring4T9o1gJJ>"
                + "<d3p1:KeyValuePairOfFlowstring4T9o1gJJ><d3p1:key>Off</d3p1:key><d3p1:value i:nil=\"true\" /></d3p1:KeyValuePairOfFlowstring4T9o1gJJ></Pairs>"),
        Case("also when it is empty", ["Pairs": .list([])], "<Pairs xmlns:d3p1=\"\(pairs)\" />"),
        Case("also when it is null", ["Pairs": .null], "<Pairs xmlns:d3p1=\"\(pairs)\" i:nil=\"true\" />"),
        Case("list of texts", ["Tags": .list([[.string("a")], [.null], [.string("")]])],
             "<Tags xmlns:d3p1=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\"><d3p1:string>a</d3p1:string><d3p1:string i:nil=\"true\" /><d3p1:string></d3p1:string></Tags>"),
        Case("escapes", ["Name": .string("a<b>c&d\"e'f]]>")], "<Name>a&lt;b&gt;c&amp;d\"e'f]]&gt;</Name>"),
        Case("carriage return", ["Name": .string("a\r\nb\tc")], "<Name>a&#xD;\nb\tc</Name>"),
        Case("characters that stay", ["Name": .string("\u{7F}\u{85}\u{A0}\u{2028}😀\u{FFFD}")], "<Name>\u{7F}\u{85}\u{A0}\u{2028}😀\u{FFFD}</Name>"),
        Case("identifier", ["Key": .string("2DCAFC93-DCC4-4287-B76F-39D68E313F13")], "<Key>2dcafc93-dcc4-4287-b76f-39d68e313f13</Key>"),
        Case("number as text", ["Name": .number("1.50")], "<Name>1.50</Name>"),
        Case("false", ["IsOn": .boolean(false)], "<IsOn>false</IsOn>"),
        Case("fraction", ["When": .string("2026-03-22T16:05:19.500")], "<When>2026-03-22T16:05:19.5</When>"),
        Case("no fraction", ["When": .string("2026-03-22T16:05:19.000Z")], "<When>2026-03-22T16:05:19Z</When>"),
        Case("eight digits", ["When": .string("2026-03-22T16:05:19.49317259+01:00")], "<When>2026-03-22T16:05:19.4931725+01:00</When>"),
        Case("date alone", ["When": .string("2026-03-22")], "<When>2026-03-22T00:00:00</When>"),
        Case("member whose name is not known", ["Flow": .number("7")], "<Flow>7</Flow>"),
        Case("object", ["Owner.Z": .string("z"), "Owner.A": .null], "<Owner><A i:nil=\"true\" /><Z>z</Z></Owner>"),
    ]

    private static func batch(_ values: [String: Batches.Value]) -> RecordBatch {
        Batches.batch(schema, [schema.fields.map { values[$0.name] ?? .missing }])
    }

    @Test(arguments: cases)
    func membersAreWritten(_ c: Case) {
        let written = Batches.output(DataContractWriter(Self.schema), Self.batch(c.values))
        #expect(written == "<ArrayOfThing \(Self.i) xmlns=\"urn:t\"><Thing>\(c.xml)</Thing></ArrayOfThing>")
    }

    @Test func nothingButMissingIsOneTag() {
        let written = Batches.output(DataContractWriter(Self.schema), Self.batch([:]))
        #expect(written == "<ArrayOfThing \(Self.i) xmlns=\"urn:t\"><Thing /></ArrayOfThing>")
    }

    /// Depth decides about the prefix.
    @Test func rootRecordHasTheNamespaces() {
        let written = Batches.output(DataContractWriter(Self.schema, layout: .single), Self.batch(["Pairs": .null]))
        #expect(written == "<Thing \(Self.i) xmlns=\"urn:t\"><Pairs xmlns:d2p1=\"\(Self.pairs)\" i:nil=\"true\" /></Thing>")
    }

    @Test(arguments: [
        ("a\u{1}", UnwritableValue(steps: [], field: 0, reason: .character)), ("\0", UnwritableValue(steps: [], field: 0, reason: .character)),
        ("0123456789\u{1F}", UnwritableValue(steps: [], field: 0, reason: .character)), ("\u{FFFE}", UnwritableValue(steps: [], field: 0, reason: .character)),
        ("0123456\u{FFFF}", UnwritableValue(steps: [], field: 0, reason: .character)), ("\t\n\r \u{7F}\u{FFFD}\u{FEFF}\u{E000}\u{1F600}", nil), ("", nil),
    ] as [(String, UnwritableValue?)])
    func charactersThatXMLCannotCarryAreFound(_ text: String, _ expected: UnwritableValue?) {
        #expect(DataContractWriter(Self.schema).unwritable(Self.batch(["Name": .string(text)]), record: 0) == expected)
    }

    @Test func theyAreFoundInListsAndObjects() {
        let writer = DataContractWriter(Self.schema)
        let roles = Self.batch(["Roles": .list([[.string("a"), .missing], [.string("\u{2}"), .missing]])])
        #expect(writer.unwritable(roles, record: 0) == UnwritableValue(steps: [FieldStep(field: 6, index: 1)], field: 0, reason: .character))
        let flow = Self.batch(["Flow": .number("7")])
        #expect(writer.unwritable(flow, record: 0) == UnwritableValue(steps: [], field: 5, reason: .unnamedMember))
    }

    // MARK: Documented samples

    @Test(arguments: [("ArrayOfUserDTO", "UserDTO"), ("ReturnResult", "ReturnResult"), ("UpsertClientRequest", "UpsertClientRequest"), ("ValidationResult", "ValidationResult")])
    func samplesAreWrittenCharacterForCharacter(_ file: String, _ name: String) throws {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let path = tests.appendingPathComponent("ReadersTests/Fixtures/\(file).xml").path
        let sample = try String(contentsOfFile: path, encoding: .utf8)
        let schema = try SchemaCatalog().schema(named: name)
        let batch = try Self.read(path, schema)
        let writer = DataContractWriter(schema, layout: file == name ? .single : .list)
        let compact = sample.replacingOccurrences(of: ">\\s+<", with: "><", options: .regularExpression).trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(Batches.output(writer, batch) == compact)
    }

    private static func read(_ path: String, _ schema: Schema) throws -> RecordBatch {
        let source = try XMLSource(try ByteSource(name: "x", path: path, isInterrupted: { false }))
        let shape = try source.shape(for: schema)
        let splitter = XMLSplitter(source, shape, recordLimit: 1 << 24)
        let batch = RecordBatch(schema: schema)
        #expect(try splitter.fill(batch))
        XMLRecordParser(source, shape, schema: schema).parse(batch)
        #expect(batch.failure == nil)
        #expect(batch.faults == [])
        return batch
    }

    // MARK: Round trip

    private static let hostile = [
        "", " ", "\t\n", "\r", "\r\n", "a&amp;b", "<x>", "]]>", "<![CDATA[", "<!-- -->", "&#1;", "\"'", "\u{10FFFE}\u{E001}", "\u{FFFD}", "\u{FEFF}", "محمد\u{200F}",
        "😀e\u{301}", "\u{85}\u{2028}\u{A0}", "<?pi?>", "true", "0", "</UserDTO>", String(repeating: "&<>\r", count: 100),
    ]

    @Test func whatIsWrittenIsReadBack() throws {
        var random = WriterRandom(state: 7)
        let schema = try SchemaCatalog().schema(named: "UserDTO")
        for round in 0..<60 {
            let batch = Batches.batch(schema, (0..<Int.random(in: 1...8, using: &random)).map { _ in Self.record(schema, &random) })
            let written = Batches.output(DataContractWriter(schema), batch)
            let folder = try TestFolder()
            let path = folder("round\(round).xml")
            try written.write(toFile: path, atomically: true, encoding: .utf8)
            let again = try Self.read(path, schema)
            #expect(again.recordCount == batch.recordCount)
            for record in 0..<min(batch.recordCount, again.recordCount) { #expect(Self.text(record, again) == Self.text(record, batch)) }
        }
    }

    private static func record(_ schema: Schema, _ random: inout WriterRandom) -> [Batches.Value] {
        schema.fields.map { field in
            switch Int.random(in: 0..<6, using: &random) {
            case 0: return .missing
            case 1: return .null
            default: break
            }
            switch field.type {
            case .int32, .int64, .number: return .number(String(Int.random(in: -5...99999, using: &random)))
            case .boolean: return .boolean(Bool.random(using: &random))
            case .guid: return .string("2dcafc93-dcc4-4287-b76f-39d68e313f13")
            case .collection(let element): return .list((0..<Int.random(in: 0...3, using: &random)).map { _ in record(element, &random) })
            default: return .string((0..<Int.random(in: 1...3, using: &random)).map { _ in hostile.randomElement(using: &random) ?? "" }.joined())
            }
        }
    }

    private static func text(_ record: Int, _ batch: RecordBatch) -> String {
        let view = batch.view
        return (0..<batch.fieldCount).map { field in
            let slot = view.slot(record, field)
            switch slot.kind {
            case Slot.Kind.missing: return "missing"
            case Slot.Kind.null: return "null"
            case Slot.Kind.collection:
                return "[" + (0..<slot.length).map { index in batch.children[field].map { text(Int(slot.start) + index, $0) } ?? "" }.joined(separator: "|") + "]"
            default: return "=" + view.text(slot).debugDescription
            }
        }.joined(separator: ",")
    }
}

/// SplitMix64: the same seed gives the same records on every machine.
private struct WriterRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
