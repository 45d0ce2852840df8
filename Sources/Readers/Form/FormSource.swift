import Records
import Syntax

/// A form, `application/x-www-form-urlencoded`, as a stream of text: one record, or a list of records.
public final class FormSource {
    /// The file or pipe at the bottom.
    public let input: any ByteStream
    /// Its text as UTF-8, unpacked where it is compressed.
    let text: TranscodingStream
    /// What was read to see whether there is anything.
    let rest: ByteBuffer

    private static let blockSize = 1 << 16

    /// - Throws: `sourceEmpty`, `notText`, and what the streams below throw.
    public init(_ input: any ByteStream, _ options: TextOptions = TextOptions()) throws(Diagnostic) {
        self.input = input
        text = try TextSource.open(input, options)
        rest = ByteBuffer(capacity: Self.blockSize)
        guard try text.append(to: rest, count: Self.blockSize) else { throw URLFormMessages.empty(input.name) }
    }

    /// What the text is written in, and why.
    public var encoding: DetectedEncoding { text.detected }
}

/// Hands out a form whole: its keys may come in any order, so that no part of it is a record by itself.
public final class FormSplitter: RecordSplitter {
    /// The longest form that is read, in bytes. Servers take less: IIS refuses bodies beyond 30 MB unless told otherwise.
    public static let formLimit = 1 << 26

    private let source: FormSource
    private let formLimit: Int
    private var isComplete = false

    public init(_ source: FormSource, formLimit: Int = FormSplitter.formLimit) {
        self.source = source
        self.formLimit = formLimit
    }

    /// - Throws: `recordTooLong` beyond the limit, and what the streams below throw.
    public func fill(_ batch: RecordBatch) throws(Diagnostic) -> Bool {
        let chunk = batch.chunk
        chunk.removeAll()
        if isComplete { return false }
        isComplete = true
        chunk.append(source.rest.bytes)
        while chunk.count <= formLimit {
            if try !source.text.append(to: chunk, count: max(1 << 16, chunk.count / 2)) {
                batch.sequence = 0
                batch.byteOffset = 0
                return true
            }
        }
        throw URLFormMessages.tooLong(source.input.name, limit: formLimit)
    }
}
