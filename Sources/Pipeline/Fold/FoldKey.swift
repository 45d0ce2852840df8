import Readers
import Records

/// The key whose records `--fold` joins, and how it is compared.
struct FoldKey: Sendable {
    let field: Int
    let form: KeyForm

    /// - Throws: `fieldUnknown` when `--fold` names no field with a single value, or one that the source has no column for.
    init(_ name: String, _ prepared: PreparedRun) throws(Diagnostic) {
        let schema = prepared.schema
        guard let field = ColumnBinder.field(named: name, in: schema) else { throw RunMessages.unknownField(name, flag: "--fold", schema) }
        if schema.fields[field].type.isCollection || schema.fields[field].type.isObject { throw RunMessages.foldWithoutValue(schema.fields[field]) }
        // A value for the whole run would make one person of all.
        guard prepared.fillableFields.contains(field) else {
            throw RunMessages.foldWithoutColumn(schema.fields[field].name, source: prepared.options.source.name)
        }
        self.field = field
        form = schema.naturalKey == [field] && schema.keyComparison == .caseInsensitive ? .caseless : .written
    }
}
