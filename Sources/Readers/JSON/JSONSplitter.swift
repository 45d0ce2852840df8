#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Records
import Syntax

/// Cuts a JSON document into chunks of whole records, about `chunkSize` bytes each, and checks what stands behind the records.
///
/// ```
///   {"Users":[ {…},{…} ┊ ,{…},{…} ┊ ,{…} ],"Total":5}
///   └ passed ┘ chunk     chunk      chunk └ suffix: read at the end, lexed behind `{"":0` in place of what was passed
/// ```
///
/// A chunk behind the first begins with the comma that separates it; the parser knows.
public final class JSONSplitter: RecordSplitter {
    private enum Phase {
        case records
        /// The array or the member is closed, or the text is over.
        case suffix
        /// The text is over and the array is open.
        case unclosed
        case finished
    }

    public static let chunkSize = 1 << 18

    private let source: JSONSource
    private let recordLimit: Int
    private let chunkSize: Int
    private let leftOver: ByteBuffer
    private var boundary = JSONBoundary()
    private var phase = Phase.records
    private var isComplete: Bool
    private var sequence = 0
    private var offset: Int

    /// - Parameter recordLimit: the longest record, in bytes.
    public init(_ source: JSONSource, recordLimit: Int, chunkSize: Int = JSONSplitter.chunkSize) {
        self.source = source
        self.recordLimit = recordLimit
        self.chunkSize = max(chunkSize, 1)
        let rest = source.takeRest()
        leftOver = rest.bytes
        offset = rest.offset
        isComplete = rest.isComplete
    }

    public func fill(_ batch: RecordBatch) throws(Diagnostic) -> Bool {
        let chunk = batch.chunk
        chunk.removeAll()
        chunk.shrink(to: 4 * JSONSplitter.chunkSize)
        if phase == .records { try takeChunk(chunk) }
        if chunk.count == 0 {
            switch phase {
            case .suffix: try checkSuffix()
            case .unclosed: throw JSONSourceMessages.unclosed(source.input.name, column: offset + 1)
            case .records, .finished: break
            }
            phase = .finished
            return false
        }
        batch.sequence = sequence
        batch.byteOffset = offset
        sequence += 1
        offset += chunk.count
        return true
    }

    private func takeChunk(_ chunk: ByteBuffer) throws(Diagnostic) {
        chunk.append(leftOver.bytes)
        leftOver.removeAll()
        boundary.restart()
        let step = chunkSize + chunkSize / 8
        while true {
            if !isComplete && chunk.count < chunkSize { try read(step - chunk.count, into: chunk) }
            switch findEnd(in: chunk) {
            case .value(let end):
                cut(chunk, at: end, leaving: source.layout == .member ? .suffix : .records)
                return try refuseLongRecord(chunk)
            case .closed(let at):
                // A bracket too many in a row of values is an error that the parser finds.
                cut(chunk, at: source.layout == .array ? at : at + 1, leaving: .suffix)
                return try refuseLongRecord(chunk)
            case .more where isComplete:
                phase = source.layout == .array ? .unclosed : .suffix
                return try refuseLongRecord(chunk)
            case .more:
                if chunk.count > recordLimit + chunkSize { try refuseLongRecord(chunk) }
                try read(max(step, chunk.count / 2), into: chunk)
            }
        }
    }

    private func findEnd(in chunk: ByteBuffer) -> JSONBoundary.Outcome {
        switch source.layout {
        case .array, .sequence: return boundary.end(in: chunk.pointer, count: chunk.count, target: chunkSize)
        case .member: return boundary.end(in: chunk.pointer, count: chunk.count, target: 0)
        case .lines:
            let start = min(chunkSize, chunk.count)
            guard let found = memchr(chunk.pointer + start, Int32(ASCII.lineFeed), chunk.count - start) else { return .more }
            return .value(end: UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - UnsafePointer(chunk.pointer) + 1)
        }
    }

    private func cut(_ chunk: ByteBuffer, at end: Int, leaving next: Phase) {
        leftOver.append(UnsafeBufferPointer(rebasing: chunk.bytes[end...]))
        chunk.count = end
        phase = next
    }

    private func read(_ count: Int, into buffer: ByteBuffer) throws(Diagnostic) {
        var wanted = count
        while wanted > 0 {
            let before = buffer.count
            if try !source.text.append(to: buffer, count: wanted) {
                isComplete = true
                return
            }
            wanted -= buffer.count - before
        }
    }

    /// Checks what stands behind the records: white space, and the end of the envelope.
    private func checkSuffix() throws(Diagnostic) {
        while !isComplete {
            if leftOver.count > recordLimit { throw JSONSourceMessages.suffixTooLong(source.input.name, limit: recordLimit) }
            try read(chunkSize, into: leftOver)
        }
        guard source.layout == .array || source.layout == .member else { return }
        let text = ByteBuffer(capacity: leftOver.count + 64)
        for isObject in source.place.containers { text.append(isObject ? "{\"\":" : "[") }
        text.append(source.layout == .array ? "[" : "0")
        let passed = text.count
        text.append(leftOver.bytes)
        var lexer = JSONLexer(text.bytes)
        do throws(JSONError) {
            while try lexer.next().kind != .end {}
        } catch {
            let behind = max(error.offset - passed, 0)
            let (line, column) = JSONError(error.kind, at: behind).location(in: leftOver.bytes)
            throw Diagnostic(
                .malformedJSON, error.kind.message,
                at: SourcePosition(source: source.input.name, line: line, column: line > 1 ? column : offset + column))
        }
    }

    /// Only a chunk that outgrew its size can hold a record beyond the limit. Its position is counted from the chunk's first
    /// record and line, 1-based.
    private func refuseLongRecord(_ chunk: ByteBuffer) throws(Diagnostic) {
        guard chunk.count > recordLimit else { return }
        var start = 0
        var record = 1
        while true {
            // Between records stand white space and a comma.
            while start < chunk.count, chunk.pointer[start] <= ASCII.space || chunk.pointer[start] == ASCII.comma { start += 1 }
            if start == chunk.count { return }
            var one = JSONBoundary()
            var end = chunk.count
            if source.layout == .lines {
                end = chunk.bytes[start...].firstIndex(of: ASCII.lineFeed).map { $0 + 1 } ?? end
            } else if case .value(let length) = one.end(in: chunk.pointer + start, count: chunk.count - start, target: 0) {
                end = start + length
            }
            if end - start > recordLimit {
                throw JSONSourceMessages.recordTooLong(
                    source.input.name, record: record, line: 1 + LineFeeds.count(UnsafeBufferPointer(rebasing: chunk.bytes[..<start])), limit: recordLimit)
            }
            start = end
            record += 1
        }
    }
}
