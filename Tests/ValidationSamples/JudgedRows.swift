import Records
import Schemas
import Synchronization
import Validation

/// Records given as texts by field name, laid out as a reader would and judged.
///
/// ```swift
/// let judged = try JudgedRows([["UserName": "jdoe", "Email": "a b"]])
/// judged.failing(0)                 // ["FirstName:required", …, "Email:pattern", …]
/// ```
public struct JudgedRows {
    /// A record with nothing wrong, as short as possible.
    public static let valid = [
        "UserName": "jdoe", "FirstName": "John", "LastName": "Doe", "Email": "jdoe@mail.org", "Password": "Abcdef1!",
    ]

    public let plan: ValidationPlan
    public let batch: RecordBatch
    public let findings: [Finding]

    /// Lays the rows out in one batch and judges them.
    ///
    /// - Parameters:
    ///   - rows: string cells; a field without one is missing.
    ///   - nulls: fields that are null in every row.
    ///   - absentFields: fields that no record of the source can have.
    public init(
        _ rows: [[String: String]], schema name: String = "UserDTO", nulls: [String] = [], isStrict: Bool = false,
        absentFields: [String] = []
    ) throws {
        plan = try Self.plan(name, isStrict, absentFields)
        let validator = RecordValidator(plan)
        batch = Self.batch(of: rows, plan.schema, nulls)
        var findings: [Finding] = []
        validator.validate(batch, records: 0..<rows.count, into: &findings)
        self.findings = findings
    }

    private static let catalog = SchemaCatalog()
    private static let plans = Mutex<[String: ValidationPlan]>([:])

    // Compiling the patterns takes far longer than judging a few records.
    private static func plan(_ name: String, _ isStrict: Bool, _ absentFields: [String]) throws -> ValidationPlan {
        let key = "\(name) \(isStrict) \(absentFields)"
        if let known = plans.withLock({ $0[key] }) { return known }
        let schema = try catalog.schema(named: name)
        let absent = Set(absentFields.compactMap { schema.fieldIndex(named: $0) })
        let made = try ValidationPlan(schema, isStrict: isStrict, absentFields: absent)
        plans.withLock { $0[key] = made }
        return made
    }

    // Values lie side by side without anything between: a look beyond an end would meet its neighbour.
    private static func batch(of rows: [[String: String]], _ schema: Schema, _ nulls: [String]) -> RecordBatch {
        let batch = RecordBatch(schema: schema)
        for row in rows {
            precondition(row.keys.allSatisfy { schema.fieldIndex(named: $0) != nil }, "a field that \(schema.name) does not have")
            let slots = batch.beginRecord(at: batch.chunk.count, line: 0)
            for (index, field) in schema.fields.enumerated() {
                if nulls.contains(field.name) { slots[index] = .null }
                guard let text = row[field.name] else { continue }
                slots[index] = Slot(kind: Slot.Kind.string, start: batch.chunk.count, length: text.utf8.count)
                batch.chunk.append(text)
            }
            batch.endRecord(at: batch.chunk.count)
        }
        return batch
    }

    /// What is wrong with a record, as `Field:rule` in the order reported; warnings are left out.
    public func failing(_ record: Int = 0) -> [String] { words(record, .error) }

    /// What is warned of in a record, as `Field:rule` in the order reported.
    public func warned(_ record: Int = 0) -> [String] { words(record, .warning) }

    private func words(_ record: Int, _ severity: Severity) -> [String] {
        findings.filter { $0.record == record && $0.severity == severity }.map(word)
    }

    private func word(_ finding: Finding) -> String { "\(batch.schema.fields[finding.field].name):\(finding.rule.rawValue)" }

    /// What is wrong with every record, in the form of `failing`.
    public func failingByRecord() -> [[String]] {
        var words = Array(repeating: [String](), count: batch.recordCount)
        for finding in findings where finding.severity == .error { words[finding.record].append(word(finding)) }
        return words
    }

    /// The text that a field has after judging; `nil` when it has none.
    public func text(_ field: String, _ record: Int = 0) -> String? {
        guard let index = batch.schema.fieldIndex(named: field) else { return nil }
        let slot = batch.view.slot(record, index)
        return slot.kind == Slot.Kind.missing || slot.kind == Slot.Kind.null ? nil : batch.view.text(slot)
    }

    /// The kind of value that a field holds after judging, one of `Slot.Kind`.
    public func kind(_ field: String, _ record: Int = 0) -> UInt32? {
        batch.schema.fieldIndex(named: field).map { batch.view.slot(record, $0).kind }
    }
}

extension String {
    /// The text with everything but printable ASCII as `\u{…}`.
    public var escaped: String { unicodeScalars.map { $0.escaped(asASCII: true) }.joined() }
}
