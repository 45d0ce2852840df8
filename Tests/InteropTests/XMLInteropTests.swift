import Foundation
import Readers
import Records
import Schemas
import Testing
import ValidationSamples
import Writers

/// DataContract XML, written here and read by DataContractSerializer, and the other way round.
@Suite(.enabled(if: Oracle.serializers != nil, Oracle.whyNoSerializers))
struct XMLInteropTests {
    private static let count = 400

    static let types = ["UserDTO", "UpsertClientRequest", "DTOClient"]

    @Test(arguments: types)
    func dataContractSerializerReadsWhatIsWritten(_ type: String) throws {
        print("TRANSLOAD_SEED=\(SeededGenerator.seed) XML, written \(type)")
        let schema = try SchemaCatalog().schema(named: type)
        var source = RandomRecords(seed: SeededGenerator.seed &+ 5, limits: [.xmlCharacters, .noUndefinedMembers, .timesOfXML])
        let plain = PlainValues()
        var mismatches = Mismatches("seed \(SeededGenerator.seed)")
        let batches = (0..<Self.count / 4).map { source.batch(schema, count: $0 % 9) }
        var questions = batches.map { "xml-read\tArrayOf\(type)\t" + Self.document($0, .list).base64EncodedString() }
        var expected = batches.map { "ok\t" + plain.list($0) }
        let singles = (0..<Self.count / 4).map { _ in source.batch(schema, count: 1) }
        questions += singles.map { "xml-read\t\(type)\t" + Self.document($0, .single).base64EncodedString() }
        expected += singles.map { "ok\t" + plain.line($0, 0) }
        for (index, answer) in try Oracle.serialized(questions).enumerated() where answer != expected[index] {
            mismatches.add("document \(index): .NET reads \(answer.difference(from: expected[index]))")
        }
        print("\(questions.count) documents of \(type), \(mismatches.count) mismatches")
        #expect(mismatches.count == 0)
    }

    /// What the serializer has written, read and written here, is the same byte for byte: nothing is missing in it, and it has no
    /// carriage return.
    @Test(arguments: types)
    func bytesAreThoseOfDataContractSerializer(_ type: String) throws {
        print("TRANSLOAD_SEED=\(SeededGenerator.seed) XML, bytes of \(type)")
        let schema = try SchemaCatalog().schema(named: type)
        let limits: RandomRecords.Limits = [.xmlCharacters, .noCarriageReturn, .noUndefinedMembers, .timesOfXML]
        var source = RandomRecords(seed: SeededGenerator.seed &+ 6, limits: limits)
        let plain = PlainValues()
        var mismatches = Mismatches("seed \(SeededGenerator.seed)")
        let batches = (0..<Self.count / 4).map { source.batch(schema, count: 1 + $0 % 8) }
        for (index, answer) in try Oracle.serialized(batches.map { "xml-write\tArrayOf\(type)\t" + plain.list($0) }).enumerated() {
            let document = try #require(Data(base64Encoded: String(answer.dropFirst(3))), "\(answer)")
            let written = Self.document(try XMLReading.records(Array(document), schema), .list)
            if written != document {
                let text = String(decoding: written, as: UTF8.self)
                mismatches.add("document \(index): \(text.difference(from: String(decoding: document, as: UTF8.self)))")
            }
        }
        print("\(batches.count) documents of \(type), \(mismatches.count) mismatches")
        #expect(mismatches.count == 0)
    }

    private static func document(_ batch: RecordBatch, _ layout: DataContractWriter.Layout) -> Data {
        let writer = DataContractWriter(batch.schema, layout: layout)
        let out = ByteBuffer()
        writer.append(batch, records: 0..<batch.recordCount, to: out)
        return Data(writer.header + Array(out.bytes) + writer.footer)
    }

    @Test(arguments: types)
    func whatDataContractSerializerWritesIsRead(_ type: String) throws {
        print("TRANSLOAD_SEED=\(SeededGenerator.seed) XML, read \(type)")
        let schema = try SchemaCatalog().schema(named: type)
        // A carriage return is lost by its writer; the characters that XML does not have are there as references.
        var source = RandomRecords(seed: SeededGenerator.seed &+ 4, limits: [.noCarriageReturn, .noUndefinedMembers])
        let plain = PlainValues()
        var mismatches = Mismatches("seed \(SeededGenerator.seed)")
        let batches = (0..<Self.count / 4).map { _ in source.batch(schema, count: 4) }
        let answers = try Oracle.serialized(batches.map { "xml-write\tArrayOf\(type)\t" + plain.list($0) })
        for (index, answer) in answers.enumerated() {
            guard answer.hasPrefix("ok\t"), let document = Data(base64Encoded: String(answer.dropFirst(3))) else {
                mismatches.add("document \(index): \(answer)")
                continue
            }
            let read = try XMLReading.records(Array(document), schema)
            if plain.list(read) != plain.list(batches[index]) {
                mismatches.add("document \(index): \(plain.list(read).difference(from: plain.list(batches[index])))")
            }
            for fault in read.faults { mismatches.add("document \(index): \(fault)") }
        }
        print("\(answers.count) documents of \(type), \(mismatches.count) mismatches")
        #expect(mismatches.count == 0)
    }
}

enum XMLReading {
    static func records(_ document: [UInt8], _ schema: Schema) throws -> RecordBatch {
        let source = try XMLSource(MemoryStream(document))
        let shape = try source.shape(for: schema)
        let splitter = XMLSplitter(source, shape, recordLimit: 1 << 26, chunkSize: 1 << 26)
        let batch = RecordBatch(schema: schema)
        if try splitter.fill(batch) { XMLRecordParser(source, shape, schema: schema).parse(batch) }
        if let failure = batch.failure { throw failure }
        return batch
    }
}
