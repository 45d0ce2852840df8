import Foundation
import Records

/// A record as one line, as `Tests/Interop/PlainValues.cs` shows what a server holds after reading it: what is missing has the
/// value that .NET gives it.
struct PlainValues {
    /// Whether empty and blank text is null, as the form formatter has it.
    var blankIsNull = false

    func line(_ batch: RecordBatch, _ record: Int) -> String {
        var out = ""
        append(batch, record, 0..<batch.fieldCount, to: &out)
        return out
    }

    func list(_ batch: RecordBatch) -> String {
        "[" + (0..<batch.recordCount).map { line(batch, $0) }.joined(separator: ",") + "]"
    }

    private func append(_ batch: RecordBatch, _ record: Int, _ fields: Range<Int>, to out: inout String) {
        out += "{"
        var field = fields.lowerBound
        while field < fields.upperBound {
            if field > fields.lowerBound { out += "," }
            let definition = batch.schema.fields[field]
            out += "\"\(definition.path.last ?? definition.name)\":"
            let members = batch.schema.members(ofObject: field)
            let slot = batch.view.slot(record, field)
            if definition.type.isObject {
                if slot.kind == Slot.Kind.object { append(batch, record, members, to: &out) } else { out += "null" }
            } else if definition.type.isCollection {
                append(slot, batch.children[field], to: &out)
            } else {
                out += value(batch.view, slot, definition)
            }
            field = members.upperBound
        }
        out += "}"
    }

    private func append(_ slot: Slot, _ child: RecordBatch?, to out: inout String) {
        guard slot.kind == Slot.Kind.collection else {
            out += "null"
            return
        }
        out += "["
        for element in Int(slot.start)..<Int(slot.start) + slot.length {
            if element > Int(slot.start) { out += "," }
            if let child { append(child, element, 0..<child.fieldCount, to: &out) }
        }
        out += "]"
    }

    private func value(_ view: BatchView, _ slot: Slot, _ field: Field) -> String {
        let text = view.text(slot)
        let isNull = slot.kind == Slot.Kind.missing || slot.kind == Slot.Kind.null
            || (blankIsNull && text.unicodeScalars.allSatisfy(\.properties.isWhitespace))
        switch field.type {
        case .string: return isNull ? "null" : Self.quoted(text)
        case .enumeration(let members) where !isNull:
            // XML has the names.
            return members.first { $0.name == text }?.number.map { "\($0)" } ?? text
        case .int32, .int64, .number, .enumeration: return isNull ? field.isNullable ? "null" : "0" : text
        case .boolean: return isNull ? field.isNullable ? "null" : "false" : text.lowercased()
        case .guid:
            return isNull ? field.isNullable ? "null" : "\"00000000-0000-0000-0000-000000000000\"" : Self.quoted(text.lowercased())
        case .dateTime: return isNull ? "null" : Self.quoted(PlainTime.text(text))
        case .object, .collection: return "null"
        }
    }

    static func quoted(_ text: String) -> String {
        var out = "\""
        for unit in text.utf16 {
            switch unit {
            case 0x22, 0x5C: out += "\\" + String(UnicodeScalar(UInt8(unit)))
            case 0x20...0x7E: out += String(UnicodeScalar(UInt8(unit)))
            default:
                let digits = String(unit, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return out + "\""
    }
}

/// Times as the line shows them: seven digits of a second, and of a time with an offset the one in UTC, with '+' behind it.
enum PlainTime {
    /// - Parameter text: `2026-03-22`, with or without `T16:05`, seconds, a fraction of up to seven digits, `Z` or an offset; any
    ///   other text is returned as it is.
    static func text(_ text: String) -> String {
        guard text.wholeMatch(of: /\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)?)?/) != nil else { return text }
        let parts = text.split(maxSplits: 1) { $0 == "T" || $0 == " " }
        let date = parts[0].split(separator: "-").compactMap { Int($0) }
        var clock = parts.count > 1 ? parts[1] : "00:00"
        var mark = ""
        var offset = 0
        if clock.last == "Z" {
            mark = "Z"
            clock = clock.dropLast()
        } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            mark = "+"
            let digits = clock[clock.index(after: sign)...].split(separator: ":").compactMap { Int($0) }
            offset = (digits[0] * 60 + digits[1]) * (clock[sign] == "-" ? -1 : 1)
            clock = clock[..<sign]
        }
        let pieces = clock.split(separator: ".")
        let time = pieces[0].split(separator: ":").compactMap { Int($0) }
        let fraction = pieces.count > 1 ? String(pieces[1]) : ""
        let minutes = days(date[0], date[1], date[2]) * 1440 + time[0] * 60 + time[1] - offset
        let (year, month, day) = civil(minutes / 1440)
        let shown = [minutes % 1440 / 60, minutes % 60, time.count > 2 ? time[2] : 0].map { two($0) }.joined(separator: ":")
        let padded = fraction + String(repeating: "0", count: 7 - fraction.count)
        return "\(year)-\(two(month))-\(two(day))T\(shown).\(padded)\(mark)"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Days since 0000-03-01 of the Gregorian calendar, for years from 1.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    }

    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let era = days / 146_097
        let rest = days % 146_097
        let yearOfEra = (rest - rest / 1_460 + rest / 36_524 - rest / 146_096) / 365
        let dayOfYear = rest - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }
}
