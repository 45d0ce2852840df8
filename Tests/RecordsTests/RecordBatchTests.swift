import Records
import Testing

@Suite struct RecordBatchTests {
    static let element = Schema(
        name: "Role", system: "test", validation: .dotNetDataAnnotations, fields: [Field(name: "Name", type: .string)])
    static let schema = Schema(
        name: "User", system: "test", validation: .dotNetDataAnnotations,
        fields: [
            Field(name: "Id", type: .int32, isNullable: false), Field(name: "Name", type: .string),
            Field(name: "Roles", type: .collection(element)),
        ])

    private func batch(_ text: String = "") -> RecordBatch {
        let batch = RecordBatch(schema: Self.schema)
        batch.chunk.append(text)
        return batch
    }

    @Test func everyFieldOfANewRecordIsMissing() {
        let batch = batch()
        _ = batch.beginRecord(at: 0, line: 0)
        #expect((0..<3).allSatisfy { batch.view.slot(0, $0) == .missing })
        #expect(batch.view.text(batch.view.slot(0, 1)).isEmpty)
    }

    @Test func statesStayApartInTheirRecords() {
        let batch = batch("17,omar")
        let states: [Slot] = [
            .missing, .null, Slot(kind: Slot.Kind.string, start: 0, length: 0), Slot(kind: Slot.Kind.string, start: 3, length: 4),
        ]
        for (index, state) in states.enumerated() { batch.beginRecord(at: index, line: 0)[1] = state }
        let view = batch.view
        #expect((0..<4).map { view.slot($0, 1) } == states)
        #expect((0..<4).map { view.text(view.slot($0, 1)) } == ["", "", "", "omar"])
        #expect((0..<4).allSatisfy { view.slot($0, 0) == .missing && view.slot($0, 2) == .missing })
    }

    @Test func recordsSurviveGrowth() {
        let batch = batch(String(repeating: "x", count: 5_000))
        for record in 0..<1_000 {
            let row = batch.beginRecord(at: record * 5, line: record * 2)
            row[0] = Slot(kind: Slot.Kind.number, start: record, length: 1)
            batch.endRecord(at: record * 5 + 4)
        }
        #expect(batch.recordCount == 1_000)
        for record in 0..<1_000 {
            #expect(batch.view.slot(record, 0) == Slot(kind: Slot.Kind.number, start: record, length: 1))
            #expect(batch.view.slot(record, 2) == .missing)
            #expect(batch.bounds[record].start == record * 5 && batch.bounds[record].end == record * 5 + 4)
            #expect(batch.rawRecord(record).count == 4)
        }
    }

    @Test func positionsAreCountedFromTheChunksFirst() {
        let batch = batch("a\nb\n")
        batch.firstRecord = 101
        batch.firstLine = 205
        _ = batch.beginRecord(at: 0, line: 0)
        batch.endRecord(at: 2)
        _ = batch.beginRecord(at: 2, line: 1)
        batch.endRecord(at: 4)
        #expect(batch.number(of: 1) == 102)
        #expect(batch.line(of: 1) == 206)
        #expect(Array(batch.rawRecord(1)) == Array("b\n".utf8))
    }

    @Test func lastRecordCanBeTakenBack() {
        let batch = batch()
        batch.dropLastRecord()
        #expect(batch.recordCount == 0)
        batch.beginRecord(at: 0, line: 0)[1] = .null
        batch.beginRecord(at: 1, line: 0)[1] = .null
        batch.dropLastRecord()
        #expect(batch.recordCount == 1)
        #expect(batch.beginRecord(at: 1, line: 0)[1] == .missing)
    }

    @Test func sideArenaBeginsWithTheCanonicalBooleans() {
        let batch = batch()
        _ = batch.beginRecord(at: 0, line: 0)
        #expect(batch.view.text(RecordBatch.trueSlot) == "true")
        #expect(batch.view.text(RecordBatch.falseSlot) == "false")
        batch.clearRecords()
        #expect(batch.view.text(RecordBatch.trueSlot) == "true")
    }

    @Test func replacedFieldLiesInTheSideArena() {
        let batch = batch("017")
        batch.beginRecord(at: 0, line: 0)[0] = Slot(kind: Slot.Kind.string, start: 0, length: 3)
        [UInt8]("17".utf8).withUnsafeBufferPointer { batch.replace(record: 0, field: 0, kind: Slot.Kind.number, with: $0) }
        let slot = batch.view.slot(0, 0)
        #expect(slot.kind == Slot.Kind.number && slot.isInSide)
        #expect(batch.view.text(slot) == "17")
        #expect(Array(batch.chunk.bytes) == Array("017".utf8), "the input stays as it was")
    }

    // MARK: Defaults

    @Test func defaultsFillEveryRecordUntilReplaced() {
        let batch = batch("omar")
        batch.setDefaults([FieldDefault(field: 1, bytes: Array("nobody".utf8)), FieldDefault(field: 0, bytes: [])])
        for _ in 0..<2 {
            _ = batch.beginRecord(at: 0, line: 0)
            batch.beginRecord(at: 0, line: 0)[1] = Slot(kind: Slot.Kind.string, start: 0, length: 4)
            let view = batch.view
            #expect(view.text(view.slot(0, 1)) == "nobody")
            #expect(view.text(view.slot(1, 1)) == "omar")
            #expect(view.slot(0, 0).kind == Slot.Kind.string && view.slot(0, 0).length == 0, "an empty default is no missing one")
            #expect(view.slot(0, 2) == .missing)
            batch.clearRecords()
        }
    }

    @Test func newDefaultsTakeThePlaceOfAllOldOnes() {
        let batch = batch()
        batch.setDefaults([FieldDefault(field: 0, bytes: [0x31]), FieldDefault(field: 1, bytes: [0x61])])
        batch.setDefaults([FieldDefault(field: 1, bytes: [0x62])])
        _ = batch.beginRecord(at: 0, line: 0)
        #expect(batch.view.slot(0, 0) == .missing)
        #expect(batch.view.text(batch.view.slot(0, 1)) == "b")
    }

    // MARK: Collections

    @Test func onlyACollectionFieldHasAChildBatch() {
        let batch = batch()
        #expect(batch.child(ofField: 0) == nil)
        #expect(batch.children.allSatisfy { $0 == nil })
        let child = batch.child(ofField: 2)
        #expect(child?.schema.name == "Role")
        #expect(batch.child(ofField: 2) === child, "it is made once")
    }

    @Test func clearingForgetsChildrensRecordsToo() throws {
        let batch = batch()
        let child = try #require(batch.child(ofField: 2))
        _ = child.beginRecord(at: 0, line: 0)
        batch.beginRecord(at: 0, line: 0)[2] = Slot(kind: Slot.Kind.collection, start: 0, length: 1)
        batch.faults.append(Finding(record: 0, code: .unclosedQuote, rule: .form))
        batch.clearRecords()
        #expect(batch.recordCount == 0 && child.recordCount == 0)
        #expect(batch.faults.isEmpty)
        #expect(batch.beginRecord(at: 0, line: 0)[2] == .missing)
    }

    @Test func schemaWithoutFieldsHasRecordsAllTheSame() {
        let batch = RecordBatch(schema: Schema(name: "Nothing", system: "test", validation: .jsonSchema, fields: []))
        for record in 0..<200 { _ = batch.beginRecord(at: record, line: 0) }
        #expect(batch.recordCount == 200)
    }
}
