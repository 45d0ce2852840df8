import Syntax

/// What a value looks like on its own.
enum ValueShape: Int, CaseIterable {
    case digits, email, guid, boolean, phone
    /// Year first: nobody takes it for another day.
    case isoDate
    /// Day, month and year in an order that has to be guessed.
    case otherDate
    /// A day and the name of a month, as 1-Feb, which is also what becomes of a code such as 1-2.
    case monthName
    case other

    /// - Parameter count: above 0.
    static func of(_ p: UnsafePointer<UInt8>, count: Int, _ traits: ValueTraits) -> ValueShape {
        if traits.seen == ValueTraits.digit { return .digits }
        if traits.has(ValueTraits.high) { return .other }
        if traits.hasOnly(ValueTraits.digit | ValueTraits.numberSign | ValueTraits.blank) { return numeric(p, count, traits) }
        if traits.seen & ValueTraits.letter != 0 {
            if count <= 5 && isBoolean(p, count) { return .boolean }
            // The @ is among the other bytes, a blank is not in any address.
            if traits.has(ValueTraits.other) && !traits.has(ValueTraits.blank | ValueTraits.control) && isEmail(p, count) { return .email }
            if (count == 36 || count == 32 || count == 38) && isGUID(p, count) { return .guid }
            if count <= 11 && traits.has(ValueTraits.digit) && isMonthName(p, count) { return .monthName }
        }
        return .other
    }

    private static func numeric(_ p: UnsafePointer<UInt8>, _ count: Int, _ traits: ValueTraits) -> ValueShape {
        if count >= 36 && isGUID(p, count) { return .guid }
        if count >= 6, count <= 19, p[0] != ASCII.plus, let date = dateShape(p, count) { return date }
        var digits = 0
        for i in 0..<count where p[i] &- ASCII.zero <= 9 { digits += 1 }
        if digits < 7 || digits > 15 || p[0] == ASCII.minus { return .other }
        return (0..<count).contains { p[$0] == ASCII.colon } ? .other : .phone
    }

    /// A date with or without a time behind it, from its three numbers.
    private static func dateShape(_ p: UnsafePointer<UInt8>, _ count: Int) -> ValueShape? {
        var numbers: [Int] = []
        var lengths: [Int] = []
        var separator: UInt8 = 0
        var i = 0
        while i < count && numbers.count < 3 {
            var number = 0
            let start = i
            while i < count && i - start < 5 && p[i] &- ASCII.zero <= 9 {
                number = number * 10 + Int(p[i] - ASCII.zero)
                i += 1
            }
            if i == start { return nil }
            numbers.append(number)
            lengths.append(i - start)
            if numbers.count == 3 || i == count { break }
            if separator == 0 { separator = p[i] }
            guard p[i] == separator, separator == 0x2F || separator == ASCII.minus || separator == 0x2E else { return nil }
            i += 1
        }
        guard numbers.count == 3, i == count || p[i] == ASCII.space else { return nil }
        func isDayAndMonth(_ a: Int, _ b: Int) -> Bool { (1...31).contains(a) && (1...12).contains(b) }
        if lengths[0] == 4 { return lengths[1] <= 2 && lengths[2] <= 2 && isDayAndMonth(numbers[2], numbers[1]) ? .isoDate : nil }
        guard lengths[0] <= 2, lengths[1] <= 2, lengths[2] == 4 || lengths[2] == 2 else { return nil }
        return isDayAndMonth(numbers[0], numbers[1]) || isDayAndMonth(numbers[1], numbers[0]) ? .otherDate : nil
    }

    private static let booleans: [StaticString] = ["true", "false", "yes", "no", "on", "off", "y", "n", "t", "f"]

    private static func isBoolean(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        booleans.contains { word in
            word.utf8CodeUnitCount == count && (0..<count).allSatisfy { word.utf8Start[$0] == p[$0] | 0x20 }
        }
    }

    /// One @ with something before it, and a dot between letters behind it.
    static func isEmail(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var at = -1
        var dot = -1
        for i in 0..<count {
            if p[i] == 0x40 {
                if at >= 0 { return false }
                at = i
            } else if p[i] == 0x2E {
                dot = i
            } else if p[i] == ASCII.comma || p[i] == ASCII.semicolon || p[i] < ASCII.space {
                return false
            }
        }
        return at > 0 && dot > at + 1 && dot < count - 1
    }

    private static func isGUID(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let inner = count == 38 ? 1 : 0
        if count == 38 && !(p[0] == ASCII.openBrace && p[37] == ASCII.closeBrace) { return false }
        for i in inner..<count - inner {
            let place = i - inner
            let byte = p[i]
            let isHyphenPlace = count != 32 && (place == 8 || place == 13 || place == 18 || place == 23)
            if isHyphenPlace ? byte != ASCII.minus : !isHex(byte) { return false }
        }
        return true
    }

    private static func isHex(_ byte: UInt8) -> Bool { byte &- ASCII.zero <= 9 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66) }

    private static let months: StaticString = "janfebmaraprmayjunjulaugsepoctnovdec"

    /// `1-Feb`, `01-Feb-24`, `Feb-01`, `Feb-24`, `1 Feb 2024`.
    private static func isMonthName(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let parts = UnsafeBufferPointer(start: p, count: count)
            .split(omittingEmptySubsequences: false) { $0 == ASCII.minus || $0 == ASCII.space || $0 == 0x2F }
        guard parts.count == 2 || parts.count == 3 else { return false }
        var named = 0
        for part in parts {
            if part.allSatisfy({ $0 &- ASCII.zero <= 9 }) {
                if part.isEmpty || part.count > 4 { return false }
            } else if part.count == 3, isMonth(Array(part)) {
                named += 1
            } else {
                return false
            }
        }
        return named == 1
    }

    private static func isMonth(_ word: [UInt8]) -> Bool {
        (0..<12).contains { month in (0..<3).allSatisfy { months.utf8Start[month * 3 + $0] == word[$0] | 0x20 } }
    }
}
