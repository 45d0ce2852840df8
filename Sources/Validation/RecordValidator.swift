import Patterns
import Records
import Syntax

/// Gives the values of a batch their types, and judges every record by the rules of its schema.
///
/// Verdicts are those of the schema's rulebook. `System.ComponentModel.DataAnnotations`: `Required` first and alone, then every
/// other rule that fails. JSON Schema: required means present, and every other rule counts. Fields come in the schema's order.
/// The records inside lists follow the fields of the record that they lie in. Each worker has its own validator; the plan is
/// shared.
public final class RecordValidator {
    public let plan: ValidationPlan
    private let checks: UnsafeMutableBufferPointer<FieldCheck>
    private let nested: [(field: Int, validator: RecordValidator)]

    public init(_ plan: ValidationPlan) {
        self.plan = plan
        nested = plan.nested.map { ($0.field, RecordValidator($0.plan)) }
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
        guard let checks = checks.baseAddress else {
            for record in records { validateNested(batch, record, into: &findings) }
            return
        }
        let count = self.checks.count
        let hasNested = batch.children.contains { $0 != nil }
        for record in records {
            // A closer look may move the side arena; then the view is taken anew.
            var view = batch.view
            let row = batch.slots + record &* batch.fieldCount
            for index in 0..<count where !passes(checks + index, view, row + checks[index].field) {
                judge(checks[index], record, batch, into: &findings)
                view = batch.view
            }
            if hasNested { validateNested(batch, record, into: &findings) }
        }
    }

    /// Judges the records in the lists of a record, and gives their findings its number and the way to them.
    private func validateNested(_ batch: RecordBatch, _ record: Int, into findings: inout [Finding]) {
        for (field, validator) in nested {
            guard let child = batch.children[field] else { continue }
            let slot = batch.slots[record * batch.fieldCount + field]
            guard slot.kind == Slot.Kind.collection, slot.length > 0 else { continue }
            let first = Int(slot.start)
            var start = findings.count
            validator.validate(child, records: first..<first + slot.length, into: &findings)
            while start < findings.count {
                let step = FieldStep(field: field, index: findings[start].record - first)
                findings[start].steps.insert(step, at: 0)
                findings[start].record = record
                start += 1
            }
        }
    }

    /// Whether nothing is to be said about the field. What needs a closer look is left to `judge`.
    @inline(__always)
    private func passes(_ check: UnsafePointer<FieldCheck>, _ view: BatchView, _ slot: UnsafeMutablePointer<Slot>) -> Bool {
        let value = slot.pointee
        guard value.kind == Slot.Kind.string else {
            if value.kind == Slot.Kind.missing { return check.pointee.mayBeMissing }
            return isOfType(value.kind, check.pointee.type)
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
        case .schemaString: return passesSchemaRules(check, p, count)
        case .int64, .number, .dateTime, .enumeration, .object, .collection: return false
        }
    }

    /// Whether a value that is not text is certainly of the type; its rules hold no more.
    @inline(__always) private func isOfType(_ kind: UInt32, _ type: CheckedType) -> Bool {
        switch type {
        case .boolean: kind == Slot.Kind.boolean
        case .number: kind == Slot.Kind.number
        case .object: kind == Slot.Kind.object
        case .collection: kind == Slot.Kind.collection
        default: false
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

    /// Whether a string passes every rule of JSON Schema, as far as a quick look can tell.
    @inline(__always)
    private func passesSchemaRules(_ check: UnsafePointer<FieldCheck>, _ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        // A scalar takes one to four bytes.
        if count > check.pointee.maximum { return false }
        if check.pointee.minimum > 0 && count < check.pointee.minimum &* 4 && !isASCIIOfLength(p, count, check.pointee.minimum) {
            return false
        }
        if let searcher = check.pointee.searcher { return searcher.containsMatch(p, count: count) }
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
            if check.object >= 0, view.slot(record, check.object).kind != Slot.Kind.object { return }
            if let severity = check.required { add(.required, .required, severity) }
            if check.warnsWhenAbsent { add(.absentValueRead, .absent, .warning) }
            return
        case Slot.Kind.null:
            if check.takesNullAsAbsent, let severity = check.required { add(.required, .required, severity) }
            if check.refusesNull { add(.nullability, .nullability, .error) }
            return
        case Slot.Kind.string: break
        // A .NET server makes a text of a number or a boolean, and then its rules judge that.
        case Slot.Kind.number where check.type == .string, Slot.Kind.boolean where check.type == .string: break
        default:
            if !accepts(slot.kind, view.bytes(slot), check) { add(.type, .type, .error) }
            return
        }
        let value = view.bytes(slot)
        guard check.type.isString else {
            if check.isZoneless, let canonical = TextForms.dateTime(value), let local = plan.clock?.time(at: canonical) {
                add(.timeConverted, .type, .warning)
                local.withUnsafeBufferPointer { batch.replace(record: record, field: check.field, kind: Slot.Kind.string, with: $0) }
                return
            }
            if let severity = rewrite(value, check, record, batch) { add(.type, .type, severity) }
            return
        }
        if check.type == .string, let severity = check.required, isBlank(view.pointer(slot), slot.length) {
            add(.required, .required, severity)
            return
        }
        if let severity = check.pattern, !matches(check, view.pointer(slot), slot.length) { add(.pattern, .pattern, severity) }
        if let severity = check.length {
            let length = check.length(view.pointer(slot), slot.length)
            if length < check.minimum || length > check.maximum { add(.length, .length, severity, found: length) }
        }
    }

    private func matches(_ check: FieldCheck, _ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        if let searcher = check.searcher { return searcher.containsMatch(p, count: count) }
        // An empty string passes every pattern of .NET.
        guard count > 0, let matcher = check.matcher else { return true }
        return matcher.matchesWhole(p, count: count)
    }

    /// Whether a number, a boolean, an object or a list that came as such is one that the field takes.
    ///
    /// A .NET server makes texts of numbers and booleans, and booleans of numbers; by JSON Schema, 5 is no string.
    private func accepts(_ kind: UInt32, _ value: UnsafeBufferPointer<UInt8>, _ check: FieldCheck) -> Bool {
        let isScalar = kind == Slot.Kind.number || kind == Slot.Kind.boolean
        switch check.type {
        case .string: return isScalar
        case .schemaString, .guid, .dateTime: return false
        case .boolean: return kind == Slot.Kind.boolean || kind == Slot.Kind.number && plan.schema.validation == .dotNetDataAnnotations
        case .int32: return kind == Slot.Kind.number && TextForms.int32(value) != nil
        case .int64: return kind == Slot.Kind.number && TextForms.int64(value) != nil
        case .number: return kind == Slot.Kind.number
        case .enumeration:
            return kind == Slot.Kind.number && plan.schema.fields[check.field].type.isNumericEnumeration
                && TextForms.int32(value) != nil
        case .object: return kind == Slot.Kind.object
        case .collection: return kind == Slot.Kind.collection
        }
    }

    /// Replaces a text by the usual form of its type.
    ///
    /// - Returns: how bad it is when the text is no value of the type; `nil` when it is one.
    private func rewrite(
        _ value: UnsafeBufferPointer<UInt8>, _ check: FieldCheck, _ record: Int, _ batch: RecordBatch
    ) -> Severity? {
        func put(_ bytes: [UInt8], kind: UInt32) {
            bytes.withUnsafeBufferPointer { batch.replace(record: record, field: check.field, kind: kind, with: $0) }
        }
        switch check.type {
        case .string, .schemaString: break
        case .boolean:
            guard let flag = TextForms.boolean(value) else { return .error }
            batch.slots[record * batch.fieldCount + check.field] = flag ? RecordBatch.trueSlot : RecordBatch.falseSlot
        case .int32:
            guard let number = TextForms.int32(value) else { return .error }
            put(Array(String(number).utf8), kind: Slot.Kind.number)
        case .int64:
            guard let number = TextForms.int64(value) else { return .error }
            put(Array(String(number).utf8), kind: Slot.Kind.number)
        case .number:
            guard let number = TextForms.number(value) else { return .error }
            put(number, kind: Slot.Kind.number)
        case .guid:
            guard let canonical = TextForms.guid(value) else { return .error }
            put(canonical, kind: Slot.Kind.string)
        case .dateTime:
            guard let canonical = TextForms.dateTime(value) else { return .error }
            put(canonical, kind: Slot.Kind.string)
        case .enumeration:
            let field = plan.schema.fields[check.field]
            guard case .enumeration(let members) = field.type else { return .error }
            switch EnumerationForms.outcome(value, of: members) {
            case .member(let written):
                put(written, kind: field.type.isNumericEnumeration ? Slot.Kind.number : Slot.Kind.string)
            case .unknownNumber(let number):
                put(number, kind: Slot.Kind.number)
                return plan.schema.validation == .jsonSchema && !field.isOpenEnumeration ? .error : .warning
            case .unknownName: return field.isOpenEnumeration ? members.isEmpty ? nil : .warning : .error
            }
        case .object, .collection: return .error
        }
        return nil
    }

    private func isBlank(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        DotNetWhiteSpace.isBlank(UnsafeBufferPointer(start: p, count: count))
    }
}
