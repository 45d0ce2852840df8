import Records

/// Writes records as one form: a list whose indices run through the whole output, or a single record.
///
/// ```swift
/// let sink = FormRecordSink(file, schema, layout: .list)
/// try sink.insert(batch, records: [0..<batch.recordCount])     // [0].UserName=…&[1].UserName=…
/// try sink.finish()
/// ```
///
/// Without a record nothing is written: of an empty body a server reads null.
public final class FormRecordSink: RecordSink {
    /// What the body of a form is.
    public enum Layout: Sendable {
        /// One record; its keys have no index.
        case record
        /// A list of records, `[0].` in front of the keys of the first.
        case list
    }

    private let file: OutputFile
    private let schema: Schema
    private let layout: Layout
    private let writer: FormRecordWriter
    private let buffer = ByteBuffer(capacity: 1 << 16)
    /// How many records have been taken over.
    private var count = 0
    private var isFirst = true

    /// - Parameter file: the sink finishes or abandons it.
    public init(_ file: OutputFile, _ schema: Schema, layout: Layout) {
        self.file = file
        self.schema = schema
        self.layout = layout
        writer = FormRecordWriter(schema)
    }

    /// - Throws: `severalRecords` for a second record of a form that is not a list, and what `OutputFile` throws.
    public func insert(_ batch: RecordBatch, records: [Range<Int>]) throws(Diagnostic) {
        buffer.removeAll()
        for record in records.joined() {
            if layout == .record && count > 0 { throw WriterMessages.severalRecords(file.name, schema) }
            let prefix = layout == .list ? Array("[\(count)].".utf8) : []
            writer.append(batch, record, prefix: prefix, to: buffer)
            count += 1
        }
        if buffer.count == 0 { return }
        // The first pair of all goes without its '&'.
        let skipped = isFirst ? 1 : 0
        isFirst = false
        let piece = UnsafeBufferPointer(rebasing: buffer.bytes[skipped...])
        try file.write(piece, at: file.reserve(piece.count))
    }

    public func finish() throws(Diagnostic) { try file.finish() }

    public func abandon() { file.abandon() }
}
