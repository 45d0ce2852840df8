import Readers
import Records

/// The schema whose fields a header names.
struct SchemaGuess {
    let schema: Schema
    /// How many columns are fields of it, of how many that are not a reject file's own.
    let matched: Int
    let columns: Int

    /// Finds the schema that takes the most columns. Of several, the one is meant of which the fewest required fields are left
    /// without a value: they would stop the run.
    ///
    /// - Parameter set: the names of the fields that get a value without a column.
    /// - Throws: `schemaAmbiguous` when no schema takes at least half of the columns, or several remain.
    init(_ source: CSVSource, _ binder: ColumnBinder, _ schemas: [Schema], set: [String]) throws(Diagnostic) {
        let columns = source.columns.filter { !ColumnBinder.serviceColumns.contains($0) }
        let counts = schemas.map { binder.matchCount(columns, $0) }
        let best = counts.max() ?? 0
        var fitting = zip(schemas, counts).filter { $1 == best }.map(\.0)
        guard best * 2 >= columns.count, best > 0 else { throw RunMessages.noSchemaFits(source.input.name, schemas.map(\.name)) }
        if fitting.count > 1 {
            let gaps = fitting.map { Self.gaps(columns, binder, set, $0) }
            fitting = zip(fitting, gaps).filter { $1 == gaps.min() }.map(\.0)
        }
        guard fitting.count == 1, let only = fitting.first else {
            throw RunMessages.severalSchemasFit(source.input.name, fitting.map(\.name))
        }
        schema = only
        matched = best
        self.columns = columns.count
    }

    /// How many required fields of a schema would have no value.
    private static func gaps(_ columns: [String], _ binder: ColumnBinder, _ set: [String], _ schema: Schema) -> Int {
        let names = Set(set.map(ColumnBinder.folded))
        let constants = schema.fields.indices.filter { names.contains(ColumnBinder.folded(schema.fields[$0].name)) }
        return FilledFields(binder.matchedFields(columns, schema).union(constants), of: schema).missingRequired.count
    }
}
