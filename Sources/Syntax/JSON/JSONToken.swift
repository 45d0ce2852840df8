/// One piece of a JSON text, and where it lies.
///
/// Offsets count bytes from 0 at the beginning of the buffer that the lexer reads. For names and strings they enclose what is
/// between the quotes; for everything else they enclose the token as written.
@frozen public struct JSONToken: Sendable, Equatable {
    /// What a token is.
    @frozen public enum Kind: UInt8, Sendable {
        case objectBegin, objectEnd, arrayBegin, arrayEnd
        /// The name of an object's member; its colon is already consumed.
        case name
        case string
        /// A number, still as text: `1.0` and `1` stay different.
        case number
        case `true`, `false`, null
        /// The document is complete and only white space followed.
        case end
    }

    public let kind: Kind
    /// Whether a name or string holds a backslash and must go through `JSONString.unescape` before it is read as text.
    public let hasEscapes: Bool
    public let start: Int
    /// One past the last byte.
    public let end: Int

    @inlinable init(_ kind: Kind, _ start: Int, _ end: Int, hasEscapes: Bool = false) {
        self.kind = kind
        self.hasEscapes = hasEscapes
        self.start = start
        self.end = end
    }

    /// The number of bytes.
    @inlinable public var length: Int { end &- start }
}
