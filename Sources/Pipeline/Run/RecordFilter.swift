import Readers
import Records
import Validation

/// The conditions of a run, bound to the fields of its schema. A record is kept when it meets all of them.
struct RecordFilter: Sendable {
    private struct Condition {
        let field: Int
        let values: [[UInt8]]
        let isNegated: Bool
    }

    private let conditions: [Condition]

    var isEmpty: Bool { conditions.isEmpty }

    /// - Throws: `fieldUnknown` when a condition names no field.
    init(_ expressions: [FilterExpression], _ schema: Schema) throws(Diagnostic) {
        var conditions: [Condition] = []
        for expression in expressions {
            guard let field = ColumnBinder.field(named: expression.field, in: schema) else {
                throw RunMessages.unknownField(expression.field, flag: "--where", schema)
            }
            if schema.fields[field].isSecret { throw RunMessages.secretFilter(schema.fields[field].name) }
            let values = expression.values.map { ValueText.canonical(Array($0.utf8), as: schema.fields[field].type) }
            conditions.append(Condition(field: field, values: values, isNegated: expression.isNegated))
        }
        self.conditions = conditions
    }

    /// Whether a record meets every condition. What is missing equals only the empty value.
    ///
    /// Values are compared in the usual form of their type, so that `yes` finds TRUE.
    func keeps(_ record: Int, _ batch: RecordBatch) -> Bool {
        let view = batch.view
        for condition in conditions {
            let slot = view.slot(record, condition.field)
            // A list has no bytes, and equals no value that can be typed.
            if slot.kind == Slot.Kind.collection && slot.length > 0 {
                if !condition.isNegated { return false }
                continue
            }
            let bytes = view.bytes(slot)
            let canonical = ValueText.canonical(Array(bytes), as: batch.schema.fields[condition.field].type)
            if condition.values.contains(canonical) == condition.isNegated { return false }
        }
        return true
    }
}
