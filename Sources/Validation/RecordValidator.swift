import Patterns
import Records
import Syntax

/// Gives the values of a batch their types, and judges every record by the rules of its schema.
///
/// Verdicts are those of `System.ComponentModel.DataAnnotations`: `Required` first and alone, then every other rule that
/// fails; fields in the schema's order. Each worker has its own validator; the plan is shared.
public final class RecordValidator {
    public let plan: ValidationPlan
    private let checks: UnsafeMutableBufferPointer<FieldCheck>

    public init(_ plan: ValidationPlan) {
        self.plan = plan
        checks = .allocate(capacity: plan.checks.count)
        _ = checks.initialize(from: plan.checks)
    }

    deinit {
        checks.deinitialize()
        checks.deallocate()
    }

    /// Turns text cells into the types of their fields, and appends what is wrong with the records to `findings`.
    ///
    /// Findings come in record order, and in field order within a record. Numbers, booleans and identifiers in other than
    /// their usual form are rewritten in the side arena.
    ///
    /// - Parameter records: which records of the batch, counted from 0.
    /// - Complexity: O(bytes of the checked values).
    public func validate(_ batch: RecordBatch, records: Range<Int>, into findings: inout [Finding]) {
        guard let checks = checks.baseAddress else { return }
        let count = self.checks.count
        for record in records {
            // A closer look may move the side arena; then the view is taken anew.
            var view = batch.view
            let row = batch.slots + record &* batch.fieldCount
            for index in 0..<count where !passes(checks + index, view, row + checks[index].field) {
                judge(checks[index], record, batch, into: &findings)
                view = batch.view
            }
        }
    }

    /// Whether nothing is to be said about the field. What needs a closer look is left to `judge`.
    @inline(__always)
    private func passes(_ check: UnsafePointer<FieldCheck>, _ view: BatchView, _ slot: UnsafeMutablePointer<Slot>) -> Bool {
        let value = slot.pointee
        guard value.kind == Slot.Kind.string else {
            return value.kind == Slot.Kind.missing && check.pointee.mayBeMissing
        }
        let p = view.pointer(value)
        let count = value.length
        switch check.pointee.type {
        case .string: return passesRules(check, p, count)
        case .boolean:
            let raw = UnsafeRawPointer(p)
            if count == 4 && raw.loadUnaligned(as: UInt32.self) == UInt32(littleEndian: 0x6575_7274) {
                slot.pointee = RecordBatch.trueSlot
                return true
            }
            if count == 5 && raw.loadUnaligned(as: UInt32.self) == UInt32(littleEndian: 0x736C_6166) && p[4] == 0x65 {
                slot.pointee = RecordBatch.falseSlot
                return true
            }
            return false
        case .int32:
            if count == 0 || count > 9 || (p[0] == ASCII.zero && count > 1) { return false }
            for i in 0..<count where p[i] &- ASCII.zero > 9 { return false }
            slot.pointee = Slot(start: value.start, word: value.word & ~7 | Slot.Kind.number)
            return true
        case .guid:
            return TextForms.isHyphenated(UnsafeBufferPointer(start: p, count: count))
        }
    }

    /// Whether a string passes every rule of its field, as far as a quick look can tell.
    @inline(__always)
    private func passesRules(_ check: UnsafePointer<FieldCheck>, _ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        // A UTF-16 unit takes one to three bytes: within these bounds the length needs no counting.
        if count == 0 || count > check.pointee.maximum { return false }
        if check.pointee.minimum > 1 && count < check.pointee.minimum &* 3 && !isASCIIOfLength(p, count, check.pointee.minimum) {
            return false
        }
        if check.pointee.required != nil && (p[0] <= ASCII.space || p[0] >= 0x80) && isBlank(p, count) { return false }
        if let matcher = check.pointee.matcher { return matcher.matchesWhole(p, count: count) }
        return true
    }

    @inline(__always) private func isASCIIOfLength(_ p: UnsafePointer<UInt8>, _ count: Int, _ minimum: Int) -> Bool {
        if count < minimum { return false }
        for i in 0..<count where p[i] >= 0x80 { return false }
        return true
    }

    /// Looks closely at one field: rewrites a value in another form, or says what is wrong.
    private func judge(_ check: FieldCheck, _ record: Int, _ batch: RecordBatch, into findings: inout [Finding]) {
        let view = batch.view
        let slot = view.slot(record, check.field)
        func add(_ code: DiagnosticCode, _ rule: RuleName, _ severity: Severity, found: Int = 0) {
            findings.append(Finding(
                record: record, field: check.field, code: code, rule: rule, severity: severity,
                found: found, minimum: check.minimum, maximum: check.maximum))
        }
        switch slot.kind {
        case Slot.Kind.missing:
            if let severity = check.required { add(.required, .required, severity) }
            if check.warnsWhenAbsent { add(.absentValueRead, .absent, .warning) }
            return
        case Slot.Kind.null:
            if let severity = check.required { add(.required, .required, severity) }
            if !check.isNullable && check.type != .string { add(.nullability, .nullability, .error) }
            return
        case Slot.Kind.string: break
        default: return
        }
        let value = view.bytes(slot)
        guard check.type == .string else {
            if !rewrite(value, as: check.type, record, check.field, batch) { add(.type, .type, .error) }
            return
        }
        if let severity = check.required, isBlank(view.pointer(slot), slot.length) {
            add(.required, .required, severity)
            return
        }
        if let severity = check.pattern, let matcher = check.matcher, !value.isEmpty,
            !matcher.matchesWhole(view.pointer(slot), count: slot.length) {
            add(.pattern, .pattern, severity)
        }
        if let severity = check.length {
            let units = UTF8Validation.utf16Count(view.pointer(slot), count: slot.length)
            if units < check.minimum || units > check.maximum { add(.length, .length, severity, found: units) }
        }
    }

    /// Replaces a text by the usual form of its type.
    ///
    /// - Returns: `false` when the text is no value of the type.
    private func rewrite(
        _ value: UnsafeBufferPointer<UInt8>, as type: CheckedType, _ record: Int, _ field: Int, _ batch: RecordBatch
    ) -> Bool {
        switch type {
        case .string: return true
        case .boolean:
            guard let flag = TextForms.boolean(value) else { return false }
            batch.slots[record * batch.fieldCount + field] = flag ? RecordBatch.trueSlot : RecordBatch.falseSlot
        case .int32:
            guard let number = TextForms.int32(value) else { return false }
            Array(String(number).utf8).withUnsafeBufferPointer {
                batch.replace(record: record, field: field, kind: Slot.Kind.number, with: $0)
            }
        case .guid:
            guard let canonical = TextForms.guid(value) else { return false }
            canonical.withUnsafeBufferPointer { batch.replace(record: record, field: field, kind: Slot.Kind.string, with: $0) }
        }
        return true
    }

    private func isBlank(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        DotNetWhiteSpace.isBlank(UnsafeBufferPointer(start: p, count: count))
    }
}
