import Records
import Syntax

/// The text forms of values that are not strings, as spreadsheets and people write them, and what each becomes.
///
/// Outer blanks never matter. Nothing is guessed: `1.0` is no whole number and `maybe` no boolean.
enum TextForms {
    /// The white space of `String.Trim()` in .NET, as far as it is ASCII.
    @inline(__always) static func isBlank(_ byte: UInt8) -> Bool { byte == ASCII.space || (byte >= 9 && byte <= 13) }

    /// Returns the value without outer ASCII blanks and no-break spaces.
    static func trimmed(_ value: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var low = 0
        var high = value.count
        while low < high {
            if isBlank(value[low]) { low += 1 } else if low + 1 < high, value[low] == 0xC2, value[low + 1] == 0xA0 { low += 2 } else { break }
        }
        while high > low {
            if isBlank(value[high - 1]) {
                high -= 1
            } else if high - 1 > low, value[high - 2] == 0xC2, value[high - 1] == 0xA0 {
                high -= 2
            } else {
                break
            }
        }
        return UnsafeBufferPointer(rebasing: value[low..<high])
    }

    private static let trueWords: [StaticString] = ["true", "yes", "y", "1", "on", "t"]
    private static let falseWords: [StaticString] = ["false", "no", "n", "0", "off", "f"]

    /// Returns the boolean that a cell stands for: `true yes y t on 1` and `false no n f off 0` in any case; `nil` for any other text.
    static func boolean(_ value: UnsafeBufferPointer<UInt8>) -> Bool? {
        let text = trimmed(value)
        if trueWords.contains(where: { equals(text, $0) }) { return true }
        if falseWords.contains(where: { equals(text, $0) }) { return false }
        return nil
    }

    private static func equals(_ text: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
        guard text.count == word.utf8CodeUnitCount else { return false }
        // Only letters have a case: folding every byte would make a '1' of U+0011.
        for i in 0..<text.count where lowercased(text[i]) != word.utf8Start[i] { return false }
        return true
    }

    /// Returns the whole number that a cell stands for, or `nil` when it is none or does not fit 32 bits.
    ///
    /// A sign and leading zeros are fine: `+7`, `007`. ASCII digits only, as `Int32.Parse` has it.
    static func int32(_ value: UnsafeBufferPointer<UInt8>) -> Int32? {
        let text = trimmed(value)
        guard !text.isEmpty else { return nil }
        let isNegative = text[0] == ASCII.minus
        let digits = isNegative || text[0] == ASCII.plus ? UnsafeBufferPointer(rebasing: text[1...]) : text
        guard !digits.isEmpty else { return nil }
        var number = 0
        for byte in digits {
            guard byte >= ASCII.zero && byte <= ASCII.nine else { return nil }
            number = number * 10 + Int(byte - ASCII.zero)
            if number > 1 << 40 { return nil }
        }
        return Int32(exactly: isNegative ? -number : number)
    }

    /// Returns the whole number of 64 bits that a cell stands for, or `nil` when it is none.
    static func int64(_ value: UnsafeBufferPointer<UInt8>) -> Int64? { NumberText.int64(trimmed(value)) }

    /// Returns the decimal number that a cell stands for as JSON writes it, or `nil` when it is none.
    static func number(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8]? { NumberText.decimal(trimmed(value)) }

    /// Returns the date that a cell stands for as ISO 8601 text, or `nil` when it is none or may be one of several.
    static func dateTime(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8]? { ISODateTime.canonical(trimmed(value)) }

    /// Returns the identifier in its usual form, 8-4-4-4-12 hexadecimal digits, from any form that `System.Guid` reads:
    /// with hyphens, without, in braces, in parentheses, or `{0x…,0x…,0x…,{0x…,…}}`. `nil` for any other text.
    ///
    /// The usual form keeps its letters as they are; the others become lower case.
    static func guid(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        let text = trimmed(value)
        if isHyphenated(text) { return Array(text) }
        if text.count == 38, text[0] == ASCII.openBrace && text[37] == ASCII.closeBrace || text[0] == 0x28 && text[37] == 0x29 {
            let inner = UnsafeBufferPointer(rebasing: text[1..<37])
            return isHyphenated(inner) ? inner.map(lowercased) : nil
        }
        if text.count == 32, text.allSatisfy(isHexDigit) { return hyphenated(text.map(lowercased)) }
        return hexadecimalForm(text)
    }

    /// Whether the text is 8-4-4-4-12 hexadecimal digits.
    @inline(__always) static func isHyphenated(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count == 36, let p = text.baseAddress else { return false }
        guard p[8] == ASCII.minus, p[13] == ASCII.minus, p[18] == ASCII.minus, p[23] == ASCII.minus else { return false }
        return areHexDigits(p, 8) && areHexDigits(p + 9, 4) && areHexDigits(p + 14, 4) && areHexDigits(p + 19, 4)
            && areHexDigits(p + 24, 8) && areHexDigits(p + 28, 8)
    }

    /// Whether 4 or 8 bytes are hexadecimal digits, all judged at once.
    @inline(__always) private static func areHexDigits(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        let raw = UnsafeRawPointer(p)
        let ones: UInt64 = 0x0101_0101_0101_0101
        let word = count == 8 ? raw.loadUnaligned(as: UInt64.self) : UInt64(raw.loadUnaligned(as: UInt32.self)) | 0x3030_3030 << 32
        if word & (ones &* 0x80) != 0 { return false }
        let isDigit = (word &+ ones &* (0x80 - 0x30)) & ~(word &+ ones &* (0x80 - 0x3A))
        let folded = word | ones &* 0x20
        let isLetter = (folded &+ ones &* (0x80 - 0x61)) & ~(folded &+ ones &* (0x80 - 0x67))
        return (isDigit | isLetter) & (ones &* 0x80) == ones &* 0x80
    }

    /// The form `{0xdddddddd,0xdddd,0xdddd,{0xdd,0xdd,0xdd,0xdd,0xdd,0xdd,0xdd,0xdd}}`, with any number of leading zeros left out.
    private static func hexadecimalForm(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        let widths = [8, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2]
        var numbers: [[UInt8]] = []
        let compact = text.filter { !isBlank($0) }
        guard compact.first == ASCII.openBrace, compact.suffix(2) == [ASCII.closeBrace, ASCII.closeBrace] else { return nil }
        for (index, part) in compact.dropFirst().dropLast(2).split(separator: ASCII.comma, omittingEmptySubsequences: false).enumerated() {
            var part = Array(part)
            if index == 3 {
                guard part.first == ASCII.openBrace else { return nil }
                part.removeFirst()
            }
            guard index < widths.count, part.count >= 3, part[0] == ASCII.zero, part[1] | 0x20 == 0x78 else { return nil }
            let digits = part[2...].map(lowercased)
            guard digits.count <= widths[index], digits.allSatisfy(isHexDigit) else { return nil }
            numbers.append(Array(repeating: ASCII.zero, count: widths[index] - digits.count) + digits)
        }
        guard numbers.count == widths.count else { return nil }
        return hyphenated(numbers.flatMap { $0 })
    }

    private static func hyphenated(_ digits: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        for (i, digit) in digits.enumerated() {
            if i == 8 || i == 12 || i == 16 || i == 20 { out.append(ASCII.minus) }
            out.append(digit)
        }
        return out
    }

    @inline(__always) private static func isHexDigit(_ byte: UInt8) -> Bool {
        (byte >= ASCII.zero && byte <= ASCII.nine) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66)
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
