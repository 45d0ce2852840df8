import Records

/// The words about columns and the fields they fill.
enum ColumnMessages {
    static func unknownColumn(_ column: String, _ schema: Schema, source: String) -> Diagnostic {
        let nearest = nearestName(to: ColumnBinder.folded(column), in: schema.fields.map { ColumnBinder.folded($0.name) })
            .flatMap { near in schema.fields.first { ColumnBinder.folded($0.name) == near }?.name }
        let message = "column '\(column)' fills no field of \(schema.name)" + (nearest.map { "; nearest is '\($0)'" } ?? "")
        return Diagnostic(
            .unknownColumn, message, severity: .warning, at: SourcePosition(source: source, line: 1),
            hint: "--column '\(column)=\(nearest ?? "FIELD")' binds it, --column '\(column)=' leaves it out without a word")
    }

    /// Columns without a name: nearly always delimiters at the end of every line, and nothing to worry about.
    ///
    /// - Parameter isNameless: for each column whether it has none.
    /// - Returns: `nil` when all have names.
    static func nameless(_ isNameless: [Bool], source: String) -> Diagnostic? {
        let count = isNameless.count { $0 }
        if count == 0 { return nil }
        let isTrailing = isNameless.suffix(count).allSatisfy { $0 }
        let columns = count == 1 ? "1 column without a name" : "\(count) columns without a name"
        let message = isTrailing ? "the header ends in \(columns), which \(count == 1 ? "fills" : "fill") no field"
            : "\(columns) \(count == 1 ? "fills" : "fill") no field"
        return Diagnostic(.unknownColumn, message, severity: .note, at: SourcePosition(source: source, line: 1))
    }

    static func undocumented(_ column: String, source: String) -> Diagnostic {
        Diagnostic(
            .undocumented, "column '\(column)' is not used: the documentation does not have the field; --allow-undocumented uses it",
            severity: .warning, at: SourcePosition(source: source, line: 1))
    }

    static func duplicate(_ first: String, _ second: String, _ field: String, source: String) -> Diagnostic {
        Diagnostic(
            .duplicateColumn, "columns '\(first)' and '\(second)' both fill the field '\(field)'",
            at: SourcePosition(source: source, line: 1), hint: "--column '\(second)=' leaves one of them out")
    }

    static func noSuchColumn(_ header: String, _ columns: [String]) -> Diagnostic {
        let nearest = nearestName(to: header, in: columns).map { "; nearest is '\($0)'" } ?? ""
        return Diagnostic(.fieldUnknown, "--column names '\(header)', but the header has no such column\(nearest)")
    }

    static func noSuchField(_ field: String, _ schema: Schema) -> Diagnostic {
        let nearest = nearestName(to: field, in: schema.fields.map(\.name)).map { "; nearest is '\($0)'" } ?? ""
        return Diagnostic(
            .fieldUnknown, "\(schema.name) has no field '\(field)'\(nearest)", hint: "transload schemas \(schema.name)")
    }
}
