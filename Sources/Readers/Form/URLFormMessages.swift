import Records

/// The words of everything that reading a form (`application/x-www-form-urlencoded`) can say about it as a whole.
enum URLFormMessages {
    static func empty(_ name: String) -> Diagnostic {
        Diagnostic(.sourceEmpty, "'\(name)' is empty: expected a form such as 'ClientId=…&ClientName=…'")
    }

    static func tooLong(_ name: String, limit: Int) -> Diagnostic {
        Diagnostic(
            .recordTooLong, "the form is longer than \(limit >> 20) MiB", at: SourcePosition(source: name, line: 1),
            hint: "no server takes such a body: use JSON or XML for so many records")
    }

    /// - Parameter column: of the bracket, in bytes from 1.
    static func unclosedBracket(column: Int) -> Diagnostic {
        Diagnostic(
            .formMalformed, "a '[' in a key is never closed, and with it a server reads nothing of the form",
            at: SourcePosition(source: "", record: 1, line: 1, column: column), hint: "a key is 'ClientSecrets[0].Key'")
    }

    static func noKeyFits(_ schema: Schema) -> Diagnostic {
        let names = schema.fields.prefix(3).map(\.name).joined(separator: ", ")
        return Diagnostic(
            .formMalformed, "no key of the form is a field of \(schema.name), expected \(names) and the like",
            at: SourcePosition(source: "", record: 1, line: 1), hint: "'transload schemas \(schema.name)' lists the fields")
    }
}
