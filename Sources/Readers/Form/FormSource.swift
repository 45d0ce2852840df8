import Records
import Syntax

/// A form, `application/x-www-form-urlencoded`, of which something has been read: one record, or a list of records.
public final class FormSource: RecordSource {
    public let input: any ByteStream
    let text: TranscodingStream
    public let hasByteOrderMark: Bool
    public let startLine = 1
    public let columns: [String] = []
    public let formText = "a form"

    private let opened: OpenedText

    /// - Throws: `sourceEmpty`.
    public init(_ opened: OpenedText) throws(Diagnostic) {
        self.opened = opened
        input = opened.input
        text = opened.text
        hasByteOrderMark = opened.hasByteOrderMark
        if opened.firstByte == nil && opened.isComplete { throw URLFormMessages.empty(input.name) }
    }

    public var encoding: DetectedEncoding { text.detected }

    public var encodingChange: Diagnostic? { change(seenBy: text) }

    /// The length of the mark in front of the form, in bytes.
    var markLength: Int { hasByteOrderMark ? 3 : 0 }

    /// What has been read of the form so far.
    var head: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: opened.head.bytes[markLength...]) }

    public func makeSplitter(recordLimit: Int) -> any RecordSplitter { FormSplitter(self) }

    public func makeParser(_ reading: RecordReading) -> any RecordParser { FormRecordParser(reading) }
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
        chunk.append(source.head)
        while chunk.count <= formLimit {
            if try !source.text.append(to: chunk, count: max(1 << 16, chunk.count / 2)) {
                batch.sequence = 0
                batch.byteOffset = source.markLength
                return true
            }
        }
        throw URLFormMessages.tooLong(source.input.name, limit: formLimit)
    }
}
