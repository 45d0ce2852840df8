import Records
import Syntax

/// Proposes a value that would pass where one has failed.
///
/// A proposal is made only when every rule of the field accepts it, and never for a secret field. Nothing is changed by itself:
/// whether `O'Neil` may become `ONeil` is for a person to decide.
public struct Suggestion {
    private let plan: ValidationPlan

    public init(_ plan: ValidationPlan) { self.plan = plan }

    /// Returns the proposed value, or `nil` when none of the usual repairs cures the field.
    ///
    /// - Parameter value: the text of the field as it was read.
    public func value(for finding: Finding, value: String) -> String? {
        guard let plan = plan.plan(behind: finding.steps), finding.severity == .error,
            plan.schema.fields.indices.contains(finding.field), !plan.schema.fields[finding.field].isSecret,
            let check = plan.check(ofField: finding.field)
        else { return nil }
        let original = Array(value.unicodeScalars)
        var all = original
        for repair in Repair.allCases where suits(repair, check) {
            if let candidate = repair.apply(original), let text = accepted(candidate, check) { return text }
            if let further = repair.apply(all) { all = further }
        }
        return all == original ? nil : accepted(all, check)
    }

    /// Whether a repair makes sense for the kind of field: only numbers lose their points and commas, only fields of digits the
    /// punctuation of telephone numbers, and only texts their hyphens, which before a number is its sign.
    private func suits(_ repair: Repair, _ check: FieldCheck) -> Bool {
        switch repair {
        case .wholeNumber: check.type == .int32 || check.type == .int64
        case .phonePunctuation: check.type.isString && accepts("0123456789", check) && !accepts("a", check)
        case .hyphenToSpace: check.type.isString
        default: true
        }
    }

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
