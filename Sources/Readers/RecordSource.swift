import Records
import Syntax

/// A source whose beginning has been read: what a run stands on, whatever the format.
public protocol RecordSource: AnyObject {
    /// The file or pipe at the bottom.
    var input: any ByteStream { get }
    /// What the text is written in, and why.
    var encoding: DetectedEncoding { get }
    /// Whether the text begins with a byte order mark, which is passed over.
    var hasByteOrderMark: Bool { get }
    /// The physical line, counted from 1, on which the records begin.
    var startLine: Int { get }
    /// The names that the source gives to columns; empty for documents, whose members carry the names of fields.
    var columns: [String] { get }
    /// What was passed over in front of the records.
    var passed: PassedOver { get }
    /// One sentence about the form that was found, without a full stop.
    var formText: String { get }

    /// The first place at which the text was seen to go on in another encoding, so far.
    var encodingChange: Diagnostic? { get }
    /// Looks for such a place in a chunk of UTF-8 that has bytes which are not.
    func encodingChange(in batch: RecordBatch) -> Diagnostic?

    /// - Parameter recordLimit: the longest record, in bytes.
    func makeSplitter(recordLimit: Int) -> any RecordSplitter
    /// Returns the parser of one worker.
    ///
    /// - Parameter reading: how the records are to be read.
    func makeParser(_ reading: RecordReading) -> any RecordParser
}

/// How the records of a source are to be read.
public struct RecordReading: Sendable {
    public var schema: Schema
    /// Which column fills which field; without targets for documents.
    public var binding: ColumnBinding
    /// What an empty cell of a table means.
    public var emptyAs: EmptyCell
    /// Whether what a server would pass over or change rejects the record.
    public var isStrict = false
    /// Whether fields are used that the documentation does not have.
    public var allowsUndocumented = false

    public init(schema: Schema, binding: ColumnBinding, emptyAs: EmptyCell = .missing) {
        self.schema = schema
        self.binding = binding
        self.emptyAs = emptyAs
    }
}

extension RecordSource {
    public var passed: PassedOver { PassedOver() }

    /// The first place at which the text was seen to go on in another encoding, by what the stream below has noticed.
    func change(seenBy text: TranscodingStream) -> Diagnostic? {
        text.change.map { StreamMessages.encodingChanges(input.name, from: text.detected.encoding, $0, line: $0.lineEnds + 1) }
    }

    public func encodingChange(in batch: RecordBatch) -> Diagnostic? {
        guard encoding.encoding.isUTF8, var change = EncodingDetector.changeFromUTF8(in: batch.chunk.bytes) else { return nil }
        change.offset += batch.byteOffset
        return StreamMessages.encodingChanges(input.name, from: .utf8, change, line: batch.firstLine + change.lineEnds)
    }
}
