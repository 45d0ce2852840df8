#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Records
import Syntax

/// Turns a chunk of a JSON document into records of a schema. A value stays where it is unless it has escapes.
///
/// What is no JSON ends the run, since nobody knows what follows; a damaged line of NDJSON costs that record alone, and so does
/// a string that is not UTF-8. Policies, all of them said as findings: of a repeated member the last one counts (as in Json.NET),
/// a surrogate without its partner becomes U+FFFD (as in .NET), overlong and other malformed UTF-8 rejects the record.
public final class JSONRecordParser: RecordParser {
    private let members: JSONMembers
    private let layout: JSONSource.Layout
    private var builder: JSONRecordBuilder

    public init(_ reading: RecordReading, layout: JSONSource.Layout) {
        members = JSONMembers(reading.schema, allowsUndocumented: reading.allowsUndocumented)
        self.layout = layout
        builder = JSONRecordBuilder(isStrict: reading.isStrict)
    }

    public func parse(_ batch: RecordBatch) {
        batch.clearRecords()
        // Unescaping never makes a text longer: with this room set aside, the side arena does not move under the slots.
        batch.side.reserve(batch.chunk.count)
        if layout == .lines { parseLines(batch) } else { parseValues(batch) }
        batch.faults.append(contentsOf: builder.takeFaults())
    }

    /// Reads values with commas between them, or with nothing but white space.
    private func parseValues(_ batch: RecordBatch) {
        let bytes = batch.chunk.bytes
        var lexer = JSONLexer(bytes)
        var lines = 0
        var counted = 0
        var at = Self.afterSpace(bytes, 0)
        var wantsComma = layout == .array && batch.sequence > 0
        while at < bytes.count {
            if wantsComma {
                guard bytes[at] == ASCII.comma else { return fail(JSONError(.commaOrBracketExpected, at: at), batch) }
                at = Self.afterSpace(bytes, at + 1)
                if at == bytes.count { return fail(JSONError(.valueExpected, at: at), batch) }
            }
            wantsComma = layout == .array
            lines += LineFeeds.count(UnsafeBufferPointer(rebasing: bytes[counted..<at]))
            counted = at
            lexer.restart(at: at)
            do throws(JSONError) {
                try builder.readRecord(&lexer, members, at: at, line: lines, in: batch)
            } catch {
                guard error.kind == .invalidUTF8, case .value(let length) = Self.end(of: bytes, from: at) else { return fail(error, batch) }
                builder.rejectRecord(error, from: at, in: batch)
                lexer.restart(at: at + length)
            }
            batch.endRecord(at: lexer.offset)
            at = Self.afterSpace(bytes, lexer.offset)
        }
        batch.lineCount = lines + LineFeeds.count(UnsafeBufferPointer(rebasing: bytes[counted...]))
    }

    private func parseLines(_ batch: RecordBatch) {
        let bytes = batch.chunk.bytes
        var start = 0
        var lines = 0
        while start < bytes.count, let base = bytes.baseAddress {
            let found = memchr(base + start, Int32(ASCII.lineFeed), bytes.count - start)
            let end = found.map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) - base } ?? bytes.count
            let line = UnsafeBufferPointer(rebasing: bytes[..<end])
            let at = Self.afterSpace(line, start)
            if at < end {
                var lexer = JSONLexer(line)
                lexer.restart(at: at)
                do throws(JSONError) {
                    try builder.readRecord(&lexer, members, at: at, line: lines, in: batch)
                    _ = try lexer.next()
                } catch {
                    builder.rejectRecord(error, from: at, in: batch)
                }
                batch.endRecord(at: end)
            }
            if found != nil { lines += 1 }
            start = end + 1
        }
        batch.lineCount = lines
    }

    /// Ends the run at a place of the chunk.
    private func fail(_ error: JSONError, _ batch: RecordBatch) {
        let (line, column) = error.location(in: batch.chunk.bytes)
        batch.failure = Diagnostic(
            .malformedJSON, error.kind.message,
            at: SourcePosition(source: "", record: max(batch.recordCount, 1), line: line, column: line > 1 ? column : batch.byteOffset + column))
    }

    private static func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> JSONBoundary.Outcome {
        guard let base = bytes.baseAddress else { return .more }
        var boundary = JSONBoundary()
        return boundary.end(in: base + start, count: bytes.count - start, target: 0)
    }

    private static func afterSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < bytes.count {
            switch bytes[at] {
            case ASCII.space, ASCII.lineFeed, ASCII.carriageReturn, ASCII.tab: at += 1
            default: return at
            }
        }
        return at
    }
}
