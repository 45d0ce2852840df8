/// What an XML document does wrong, and at which byte.
///
/// Only the offset is kept while reading; line and column are computed when somebody reports the error.
public struct XMLError: Error, Sendable, Equatable {
    /// The rule that is broken.
    public enum Kind: Sendable, Equatable {
        /// The document ends inside an element; the name is that of the innermost one, as it is written.
        case endsInside(String)
        /// An end tag that closes another element than the one that is open.
        case wrongEndTag(expected: String, found: String)
        /// A prefix that no `xmlns:` declares, on an element or an attribute.
        case undeclaredPrefix(String)
        /// A reference to an entity other than `lt`, `gt`, `amp`, `quot` and `apos`.
        case unknownEntity(String)
        /// An ampersand that begins no reference.
        case bareAmpersand
        /// A character or a reference to one that XML 1.0 does not allow.
        case forbiddenCharacter
        /// Bytes that are not UTF-8.
        case invalidUTF8
        /// Two attributes of one name.
        case repeatedAttribute(String)
        /// A tag, attribute or name that breaks the grammar.
        case badTag
        /// A comment or a CDATA section that is never closed, or holds what it may not.
        case badSection
        /// `]]>` in text.
        case closingBracketsInText
        /// Text or an element behind the root element.
        case contentAfterRoot
        /// Something other than a tag where the root element must begin.
        case noElement
        /// Text where only elements may stand.
        case strayText
        /// A document type declaration, which .NET refuses and which is never looked into.
        case documentType
        /// A processing instruction, which .NET refuses.
        case processingInstruction
        /// Elements are nested deeper than `XMLPushParser.depthLimit`.
        case tooDeep
        /// A name, an attribute, a comment or all names together are longer than the library reads.
        case tooLong
        /// Anything else, by the number that libxml2 gives it.
        case other(Int)
    }

    public let kind: Kind
    /// Counted in bytes from 0 at the beginning of what was read.
    public let offset: Int

    public init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }

    /// Returns the 1-based line and the 1-based column, in bytes, of the error.
    ///
    /// Lines end with a line feed, alone or behind a carriage return.
    ///
    /// - Parameter bytes: what was read.
    /// - Complexity: O(*n*) in the offset.
    public func location(in bytes: UnsafeBufferPointer<UInt8>) -> (line: Int, column: Int) {
        let end = min(max(offset, 0), bytes.count)
        var line = 1
        var lineStart = 0
        for index in 0..<end where bytes[index] == ASCII.lineFeed {
            line += 1
            lineStart = index + 1
        }
        return (line, end - lineStart + 1)
    }
}
