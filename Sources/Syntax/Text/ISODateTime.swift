import Records

/// Reads the written forms of dates that leave no doubt about what they mean.
///
/// ```
///   2026-03-22   2026-03-22T16:05:19   2026-03-22 16:05:19.4931725   2026-03-22T16:05:19+01:00   2026-03-22T16:05Z
/// ```
///
/// Departures from ISO 8601, which are those of .NET:
/// - A blank may stand for the `T`, and `t` and `z` for the capital letters.
/// - Minutes without seconds are read, and written with `:00`, since a DataContract serializer refuses them.
/// - No week dates, ordinal dates, `24:00:00` or leap seconds; offsets reach 14 hours.
/// - `/Date(ms)/`, which JSON of .NET may hold, is read, and written as the moment in UTC.
///
/// `03/22/2026` is not read: nobody can tell which of `04/03` is the month.
public enum ISODateTime {
    /// Returns the date as it is written in documents, or `nil` when the text is none.
    ///
    /// The digits stay as they are, of fractions too, however many.
    ///
    /// - Parameter text: without outer blanks.
    /// - Complexity: O(*n*).
    public static func canonical(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        if text.first == slash { return moment(text) }
        var cursor = Cursor(text: text, position: 0)
        guard let year = cursor.number(digits: 4), year >= 1, cursor.take(ASCII.minus), let month = cursor.number(digits: 2),
            (1...12).contains(month), cursor.take(ASCII.minus), let day = cursor.number(digits: 2),
            (1...days(in: month, of: year)).contains(day)
        else { return nil }
        if cursor.isAtEnd { return Array(text) }
        guard cursor.take(ASCII.space) || cursor.takeLetter(0x74), let hour = cursor.number(digits: 2), hour < 24,
            cursor.take(ASCII.colon), let minute = cursor.number(digits: 2), minute < 60
        else { return nil }
        var out = Array(text[..<10]) + [0x54] + Array(text[11..<16])
        if cursor.take(ASCII.colon) {
            let start = cursor.position - 1
            guard let second = cursor.number(digits: 2), second < 60, cursor.takeFraction() else { return nil }
            out += text[start..<cursor.position]
        } else {
            out += Array(":00".utf8)
        }
        if cursor.isAtEnd { return out }
        if cursor.takeLetter(0x7A) { return cursor.isAtEnd ? out + [0x5A] : nil }
        let start = cursor.position
        guard cursor.take(ASCII.plus) || cursor.take(ASCII.minus), let hours = cursor.number(digits: 2), cursor.take(ASCII.colon),
            let minutes = cursor.number(digits: 2), minutes < 60, hours * 60 + minutes <= 14 * 60, cursor.isAtEnd
        else { return nil }
        return out + text[start...]
    }

    /// Reads from the front of a text.
    private struct Cursor {
        let text: Slice<UnsafeBufferPointer<UInt8>>
        /// The offset of the next byte, counted from the front.
        var position: Int

        var isAtEnd: Bool { position == text.count }

        private var next: UInt8? { position < text.count ? text[position] : nil }

        init(text: UnsafeBufferPointer<UInt8>, position: Int) {
            self.text = text[...]
            self.position = position
        }

        mutating func take(_ byte: UInt8) -> Bool {
            guard next == byte else { return false }
            position += 1
            return true
        }

        /// Takes a letter in either case; `lowercase` is its code.
        mutating func takeLetter(_ lowercase: UInt8) -> Bool {
            guard let byte = next, byte | 0x20 == lowercase else { return false }
            position += 1
            return true
        }

        /// Takes exactly so many digits.
        mutating func number(digits: Int) -> Int? {
            guard position + digits <= text.count else { return nil }
            var number = 0
            for byte in text[position..<position + digits] {
                guard byte >= ASCII.zero && byte <= ASCII.nine else { return nil }
                number = number * 10 + Int(byte - ASCII.zero)
            }
            position += digits
            return number
        }

        /// Takes a point and the digits behind it; nothing is fine too, a point alone is not.
        mutating func takeFraction() -> Bool {
            guard take(0x2E) else { return true }
            let start = position
            while let byte = next, byte >= ASCII.zero, byte <= ASCII.nine { position += 1 }
            return position > start
        }
    }

    private static let slash: UInt8 = 0x2F

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Reads `/Date(ms)/`, milliseconds since 1970 in UTC. An offset behind the number only says where it was written.
    private static func moment(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        let form = String(decoding: text, as: UTF8.self)
        guard form.hasPrefix("/Date("), form.hasSuffix(")/") else { return nil }
        var number = form.dropFirst(6).dropLast(2)
        if let sign = number.lastIndex(where: { $0 == "+" || $0 == "-" }), sign > number.startIndex {
            let offset = number[number.index(after: sign)...]
            guard offset.utf8.count == 4, offset.utf8.allSatisfy({ $0 >= ASCII.zero && $0 <= ASCII.nine }) else { return nil }
            number = number[..<sign]
        }
        guard let milliseconds = Int(number), number.utf8.first != ASCII.plus else { return nil }
        return self.text(milliseconds: milliseconds).map { Array($0.utf8) }
    }

    /// Returns the whole seconds from 1970 to the moment that a text in canonical form names; `nil` when it has no zone.
    public static func secondsSince1970(_ canonical: [UInt8]) -> Int? {
        guard canonical.count >= 20 else { return nil }
        func number(_ range: Range<Int>) -> Int { canonical[range].reduce(0) { $0 * 10 + Int($1) - Int(ASCII.zero) } }
        var offset = 0
        if canonical.last != 0x5A {
            let start = canonical.count - 6
            guard canonical[start] == ASCII.plus || canonical[start] == ASCII.minus, canonical[start + 3] == ASCII.colon else { return nil }
            offset = number(start + 1..<start + 3) * 3600 + number(start + 4..<start + 6) * 60
            if canonical[start] == ASCII.minus { offset = -offset }
        }
        // The other way of `text(milliseconds:)`: years begin in March there.
        let month = number(5..<7)
        let year = number(0..<4) - (month <= 2 ? 1 : 0)
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + number(8..<10) - 1
        let day = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        return day * 86_400 + number(11..<13) * 3600 + number(14..<16) * 60 + number(17..<19) - offset
    }

    /// Returns the moment so many milliseconds after 1970 began, in UTC, such as `2026-03-22T16:05:19.493Z`.
    ///
    /// - Returns: `nil` outside the years 1 to 9999.
    public static func text(milliseconds: Int) -> String? {
        guard milliseconds >= -62_135_596_800_000, milliseconds <= 253_402_300_799_999 else { return nil }
        let day = Int((Double(milliseconds) / 86_400_000).rounded(.down))
        let rest = milliseconds - day * 86_400_000
        // Days are counted from 0000-03-01, so that the leap day ends a year (Howard Hinnant, "chrono-compatible low-level date
        // algorithms").
        let shifted = day + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        func digits(_ number: Int, _ width: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        let date = "\(digits(year, 4))-\(digits(month, 2))-\(digits(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, 2))"
        let time = "\(digits(rest / 3_600_000, 2)):\(digits(rest / 60_000 % 60, 2)):\(digits(rest / 1000 % 60, 2))"
        return date + "T" + time + (rest % 1000 == 0 ? "Z" : "." + digits(rest % 1000, 3) + "Z")
    }
}
