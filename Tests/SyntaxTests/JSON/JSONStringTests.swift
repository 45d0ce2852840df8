import Records
import Syntax
import Testing

@Suite struct JSONStringTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String, raw: String, text: String
    }

    @Test(arguments: [
        Case(testDescription: "nothing", raw: "", text: ""),
        Case(testDescription: "no escape", raw: "plain text", text: "plain text"),
        Case(testDescription: "each short escape", raw: #"\"\\\/\b\f\n\r\t"#, text: "\"\\/\u{8}\u{C}\n\r\t"),
        Case(testDescription: "one, two and three bytes", raw: #"\u0041\u00e9\u0645\uFB01"#, text: "Aéم\u{FB01}"),
        Case(testDescription: "NUL", raw: #"a\u0000b"#, text: "a\0b"),
        Case(testDescription: "surrogate pair", raw: #"\ud83d\uDE00!"#, text: "😀!"),
        Case(testDescription: "last scalar", raw: #"\uDBFF\uDFFF"#, text: "\u{10FFFF}"),
        Case(testDescription: "lone high surrogate", raw: #"a\ud800z"#, text: "a\u{FFFD}z"),
        Case(testDescription: "lone low surrogate", raw: #"\udc00"#, text: "\u{FFFD}"),
        Case(testDescription: "two high surrogates", raw: #"\ud800\ud800"#, text: "\u{FFFD}\u{FFFD}"),
        Case(testDescription: "low before high", raw: #"\ude00\ud83d"#, text: "\u{FFFD}\u{FFFD}"),
        Case(testDescription: "high before a letter escape", raw: #"\ud83d\u0041"#, text: "\u{FFFD}A"),
        Case(testDescription: "high before a pair", raw: #"\ud83d\ud83d\ude00"#, text: "\u{FFFD}😀"),
        Case(testDescription: "high before a short escape", raw: #"\ud83d\n"#, text: "\u{FFFD}\n"),
        Case(testDescription: "escaped backslash before u", raw: #"\\u0041"#, text: #"\u0041"#),
        Case(testDescription: "long runs between escapes", raw: #"0123456789\t0123456789abcdef\n0"#, text: "0123456789\t0123456789abcdef\n0"),
        Case(testDescription: "other text stays", raw: #"عمر \u0628\u0646"#, text: "عمر بن"),
    ])
    func escapesAreResolved(_ c: Case) {
        let buffer = ByteBuffer()
        buffer.append("kept ")
        Array(c.raw.utf8).withUnsafeBufferPointer { _ = JSONString.unescape($0, into: buffer) }
        #expect(Array(buffer.bytes) == Array("kept \(c.text)".utf8))
    }

    /// The lexer refuses these; whoever passes them all the same gets bytes back and no fault.
    @Test(arguments: [#"\"#, #"\u"#, #"\u12"#, #"\ud800\u"#, #"\x"#, #"a\"#, #"\uZZZZ"#])
    func brokenEscapesAreCopied(_ raw: String) {
        let buffer = ByteBuffer()
        Array(raw.utf8).withUnsafeBufferPointer { _ = JSONString.unescape($0, into: buffer) }
        #expect(buffer.count > 0)
    }
}
