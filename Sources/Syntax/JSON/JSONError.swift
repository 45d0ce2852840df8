/// What a JSON text does wrong, and at which byte.
///
/// Only the offset is kept while reading; line and column are computed when somebody reports the error.
public struct JSONError: Error, Sendable, Equatable {
    /// The rule that is broken. The sections are those of RFC 8259.
    public enum Kind: Sendable, Equatable, CaseIterable {
        /// The text ends where the grammar wants more (section 2).
        case endOfInput
        /// A value must stand here (section 3).
        case valueExpected
        /// A member's name in double quotes must stand here (section 4).
        case nameExpected
        /// A colon must stand between name and value (section 4).
        case colonExpected
        /// A comma or the closing bracket must stand here (section 5).
        case commaOrBracketExpected
        /// A comma or the closing brace must stand here (section 4).
        case commaOrBraceExpected
        /// Something other than white space follows the document (section 2).
        case contentAfterEnd
        /// A word other than `true`, `false` and `null` (section 3).
        case badLiteral
        /// A number with a leading zero, or without a digit where one must stand (section 6).
        case badNumber
        /// A string whose closing quote is missing; the offset is that of the opening quote (section 7).
        case unclosedString
        /// A byte below 0x20 inside a string (section 7).
        case controlCharacter
        /// A backslash that no known escape follows; the offset is that of the backslash (section 7).
        case badEscape
        /// Bytes in a string that are not UTF-8: cut short, overlong, a surrogate, or above U+10FFFF (section 8.1, RFC 3629).
        case invalidUTF8
        /// Arrays and objects are nested beyond the lexer's limit (section 9).
        case tooDeep
        /// A name that its object already has (section 4); only `JSONValue` refuses this.
        case duplicateName
    }

    public let kind: Kind
    /// Counted in bytes from 0 at the beginning of the buffer.
    public let offset: Int

    public init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }

    /// Returns the 1-based line and the 1-based column, in bytes, of the error.
    ///
    /// Lines end with a line feed, alone or behind a carriage return. A byte order mark takes no column.
    ///
    /// - Parameter bytes: the buffer that was read.
    /// - Complexity: O(*n*) in the offset.
    public func location(in bytes: UnsafeBufferPointer<UInt8>) -> (line: Int, column: Int) {
        let end = min(offset, bytes.count)
        var line = 1
        var lineStart = min(JSONLexer.markLength(of: bytes), end)
        for index in 0..<end where bytes[index] == JSONByte.lineFeed {
            line += 1
            lineStart = index + 1
        }
        return (line, end - lineStart + 1)
    }
}
