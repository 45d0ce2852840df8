import Readers
import Records

/// Which key of the good records a run watches, and how it is compared.
struct WatchedKey: Sendable {
    let fields: [Int]
    /// The form in which two keys are the same.
    let form: KeyForm
    /// Whether keys that only look alike are named too.
    let watchesSpelling: Bool

    /// - Parameter filled: the fields that have a column.
    /// - Throws: `fieldUnknown` when `--unique` names no field.
    init?(_ options: RunOptions, _ schema: Schema, filled: Set<Int>) throws(Diagnostic) {
        let natural: KeyForm = schema.keyComparison == .caseInsensitive ? .caseless : .written
        if let name = options.uniqueField {
            guard let field = ColumnBinder.field(named: name, in: schema), !schema.fields[field].type.isCollection else {
                throw RunMessages.unknownField(name, flag: "--unique", schema)
            }
            guard options.watchesKeys else { return nil }
            fields = [field]
            form = schema.naturalKey == [field] ? natural : .written
            watchesSpelling = false
            return
        }
        guard options.watchesKeys, !schema.naturalKey.isEmpty, schema.naturalKey.allSatisfy(filled.contains) else { return nil }
        fields = schema.naturalKey
        form = natural
        watchesSpelling = true
    }
}
