import Foundation
import Records
import Testing

@testable import Pipeline

/// What records make together: values, states, lists, objects.
@Suite struct RecordJoinerTests {
    indirect enum Value: Equatable, Sendable {
        case missing, null, object, text(String), number(String), list([[Value]])
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// The values of one field in each record.
        let values: [Value]
        let type: FieldType
        let joined: Value
        /// The places, counted from 1, of the records that disagree, and of those whose value was taken.
        var conflicts: [[UInt64]] = []
    }

    static let inner = Schema(name: "Inner", system: "test", validation: .jsonSchema, fields: [Field(name: "Code", type: .string)])
    static let role = Schema(
        name: "Role", system: "test", validation: .jsonSchema,
        fields: [Field(name: "Name", type: .string), Field(name: "Id", type: .int32), Field(name: "Inner", type: .collection(inner))])

    static func role(_ name: Value, _ id: Value = .missing, _ codes: Value = .missing) -> [Value] { [name, id, codes] }
    static let a = role(.text("A")), b = role(.text("B")), c = role(.text("C"))

    static let cases = [
        Case(testDescription: "the same text", values: [.text("x"), .text("x")], type: .string, joined: .text("x")),
        Case(testDescription: "another text", values: [.text("x"), .text("y")], type: .string, joined: .text("x"), conflicts: [[2, 1]]),
        Case(testDescription: "case counts", values: [.text("x"), .text("X")], type: .string, joined: .text("x"), conflicts: [[2, 1]]),
        Case(testDescription: "the value that exists", values: [.missing, .text("x"), .missing], type: .string, joined: .text("x")),
        Case(
            testDescription: "the record with the value is named", values: [.missing, .text("x"), .text("y"), .text("x"), .text("z")],
            type: .string, joined: .text("x"), conflicts: [[3, 2], [5, 2]]),
        Case(testDescription: "null agrees", values: [.null, .text("x"), .null], type: .string, joined: .text("x")),
        Case(testDescription: "empty agrees", values: [.text(""), .text("x"), .text("")], type: .string, joined: .text("x")),
        Case(testDescription: "missing and null", values: [.missing, .null], type: .string, joined: .null),
        Case(testDescription: "null and empty", values: [.null, .text(""), .null], type: .string, joined: .text("")),
        Case(testDescription: "empty and missing", values: [.text(""), .missing], type: .string, joined: .text("")),
        Case(testDescription: "nothing at all", values: [.missing, .missing], type: .string, joined: .missing),
        Case(testDescription: "two forms of one boolean", values: [.text("yes"), .text("TRUE"), .text("1")], type: .boolean, joined: .text("yes")),
        Case(testDescription: "two forms of one number", values: [.text("7"), .number("7"), .text("+07")], type: .int32, joined: .text("7")),
        Case(testDescription: "two numbers", values: [.text("7"), .text("8")], type: .int32, joined: .text("7"), conflicts: [[2, 1]]),
        Case(testDescription: "no numbers at all", values: [.text("x"), .text("y")], type: .int32, joined: .text("x"), conflicts: [[2, 1]]),
        Case(testDescription: "a number is no text", values: [.text("7"), .number("7")], type: .string, joined: .text("7"), conflicts: [[2, 1]]),
        Case(testDescription: "object and null", values: [.null, .object, .missing], type: .object, joined: .object),
        Case(testDescription: "lists unite", values: [.list([a]), .list([b]), .list([c])], type: .collection(role), joined: .list([a, b, c])),
        Case(testDescription: "equal elements once", values: [.list([b, a]), .list([a, c]), .list([b])], type: .collection(role), joined: .list([b, a, c])),
        Case(testDescription: "once in one record as well", values: [.list([a, a]), .list([b])], type: .collection(role), joined: .list([a, b])),
        Case(testDescription: "no list, then one", values: [.missing, .list([a]), .null], type: .collection(role), joined: .list([a])),
        Case(testDescription: "null and an empty list", values: [.null, .list([])], type: .collection(role), joined: .list([])),
        Case(testDescription: "empty lists", values: [.list([]), .list([a]), .list([])], type: .collection(role), joined: .list([a])),
        Case(
            testDescription: "missing and null are two elements", values: [.list([role(.text("A"), .missing)]), .list([role(.text("A"), .null)])],
            type: .collection(role), joined: .list([role(.text("A"), .missing), role(.text("A"), .null)])),
        Case(
            testDescription: "forms of one value are one element", values: [.list([role(.text("A"), .text("7"))]), .list([role(.text("A"), .text("07"))])],
            type: .collection(role), joined: .list([role(.text("A"), .text("7"))])),
        Case(
            testDescription: "lists in lists",
            values: [
                .list([role(.text("A"), .missing, .list([[.text("p")], [.text("q")]]))]),
                .list([role(.text("A"), .missing, .list([[.text("p")]])), role(.text("A"), .missing, .list([[.text("p")], [.text("q")]]))]),
            ],
            type: .collection(role),
            joined: .list([
                role(.text("A"), .missing, .list([[.text("p")], [.text("q")]])), role(.text("A"), .missing, .list([[.text("p")]])),
            ])),
        Case(
            testDescription: "where a text ends counts",
            values: [.list([role(.text("A"), .text("")), role(.text(""), .text("A"))])], type: .collection(role),
            joined: .list([role(.text("A"), .text("")), role(.text(""), .text("A"))])),
    ]

    @Test(arguments: cases)
    func recordsJoin(_ testCase: Case) {
        let schema = Self.schema(testCase.type)
        let joiner = RecordJoiner(schema, keyFields: [0])
        // What a joiner held before leaves no trace.
        for round in 0..<2 {
            joiner.begin()
            var conflicts: [[UInt64]] = []
            for (index, value) in testCase.values.enumerated() {
                let batch = Self.batch(schema, [[.text(index == 0 ? "key" : "KEY"), value]])
                let bytes = ByteBuffer()
                RecordEncoder.append(0, of: batch, to: bytes)
                joiner.join(bytes.bytes, number: UInt64(index + 1))
                conflicts += joiner.conflicts.map { [UInt64(index + 1), $0.taken] }
            }
            #expect(Self.values(joiner.batch, 0) == [.text("key"), testCase.joined], "round \(round)")
            #expect(conflicts == testCase.conflicts)
        }
    }

    /// Members of an object are fields of their own.
    @Test func objectsJoinMemberByMember() {
        let schema = Schema(
            name: "User", system: "test", validation: .jsonSchema,
            fields: [
                Field(name: "Key", type: .string), Field(name: "Info", type: .object),
                Field(name: "Info.City", path: ["Info", "City"], type: .string), Field(name: "Info.Zip", path: ["Info", "Zip"], type: .string),
            ])
        let joiner = RecordJoiner(schema, keyFields: [0])
        joiner.begin()
        let rows: [[Value]] = [
            [.text("k"), .null, .missing, .missing], [.text("k"), .object, .text("Riyadh"), .missing],
            [.text("k"), .object, .text("Jeddah"), .text("1")],
        ]
        var conflicts: [RecordJoiner.Conflict] = []
        for (index, row) in rows.enumerated() {
            let bytes = ByteBuffer()
            RecordEncoder.append(0, of: Self.batch(schema, [row]), to: bytes)
            joiner.join(bytes.bytes, number: UInt64(index + 1))
            conflicts += joiner.conflicts
        }
        #expect(Self.values(joiner.batch, 0) == [.text("k"), .object, .text("Riyadh"), .text("1")])
        #expect(conflicts == [.init(field: 2, taken: 2)])
    }

    /// More elements than are compared one by one.
    @Test func longListsHoldEachElementOnce() {
        let schema = Self.schema(.collection(Self.role))
        let joiner = RecordJoiner(schema, keyFields: [0])
        joiner.begin()
        var expected: [[Value]] = []
        for number in 0..<500 {
            let element = Self.role(.text("role \(number * 7 % 90)"), .number(String(number % 2)))
            if !expected.contains(element) { expected.append(element) }
            let bytes = ByteBuffer()
            RecordEncoder.append(0, of: Self.batch(schema, [[.text("k"), .list([element])]]), to: bytes)
            joiner.join(bytes.bytes, number: UInt64(number + 1))
        }
        #expect(expected.count > 64)
        #expect(Self.values(joiner.batch, 0) == [.text("k"), .list(expected)])
    }

    /// A record that goes through bytes comes back into a batch that holds others.
    @Test func encodedRecordComesBack() {
        let schema = Self.schema(.collection(Self.role))
        let long = String(repeating: "é", count: 9000)
        let record: [Value] = [
            .text(long), .list([Self.role(.text(""), .null, .list([[.text("p")], [.missing]])), Self.role(.null, .number("-7"), .list([])), Self.a]),
        ]
        let other: [Value] = [.text("other"), .list([Self.b])]
        let source = Self.batch(schema, [other, record])
        let bytes = ByteBuffer()
        RecordEncoder.append(1, of: source, to: bytes)
        let target = Self.batch(schema, [other, [.missing, .missing]])
        var decoder = RecordDecoder(bytes.bytes)
        decoder.read(into: target, record: 1)
        #expect(Self.values(target, 0) == other)
        #expect(Self.values(target, 1) == record)
    }

    // MARK: Values in batches

    static func schema(_ type: FieldType) -> Schema {
        Schema(name: "User", system: "test", validation: .jsonSchema, fields: [Field(name: "Key", type: .string), Field(name: "Value", type: type)])
    }

    static func batch(_ schema: Schema, _ records: [[Value]]) -> RecordBatch {
        let batch = RecordBatch(schema: schema)
        fill(batch, records)
        return batch
    }

    private static func fill(_ batch: RecordBatch, _ records: [[Value]]) {
        for record in records {
            var slots: [Slot] = []
            for (field, value) in record.enumerated() {
                func slot(_ text: String, _ kind: UInt32) -> Slot {
                    let start = batch.chunk.count
                    batch.chunk.append(text)
                    return Slot(kind: kind, start: start, length: text.utf8.count)
                }
                switch value {
                case .missing: slots.append(.missing)
                case .null: slots.append(.null)
                case .object: slots.append(.object)
                case .text(let text): slots.append(slot(text, Slot.Kind.string))
                case .number(let text): slots.append(slot(text, Slot.Kind.number))
                case .list(let elements):
                    slots.append(Slot(kind: Slot.Kind.collection, start: batch.child(ofField: field)?.recordCount ?? 0, length: elements.count))
                    if let child = batch.child(ofField: field) { fill(child, elements) }
                }
            }
            let row = batch.beginRecord(at: 0, line: 0)
            for (field, slot) in slots.enumerated() { row[field] = slot }
        }
    }

    static func values(_ batch: RecordBatch, _ record: Int) -> [Value] {
        (0..<batch.fieldCount).map { field in
            let slot = batch.view.slot(record, field)
            switch slot.kind {
            case Slot.Kind.missing: return .missing
            case Slot.Kind.null: return .null
            case Slot.Kind.object: return .object
            case Slot.Kind.number: return .number(batch.view.text(slot))
            case Slot.Kind.collection:
                guard slot.length > 0, let child = batch.children[field] else { return .list([]) }
                return .list((0..<slot.length).map { values(child, Int(slot.start) + $0) })
            default: return .text(batch.view.text(slot))
            }
        }
    }
}
