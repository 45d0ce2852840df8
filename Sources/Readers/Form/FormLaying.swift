import Records
import Syntax

/// Lays what was gathered from a form down as records of a batch, and says what a server would have lost of it.
struct FormLaying {
    private let batch: RecordBatch
    private let isStrict: Bool
    private var record = 0

    init(_ batch: RecordBatch, isStrict: Bool) {
        self.batch = batch
        self.isStrict = isStrict
    }

    mutating func lay(_ gathered: FormGathering) {
        let (elements, gap) = gathered.records.ordered
        for (position, element) in elements.enumerated() {
            let extent = element.extent ?? 0..<0
            let line = batch.chunk.bytes[..<extent.lowerBound].reduce(0) { $1 == ASCII.lineFeed ? $0 + 1 : $0 }
            record = batch.recordCount
            _ = batch.beginRecord(at: extent.lowerBound, line: line)
            batch.endRecord(at: extent.upperBound)
            if position == 0 { noteKeys(gathered) }
            if let gap, gap.position == position { warn(.formListIndex, found: gap.index) }
            fill(batch, record, element, [])
        }
    }

    private func noteKeys(_ gathered: FormGathering) {
        for key in gathered.unknownKeys { warn(.formUnknownKey, detail: key) }
        if gathered.prefixedKeys > 0 { warn(.formPrefix, found: gathered.prefixedKeys) }
        if gathered.hasBracketedRecords { warn(.formEmptyBrackets) }
    }

    private func warn(
        _ code: DiagnosticCode, _ field: Int = -1, _ steps: [FieldStep] = [], severity: Severity? = nil, found: Int = 0,
        maximum: Int = 0, detail: String = ""
    ) {
        var finding = Finding(
            record: record, field: field, code: code, rule: .form, severity: severity ?? (isStrict ? .error : .warning), found: found,
            maximum: maximum)
        finding.steps = steps
        finding.detail = detail
        batch.faults.append(finding)
    }

    /// Fills the slots of a record that has been begun.
    private func fill(_ target: RecordBatch, _ row: Int, _ element: FormElement, _ steps: [FieldStep]) {
        for (field, slot) in element.values where slot.kind != Slot.Kind.missing {
            target.slots[row * target.fieldCount + field] = slot
        }
        for (field, list) in element.lists {
            let slot = lay(list, field, in: target, steps)
            target.slots[row * target.fieldCount + field] = slot
        }
        for field in element.bracketedFields { warn(.formEmptyBrackets, field, steps) }
        for field in element.repeatedFields { warn(.formRepeatedKey, field, steps) }
        for field in element.blankFields { warn(.formBlank, field, steps) }
        for (field, length) in element.longFields {
            warn(.valueTooLong, field, steps, severity: .error, found: length, maximum: Slot.maximumLength)
        }
        for (field, offset) in element.damagedFields {
            let start = Int(batch.bounds[record].start)
            warn(.invalidUTF8, field, steps, severity: .error, found: offset - start + 1)
        }
        if !steps.isEmpty, let lacking = Self.lackingHalf(of: element, target.schema) { warn(.formPairIncomplete, lacking, steps) }
    }

    /// - Returns: the slot of the collection.
    private func lay(_ list: FormList, _ field: Int, in parent: RecordBatch, _ steps: [FieldStep]) -> Slot {
        guard let child = parent.child(ofField: field) else { return .missing }
        let (elements, gap) = list.ordered
        let first = child.recordCount
        // All are begun before the lists in them, so that they lie side by side.
        for _ in elements { _ = child.beginRecord(at: 0, line: 0) }
        if let gap { warn(.formListIndex, field, steps, found: gap.index) }
        for (position, element) in elements.enumerated() {
            fill(child, first + position, element, steps + [FieldStep(field: field, index: position)])
        }
        return Slot(kind: Slot.Kind.collection, start: first, length: elements.count)
    }

    /// The field that a pair of key and value lacks: then a server reads neither.
    private static func lackingHalf(of element: FormElement, _ schema: Schema) -> Int? {
        guard schema.fields.count == 2, let key = schema.fieldIndex(named: "Key"), let value = schema.fieldIndex(named: "Value")
        else { return nil }
        return element.has(key) ? element.has(value) ? nil : value : key
    }
}
