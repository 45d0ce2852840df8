import Testing

@testable import Records

@Suite struct NestedObjectTests {
    private static let text = Slot(kind: Slot.Kind.string, start: 0, length: 0)

    /// `a`, the object `o` with `o.x` and the object `o.p` with `o.p.y`, and `b`.
    private static let schema = Schema(
        name: "A", system: "test", validation: .jsonSchema,
        fields: [
            Field(name: "a", type: .string),
            Field(name: "o", type: .object),
            Field(name: "o.x", path: ["o", "x"], type: .string),
            Field(name: "o.p", path: ["o", "p"], type: .object),
            Field(name: "o.p.y", path: ["o", "p", "y"], type: .string),
            Field(name: "b", type: .string),
        ])

    struct Settled: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let before: [Slot]
        /// The kinds of `o` and `o.p` afterwards.
        let markers: [UInt32]
    }

    static let cases: [Settled] = [
        Settled(
            testDescription: "nothing in it", before: [text, .missing, .missing, .missing, .missing, text],
            markers: [Slot.Kind.missing, Slot.Kind.missing]),
        Settled(
            testDescription: "a member", before: [.missing, .missing, text, .missing, .missing, .missing],
            markers: [Slot.Kind.object, Slot.Kind.missing]),
        Settled(
            testDescription: "a member of the inner object", before: [.missing, .missing, .missing, .missing, text, .missing],
            markers: [Slot.Kind.object, Slot.Kind.object]),
        Settled(
            testDescription: "a null member", before: [.missing, .missing, .null, .missing, .missing, .missing],
            markers: [Slot.Kind.object, Slot.Kind.missing]),
        Settled(
            testDescription: "null stays null", before: [.missing, .null, .missing, .missing, .missing, .missing],
            markers: [Slot.Kind.null, Slot.Kind.missing]),
    ]

    @Test(arguments: cases)
    func objectIsThereWhenAMemberIs(_ settled: Settled) {
        let batch = RecordBatch(schema: Self.schema)
        let row = batch.beginRecord(at: 0, line: 0)
        for (field, slot) in settled.before.enumerated() { row[field] = slot }
        batch.settleObjects()
        #expect([1, 3].map { batch.view.slot(0, $0).kind } == settled.markers)
        #expect([0, 2, 4, 5].map { batch.view.slot(0, $0) } == [0, 2, 4, 5].map { settled.before[$0] })
    }

    @Test func fieldsKnowTheirNames() {
        #expect(Self.schema.fields[4].spellings == ["o.p.y"])
        #expect(Self.schema.fields[4].wireNames == ["y"])
        let named = Field(name: "o.u", path: ["o", "u"], type: .string, wireNames: ["U", "u"])
        #expect(named.spellings == ["o.U", "o.u"])
        #expect(Field(name: "v", type: .string, wireNames: []).wireNames == ["v"])
    }
}
