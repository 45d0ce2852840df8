import Readers
import Records
import Syntax
import Validation

/// A finding as people read it: the texts are made here, and only when somebody asks.
public struct FindingText {
    let schema: Schema
    let binding: ColumnBinding
    let columns: [String]
    let suggestion: Suggestion

    /// Whether the source is a document, in which members carry the names of fields.
    public var isOfDocument: Bool { columns.isEmpty }

    /// One sentence about the finding, without the value.
    public func message(_ finding: Finding) -> String {
        finding.rule == .form ? FormMessages.text(finding, schema) : ValidationMessages.text(finding, schema)
    }

    /// The schema's name of the field, `Email` or `Groups[0].Name`; empty for findings on the whole record.
    public func field(_ finding: Finding) -> String { schema.path(finding.steps, field: finding.field) }

    /// The same without the places of elements: `Groups[].Name`.
    public func plainField(_ finding: Finding) -> String { schema.path(into: finding.steps.map(\.field), field: finding.field) }

    /// The source's name of the column that fills the field; the field's own name where it has no column.
    public func column(_ finding: Finding) -> String {
        binding.column(of: finding).map { columns[$0] } ?? field(finding)
    }

    /// The 1-based position of the column that fills the field, or `nil`.
    public func columnNumber(_ finding: Finding) -> Int? { binding.column(of: finding).map { $0 + 1 } }

    /// The value as it was read; `nil` for what is or may be a secret, and where there is none.
    ///
    /// In a record with too few cells a secret may have slipped into the column of another field. A reject file fills such a
    /// record up, so that nothing tells it from others there.
    public func value(_ finding: Finding, _ batch: RecordBatch) -> String? {
        if schema.holdsSecrets && (binding.targets.contains(.service) || Self.lacksCells(finding.record, batch)) { return nil }
        return cell(finding, batch)
    }

    private func cell(_ finding: Finding, _ batch: RecordBatch) -> String? {
        let schema = schema.schema(behind: finding.steps)
        guard schema.fields.indices.contains(finding.field), !schema.fields[finding.field].isSecret,
            let (batch, record) = batch.place(finding.record, finding.steps)
        else { return nil }
        let view = batch.view
        let slot = view.slot(record, finding.field)
        switch slot.kind {
        case Slot.Kind.string, Slot.Kind.number, Slot.Kind.boolean: return view.text(slot)
        default: return nil
        }
    }

    private static func lacksCells(_ record: Int, _ batch: RecordBatch) -> Bool {
        if batch.doubtful.contains(record) { return true }
        let faults = batch.faults
        var low = 0
        var high = faults.count
        while low < high {
            let middle = (low + high) / 2
            if faults[middle].record < record { low = middle + 1 } else { high = middle }
        }
        return faults[low...].prefix { $0.record == record }.contains { $0.code == .missingCells }
    }

    /// A value that would pass, where one can be computed.
    ///
    /// - Parameter besideTheRecord: whether it is written where the whole record stands anyway.
    public func suggestion(_ finding: Finding, _ batch: RecordBatch, besideTheRecord: Bool = false) -> String? {
        guard finding.severity == .error, let value = besideTheRecord ? cell(finding, batch) : value(finding, batch) else { return nil }
        return suggestion.value(for: finding, value: value)
    }

    /// The repairs with which `transload fix` would cure the finding without being told which columns; empty when it would not, and
    /// for documents, which it does not read.
    public func cures(_ finding: Finding, _ batch: RecordBatch) -> [Repair] {
        // What lies inside a list may share its cell with other values.
        guard !isOfDocument, finding.severity == .error, finding.steps.isEmpty, let value = value(finding, batch),
            let proposal = suggestion.proposal(for: finding, value: value),
            suggestion.areFor(proposal.repairs, field: finding.field)
        else { return [] }
        return proposal.repairs
    }
}
