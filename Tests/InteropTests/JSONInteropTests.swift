import Foundation
import Readers
import Records
import Schemas
import Syntax
import Testing
import ValidationSamples
import Writers

/// JSON, written here and read by Newtonsoft, and the other way round.
@Suite(.enabled(if: Oracle.serializers != nil, Oracle.whyNoSerializers))
struct JSONInteropTests {
    static let types = ["UserDTO", "UpsertClientRequest", "DTOClient"]
    private static let count = 600

    @Test(arguments: types)
    func newtonsoftReadsWhatIsWritten(_ type: String) throws {
        print("TRANSLOAD_SEED=\(SeededGenerator.seed) JSON, written \(type)")
        let schema = try SchemaCatalog().schema(named: type)
        var source = RandomRecords(seed: SeededGenerator.seed, limits: .noTimesInPairs)
        let batch = source.batch(schema, count: Self.count)
        let plain = PlainValues()
        let expected = (0..<batch.recordCount).map { plain.line(batch, $0) }
        let lines = (0..<batch.recordCount).map { record in
            "json-read\t\(type)\t" + Self.document(JSONRecordWriter(schema, layout: .lines), batch, record..<record + 1)
        }
        let answers = try Oracle.serialized(lines)
        var mismatches = Mismatches("seed \(SeededGenerator.seed)")
        for (record, answer) in answers.enumerated() where answer != "ok\t" + expected[record] {
            mismatches.add("record \(record): \(answer.difference(from: "ok\t" + expected[record]))")
        }
        let whole = Self.document(JSONRecordWriter(schema, layout: .array), batch, 0..<batch.recordCount)
        let answer = try Oracle.serialized(["json-read\tArrayOf\(type)\t" + whole])
        #expect(answer == ["ok\t[" + expected.joined(separator: ",") + "]"], "the records as one array")
        print("\(batch.recordCount) records of \(type), \(mismatches.count) mismatches")
        #expect(mismatches.count == 0)
    }

    @Test(arguments: types)
    func whatNewtonsoftWritesIsRead(_ type: String) throws {
        print("TRANSLOAD_SEED=\(SeededGenerator.seed) JSON, read \(type)")
        let schema = try SchemaCatalog().schema(named: type)
        var source = RandomRecords(seed: SeededGenerator.seed &+ 1)
        let batch = source.batch(schema, count: Self.count)
        let plain = PlainValues()
        let expected = (0..<batch.recordCount).map { plain.line(batch, $0) }
        let answers = try Oracle.serialized(expected.map { "json-write\t\(type)\t" + $0 })
        var mismatches = Mismatches("seed \(SeededGenerator.seed)")
        for (record, answer) in answers.enumerated() {
            let document = try #require(Data(base64Encoded: String(answer.dropFirst(3))), "\(answer)")
            let read = try JSONReading.records(Array(document), schema)
            let mine = plain.list(read)
            if mine != "[" + expected[record] + "]" {
                mismatches.add("record \(record): \(mine.difference(from: "[" + expected[record] + "]"))")
            }
        }
        print("\(batch.recordCount) records of \(type), \(mismatches.count) mismatches")
        #expect(mismatches.count == 0)
    }

    /// The one text that no spelling brings to the server unchanged: Newtonsoft reads the value of a pair without knowing that it
    /// is to be a string, takes what looks like a time for one, and makes a string of that. A warning names exactly those.
    @Test(arguments: [
        ("2026-03-22T16:05:19.4931725", "03/22/2026 16:05:19"), ("2026-03-22T16:05:19Z", "03/22/2026 16:05:19"),
        ("/Date(1742659519493)/", "03/22/2025 16:05:19"), ("2026-03-22", "2026-03-22"),
    ])
    func newtonsoftChangesTimesInPairs(_ written: String, _ held: String) throws {
        let key = "00000000-0000-0000-0000-000000000000"
        let document = #"{"RedirectUris":[{"Key":"\#(key)","Value":"\#(written)"}],"ClientUri":"\#(written)"}"#
        let answer = try Oracle.serialized(["json-read\tUpsertClientRequest\t" + Oracle.encoded(document)])[0]
        #expect(answer.contains(#""RedirectUris":[{"Key":"\#(key)","Value":"\#(held)"}]"#))
        #expect(answer.contains(#""ClientUri":"\#(written)""#))
        let read = try JSONReading.records(Array(document.utf8), try SchemaCatalog().schema(named: "UpsertClientRequest"))
        #expect(read.faults.contains { $0.code == .changedByServer } == (written != held))
    }

    /// What JSON can say and no writer does.
    @Test(arguments: [
        #"{"UserName":"\ud83d"}"#, #"{"UserName":"a\ude00b"}"#, #"{"UserName":"\ud83d\ude00"}"#, #"{"UserName":"\ud83dx\ude00"}"#,
        #"{"UserName":"\ud83d\ud83d\ude00"}"#, #"{"UserName":"\u0000\u001f\u007f\/"}"#, #"{"USERNAME":"a","eMail":"b"}"#,
        #"{"User\u004eame":"a"}"#, #"{"UserName":"a","UserName":"b"}"#, #"{"UserName":"a","username":"b"}"#, #"{"UserName":null,"Groups":null}"#,
        #"{"Groups":[],"RoleDTOs":[{}],"MenuItems":[{"ParentId":null,"Id":4}]}"#, #"{"Unknown":{"a":[1,{"b":2}]},"Id":5}"#, "{}",
        "\u{FEFF}{\"Id\":1}", " \n\t{ \"Id\" : 1 }\r\n",
    ])
    func bothReadTheSame(_ document: String) throws {
        let schema = try SchemaCatalog().schema(named: "UserDTO")
        let answer = try Oracle.serialized(["json-read\tUserDTO\t" + Oracle.encoded(document)])
        let read = try JSONReading.records(Array(document.utf8), schema)
        #expect(answer == ["ok\t" + String(PlainValues().list(read).dropFirst().dropLast())])
    }

    private static func document(_ writer: JSONRecordWriter, _ batch: RecordBatch, _ records: Range<Int>) -> String {
        let buffer = ByteBuffer()
        writer.append(batch, records: records, to: buffer)
        return Data(writer.header + buffer.bytes.dropFirst(writer.separatorLength) + writer.footer).base64EncodedString()
    }
}

/// Reads JSON documents with the reader of the product.
enum JSONReading {
    /// - Parameter document: one object, or an array of them.
    static func records(_ document: [UInt8], _ schema: Schema) throws -> RecordBatch {
        let source = try JSONSource(OpenedText(MemoryStream(document)))
        try source.choose(for: schema, at: nil)
        let batch = RecordBatch(schema: schema)
        let splitter = source.makeSplitter(recordLimit: 1 << 26)
        if try splitter.fill(batch) { source.makeParser(RecordReading(schema: schema, binding: .none)).parse(batch) }
        if let failure = batch.failure { throw failure }
        return batch
    }
}

extension String {
    /// The place where a line differs from the one that was expected, with a little of both.
    func difference(from expected: String) -> String {
        let mine = Array(unicodeScalars)
        let other = Array(expected.unicodeScalars)
        let place = zip(mine, other).enumerated().first { $1.0 != $1.1 }?.offset ?? min(mine.count, other.count)
        func excerpt(_ scalars: [Unicode.Scalar]) -> String {
            String(String.UnicodeScalarView(scalars[max(0, min(scalars.count, place) - 60)..<min(scalars.count, place + 60)]))
        }
        return "at \(place): '\(excerpt(mine))', expected '\(excerpt(other))'"
    }
}
