import Records
import Syntax

/// Writes rejected records of a document as NDJSON: the members as they came, then those that say why.
///
/// Blanks between the members go, so that each record is one line. What is no JSON object is kept as text in `_raw`; the reader
/// refuses such a record until somebody has emptied that member. Records of another format are written as their fields.
public struct JSONRejectWriter: RejectWriter {
    public let header: [UInt8] = []
    /// Writes records whose own text is no JSON; `nil` where it is.
    private let renderer: JSONRecordWriter?

    /// - Parameter schema: of records whose own text is no JSON; `nil` where it is.
    public init(rendering schema: Schema?) { renderer = schema.map { JSONRecordWriter($0, layout: .lines) } }

    public func append(_ batch: RecordBatch, _ record: Int, _ note: RejectNote, to out: ByteBuffer) {
        let start = out.count
        let isObject: Bool
        if let renderer {
            let text = ByteBuffer()
            renderer.append(batch, records: record..<record + 1, to: text)
            isObject = Self.copyMembers(of: text.bytes, to: out)
        } else {
            isObject = Self.copyMembers(of: batch.rawRecord(record), to: out)
        }
        if !isObject {
            out.count = start
            out.append(ASCII.openBrace)
        }
        if out.pointer[out.count - 1] != ASCII.openBrace { out.append(ASCII.comma) }
        var isFirst = true
        for (name, text) in zip(RejectColumns.names, note.texts) {
            if !isFirst { out.append(ASCII.comma) }
            isFirst = false
            JSONEmitter.appendString(name, to: out)
            out.append(":")
            if name == "_record" || name == "_line" { out.append(text) } else { JSONEmitter.appendString(text, to: out) }
        }
        if !isObject, let raw = RejectColumns.names.last {
            out.append(ASCII.comma)
            JSONEmitter.appendString(raw, to: out)
            out.append(":")
            JSONEmitter.appendString(String(decoding: batch.rawRecord(record), as: UTF8.self), to: out)
        }
        out.append("}\n")
    }

    /// Copies an object without its closing brace, the blanks between its tokens, and the members of an earlier reject file.
    ///
    /// - Returns: `false` when the text is no object; what was appended then means nothing.
    private static func copyMembers(of text: UnsafeBufferPointer<UInt8>, to out: ByteBuffer) -> Bool {
        var lexer = JSONLexer(text)
        do throws(JSONError) {
            guard try lexer.next().kind == .objectBegin else { return false }
            out.append(ASCII.openBrace)
            var isFirst = true
            while true {
                let name = try lexer.next()
                if name.kind == .objectEnd { return try lexer.next().kind == .end }
                let spelled = UnsafeBufferPointer(rebasing: text[name.start - 1..<name.end + 1])
                if RejectColumns.names.contains(String(decoding: spelled.dropFirst().dropLast(), as: UTF8.self)) {
                    try lexer.skipValue()
                    continue
                }
                if !isFirst { out.append(ASCII.comma) }
                isFirst = false
                out.append(spelled)
                out.append(":")
                appendWithoutBlanks(UnsafeBufferPointer(rebasing: text[try lexer.skipValue()]), to: out)
            }
        } catch {
            return false
        }
    }

    private static func appendWithoutBlanks(_ value: UnsafeBufferPointer<UInt8>, to out: ByteBuffer) {
        out.reserve(value.count)
        var isInString = false
        var isEscaped = false
        for byte in value {
            if isInString {
                if isEscaped { isEscaped = false } else if byte == ASCII.backslash { isEscaped = true } else if byte == ASCII.quote { isInString = false }
            } else {
                if byte == ASCII.space || byte == ASCII.tab || byte == ASCII.lineFeed || byte == ASCII.carriageReturn { continue }
                isInString = byte == ASCII.quote
            }
            out.append(byte)
        }
    }
}
