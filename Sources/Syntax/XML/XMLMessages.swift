import Records

extension XMLError.Kind {
    /// The code under which the error is reported.
    public var code: DiagnosticCode {
        switch self {
        case .documentType, .processingInstruction: .xmlRefused
        case .invalidUTF8: .invalidUTF8
        default: .malformedXML
        }
    }

    /// What is wrong, in one sentence without a full stop. Names of elements are quoted, text never is, as it may be a secret.
    public var message: String {
        switch self {
        case .endsInside(let name): "the document ends inside '<\(name)>', expected '</\(name)>'"
        case .wrongEndTag(let expected, let found): "found '</\(found)>', expected '</\(expected)>'"
        case .undeclaredPrefix(let prefix): "the prefix '\(prefix)' is not declared, expected 'xmlns:\(prefix)' on this element or around it"
        case .unknownEntity(let name):
            "found the entity '&\(name);', expected one of '&lt;', '&gt;', '&amp;', '&quot;', '&apos;' or a number such as '&#10;'"
        case .bareAmpersand: "found an '&' that begins no reference, expected '&amp;'"
        case .forbiddenCharacter: "found a character that XML does not allow"
        case .invalidUTF8: "found bytes that are not UTF-8"
        case .repeatedAttribute(let name): "the element has the attribute '\(name)' twice"
        case .badTag: "found a tag that XML does not allow; a '<' in text is written '&lt;'"
        case .badSection: "found a comment or CDATA section that XML does not allow, or that is never closed"
        case .closingBracketsInText: "found ']]>' in text, expected ']]&gt;'"
        case .contentAfterRoot: "found more behind the end of the root element, expected nothing but blanks and comments"
        case .noElement: "expected '<' and the root element of an XML document"
        case .strayText: "found text between elements, expected nothing but blanks and comments"
        case .documentType: "found a document type declaration ('<!DOCTYPE'), which is never read"
        case .processingInstruction: "found a processing instruction ('<?'), expected none behind the XML declaration"
        case .tooDeep: "elements are nested more than \(XMLPushParser.depthLimit) deep"
        case .tooLong: "a name, an attribute or a comment is longer than can be read"
        case .other(let number): "the document is no well-formed XML (libxml2 error \(number))"
        }
    }

    /// What to do next; `nil` when the message says it all.
    public var hint: String? {
        switch self {
        case .endsInside: "was it cut off while it was copied or written?"
        case .documentType: "a .NET server refuses it too; take it out if the document needs none of its entities"
        case .processingInstruction: "a .NET server refuses it too; take it out"
        case .invalidUTF8: "--encoding names what the document is written in; the XML declaration may say something else"
        case .contentAfterRoot: "two documents in one file? split them"
        case .wrongEndTag, .badTag, .bareAmpersand, .closingBracketsInText: "was the document put together by hand, without escaping?"
        default: nil
        }
    }
}

extension XMLError {
    /// Returns the error as a diagnostic for people, placed by record and line.
    ///
    /// - Parameters:
    ///   - bytes: what was read.
    ///   - record: the 1-based number of the record, where it is in one.
    public func diagnostic(in bytes: UnsafeBufferPointer<UInt8>, source: String, record: Int? = nil) -> Diagnostic {
        let (line, column) = location(in: bytes)
        return Diagnostic(
            kind.code, kind.message, at: SourcePosition(source: source, record: record, line: line, column: column), hint: kind.hint)
    }

    /// Translates what the library found.
    ///
    /// - Parameters:
    ///   - code: a number of `xmlParserErrors` (parser 1…199, namespaces 200…).
    ///   - open: the innermost open element; `nil` when none is.
    ///   - isReference: whether the parser stood behind an ampersand.
    init(libraryCode code: Int, first: String, second: String, offset: Int, open: String?, isReference: Bool) {
        let kind: Kind =
            switch code {
            case 5, 77: open.map { .endsInside($0) } ?? .contentAfterRoot
            case 76: .wrongEndTag(expected: first.isEmpty ? open ?? "" : first, found: second)
            case 201, 202, 204: .undeclaredPrefix(first)
            case 26, 27: .unknownEntity(first)
            case 23, 88: .bareAmpersand
            case 68: isReference ? .bareAmpersand : .badTag
            case 6, 7, 8, 9: .forbiddenCharacter
            case 81, 32, 31: .invalidUTF8
            case 42, 203: .repeatedAttribute(first)
            case 38, 39, 40, 41, 65, 73, 74, 75: .badTag
            case 44, 45, 63, 80: .badSection
            case 62: .closingBracketsInText
            case 86: .contentAfterRoot
            case 46, 47, 64: .processingInstruction
            case 61, 54, 55, 56: .documentType
            case 110, 89, 96, 115: .tooLong
            default: .other(code)
            }
        self.init(kind, at: offset)
    }
}
