import Readers
import Records
import Syntax

/// The schema whose fields a source names: in its header, or as members of its first record.
struct SchemaGuess {
    let schema: Schema
    /// How many names are fields of it, of how many that are not a reject file's own.
    let matched: Int
    let columns: Int
    /// What the names are called: columns or members.
    let word: String

    /// Finds the schema that takes the most names. Of several, the one is meant of which the fewest required fields are left
    /// without a value: they would stop the run.
    ///
    /// - Parameter set: the names of the fields that get a value without a column.
    /// - Throws: `schemaAmbiguous` when no schema takes at least half of the names, or several remain.
    init(_ source: any RecordSource, _ binder: ColumnBinder, _ schemas: [Schema], set: [String]) throws(Diagnostic) {
        let places = (source as? JSONSource)?.places.map(\.names) ?? [source.columns]
        word = source is CSVSource ? "columns" : "members"
        var best = 0
        var fitting: [(schema: Schema, names: [String])] = []
        for names in places {
            let names = names.filter { !ColumnBinder.serviceColumns.contains($0) }
            for schema in schemas {
                let count = binder.matchCount(names, schema)
                guard count * 2 >= names.count, count >= max(best, 1) else { continue }
                if count > best { fitting = [] }
                best = count
                if !fitting.contains(where: { $0.schema === schema }) { fitting.append((schema, names)) }
            }
        }
        guard best > 0 else { throw RunMessages.noSchemaFits(source, schemas.map(\.name)) }
        if fitting.count > 1 {
            let gaps = fitting.map { Self.gaps($0.names, binder, set, $0.schema) }
            fitting = zip(fitting, gaps).filter { $1 == gaps.min() }.map(\.0)
        }
        guard fitting.count == 1, let only = fitting.first else {
            throw RunMessages.severalSchemasFit(source, fitting.map(\.schema.name))
        }
        schema = only.schema
        matched = best
        columns = only.names.count
    }

    /// How many required fields of a schema would have no value.
    private static func gaps(_ columns: [String], _ binder: ColumnBinder, _ set: [String], _ schema: Schema) -> Int {
        let names = Set(set.map(ColumnBinder.folded))
        let constants = schema.fields.indices.filter { names.contains(ColumnBinder.folded(schema.fields[$0].name)) }
        return FilledFields(binder.matchedFields(columns, schema).union(constants), of: schema).missingRequired.count
    }
}
