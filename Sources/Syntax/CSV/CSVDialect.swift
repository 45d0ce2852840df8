/// How a CSV text is written.
///
/// What it reads follows RFC 4180, with these departures:
/// - LF, CR and CRLF all end a record, since all three occur in practice.
/// - A quote that does not open a cell is an ordinary character, and text after a closing quote belongs to the cell.
/// - Blank lines are no records, nor are rows of nothing but delimiters and blanks.
public struct CSVDialect: Sendable, Equatable {
    /// The byte between two cells.
    public var delimiter: UInt8
    /// The byte around a cell that holds delimiters, quotes or line ends; `nil` when quoting is off.
    public var quote: UInt8?

    public init(delimiter: UInt8 = ASCII.comma, quote: UInt8? = ASCII.quote) {
        self.delimiter = delimiter
        self.quote = quote
    }

    /// The delimiters that are recognised by themselves, in the order in which ties are decided.
    public static let candidates: [UInt8] = [ASCII.comma, ASCII.semicolon, ASCII.tab, ASCII.verticalBar]

    /// The word for the delimiter in messages.
    public var delimiterName: String {
        switch delimiter {
        case ASCII.comma: "comma"
        case ASCII.semicolon: "semicolon"
        case ASCII.tab: "tab"
        case ASCII.verticalBar: "vertical bar"
        default: "'\(Character(Unicode.Scalar(delimiter)))'"
        }
    }
}
