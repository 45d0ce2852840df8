import Foundation
import Readers
import Records
import Schemas
import Testing
import ValidationSamples

/// DataContract XML, written by DataContractSerializer and read here.
@Suite(.enabled(if: Oracle.serializers != nil, Oracle.whyNoSerializers))
struct XMLInteropTests {
    private static let count = 400

    @Test(arguments: ["UserDTO", "UpsertClientRequest", "DTOClient"])
    func whatDataContractSerializerWritesIsRead(_ type: String) throws {
        print("TRANSLOAD_SEED=\(SeededGenerator.seed) XML, read \(type)")
        let schema = try SchemaCatalog().schema(named: type)
        // A carriage return is lost by its writer; the characters that XML has not are there as references.
        var source = RandomRecords(seed: SeededGenerator.seed &+ 4, limits: .xmlWithReferences)
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
