import Records

extension JSONError {
    /// Returns the error as a diagnostic for people, placed by line and column.
    ///
    /// The text of the document is not quoted, as it may hold secrets.
    ///
    /// - Parameters:
    ///   - bytes: the buffer that was read.
    ///   - source: the document as the user named it.
    public func diagnostic(_ code: DiagnosticCode, in bytes: UnsafeBufferPointer<UInt8>, source: String) -> Diagnostic {
        let (line, column) = location(in: bytes)
        return Diagnostic(code, kind.message, at: SourcePosition(source: source, line: line, column: column))
    }
}

extension JSONError.Kind {
    /// What is wrong, in one sentence without a full stop.
    public var message: String {
        switch self {
        case .endOfInput: "the JSON text ends before it is complete"
        case .valueExpected: "expected a JSON value"
        case .nameExpected: "expected a name in double quotes"
        case .colonExpected: "expected ':' after the name"
        case .commaOrBracketExpected: "expected ',' or ']' after an element"
        case .commaOrBraceExpected: "expected ',' or '}' after a member"
        case .contentAfterEnd: "found text after the end of the JSON document"
        case .badLiteral: "found a word that is none of true, false and null"
        case .badNumber: "found a number that JSON does not allow, expected a form such as 0, -12, 1.5 or 2e10"
        case .unclosedString: "string opened here is never closed"
        case .controlCharacter: "found a control character in a string, expected it as \\u escape"
        case .badEscape:
            "found an unknown escape, expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u with four hexadecimal digits"
        case .invalidUTF8: "found bytes in a string that are not UTF-8"
        case .tooDeep: "arrays and objects are nested too deep"
        case .duplicateName: "the object already has a member of this name"
        }
    }
}
