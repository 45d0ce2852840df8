/// JSON by recursive descent, as plainly as RFC 8259 is written: the oracle of the lexer. It says yes or no and nothing else.
struct JSONTwin {
    private let text: [UInt8]
    private var at = 0
    private let depthLimit: Int

    static func accepts(_ text: [UInt8], depthLimit: Int = 512) -> Bool {
        var twin = JSONTwin(text: text, depthLimit: depthLimit)
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { twin.at = 3 }
        return twin.value(depth: 0) && twin.at == text.count
    }

    private init(text: [UInt8], depthLimit: Int) {
        self.text = text
        self.depthLimit = depthLimit
    }

    private var byte: UInt8? { at < text.count ? text[at] : nil }

    private mutating func take(_ character: Character) -> Bool {
        guard byte == character.asciiValue else { return false }
        at += 1
        return true
    }

    private mutating func space() {
        while let byte, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { at += 1 }
    }

    /// ws value ws
    private mutating func value(depth: Int) -> Bool {
        space()
        defer { space() }
        if take("{") { return depth < depthLimit && object(depth: depth + 1) }
        if take("[") { return depth < depthLimit && array(depth: depth + 1) }
        if take("\"") { return string() }
        for word in ["true", "false", "null"] where text[at...].starts(with: Array(word.utf8)) {
            at += word.utf8.count
            return true
        }
        return number()
    }

    private mutating func object(depth: Int) -> Bool {
        space()
        if take("}") { return true }
        repeat {
            space()
            guard take("\""), string() else { return false }
            space()
            guard take(":"), value(depth: depth) else { return false }
        } while take(",")
        return take("}")
    }

    private mutating func array(depth: Int) -> Bool {
        space()
        if take("]") { return true }
        repeat { guard value(depth: depth) else { return false } } while take(",")
        return take("]")
    }

    /// What follows the opening quote: the raw bytes are collected, judged as UTF-8 by the standard library at the end.
    private mutating func string() -> Bool {
        let start = at
        while let byte {
            at += 1
            if byte == 0x22 { return String(validating: text[start..<at - 1], as: UTF8.self) != nil }
            if byte < 0x20 { return false }
            guard byte == 0x5C else { continue }
            guard let escape = self.byte else { return false }
            at += 1
            if escape == UInt8(ascii: "u") {
                for _ in 0..<4 {
                    guard let digit = self.byte, Character(Unicode.Scalar(digit)).isHexDigit, digit < 0x80 else { return false }
                    at += 1
                }
            } else if !Array("\"\\/bfnrt".utf8).contains(escape) {
                return false
            }
        }
        return false
    }

    private mutating func digits() -> Bool {
        let start = at
        while let byte, (0x30...0x39).contains(byte) { at += 1 }
        return at > start
    }

    private mutating func number() -> Bool {
        _ = take("-")
        if !take("0"), !digits() { return false }
        if take("."), !digits() { return false }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            return digits()
        }
        return true
    }
}
