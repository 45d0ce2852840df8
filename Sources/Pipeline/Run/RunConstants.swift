import Readers
import Records
import Validation

/// The values of `--set`, bound to their fields.
struct RunConstants {
    let defaults: [FieldDefault]
    private let schema: Schema

    /// - Throws: `fieldUnknown`, `flagsConflict` for a field that has a column or is set twice, `secretOnCommandLine`.
    init(_ constants: [RunOptions.Constant], _ schema: Schema, _ binding: ColumnBinding, columns: [String]) throws(Diagnostic) {
        var defaults: [FieldDefault] = []
        for constant in constants {
            guard let index = ColumnBinder.field(named: constant.field, in: schema) else {
                throw RunMessages.unknownField(constant.field, flag: "--set", schema)
            }
            let field = schema.fields[index]
            if field.type.isCollection || field.type.isObject { throw RunMessages.collectionConstant(field) }
            if field.isSecret && !constant.isIndirect { throw RunMessages.secretOnCommandLine(field.name) }
            if let column = binding.column(ofField: index) {
                throw RunMessages.setHasColumn(field.name, column: columns[column])
            }
            if defaults.contains(where: { $0.field == index }) { throw RunMessages.setTwice(field.name) }
            defaults.append(FieldDefault(field: index, bytes: Array(constant.value.utf8)))
        }
        self.defaults = defaults
        self.schema = schema
    }

    /// Judges the values before the first record is read, since a bad one would reject every record.
    ///
    /// - Throws: `badFlagValue` with what is wrong.
    func check(against plan: ValidationPlan) throws(Diagnostic) {
        let batch = RecordBatch(schema: schema)
        batch.setDefaults(defaults)
        _ = batch.beginRecord(at: 0, line: 0)
        var findings: [Finding] = []
        RecordValidator(plan).validate(batch, records: 0..<1, into: &findings)
        for finding in findings where finding.severity == .error && defaults.contains(where: { $0.field == finding.field }) {
            throw RunMessages.badConstant(schema.fields[finding.field].name, ValidationMessages.text(finding, schema))
        }
    }
}
