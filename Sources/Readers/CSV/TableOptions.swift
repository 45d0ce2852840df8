import Records
import Syntax

/// What a person has said about how a table is written. What is not said is found out.
public struct TableOptions: Sendable {
    /// What surrounds a cell that holds delimiters or line ends.
    public enum Quote: Sendable, Equatable {
        case byte(UInt8)
        /// No byte does; every byte is part of its cell.
        case none
    }

    public var text = TextOptions()
    public var delimiter: UInt8?
    public var quote: Quote?
    /// Whether the first record holds the column names; without, columns are called by their position: `1`, `2`, `3`.
    public var hasHeader = true
    /// Whether what is not said is found out; otherwise it is UTF-8, a comma and a double quote.
    public var isSniffed = true

    public init(text: TextOptions = TextOptions()) { self.text = text }

    /// The dialects that the table may be written in, the likeliest first.
    var dialects: [CSVDialect] {
        let quoteByte: UInt8? = switch quote {
        case .byte(let byte): byte
        case .none?: nil
        case nil: ASCII.quote
        }
        let delimiters = delimiter.map { [$0] } ?? (isSniffed ? CSVDialect.candidates : [ASCII.comma])
        return delimiters.map { CSVDialect(delimiter: $0, quote: quoteByte) }
    }

    /// The options for the text below the table.
    public var textOptions: TextOptions {
        var options = text
        if !isSniffed && options.encoding == nil { options.encoding = .utf8 }
        return options
    }
}

/// The line `sep=;` with which spreadsheet programs name the delimiter in front of a table.
enum SeparatorLine {
    /// `sep=`, the delimiter and CRLF, in bytes.
    static let longest = 7

    /// Returns the delimiter and the length of the line with its end, or `nil` when the text begins with no such line.
    ///
    /// - Parameter isComplete: whether the text ends with these bytes.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, isComplete: Bool) -> (delimiter: UInt8, length: Int)? {
        guard bytes.count >= 5, zip(bytes, "sep=".utf8).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) else { return nil }
        let delimiter = bytes[4]
        guard delimiter != ASCII.lineFeed, delimiter != ASCII.carriageReturn else { return nil }
        if bytes.count == 5 { return isComplete ? (delimiter, 5) : nil }
        switch bytes[5] {
        case ASCII.lineFeed: return (delimiter, 6)
        case ASCII.carriageReturn: return (delimiter, bytes.count > 6 && bytes[6] == ASCII.lineFeed ? 7 : 6)
        default: return nil
        }
    }
}
