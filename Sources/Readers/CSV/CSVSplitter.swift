import Records
import Syntax

/// Cuts a CSV stream into chunks of whole records, about `chunkSize` bytes each.
///
/// ```
///   buffer   │ left over │ read now ………………………………………………………… │
///            └───────────── chunk ─────────────┘└─ left over ─┘
///                                              ▲ first record end behind chunkSize
/// ```
public final class CSVSplitter: RecordSplitter {
    /// How long a chunk is, in bytes, but for the last record's excess.
    public static let chunkSize = 1 << 18

    private let source: CSVSource
    private let recordLimit: Int
    private let chunkSize: Int
    private let leftOver: ByteBuffer
    private var boundary: CSVBoundary
    private var isComplete = false
    private var sequence = 0
    private var offset: Int

    /// - Parameter recordLimit: the longest record, in bytes.
    public init(_ source: CSVSource, recordLimit: Int, chunkSize: Int = CSVSplitter.chunkSize) {
        self.source = source
        self.recordLimit = recordLimit
        self.chunkSize = max(chunkSize, 1)
        leftOver = source.rest
        boundary = CSVBoundary(dialect: source.dialect)
        offset = source.restOffset
    }

    public func fill(_ batch: RecordBatch) throws(Diagnostic) -> Bool {
        let chunk = batch.chunk
        chunk.removeAll()
        chunk.shrink(to: 4 * CSVSplitter.chunkSize)
        chunk.append(leftOver.bytes)
        leftOver.removeAll()
        boundary.restart()
        // A little more than a chunk is read at a time, so that the record that crosses the line is mostly there already.
        let step = chunkSize + chunkSize / 8
        while true {
            if !isComplete && chunk.count < chunkSize { try read(step - chunk.count, into: chunk) }
            if let end = boundary.end(in: chunk.pointer, count: chunk.count, target: chunkSize - 1, isComplete: isComplete) {
                try refuseLongRecord(chunk, end)
                leftOver.append(UnsafeBufferPointer(rebasing: chunk.bytes[end...]))
                chunk.count = end
                break
            }
            if chunk.count > recordLimit + chunkSize { try refuseLongRecord(chunk, chunk.count) }
            try read(max(step, chunk.count / 2), into: chunk)
        }
        batch.sequence = sequence
        batch.byteOffset = offset
        sequence += 1
        offset += chunk.count
        return chunk.count > 0
    }

    private func read(_ count: Int, into chunk: ByteBuffer) throws(Diagnostic) {
        chunk.reserve(count)
        var wanted = count
        while wanted > 0 {
            let got = try source.text.read(into: chunk.pointer + chunk.count, count: wanted)
            if got == 0 {
                isComplete = true
                return
            }
            chunk.count += got
            wanted -= got
        }
    }

    /// Only a chunk that outgrew its size can hold a record beyond the limit, and then it is the last one. Its position is
    /// counted from the chunk's first record and line, 1-based: only the caller knows what came before.
    private func refuseLongRecord(_ chunk: ByteBuffer, _ end: Int) throws(Diagnostic) {
        guard end > recordLimit else { return }
        var lexer = CSVLexer(chunk.pointer, count: end, dialect: source.dialect)
        var records = 0
        while !lexer.isAtEnd {
            let start = lexer.position
            let line = lexer.lineCount
            let isBlank = CSVBlankRow.length(chunk.pointer, from: start, count: end, dialect: source.dialect) != nil
            lexer.passRecord()
            if lexer.position - start > recordLimit {
                throw ReaderMessages.recordTooLong(
                    source.input.name, record: records + 1, line: line + 1, limit: recordLimit, spansLines: lexer.lineCount > line + 1)
            }
            if !isBlank { records += 1 }
        }
    }
}
