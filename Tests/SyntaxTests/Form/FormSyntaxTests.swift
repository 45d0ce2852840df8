import Records
import Syntax
import Testing

@Suite struct FormSyntaxTests {
    struct LexerCase: Sendable, CustomTestStringConvertible {
        let testDescription: String, pairs: [String]
    }

    @Test(arguments: [
        LexerCase(testDescription: "a=1&b=2", pairs: ["a|1", "b|2"]),
        LexerCase(testDescription: "&&a=1&", pairs: ["a|1"]),
        LexerCase(testDescription: "a=b=c&d", pairs: ["a|b=c", "d"]),
        LexerCase(testDescription: "=x&=", pairs: ["|x", "|"]),
        LexerCase(testDescription: "a=%26;b", pairs: ["a|%26;b*"]),
        LexerCase(testDescription: "a+b%5B=c", pairs: ["a+b%5B*|c"]),
        LexerCase(testDescription: "", pairs: []),
    ])
    func formIsCutIntoPairs(_ c: LexerCase) {
        let bytes = Array(c.testDescription.utf8)
        var pairs: [String] = []
        bytes.withUnsafeBufferPointer { buffer in
            var lexer = FormLexer(buffer)
            while let pair = lexer.next() {
                func text(_ range: Range<Int>, _ isEncoded: Bool) -> String {
                    String(decoding: buffer[range], as: UTF8.self) + (isEncoded ? "*" : "")
                }
                pairs.append(text(pair.key, pair.isKeyEncoded) + (pair.value.map { "|" + text($0, pair.isValueEncoded) } ?? ""))
            }
        }
        #expect(pairs == c.pairs)
    }

    /// Each was decoded so by the form formatter of Web API.
    @Test(arguments: [
        ("a+b%20c", "a b c"), ("%E2%82%AC%u20AC", "€€"), ("%zz%%4%", "%zz%%4%"), ("%uD83D%uDE00", "😀"), ("%uD83Dx", "\u{FFFD}x"), ("%uDE00", "\u{FFFD}"),
        ("%U0041", "%U0041"), ("%u00", "%u00"), ("%2B%2b", "++"), ("%00", "\0"), ("é", "é"), ("%uD83D%u0041", "\u{FFFD}A"), ("", ""),
    ])
    func textIsDecoded(_ text: String, _ decoded: String) {
        let out = ByteBuffer()
        Array(text.utf8).withUnsafeBufferPointer { FormEscaping.decode($0, into: out) }
        #expect(String(decoding: out.bytes, as: UTF8.self) == decoded)
    }

    @Test func everyByteDecodesToItself() {
        let bytes = Array(UInt8.min...UInt8.max)
        let encoded = ByteBuffer()
        bytes.withUnsafeBufferPointer { FormEscaping.encode($0, into: encoded) }
        let decoded = ByteBuffer()
        FormEscaping.decode(encoded.bytes, into: decoded)
        #expect(Array(decoded.bytes) == bytes)
        #expect(!encoded.bytes.contains { $0 == 0x26 || $0 == 0x3D || $0 < 0x20 || $0 > 0x7E })
    }

    struct KeyCase: Sendable, CustomTestStringConvertible {
        let testDescription: String, steps: [FormKey.Step]
    }

    @Test(arguments: [
        KeyCase(testDescription: "ClientName", steps: [.name("ClientName")]),
        KeyCase(testDescription: "ClientSecrets[0].Key", steps: [.name("ClientSecrets"), .index(0), .name("Key")]),
        KeyCase(testDescription: "ClientSecrets[12][Key]", steps: [.name("ClientSecrets"), .index(12), .name("Key")]),
        KeyCase(testDescription: "[0].UserName", steps: [.index(0), .name("UserName")]),
        KeyCase(testDescription: "[3][UserName]", steps: [.index(3), .name("UserName")]),
        KeyCase(testDescription: "A[][Key]", steps: [.name("A"), .emptyBrackets, .name("Key")]),
        KeyCase(testDescription: "A[]", steps: [.name("A"), .emptyBrackets]),
        KeyCase(testDescription: "A.0.Key", steps: [.name("A"), .name("0"), .name("Key")]),
        KeyCase(testDescription: "A[x].Key", steps: [.name("A"), .name("x"), .name("Key")]),
        KeyCase(testDescription: "A]b", steps: [.name("A]b")]),
        KeyCase(testDescription: "A[0]Key", steps: []), KeyCase(testDescription: "A[00].Key", steps: []), KeyCase(testDescription: "A[1x].Key", steps: []),
        KeyCase(testDescription: "A..B", steps: []), KeyCase(testDescription: ".A", steps: []), KeyCase(testDescription: "A.", steps: []),
        KeyCase(testDescription: "[A]", steps: []), KeyCase(testDescription: "A[0].[Key]", steps: []), KeyCase(testDescription: "", steps: []),
        KeyCase(testDescription: "A[9999999999]", steps: []),
    ])
    func keyLeadsSomewhere(_ c: KeyCase) throws {
        let key = try Array(c.testDescription.utf8).withUnsafeBufferPointer { (key) throws(FormError) in try FormKey(key) }
        #expect(key.steps == c.steps)
    }

    @Test(arguments: [("[", 0), ("A[0", 1), ("A[0].B[", 6)])
    func openBracketIsRefused(_ key: String, _ offset: Int) {
        #expect(throws: FormError.unclosedBracket(offset: offset)) {
            try Array(key.utf8).withUnsafeBufferPointer { (key) throws(FormError) in _ = try FormKey(key) }
        }
    }
}
