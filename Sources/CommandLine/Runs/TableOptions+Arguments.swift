import Readers
import Records
import Syntax

/// What was typed about how a table is written.
extension TableOptions {
    /// - Throws: a `UsageFault` for a delimiter or a quote that is none, a `Diagnostic` for an encoding that nobody knows.
    init(_ arguments: ParsedArguments) throws {
        self.init()
        hasHeader = !arguments.has(.noHeader)
        isSniffed = !arguments.has(.noSniff)
        if let name = arguments.value(of: .encoding) {
            do throws(UnknownEncoding) {
                text.encoding = try TextEncoding(named: name)
            } catch {
                throw StreamMessages.unknownEncoding(error)
            }
        }
        if let word = arguments.value(of: .delimiter) {
            guard let byte = Self.byte(word) else {
                throw UsageFault(
                    .wrongValue(.delimiter, word, expected: "one ASCII character, or comma, semicolon, tab or bar"), in: arguments.command)
            }
            delimiter = byte
        }
        if let word = arguments.value(of: .quote) {
            if word == "none" {
                quote = Quote.none
            } else if let byte = Self.byte(word), byte != delimiter {
                quote = .byte(byte)
            } else {
                throw UsageFault(
                    .wrongValue(.quote, word, expected: "one ASCII character that is not the delimiter, or none"), in: arguments.command)
            }
        }
    }

    /// The flags that say again what was said, for a command that is proposed.
    var typedFlags: [String] {
        var flags: [String] = []
        if let encoding = text.encoding { flags.append("--encoding " + CureTally.quoted(encoding.name)) }
        if let delimiter { flags.append("--delimiter " + Self.word(delimiter)) }
        switch quote {
        case .byte(let byte): flags.append("--quote " + Self.word(byte))
        case .none?: flags.append("--quote none")
        case nil: break
        }
        if !hasHeader { flags.append("--no-header") }
        if !isSniffed { flags.append("--no-sniff") }
        return flags
    }

    private static func word(_ byte: UInt8) -> String {
        byte == ASCII.tab ? "tab" : CureTally.quoted(String(decoding: [byte], as: UTF8.self))
    }

    /// The byte that a word stands for; `nil` for line ends, letters, digits and anything that is not one ASCII character.
    private static func byte(_ word: String) -> UInt8? {
        switch word {
        case "comma": return ASCII.comma
        case "semicolon": return ASCII.semicolon
        case "tab", "\\t": return ASCII.tab
        case "bar", "pipe": return ASCII.verticalBar
        default: break
        }
        guard let byte = word.utf8.first, word.utf8.count == 1, byte < 0x7F, byte >= ASCII.space || byte == ASCII.tab else { return nil }
        let isWord = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
        return isWord ? nil : byte
    }
}
