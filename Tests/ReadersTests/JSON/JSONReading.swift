import Readers
import Records
import Syntax

/// A JSON source as a run reads it.
struct JSONReading {
    var layout: JSONSource.Layout
    var pointer: String
    /// Each record as `Name=text`, nested ones in brackets; missing fields are left out.
    var records: [String] = []
    var lines: [Int] = []
    /// `2: E122 warning 'Nmae'`: the record, counted from 1, the code, and what is named.
    var faults: [String] = []
    var failure: Diagnostic?
}

enum JSONTestSchema {
    static let group = Schema(
        name: "Group", system: "test", validation: .dotNetDataAnnotations,
        fields: [Field(name: "Id", type: .int32, isNullable: false), Field(name: "Name", type: .string)])
    static let tag = Schema(
        name: "Tag", system: "test", validation: .dotNetDataAnnotations, fields: [Field(name: "value", type: .string)], isScalar: true)

    static func user(_ validation: ValidationDialect = .dotNetDataAnnotations) -> Schema {
        Schema(
            name: "User", system: "test", validation: validation,
            fields: [
                Field(name: "Id", type: .int32), Field(name: "Name", type: .string), Field(name: "Active", type: .boolean),
                Field(name: "Home", type: .object), Field(name: "Home.City", path: ["Home", "City"], type: .string),
                Field(name: "Groups", type: .collection(group)), Field(name: "Tags", type: .collection(tag)),
            ])
    }
}

/// Reads a JSON text.
func readJSON(
    _ bytes: [UInt8], at pointer: String? = nil, schema: Schema = JSONTestSchema.user(), strict: Bool = false, chunkSize: Int = JSONSplitter.chunkSize,
    recordLimit: Int = 1 << 24, pipe: [Int]? = nil
) throws -> JSONReading {
    try withSource(bytes, ReadingOptions(pipe: pipe, name: "source.json")) { input in
        let source = try JSONSource(try OpenedText(input), at: pointer)
        try source.choose(for: schema, at: pointer)
        var options = RecordReading(schema: schema, binding: .none)
        options.isStrict = strict
        let splitter = JSONSplitter(source, recordLimit: recordLimit, chunkSize: chunkSize)
        let parser = source.makeParser(options)
        let batch = RecordBatch(schema: schema)
        var reading = JSONReading(layout: source.layout, pointer: source.place.pointer)
        var lines = 0
        do throws(Diagnostic) {
            while try splitter.fill(batch) {
                parser.parse(batch)
                batch.firstRecord = reading.records.count + 1
                batch.firstLine = source.startLine + lines
                if let failure = batch.failure { throw failure }
                for record in 0..<batch.recordCount {
                    reading.records.append(describe(record, batch))
                    reading.lines.append(batch.line(of: record))
                }
                for fault in batch.faults {
                    let place = schema.path(fault.steps, field: fault.field)
                    let words = ["\(batch.number(of: fault.record)):", fault.code.text, fault.severity.rawValue, place, fault.detail.prefix(20)]
                    reading.faults.append(words.map { String(describing: $0) }.filter { !$0.isEmpty }.joined(separator: " "))
                }
                lines += batch.lineCount
            }
        } catch {
            reading.failure = error
        }
        return reading
    }
}

private func describe(_ record: Int, _ batch: RecordBatch) -> String {
    let view = batch.view
    let values: [String] = (0..<batch.fieldCount).compactMap { field in
        let slot = view.slot(record, field)
        let name = batch.schema.fields[field].name
        switch slot.kind {
        case Slot.Kind.missing: return nil
        case Slot.Kind.null: return "\(name)=null"
        case Slot.Kind.object: return "\(name)={}"
        case Slot.Kind.number: return "\(name)=#\(view.text(slot))"
        case Slot.Kind.collection:
            let elements = (Int(slot.start)..<Int(slot.start) + slot.length).compactMap { element in
                batch.children[field].map { "(\(describe(element, $0)))" }
            }
            return "\(name)=[\(elements.joined())]"
        default: return "\(name)=\(view.text(slot))"
        }
    }
    return values.joined(separator: " ")
}
