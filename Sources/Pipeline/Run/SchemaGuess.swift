import Readers
import Records

/// The schema whose fields a header names.
struct SchemaGuess {
    let schema: Schema
    /// How many columns are fields of it, of how many that are not a reject file's own.
    let matched: Int
    let columns: Int

    /// Chooses the schema that takes most columns. Of several the one counts whose required fields the source can fill, since a run
    /// with any other would stop at once.
    ///
    /// - Parameter given: the fields that have a value without a column.
    /// - Throws: `schemaAmbiguous` when no schema takes at least half of the columns, or two are left.
    init(_ source: CSVSource, _ binder: ColumnBinder, _ schemas: [Schema], given: [String] = []) throws(Diagnostic) {
        let columns = source.columns.filter { !ColumnBinder.serviceColumns.contains($0) }
        let counts = schemas.map { binder.matchCount(columns, $0) }
        let best = counts.max() ?? 0
        var fitting = zip(schemas, counts).filter { $1 == best }.map(\.0)
        if fitting.count > 1 {
            let possible = fitting.filter { binder.fillsRequired(of: $0, columns, given: given) }
            if !possible.isEmpty { fitting = possible }
        }
        guard best * 2 >= columns.count, best > 0, let first = fitting.first else {
            throw RunMessages.noSchemaFits(source.input.name, schemas.map(\.name))
        }
        if fitting.count > 1 { throw RunMessages.severalSchemasFit(source.input.name, fitting.map(\.name)) }
        schema = first
        matched = best
        self.columns = columns.count
    }
}
