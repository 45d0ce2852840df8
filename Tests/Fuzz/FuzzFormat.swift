import Foundation
import Mutations
import Patterns
import Readers
import Records
import Schemas
import Syntax
import Testing

/// What a format does with bytes, and which of it can be wrong without a crash.
struct FuzzFormat: Sendable, CustomTestStringConvertible {
    /// The name of the folders in `Corpus` and `Crashes`.
    let name: String
    let signs: [String]
    /// Reads the bytes; returns what must not be, or `nil`.
    let fault: @Sendable ([UInt8]) -> String?

    var testDescription: String { name }
    var mutator: Mutator { Mutator(signs.map { Array($0.utf8) } + Mutator.halfCharacters) }

    static let all = [
        FuzzFormat(name: "csv", signs: ["\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", "\0", "a"], fault: csv),
        FuzzFormat(
            name: "json", signs: ["{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "0", "-", ".", "e", "true", "null", " ", "\0"],
            fault: json),
        FuzzFormat(name: "gzip", signs: ["\u{1F}", "\0", "\0\0\0\0", "\u{8}", "\u{1}", "abc"], fault: gzip),
        FuzzFormat(name: "text", signs: ["\0", "\0\0\0", "\u{FEFF}", "é", "م", "\n", "\r", "a\0", "\0a"], fault: text),
        FuzzFormat(
            name: "pattern",
            signs: ["(", ")", "[", "]", "[^", "(?=", "(?!", "(?:", "(?<a>", "*", "+", "?", "{2,}", "{0}", "|", "^", "$", "\\", "\\w", "\\p{L}", "-", "."],
            fault: pattern),
        FuzzFormat(
            name: "xml",
            signs: [
                "<", ">", "</", "/>", "&", "&lt;", "&#x1;", "&#", ";", "<![CDATA[", "]]>", "<!--", "-->", "<?x ", "?>", "<!DOCTYPE ", "\"", "'", "=",
                " i:nil=\"true\"", " xmlns=\"\"", "<Id>", "</UserDTO><UserDTO>", "\r", "\0",
            ],
            fault: xml),
        FuzzFormat(
            name: "form", signs: ["&", "=", "[", "]", "[0]", "[]", ".", "%", "%u", "%4", "%ED%A0%80", "+", "Groups", "[99]", "\r\n", "&&"], fault: form),
    ]

    // MARK: The formats

    private static let csv: @Sendable ([UInt8]) -> String? = { bytes in
        let buffer = ByteBuffer(capacity: bytes.count + CSVLexer.padding)
        buffer.append(bytes)
        for dialect in [CSVDialect(), CSVDialect(delimiter: 0x3B, quote: nil)] {
            var lexer = CSVLexer(UnsafePointer(buffer.pointer), count: buffer.count, dialect: dialect)
            while !lexer.isAtEnd {
                let before = lexer.position
                let cell = lexer.next()
                if lexer.position <= before { return "no progress at \(before)" }
                if cell.start < 0 || cell.start + cell.length > bytes.count { return "a cell at \(cell.start), \(cell.length) bytes long" }
                if cell.needsUnescaping {
                    let out = ByteBuffer()
                    let content = UnsafeBufferPointer(start: buffer.pointer + cell.start, count: cell.length)
                    CSVEscaping.unescape(content, quote: dialect.quote ?? 0, into: out)
                    if out.count > cell.length { return "unescaping made a cell longer" }
                }
            }
        }
        return nil
    }

    private static let json: @Sendable ([UInt8]) -> String? = { bytes in
        bytes.withUnsafeBufferPointer { buffer in
            var lexer = JSONLexer(buffer, depthLimit: 64)
            while true {
                do throws(JSONError) {
                    let token = try lexer.next()
                    if token.kind == .end { return nil }
                    if token.start < 0 || token.end > bytes.count || token.start > token.end { return "a token at \(token.start)..<\(token.end)" }
                    if token.hasEscapes {
                        let out = ByteBuffer()
                        _ = JSONString.unescape(UnsafeBufferPointer(rebasing: buffer[token.start..<token.end]), into: out)
                        if out.count > token.length { return "unescaping made a string longer" }
                    }
                } catch {
                    return error.offset < 0 || error.offset > bytes.count ? "an error at \(error.offset)" : nil
                }
            }
        }
    }

    private static let gzip: @Sendable ([UInt8]) -> String? = { bytes in
        bytes.withUnsafeBufferPointer { buffer in
            let decoder = GzipDecoder()
            var start = 0
            var produced = 0
            // Damage may ask for gigabytes.
            while produced < 1 << 22 {
                guard let step = try? decoder.decode(UnsafeBufferPointer(rebasing: buffer[start...]), isComplete: true) else { return nil }
                if step.isFinished { return nil }
                if step.consumed == 0 && step.output.isEmpty { return "no progress at byte \(start)" }
                if start + step.consumed > bytes.count { return "more was taken than there is" }
                start += step.consumed
                produced += step.output.count
            }
            return nil
        }
    }

    private static let encodings: [TextEncoding] =
        [.utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .windows1252, .windows1256, .latinArabic]

    private static let text: @Sendable ([UInt8]) -> String? = { bytes in
        bytes.withUnsafeBufferPointer { buffer -> String? in
            guard let base = buffer.baseAddress else { return nil }
            let isText = UTF8Validation.firstInvalidOffset(base, count: bytes.count) == nil
            if isText != (String(validating: bytes, as: UTF8.self) != nil) { return "UTF-8 is judged \(isText), the library says otherwise" }
            _ = EncodingDetector.detect(buffer, isComplete: true)
            _ = EncodingDetector.changeFromUTF8(in: buffer)
            let out = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count * 4 + 128)
            defer { out.deallocate() }
            for encoding in encodings {
                guard let transcoder = encoding.makeTranscoder() else { continue }
                let step = transcoder.transcode(buffer, into: out, isComplete: true)
                if step.consumed > bytes.count || step.produced > out.count { return "\(encoding.name): \(step)" }
                // What has no meaning is the byte FF, and nothing else is not UTF-8.
                let pieces = out[..<step.produced].split(separator: 0xFF, omittingEmptySubsequences: false)
                if pieces.count - 1 != transcoder.faults.count { return "\(encoding.name): \(pieces.count - 1) marks, \(transcoder.faults.count) faults" }
                for piece in pieces where String(validating: Array(piece), as: UTF8.self) == nil { return "\(encoding.name) gave bytes that are not UTF-8" }
            }
            return nil
        }
    }

    private static let pattern: @Sendable ([UInt8]) -> String? = { bytes in
        let source = String(decoding: bytes, as: UTF8.self)
        for dialect in [PatternDialect.dotNet, .ecmaScript] {
            guard let pattern = try? Pattern(source, dialect: dialect, stateLimit: 200) else { continue }
            for text in ["", "a", source, "aA1!", "م\n", "😀"] where pattern.matchesWhole(text) && !text.isEmpty && dialect == .ecmaScript {
                if !pattern.containsMatch(text) { return "the whole matches and no part of it does: \(text.debugDescription)" }
            }
        }
        return nil
    }

    fileprivate static let schemas = ["UserDTO", "UpsertClientRequest", "DTOClient"].compactMap { try? SchemaCatalog().schema(named: $0) }

    private static let form: @Sendable ([UInt8]) -> String? = { bytes in
        // One schema a document: it decides anew what every key means.
        for schema in schemas.dropFirst(bytes.count % max(schemas.count, 1)).prefix(1) {
            let batch = RecordBatch(schema: schema)
            batch.chunk.append(bytes)
            FormRecordParser(RecordReading(schema: schema, binding: .none)).parse(batch)
            if let fault = BatchFault.first(in: batch) { return "\(schema.name): \(fault)" }
            for finding in batch.faults where FormMessages.text(finding, schema).isEmpty { return "a finding without words" }
        }
        return nil
    }
}

extension FuzzFormat {
    fileprivate static let xml: @Sendable ([UInt8]) -> String? = { bytes in
        guard let schema = schemas.first else { return "no schema" }
        do {
            let source = try XMLSource(MemoryStream(bytes))
            let shape = try source.shape(for: schema)
            // Small chunks, so that records are cut.
            let splitter = XMLSplitter(source, shape, recordLimit: 1 << 20, chunkSize: 64)
            let parser = XMLRecordParser(source, shape, schema: schema)
            let batch = RecordBatch(schema: schema)
            while try splitter.fill(batch) {
                parser.parse(batch)
                if let fault = BatchFault.first(in: batch) { return fault }
                if batch.failure != nil { return nil }
            }
        } catch { return nil }
        return nil
    }
}

/// What a parser must never leave in a batch: slots that point outside of its bytes.
enum BatchFault {
    static func first(in batch: RecordBatch) -> String? {
        let view = batch.view
        for record in 0..<batch.recordCount {
            for field in 0..<batch.fieldCount {
                let slot = view.slot(record, field)
                let end = Int(slot.start) + slot.length
                switch slot.kind {
                case Slot.Kind.string, Slot.Kind.number, Slot.Kind.boolean:
                    if end > (slot.isInSide ? batch.side : batch.chunk).count { return "record \(record), field \(field) ends at \(end)" }
                case Slot.Kind.collection:
                    if end > 0, end > batch.children[field]?.recordCount ?? 0 { return "record \(record), list \(field) ends at \(end)" }
                default: break
                }
            }
        }
        for case .some(let child) in batch.children {
            if let fault = first(in: child) { return fault }
        }
        for finding in batch.faults where finding.record >= batch.recordCount { return "a finding on record \(finding.record)" }
        return nil
    }
}
