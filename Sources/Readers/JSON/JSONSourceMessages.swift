import Records

/// The words about JSON documents as a whole.
enum JSONSourceMessages {
    static func empty(_ name: String) -> Diagnostic {
        Diagnostic(.sourceEmpty, "'\(name)' is empty: expected a JSON document")
    }

    static func noRecords(_ name: String) -> Diagnostic {
        Diagnostic(
            .noRecordsInDocument, "'\(name)' holds no object that could be a record: expected an array of objects, an object, or an object a line")
    }

    /// - Parameter pointers: where records may stand.
    static func nothingAt(_ pointer: String, _ pointers: [String], source: String) -> Diagnostic {
        let known = pointers.prefix(8).map { $0.isEmpty ? "the root (no --at)" : "'\($0)'" }.joined(separator: ", ")
        return Diagnostic(
            .noRecordsInDocument, "'\(source)' has no object and no array of objects at '\(pointer)'",
            hint: known.isEmpty ? nil : "there are some at \(known)")
    }

    static func nothingOf(_ schema: Schema, source: String) -> Diagnostic {
        Diagnostic(
            .noRecordsInDocument, "no object in '\(source)' has a member of \(schema.name)",
            hint: "--schema NAME names the schema, --at POINTER says where the records stand; transload schemas \(schema.name)")
    }

    static func unclosed(_ name: String, column: Int) -> Diagnostic {
        Diagnostic(
            .malformedJSON, "the document ends before its array is closed: expected ',' or ']'",
            at: SourcePosition(source: name, line: 1, column: column), hint: "the file is cut short; export it again")
    }

    static func recordTooLong(_ name: String, record: Int, line: Int, limit: Int) -> Diagnostic {
        Diagnostic(
            .recordTooLong, "record is longer than \(ReaderMessages.byteText(limit))",
            at: SourcePosition(source: name, record: record, line: line), hint: "--max-record raises the limit")
    }

    static func suffixTooLong(_ name: String, limit: Int) -> Diagnostic {
        Diagnostic(.recordTooLong, "more than \(ReaderMessages.byteText(limit)) follow the records, expected the end of the document", at: SourcePosition(source: name))
    }
}
