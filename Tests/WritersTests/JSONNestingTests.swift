import Records
import Testing

@testable import Writers

/// What the JSON writer makes of objects in records and of lists of scalars.
@Suite struct JSONNestingTests {
    private static let kinds = Schema(
        name: "Kind", system: "test", validation: .jsonSchema, fields: [Field(name: "value", type: .string)], isScalar: true)
    private static let inner = Schema(
        name: "Inner", system: "test", validation: .jsonSchema,
        fields: [Field(name: "g", type: .object), Field(name: "g.n", path: ["g", "n"], type: .int32)])
    private static let schema = Schema(
        name: "A", system: "test", validation: .jsonSchema,
        fields: [
            Field(name: "User", type: .string, wireNames: ["User", "user"]),
            Field(name: "o", type: .object),
            Field(name: "o.x", path: ["o", "x"], type: .string),
            Field(name: "o.p", path: ["o", "p"], type: .object),
            Field(name: "o.p.y", path: ["o", "p", "y"], type: .boolean),
            Field(name: "kinds", type: .collection(kinds)),
            Field(name: "inner", type: .collection(inner)),
        ])

    /// What a field holds.
    enum Value: Sendable {
        case null, object, yes
        case text(String)
        case number(String)
        case list(Range<Int>)
    }

    struct Written: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// By the name of the field.
        let values: [String: Value]
        let json: String
    }

    static let cases: [Written] = [
        Written(testDescription: "nothing", values: [:], json: "{}"),
        Written(testDescription: "request's spelling", values: ["User": .text("a\"b")], json: #"{"User":"a\"b"}"#),
        Written(testDescription: "object without members", values: ["o": .object], json: #"{"o":{}}"#),
        Written(testDescription: "null for an object", values: ["o": .null], json: #"{"o":null}"#),
        Written(testDescription: "members", values: ["o": .object, "o.x": .text("1")], json: #"{"o":{"x":"1"}}"#),
        Written(testDescription: "null member", values: ["o": .object, "o.x": .null], json: #"{"o":{"x":null}}"#),
        Written(
            testDescription: "object in an object", values: ["User": .text(""), "o": .object, "o.p": .object, "o.p.y": .yes],
            json: #"{"User":"","o":{"p":{"y":true}}}"#),
        Written(
            testDescription: "null inside an object", values: ["o": .object, "o.x": .text("1"), "o.p": .null],
            json: #"{"o":{"x":"1","p":null}}"#),
        Written(testDescription: "members without their marker", values: ["o.p.y": .yes], json: #"{"o":{"p":{"y":true}}}"#),
        Written(testDescription: "empty list", values: ["kinds": .list(0..<0)], json: #"{"kinds":[]}"#),
        Written(testDescription: "null for a list", values: ["kinds": .null], json: #"{"kinds":null}"#),
        Written(testDescription: "list of scalars", values: ["kinds": .list(0..<3)], json: #"{"kinds":["A",null,"B"]}"#),
        Written(
            testDescription: "objects in a list", values: ["o": .object, "inner": .list(0..<2)],
            json: #"{"o":{},"inner":[{"g":{"n":7}},{"g":null}]}"#),
    ]

    private func fill(_ batch: RecordBatch, _ rows: [[String: Value]]) {
        for values in rows {
            _ = batch.beginRecord(at: 0, line: 0)
            let record = batch.recordCount - 1
            for (index, field) in batch.schema.fields.enumerated() {
                func put(_ text: String, _ kind: UInt32) {
                    Array(text.utf8).withUnsafeBufferPointer { batch.replace(record: record, field: index, kind: kind, with: $0) }
                }
                let position = record * batch.fieldCount + index
                switch values[field.name] {
                case nil: break
                case .null?: batch.slots[position] = .null
                case .object?: batch.slots[position] = .object
                case .yes?: batch.slots[position] = RecordBatch.trueSlot
                case .text(let text)?: put(text, Slot.Kind.string)
                case .number(let text)?: put(text, Slot.Kind.number)
                case .list(let range)?:
                    batch.slots[position] = Slot(kind: Slot.Kind.collection, start: range.lowerBound, length: range.count)
                }
            }
        }
    }

    @Test(arguments: cases)
    func recordIsWrittenAs(_ written: Written) throws {
        let batch = RecordBatch(schema: Self.schema)
        fill(batch, [written.values])
        fill(try #require(batch.child(ofField: 5)), [["value": .text("A")], ["value": .null], ["value": .text("B")]])
        fill(try #require(batch.child(ofField: 6)), [["g": .object, "g.n": .number("7")], ["g": .null]])
        let out = ByteBuffer()
        JSONRecordWriter(Self.schema, layout: .lines).append(batch, records: 0..<1, to: out)
        #expect(String(decoding: out.bytes, as: UTF8.self) == written.json + "\n")
    }

    /// Names longer than the cell that short ones are moved in.
    @Test func longNamesAreWrittenWhole() {
        let long = String(repeating: "n", count: 40)
        let schema = Schema(
            name: "L", system: "test", validation: .jsonSchema,
            fields: [
                Field(name: "o", type: .object), Field(name: "o." + long, path: ["o", long], type: .boolean),
                Field(name: "o.z", path: ["o", "z"], type: .boolean),
            ])
        let batch = RecordBatch(schema: schema)
        fill(batch, [["o": .object, "o." + long: .yes, "o.z": .yes]])
        let out = ByteBuffer()
        JSONRecordWriter(schema, layout: .array).append(batch, records: 0..<1, to: out)
        #expect(String(decoding: out.bytes, as: UTF8.self) == ",\n{\"o\":{\"\(long)\":true,\"z\":true}}")
    }
}
