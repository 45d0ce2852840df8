import Records
import Syntax
import Testing

@Suite struct JSONEmitterTests {
    /// The twin: RFC 8259 section 7, byte by byte.
    private func twin(_ value: [UInt8]) -> [UInt8] {
        let short: [UInt8: String] = [
            0x22: "\\\"", 0x5C: "\\\\", 0x08: "\\b", 0x09: "\\t", 0x0A: "\\n", 0x0C: "\\f", 0x0D: "\\r",
        ]
        var out: [UInt8] = [0x22]
        for byte in value {
            if let escape = short[byte] {
                out += Array(escape.utf8)
            } else if byte < 0x20 {
                let digits = String(byte, radix: 16)
                out += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
            } else {
                out.append(byte)
            }
        }
        return out + [0x22]
    }

    /// Writes a value that lies between `neighbour` bytes, behind what the buffer already holds.
    private func written(_ value: [UInt8], neighbour: UInt8, into out: ByteBuffer = ByteBuffer(capacity: 64)) -> [UInt8] {
        let source = ByteBuffer(capacity: value.count + 16)
        source.append([UInt8](repeating: neighbour, count: 8))
        source.append(value)
        source.append([UInt8](repeating: neighbour, count: 8))
        let start = out.count
        withExtendedLifetime(source) { JSONEmitter.appendString(UnsafePointer(source.pointer) + 8, count: value.count, to: out) }
        return Array(out.bytes[start...])
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let value: String
        let literal: String
    }

    @Test(arguments: [
        Case(testDescription: "empty", value: "", literal: #""""#),
        Case(testDescription: "plain", value: "Omar Hana", literal: #""Omar Hana""#),
        Case(testDescription: "a quote", value: "O\"Neil", literal: #""O\"Neil""#),
        Case(testDescription: "a backslash at the end", value: "C:\\", literal: #""C:\\""#),
        Case(testDescription: "a slash stays", value: "a/b", literal: #""a/b""#),
        Case(testDescription: "line ends and tabs", value: "a\r\n\tb", literal: #""a\r\n\tb""#),
        Case(testDescription: "backspace and form feed", value: "\u{8}\u{C}", literal: #""\b\f""#),
        Case(testDescription: "other controls", value: "\u{0}\u{1F}\u{B}", literal: #""\u0000\u001f\u000b""#),
        Case(testDescription: "DEL and U+2028 stay", value: "\u{7F}\u{2028}", literal: "\"\u{7F}\u{2028}\""),
        Case(testDescription: "letters of several bytes stay", value: "عمر 😀", literal: "\"عمر 😀\""),
        Case(testDescription: "the byte after a quote is a space or an exclamation mark", value: "\" \"!", literal: #""\" \"!""#),
    ])
    func literalIsThatOfRFC8259(_ c: Case) {
        let out = ByteBuffer()
        JSONEmitter.appendString(c.value, to: out)
        #expect(String(decoding: out.bytes, as: UTF8.self) == c.literal)
        #expect(twin(Array(c.value.utf8)) == Array(c.literal.utf8), "the twin itself")
    }

    /// Every byte value in every place of values up to twice a word long.
    @Test func everyByteIsEscapedInEveryPlace() {
        for byte in UInt8(0)...0xFF {
            for length in 1...17 {
                for place in 0..<length {
                    var value = [UInt8](repeating: 0x61, count: length)
                    value[place] = byte
                    guard written(value, neighbour: 0x22) == twin(value) else {
                        Issue.record("byte \(byte) in place \(place) of \(length)")
                        return
                    }
                }
            }
        }
    }

    @Test func randomStringsAreWrittenLikeTheTwinDoesAndReadBack() {
        var random = TestSeed.generator("JSON emitter", salt: 7)
        let special = (UInt8(0)..<0x23).map { $0 } + [0x5B, 0x5C, 0x5D, 0x7F]
        let letters = ["a", "é", "ش", "€", "😀", "\u{10FFFF}"].map { Array($0.utf8) }
        for round in 0..<20_000 {
            var value: [UInt8] = []
            let length = Int.random(in: 0...40, using: &random)
            let density = Int.random(in: 1...20, using: &random)
            while value.count < length {
                if Int.random(in: 0..<density, using: &random) == 0 {
                    value.append(special.randomElement(using: &random) ?? 0)
                } else {
                    value += letters.randomElement(using: &random) ?? []
                }
            }
            let neighbour: UInt8 = [0x22, 0x5C, 0x00, 0x61][round % 4]
            let literal = written(value, neighbour: neighbour)
            guard literal == twin(value) else {
                Issue.record("seed \(TestSeed.value): \(value) between \(neighbour) is written \(readable(literal))")
                return
            }
            guard let read = try? JSONValue.parse(literal), Array(read.text.utf8) == value else {
                Issue.record("seed \(TestSeed.value): \(readable(literal)) does not read back")
                return
            }
        }
    }

    @Test func growingOutputKeepsWhatWasWritten() {
        let out = ByteBuffer(capacity: 1)
        var expected: [UInt8] = []
        for length in 0..<300 {
            let value = (0..<length).map { UInt8(truncatingIfNeeded: $0 % 96) }
            #expect(written(value, neighbour: 0x5C, into: out) == twin(value))
            expected += twin(value)
        }
        #expect(Array(out.bytes) == expected)
    }

    @Test(arguments: zip([0, -1, 42, Int.max, Int.min], ["0", "-1", "42", "9223372036854775807", "-9223372036854775808"]))
    func numberIsWrittenInDigits(_ number: Int, _ text: String) {
        let out = ByteBuffer()
        JSONEmitter.appendNumber(number, to: out)
        #expect(String(decoding: out.bytes, as: UTF8.self) == text)
    }
}
