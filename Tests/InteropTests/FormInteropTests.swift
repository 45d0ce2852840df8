import Foundation
import Readers
import Records
import Schemas
import Syntax
import Testing
import ValidationSamples
import Writers

/// Forms, written here and read by the formatter of ASP.NET Web API; and forms of any spelling, read by both.
@Suite(.enabled(if: Oracle.serializers != nil, Oracle.whyNoSerializers))
struct FormInteropTests {
    @Test func formatterReadsWrittenRecords() throws {
        print("TRANSLOAD_SEED=\(SeededGenerator.seed) forms, UpsertClientRequest")
        let schema = try SchemaCatalog().schema(named: "UpsertClientRequest")
        var source = RandomRecords(seed: SeededGenerator.seed)
        let batch = source.batch(schema, count: 600)
        let plain = PlainValues(blankIsNull: true)
        var questions: [String] = []
        var expected: [String] = []
        for record in 0..<batch.recordCount {
            let form = try FormWriting.form(batch, [record..<record + 1], .record)
            questions.append("form-read\tUpsertClientRequest\t" + Data(form).base64EncodedString())
            expected.append("ok\t" + plain.line(batch, record))
        }
        try compare(questions, expected)
    }

    @Test func formatterReadsWrittenLists() throws {
        print("TRANSLOAD_SEED=\(SeededGenerator.seed) forms, lists of UserDTO")
        let schema = try SchemaCatalog().schema(named: "UserDTO")
        var source = RandomRecords(seed: SeededGenerator.seed)
        let plain = PlainValues(blankIsNull: true)
        var questions: [String] = []
        var expected: [String] = []
        for round in 0..<200 {
            let batch = source.batch(schema, count: 1 + round % 13)
            // In pieces, as a run delivers them.
            let cut = batch.recordCount / 2
            let form = try FormWriting.form(batch, [0..<cut, cut..<batch.recordCount], .list)
            questions.append("form-read\tArrayOfUserDTO\t" + Data(form).base64EncodedString())
            expected.append("ok\t" + plain.list(batch))
            // And the reader of the product finds what was written.
            let read = FormReading.records(form, schema)
            #expect(plain.list(read) == plain.list(batch))
            #expect(read.failure == nil)
        }
        try compare(questions, expected)
    }

    @Test(arguments: ["UpsertClientRequest", "UserDTO"])
    func bothReadFormsOfAnySpelling(_ type: String) throws {
        print("TRANSLOAD_SEED=\(SeededGenerator.seed) forms of any spelling, \(type)")
        let schema = try SchemaCatalog().schema(named: type)
        let isList = type == "UserDTO"
        var source = RandomRecords(seed: SeededGenerator.seed &+ 2)
        var spelling = RandomForm(seed: SeededGenerator.seed &+ 3)
        let plain = PlainValues(blankIsNull: true)
        var questions: [String] = []
        var expected: [String] = []
        for _ in 0..<400 {
            let batch = source.batch(schema, count: isList ? 2 : 1)
            let form = spelling.respelled(try FormWriting.form(batch, [0..<batch.recordCount], isList ? .list : .record), isList: isList)
            let read = FormReading.records(form, schema)
            questions.append("form-read\t\(isList ? "ArrayOf" : "")\(type)\t" + Data(form).base64EncodedString())
            expected.append("ok\t" + (isList ? plain.list(read) : plain.line(read, 0)))
        }
        try compare(questions, expected)
    }

    private func compare(_ questions: [String], _ expected: [String]) throws {
        var mismatches = Mismatches("seed \(SeededGenerator.seed)")
        for (index, answer) in try Oracle.serialized(questions).enumerated() where answer != expected[index] {
            mismatches.add("form \(index): .NET reads \(answer.difference(from: expected[index]))")
        }
        print("\(questions.count) forms, \(mismatches.count) mismatches")
        #expect(mismatches.count == 0)
    }
}

enum FormReading {
    static func records(_ form: [UInt8], _ schema: Schema) -> RecordBatch {
        let batch = RecordBatch(schema: schema)
        batch.chunk.append(form)
        FormRecordParser(RecordReading(schema: schema, binding: .none)).parse(batch)
        return batch
    }
}

enum FormWriting {
    static func form(_ batch: RecordBatch, _ pieces: [Range<Int>], _ layout: FormRecordSink.Layout) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("transload-form-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("body.form").path
        let file = try OutputFile(name: path, path: path, isPrivate: false, mayReplace: false, isInterrupted: { false })
        let sink = FormRecordSink(file, batch.schema, layout: layout)
        for piece in pieces { try sink.insert(batch, records: [piece]) }
        try sink.finish()
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}

/// Spells a form differently without saying anything else.
struct RandomForm {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed) }

    /// - Parameter isList: whether it is a list of records; of such a one with '&&' in it the formatter never comes to an end.
    mutating func respelled(_ form: [UInt8], isList: Bool) -> [UInt8] {
        var pairs = form.split(separator: 0x26).map { Array($0) }
        pairs = pairs.map { pair in
            let equals = pair.firstIndex(of: 0x3D) ?? pair.count
            return key(Array(pair[..<equals])) + pair[equals...].flatMap { respelled($0) }
        }
        pairs.shuffle(using: &random)
        return Array(pairs.joined(separator: !isList && random.chance(10) ? [0x26, 0x26] : [0x26]))
    }

    private mutating func respelled(_ byte: UInt8) -> [UInt8] {
        let isPlain = byte >= 0x61 && byte <= 0x7A
        if isPlain && random.chance(3) { return Array("%\(String(byte, radix: 16))".utf8) }
        if isPlain && random.chance(3) { return Array("%u00\(String(byte, radix: 16))".utf8) }
        return byte == 0x2B && random.chance(30) ? Array("%20".utf8) : [byte]
    }

    /// `ClientSecrets[0].Key` as `clientsecrets%5B0%5D[KEY]`.
    private mutating func key(_ key: [UInt8]) -> [UInt8] {
        var text = String(decoding: key, as: UTF8.self)
        if random.chance(30) { text = random.chance(50) ? text.lowercased() : text.uppercased() }
        if random.chance(30) {
            var parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            for i in parts.indices.dropFirst() {
                let name = parts[i].prefix { $0 != "[" }
                parts[i] = "[\(name)]" + parts[i].dropFirst(name.count)
            }
            text = parts.joined()
        }
        if random.chance(30) { text = text.replacingOccurrences(of: "[", with: "%5B").replacingOccurrences(of: "]", with: "%5d") }
        return Array(text.utf8)
    }
}
