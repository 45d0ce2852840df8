import Readers
import Records
import Syntax

/// The schema whose fields a source names: in its header, as members of its first record, or by its root element.
struct SchemaGuess {
    let schema: Schema
    /// What speaks for it.
    let reason: String

    /// Finds the schema that takes the most names. Of several, the one is meant of which the fewest required fields are left
    /// without a value: they would stop the run.
    ///
    /// - Parameter set: the names of the fields that get a value without a column.
    /// - Throws: `schemaAmbiguous` when no schema takes at least half of the names, or several remain.
    init(_ source: any RecordSource, _ binder: ColumnBinder, _ schemas: [Schema], set: [String]) throws(Diagnostic) {
        if let document = source as? XMLSource {
            let fitting = document.schemas(among: schemas)
            guard let first = fitting.first else { throw RunMessages.noSchemaFits(source, schemas.map(\.name)) }
            guard fitting.count == 1 else { throw RunMessages.severalSchemasFit(source, fitting.map(\.name)) }
            schema = first
            reason = "the root element is of it"
            return
        }
        let places = (source as? JSONSource)?.places.map(\.names) ?? [source.columns]
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
        reason = "\(best) of \(only.names.count) \(source is CSVSource ? "columns" : "members") are fields of it"
    }

    /// How many required fields of a schema would have no value.
    private static func gaps(_ columns: [String], _ binder: ColumnBinder, _ set: [String], _ schema: Schema) -> Int {
        let names = Set(set.map(ColumnBinder.folded))
        let constants = schema.fields.indices.filter { names.contains(ColumnBinder.folded(schema.fields[$0].name)) }
        return FilledFields(binder.matchedFields(columns, schema).union(constants), of: schema).missingRequired.count
    }
}
