import Records
import Syntax

/// Writes a record as the pairs of a form, `application/x-www-form-urlencoded`, in the spelling that the form formatter of
/// ASP.NET Web API reads: `ClientSecrets[0].Key=…`, in a list of records `[0].UserName=…`.
///
/// - What is missing is left out. Null is a key without a value, and an empty string is written so as well, since the formatter
///   makes null of both; of blank text too, and nothing can be written that it would read as such.
/// - Null is left out where the type has none (the formatter then has 0 or false, and no error) and of lists and objects.
/// - An empty list is `Groups[].Id=`: of a key that leads to no index the formatter makes an empty list.
/// - A pair has both halves, and an element without any value its first member, because the formatter drops it otherwise.
final class FormRecordWriter {
    private let schema: Schema
    /// The name of each field as a key has it, encoded.
    private let names: [[UInt8]]
    /// The writers of nested records, by field.
    private let nested: [FormRecordWriter?]
    private let isPair: Bool

    init(_ schema: Schema) {
        self.schema = schema
        names = schema.fields.map { field in
            let path = field.path.dropLast() + [field.wireNames.first ?? field.name]
            let buffer = ByteBuffer()
            for (position, name) in path.enumerated() {
                if position > 0 { buffer.append(".") }
                Array(name.utf8).withUnsafeBufferPointer { FormEscaping.encode($0, into: buffer) }
            }
            return Array(buffer.bytes)
        }
        nested = schema.fields.map { field in
            if case .collection(let element) = field.type { FormRecordWriter(element) } else { nil }
        }
        isPair = schema.fields.count == 2 && schema.fieldIndex(named: "Key") != nil && schema.fieldIndex(named: "Value") != nil
    }

    /// Appends a record, each pair with a `&` in front.
    ///
    /// - Parameters:
    ///   - record: counted from 0 in the batch.
    ///   - prefix: what stands in front of each key: `[0].` in a list of records, nothing for a single one.
    /// - Complexity: O(bytes written).
    func append(_ batch: RecordBatch, _ record: Int, prefix: [UInt8], to out: ByteBuffer) {
        let start = out.count
        for field in schema.fields.indices {
            if let writer = nested[field] {
                appendList(batch, record, field, writer, prefix, to: out)
            } else {
                appendValue(batch.view, batch.view.slot(record, field), field, prefix, to: out)
            }
        }
        if out.count > start { return }
        // A record of which nothing is written would leave a gap in the indices.
        if let first = schema.fields.indices.first(where: { nested[$0] == nil && !schema.fields[$0].type.isObject }) {
            appendKey(first, prefix, to: out)
            out.append("=")
        }
    }

    private func appendKey(_ field: Int, _ prefix: [UInt8], to out: ByteBuffer) {
        out.append("&")
        out.append(prefix)
        if schema.isScalar {
            // The element is the value: the dot behind its index goes.
            if out.count > 0 { out.count -= 1 }
        } else {
            out.append(names[field])
        }
    }

    private func appendValue(_ view: BatchView, _ slot: Slot, _ field: Int, _ prefix: [UInt8], to out: ByteBuffer) {
        switch slot.kind {
        case Slot.Kind.missing where !isPair: return
        case Slot.Kind.object: return
        case Slot.Kind.null where !isPair && (!schema.fields[field].isNullable || schema.fields[field].type.isObject): return
        default:
            appendKey(field, prefix, to: out)
            out.append("=")
            FormEscaping.encode(view.bytes(slot), into: out)
        }
    }

    private func appendList(
        _ batch: RecordBatch, _ record: Int, _ field: Int, _ writer: FormRecordWriter, _ prefix: [UInt8], to out: ByteBuffer
    ) {
        let slot = batch.view.slot(record, field)
        guard slot.kind == Slot.Kind.collection, let child = batch.child(ofField: field) else { return }
        let front = prefix + names[field]
        if slot.length == 0 {
            writer.appendKey(0, front + Array("[].".utf8), to: out)
            out.append("=")
            return
        }
        for index in 0..<slot.length {
            writer.append(child, Int(slot.start) + index, prefix: front + Array("[\(index)].".utf8), to: out)
        }
    }
}
