import Records
import Syntax

/// Turns a chunk of DataContract XML into records of a schema, with one libxml2 parser for all chunks of a worker.
///
/// ```
///   feed   <ArrayOfX …>   chunk   chunk   chunk   …          one document that goes on as long as the worker does
///   text   ──▶ side arena ──▶ slot
/// ```
///
/// What a person meant is read, and what a .NET server would make of it is said in `faults` (its reader was observed):
/// - An element out of its order, in another namespace or another spelling is read with a warning, since a server drops it. Of one
///   that is repeated the first counts, as there.
/// - An element that is no field is passed over with a warning, with all that is in it.
/// - In a list every element that has members of the record is a record, whatever its name; a server would skip it.
/// - A pair that lacks its key or its value, or has them in the wrong order or spelling, is read with a warning: a server refuses
///   the whole document.
/// - Text between the members of a record, and an element in a value, reject the record; a server refuses the document.
/// - `i:nil="true"` is null whatever is in the element. `i:type` and other attributes say nothing.
/// - `<X/>` and `<X></X>` are the empty string, or a list without elements; an element that is not there is missing.
/// - A value in a form that a person reads and a server does not, such as `True`, has a warning.
/// - Character references that XML 1.0 forbids and .NET reads are read; see `XMLForbiddenReferences`.
///
/// What is no well-formed XML ends in `RecordBatch.failure`.
public final class XMLRecordParser: RecordParser {
    private let events: XMLRecordEvents
    private let sourceName: String
    private let rootTag: [UInt8]
    private let shape: XMLShape
    /// A chunk with its references rewritten.
    private let rewritten = ByteBuffer()

    /// Whether what a server drops or refuses rejects the record.
    private let isStrict: Bool

    public init(_ source: XMLSource, _ shape: XMLShape, schema: Schema, isStrict: Bool = false) {
        self.isStrict = isStrict
        sourceName = source.input.name
        rootTag = source.rootTag
        self.shape = shape
        events = XMLRecordEvents(XMLLayout(schema), shape, rootIsNull: source.root.isNull)
    }

    public func parse(_ batch: RecordBatch) {
        batch.clearRecords()
        batch.lineCount = 0
        guard batch.chunk.count > 0 else { return }
        let isRewritten = XMLForbiddenReferences.isNeeded(in: batch.chunk.bytes)
        if isRewritten {
            rewritten.removeAll()
            rewritten.shrink(to: 4 * XMLSplitter.chunkSize)
            XMLForbiddenReferences.rewrite(batch.chunk.bytes, into: rewritten)
        }
        let bytes = isRewritten ? rewritten.bytes : batch.chunk.bytes
        guard openDocument() else {
            batch.failure = XMLMessages.noMemory(sourceName)
            return
        }
        batch.side.reserve(bytes.count)
        let start = events.offset
        events.begin(batch, isRewritten: isRewritten)
        var isGood = events.feed(bytes)
        // Behind the root's end tag the document is over. Behind an ampersand the library waits for a semicolon that may never come.
        if isGood && (events.depth == 0 || events.offset - start < bytes.count) { isGood = events.finish() }
        if !isGood || !events.isAtRest || batch.recordCount != batch.recordEnds.count {
            fail(batch, events.error(in: bytes, from: start, open: events.openName) ?? XMLError(.other(0), at: bytes.count), isRewritten)
        }
        if isStrict {
            for fault in batch.faults.indices { batch.faults[fault].severity = .error }
        }
        batch.lineCount = events.countLines(of: batch.chunk)
        events.end()
        if !isGood || events.depth == 0 || events.isWorn { events.close() }
    }

    /// Opens a document, unless one is open, up to where a chunk begins.
    private func openDocument() -> Bool {
        if events.isOpen { return true }
        guard events.open() else { return false }
        events.prepareNames()
        return shape == .single || rootTag.withUnsafeBufferPointer { events.feed($0) }
    }

    private func fail(_ batch: RecordBatch, _ error: XMLError, _ isRewritten: Bool) {
        let offset = isRewritten ? XMLForbiddenReferences.originalOffset(error.offset, in: batch.chunk.bytes) : error.offset
        batch.failure = XMLError(error.kind, at: offset).diagnostic(
            in: batch.chunk.bytes, source: sourceName, record: max(batch.recordCount + (events.isInRecord ? 0 : 1), 1))
        // A column on the chunk's first line counts from the start of the text, as everywhere.
        if batch.failure?.position?.line == 1, let column = batch.failure?.position?.column {
            batch.failure?.position?.column = batch.byteOffset + column
        }
        if events.isInRecord { batch.dropLastRecord() }
        batch.faults.removeAll { $0.record >= batch.recordCount }
    }
}
