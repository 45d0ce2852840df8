import Records
import Syntax

/// Writes records as one JSON array for people to read: a line for each member, two blanks a level.
public final class PrettyJSONWriter: RecordWriter {
    public let header = Array("[\n".utf8)
    public let footer = Array("\n]\n".utf8)
    public let separatorLength = 2
    private let compact: JSONRecordWriter

    public init(_ schema: Schema) { compact = JSONRecordWriter(schema, layout: .lines) }

    public func append(_ batch: RecordBatch, records: Range<Int>, to out: ByteBuffer) {
        let text = ByteBuffer()
        for record in records {
            text.removeAll()
            compact.append(batch, records: record..<record + 1, to: text)
            out.append(",\n  ")
            Self.appendIndented(text.bytes.dropLast(), level: 1, to: out)
        }
    }

    /// Appends JSON text without blanks, with line ends and blanks put in.
    private static func appendIndented(_ text: some Collection<UInt8>, level: Int, to out: ByteBuffer) {
        var level = level
        var isInString = false
        var isEscaped = false
        var previous: UInt8 = 0
        func newLine() {
            out.append(ASCII.lineFeed)
            for _ in 0..<level { out.append("  ") }
        }
        for byte in text {
            if isInString {
                out.append(byte)
                if isEscaped { isEscaped = false } else if byte == ASCII.backslash { isEscaped = true } else if byte == ASCII.quote { isInString = false }
                continue
            }
            let opensEmpty = previous == ASCII.openBrace || previous == ASCII.openBracket
            switch byte {
            case ASCII.closeBrace, ASCII.closeBracket:
                level -= 1
                if !opensEmpty { newLine() }
            default:
                if opensEmpty { newLine() }
            }
            out.append(byte)
            switch byte {
            case ASCII.openBrace, ASCII.openBracket: level += 1
            case ASCII.comma: newLine()
            case ASCII.colon: out.append(ASCII.space)
            case ASCII.quote: isInString = true
            default: break
            }
            previous = byte
        }
    }
}
