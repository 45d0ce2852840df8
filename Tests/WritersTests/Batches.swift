import Records
import Writers

/// Schemas and batches built by hand: no reader has a say.
enum Batches {
    static let permission = Schema(
        name: "Permission", system: "test", validation: .dotNetDataAnnotations, fields: [Field(name: "Code", type: .string)])
    static let role = Schema(
        name: "Role", system: "test", validation: .dotNetDataAnnotations,
        fields: [Field(name: "Name", type: .string), Field(name: "Permissions", type: .collection(permission))])
    static let user = Schema(
        name: "User", system: "test", validation: .dotNetDataAnnotations,
        fields: [
            Field(name: "Id", type: .int32), Field(name: "Name", type: .string), Field(name: "Active", type: .boolean),
            Field(name: "Roles", type: .collection(role)),
        ])

    /// The value of a field before it is put into slots.
    indirect enum Value: Sendable {
        case missing, null, string(String), number(String), boolean(Bool), list([[Value]])
    }

    static func batch(_ schema: Schema, _ records: [[Value]]) -> RecordBatch {
        let batch = RecordBatch(schema: schema)
        fill(batch, records)
        return batch
    }

    /// Adds records; strings go to the chunk, numbers to the side arena.
    private static func fill(_ batch: RecordBatch, _ records: [[Value]]) {
        for record in records {
            var slots: [Slot] = []
            for (field, value) in record.enumerated() {
                switch value {
                case .missing: slots.append(.missing)
                case .null: slots.append(.null)
                case .string(let text):
                    slots.append(Slot(kind: Slot.Kind.string, start: batch.chunk.count, length: text.utf8.count))
                    batch.chunk.append(text)
                case .number(let text):
                    slots.append(Slot(kind: Slot.Kind.number, start: batch.side.count, length: text.utf8.count, inSide: true))
                    batch.side.append(text)
                case .boolean(let flag): slots.append(flag ? RecordBatch.trueSlot : RecordBatch.falseSlot)
                case .list(let elements):
                    let first = batch.child(ofField: field)?.recordCount ?? 0
                    slots.append(Slot(kind: Slot.Kind.collection, start: first, length: elements.count))
                    if let child = batch.child(ofField: field) { fill(child, elements) }
                }
            }
            let row = batch.beginRecord(at: 0, line: 0)
            for (field, slot) in slots.enumerated() { row[field] = slot }
        }
    }

    /// Everything that a writer writes for the records, header and footer included, as one piece.
    static func output(_ writer: some RecordWriter, _ batch: RecordBatch, _ records: Range<Int>? = nil) -> String {
        let out = ByteBuffer()
        writer.append(batch, records: records ?? 0..<batch.recordCount, to: out)
        let body = out.bytes.dropFirst(out.count > 0 ? writer.separatorLength : 0)
        return String(decoding: writer.header + body + writer.footer, as: UTF8.self)
    }
}
