import Syntax
import Testing

@Suite struct UTF8ValidationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let invalid: Int?

        init(_ name: String, _ bytes: [UInt8], _ invalid: Int?) {
            testDescription = name
            self.bytes = bytes
            self.invalid = invalid
        }
    }

    private func firstInvalid(_ bytes: [UInt8]) -> Int? {
        // A byte behind the text gives even the empty one an address, and would complete a sequence that is cut off.
        (bytes + [0x80]).withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { UTF8Validation.firstInvalidOffset($0, count: bytes.count) }
        }
    }

    private func utf16Count(_ bytes: [UInt8]) -> Int {
        (bytes + [0]).withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { UTF8Validation.utf16Count($0, count: bytes.count) } ?? 0
        }
    }

    /// The twin: where Swift's own decoder stumbles first.
    private func twin(_ bytes: [UInt8]) -> Int? {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): offset += UTF8.width(scalar)
            case .emptyInput: return nil
            case .error: return offset
            }
        }
    }

    static let boundaries: [Case] = [
        Case("nothing", [], nil),
        Case("NUL", [0x00], nil),
        Case("U+007F", [0x7F], nil),
        Case("U+0080", [0xC2, 0x80], nil),
        Case("U+07FF", [0xDF, 0xBF], nil),
        Case("U+0800", [0xE0, 0xA0, 0x80], nil),
        Case("U+D7FF", [0xED, 0x9F, 0xBF], nil),
        Case("U+E000", [0xEE, 0x80, 0x80], nil),
        Case("U+FFFF", [0xEF, 0xBF, 0xBF], nil),
        Case("U+10000", [0xF0, 0x90, 0x80, 0x80], nil),
        Case("U+10FFFF", [0xF4, 0x8F, 0xBF, 0xBF], nil),
        Case("the first surrogate", [0xED, 0xA0, 0x80], 0),
        Case("the last high surrogate", [0xED, 0xAF, 0xBF], 0),
        Case("the first low surrogate", [0xED, 0xB0, 0x80], 0),
        Case("the last surrogate", [0xED, 0xBF, 0xBF], 0),
        Case("U+110000", [0xF4, 0x90, 0x80, 0x80], 0),
        Case("a lead byte beyond the range", [0xF5, 0x80, 0x80, 0x80], 0),
        Case("a lead byte of five", [0xF8, 0x88, 0x80, 0x80, 0x80], 0),
        Case("FE", [0xFE], 0),
        Case("FF", [0xFF], 0),
        Case("NUL in two bytes", [0xC0, 0x80], 0),
        Case("the longest overlong form of two bytes", [0xC1, 0xBF], 0),
        Case("NUL in three bytes", [0xE0, 0x80, 0x80], 0),
        Case("the longest overlong form of three bytes", [0xE0, 0x9F, 0xBF], 0),
        Case("NUL in four bytes", [0xF0, 0x80, 0x80, 0x80], 0),
        Case("the longest overlong form of four bytes", [0xF0, 0x8F, 0xBF, 0xBF], 0),
        Case("a continuation byte alone", [0x80], 0),
        Case("the last continuation byte alone", [0xBF], 0),
        Case("two bytes cut off", [0xC2], 0),
        Case("three bytes cut off after one", [0xE2], 0),
        Case("three bytes cut off after two", [0xE2, 0x82], 0),
        Case("four bytes cut off after three", [0xF0, 0x9F, 0x98], 0),
        Case("a letter for a continuation byte", [0xC3, 0x41], 0),
        Case("a lead byte for the third byte", [0xE2, 0x82, 0xC3], 0),
        Case("a lead byte for the fourth byte", [0xF0, 0x9F, 0x98, 0xF0], 0),
    ]

    /// Each boundary alone, and behind and before text of every length that the steps of eight bytes tell apart.
    @Test(arguments: boundaries)
    func boundaryIsJudgedAtEveryOffset(_ c: Case) {
        #expect(twin(c.bytes) == c.invalid, "the twin itself")
        for filler in ["a", "é", "€"] {
            for before in 0...18 {
                let front = Array(String(repeating: filler, count: before).utf8)
                for behind in [[], Array("abcdefghij".utf8), Array("éééééé".utf8)] {
                    #expect(firstInvalid(front + c.bytes + behind) == c.invalid.map { $0 + front.count })
                }
            }
        }
    }

    @Test func everyScalarIsWellFormed() {
        var text: [UInt8] = []
        for value in UInt32(0)...0x10FFFF {
            guard value < 0x3000 || value % 61 == 0, let scalar = Unicode.Scalar(value) else { continue }
            text += Array(UTF8.encode(scalar) ?? .init())
        }
        #expect(firstInvalid(text) == nil)
        #expect(utf16Count(text) == String(decoding: text, as: UTF8.self).utf16.count)
    }

    /// Every pair of bytes in every place of a word of two-byte letters.
    @Test func everyPairOfBytesIsJudgedInAWord() {
        for first in UInt8(0x7E)...0xFF {
            for second in [0x00, 0x41, 0x7F, 0x80, 0x81, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xFF] as [UInt8] {
                for place in 0..<7 {
                    var word = Array("شششش".utf8)
                    word.replaceSubrange(place...place + 1, with: [first, second])
                    #expect(firstInvalid(word) == twin(word), "\(word)")
                }
            }
        }
    }

    @Test func randomAndMutatedBytesAreJudgedLikeTheDecoderDoes() {
        var random = TestSeed.generator("UTF-8", salt: 6)
        let texts = ["ascii only, of some length", "عبدالله بن عمر", "Ünïcödé ßpäß", "日本語の文", "😀 twice 😀 and é", ""].map { Array($0.utf8) }
        let bytes: [UInt8] = [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF]
        var wellFormed = 0
        let rounds = 60_000
        for round in 0..<rounds {
            var text: [UInt8] = []
            if round % 4 == 0 {
                for _ in 0..<Int.random(in: 0...12, using: &random) { text.append(bytes.randomElement(using: &random) ?? 0) }
            } else {
                for _ in 0..<Int.random(in: 0...3, using: &random) { text += texts.randomElement(using: &random) ?? [] }
                for _ in 0..<Int.random(in: 0...2, using: &random) where !text.isEmpty {
                    let place = Int.random(in: 0..<text.count, using: &random)
                    switch Int.random(in: 0..<3, using: &random) {
                    case 0: text[place] = bytes.randomElement(using: &random) ?? 0
                    case 1: text.remove(at: place)
                    default: text.removeSubrange(place...)
                    }
                }
            }
            let expected = twin(text)
            guard firstInvalid(text) == expected, (expected == nil) == (String(validating: text, as: UTF8.self) != nil) else {
                Issue.record("seed \(TestSeed.value): \(text): \(String(describing: firstInvalid(text))), the decoder says \(String(describing: expected))")
                return
            }
            if expected == nil {
                wellFormed += 1
                guard utf16Count(text) == String(decoding: text, as: UTF8.self).utf16.count else {
                    Issue.record("seed \(TestSeed.value): \(text) counted as \(utf16Count(text)) units")
                    return
                }
            }
        }
        #expect(wellFormed > rounds / 10 && wellFormed < rounds * 9 / 10, "both verdicts must be met often")
    }
}
