import Records
import Syntax

/// Proposes a value that would pass where one has failed.
///
/// A proposal is made only when every rule of the field accepts it, and never for a secret field. Nothing is changed by itself:
/// whether `O'Neil` may become `ONeil` is for a person to decide.
public struct Suggestion {
    private let plan: ValidationPlan

    public init(_ plan: ValidationPlan) { self.plan = plan }

    /// A value that would pass, and the repairs that make it of the one that was read.
    public struct Proposal: Sendable, Equatable {
        public let value: String
        public let repairs: [Repair]
    }

    /// Returns the proposed value, or `nil` when none of the usual repairs cures the field.
    ///
    /// - Parameter value: the text of the field as it was read.
    public func value(for finding: Finding, value: String) -> String? { proposal(for: finding, value: value)?.value }

    /// Returns the proposed value and what it takes: one repair if one is enough, else those that are harmless and as few others
    /// as cure the field.
    ///
    /// - Parameter value: the text of the field as it was read.
    public func proposal(for finding: Finding, value: String) -> Proposal? {
        guard finding.severity == .error, let plan = plan.plan(behind: finding.steps) else { return nil }
        return Suggestion(plan).proposal(field: finding.field, value: value)
    }

    private func proposal(field: Int, value: String) -> Proposal? {
        guard plan.schema.fields.indices.contains(field), !plan.schema.fields[field].isSecret, let check = plan.check(ofField: field)
        else { return nil }
        let original = Array(value.unicodeScalars)
        let suitable = Repair.allCases.filter { suits($0, check) }
        for repair in suitable {
            if let candidate = repair.apply(original), let text = accepted(candidate, check) {
                return Proposal(value: text, repairs: [repair])
            }
        }
        guard let all = Repair.apply(suitable, to: original), all.changed.count > 1, var text = accepted(all.text, check) else { return nil }
        var needed = all.changed
        // The harmless ones stay: a rule that lets an outer blank pass does not ask for it.
        for repair in all.changed where repair.scope != .anyText {
            let fewer = needed.filter { $0 != repair }
            if let result = Repair.apply(fewer, to: original), let shorter = accepted(result.text, check) {
                needed = fewer
                text = shorter
            }
        }
        return Proposal(value: text, repairs: needed)
    }

    /// Whether a repair makes sense for the kind of field: only numbers lose their points and commas, only fields of digits the
    /// punctuation of telephone numbers, and only texts their hyphens, which before a number is its sign.
    private func suits(_ repair: Repair, _ check: FieldCheck) -> Bool {
        switch repair {
        case .wholeNumber, .phonePlus: plan.suitsNumber(repair, check)
        case .hyphenToSpace: check.type.isString
        default: true
        }
    }

    /// Whether `transload fix` applies every one of the repairs to the field without being told which columns.
    public func areFor(_ repairs: [Repair], field: Int) -> Bool { repairs.allSatisfy { plan.isFor($0, field: field) } }

    /// Returns the scalars as a text when it passes every check of the field.
    private func accepted(_ scalars: [Unicode.Scalar], _ check: FieldCheck) -> String? {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        let text = String(view)
        return accepts(text, check) ? text : nil
    }

    /// Whether a text passes every check of the field.
    private func accepts(_ text: String, _ check: FieldCheck) -> Bool {
        let buffer = ByteBuffer(capacity: text.utf8.count)
        buffer.append(text)
        switch check.type {
        case .boolean: return TextForms.boolean(buffer.bytes) != nil
        case .int32: return TextForms.int32(buffer.bytes) != nil
        case .guid: return TextForms.guid(buffer.bytes) != nil
        case .int64: return TextForms.int64(buffer.bytes) != nil
        case .number: return TextForms.number(buffer.bytes) != nil
        case .dateTime: return TextForms.dateTime(buffer.bytes) != nil
        case .enumeration:
            guard case .enumeration(let members) = plan.schema.fields[check.field].type,
                case .member = EnumerationForms.outcome(buffer.bytes, of: members)
            else { return false }
            return true
        case .object, .collection: return false
        case .string, .schemaString: break
        }
        if DotNetWhiteSpace.isBlank(buffer.bytes) { return false }
        let length = check.length(buffer.pointer, buffer.count)
        if check.length != nil && (length < check.minimum || length > check.maximum) { return false }
        if let searcher = check.searcher { return searcher.containsMatch(buffer.pointer, count: buffer.count) }
        return check.matcher?.matchesWhole(buffer.pointer, count: buffer.count) ?? true
    }
}
