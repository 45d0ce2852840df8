import Syntax

/// Damage that a spreadsheet program does to a value while it helps.
enum SpreadsheetDamage {
    /// Returns the damage of a value that can be seen without its neighbours.
    static func find(_ p: UnsafePointer<UInt8>, count: Int, _ traits: ValueTraits) -> DamageSet {
        var damage = DamageSet()
        if traits.has(ValueTraits.blank) {
            if p[0] == ASCII.space || p[count - 1] == ASCII.space { damage.insert(.outerBlanks) }
            if traits.hasDoubleBlank && hasInnerDoubleBlank(p, count) { damage.insert(.doubleBlanks) }
        }
        if traits.has(ValueTraits.other) && (isOuter(p[0]) || isOuter(p[count - 1])) { damage.insert(.outerBlanks) }
        if traits.has(ValueTraits.control) { damage.insert(.control) }
        if p[0] == 0x23 && isErrorValue(p, count) { damage.insert(.errorValue) }
        if p[0] == 0x3F && count >= 2 && isQuestionMarks(p, count) { damage.insert(.lostCharacters) }
        if isScientific(p, count, traits) { damage.insert(.scientific) }
        return damage
    }

    /// Whether two blanks stand in a row between characters that are none; those at the ends are outer blanks already.
    private static func hasInnerDoubleBlank(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        func isBlank(_ byte: UInt8) -> Bool { byte == ASCII.space || isOuter(byte) }
        var low = 0
        var high = count
        while low < high && isBlank(p[low]) { low += 1 }
        while high > low && isBlank(p[high - 1]) { high -= 1 }
        return high > low && (low..<high - 1).contains { p[$0] == ASCII.space && p[$0 + 1] == ASCII.space }
    }

    private static func isOuter(_ byte: UInt8) -> Bool { byte == ASCII.tab || byte == ASCII.lineFeed || byte == ASCII.carriageReturn }

    private static let errorValues: [StaticString] = [
        "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA", "#FIELD!", "#BLOCKED!",
        "#UNKNOWN!", "#CONNECT!", "#BUSY!", "#PYTHON!",
    ]

    /// Whether the value is what a spreadsheet program shows for a formula that failed. A row of `####` is a column too narrow.
    private static func isErrorValue(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        if count >= 3 && (0..<count).allSatisfy({ p[$0] == 0x23 }) { return true }
        return errorValues.contains { word in
            word.utf8CodeUnitCount == count && (0..<count).allSatisfy { word.utf8Start[$0] == p[$0] }
        }
    }

    /// Whether letters became question marks: two or more, blanks between them, and nothing else.
    private static func isQuestionMarks(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        (0..<count).allSatisfy { p[$0] == 0x3F || p[$0] == ASCII.space }
    }

    /// Whether the value has the form `9.66551E+11`. Only with the plus sign: `12E5` may be a code.
    static func isScientific(_ p: UnsafePointer<UInt8>, _ count: Int, _ traits: ValueTraits) -> Bool {
        guard count >= 5, count <= 24, traits.hasOnly(ValueTraits.digit | ValueTraits.numberSign | ValueTraits.letter | ValueTraits.other),
            traits.has(ValueTraits.letter), traits.has(ValueTraits.numberSign)
        else { return false }
        var i = p[0] == ASCII.minus ? 1 : 0
        func passDigits() -> Bool {
            let start = i
            while i < count && p[i] &- ASCII.zero <= 9 { i += 1 }
            return i > start
        }
        guard passDigits(), i == 1 || (i == 2 && p[0] == ASCII.minus) else { return false }
        if i < count && (p[i] == 0x2E || p[i] == ASCII.comma) {
            i += 1
            guard passDigits() else { return false }
        }
        guard i + 2 < count, p[i] | 0x20 == 0x65, p[i + 1] == ASCII.plus else { return false }
        i += 2
        return passDigits() && i == count
    }
}
