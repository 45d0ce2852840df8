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
        guard finding.severity == .error, finding.field >= 0, !plan.schema.fields[finding.field].isSecret,
            let check = plan.check(ofField: finding.field)
        else { return nil }
        for repair in Repair.allCases {
            let candidate = repair.apply(value)
            if candidate != value && accepts(candidate, check) { return candidate }
        }
        let all = Repair.allCases.reduce(value) { $1.apply($0) }
        return all != value && accepts(all, check) ? all : nil
    }

    /// Whether a text passes every check of the field.
    private func accepts(_ text: String, _ check: FieldCheck) -> Bool {
        let buffer = ByteBuffer(capacity: text.utf8.count)
        buffer.append(text)
        switch check.type {
        case .boolean: return TextForms.boolean(buffer.bytes) != nil
        case .int32: return TextForms.int32(buffer.bytes) != nil
        case .guid: return TextForms.guid(buffer.bytes) != nil
        case .string: break
        }
        if DotNetWhiteSpace.isBlank(buffer.bytes) { return false }
        let units = text.utf16.count
        if check.length != nil && (units < check.minimum || units > check.maximum) { return false }
        return check.matcher?.matchesWhole(buffer.pointer, count: buffer.count) ?? true
    }
}

/// The usual repairs of a spreadsheet's values, from the most to the least harmless.
enum Repair: CaseIterable {
    case trim, invisible, digits, wholeNumber, phonePunctuation, hyphenToSpace, apostrophe, tashkeel

    func apply(_ text: String) -> String {
        switch self {
        case .trim: return trimmed(text)
        case .invisible: return trimmed(replacing(text) { Self.isInvisible($0) ? nil : $0 == "\u{A0}" ? " " : $0 })
        case .digits: return replacing(text) { Self.asciiDigit($0) ?? $0 }
        case .wholeNumber:
            guard let point = text.firstIndex(of: "."), text[text.index(after: point)...].allSatisfy({ $0 == "0" }) else {
                return text.contains(",") ? replacing(text) { $0 == "," ? nil : $0 } : text
            }
            return String(text[..<point])
        case .phonePunctuation:
            guard text.unicodeScalars.contains(where: { $0.value >= 0x30 && $0.value <= 0x39 }) else { return text }
            return replacing(text) { Self.isPhonePunctuation($0) ? nil : $0 }
        case .hyphenToSpace: return replacing(text) { Self.isHyphen($0) ? " " : $0 }
        case .apostrophe: return replacing(text) { Self.isApostrophe($0) ? nil : $0 }
        case .tashkeel: return replacing(text) { (0x64B...0x65F).contains($0.value) || $0.value == 0x670 ? nil : $0 }
        }
    }

    private func trimmed(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return scalars.count == text.unicodeScalars.count ? text : String(scalars)
    }

    /// Returns the text with each scalar kept, exchanged or dropped; most texts come back as they are.
    private func replacing(_ text: String, _ change: (Unicode.Scalar) -> Unicode.Scalar?) -> String {
        if text.unicodeScalars.allSatisfy({ change($0) == $0 }) { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let kept = change(scalar) { out.append(kept) }
        }
        return String(out)
    }

    private static func isPhonePunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "+", " ", "-", "(", ")", ".", "/", "\u{A0}": true
        default: false
        }
    }

    private static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "-", "\u{2010}", "\u{2011}", "\u{2013}": true
        default: false
        }
    }

    private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "'", "`", "\u{2018}", "\u{2019}": true
        default: false
        }
    }

    /// Zero-width characters and direction marks, which come along when text is copied from a page.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    /// The ASCII digit for an Arabic-Indic, Persian or full-width one.
    private static func asciiDigit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        for zero: UInt32 in [0x660, 0x6F0, 0xFF10] where scalar.value >= zero && scalar.value < zero + 10 {
            return Unicode.Scalar(scalar.value - zero + 0x30)
        }
        return nil
    }
}
