import Records
import Syntax
import Testing

@Suite struct XMLEmitterTests {
    private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        let source = ByteBuffer()
        source.append(bytes)
        let out = ByteBuffer()
        XMLEmitter.appendText(UnsafePointer(source.pointer), count: source.count, to: out)
        return Array(out.bytes)
    }

    private static func forbidden(_ bytes: [UInt8]) -> Int? {
        let source = ByteBuffer()
        source.append(bytes)
        // What lies behind the text must not count.
        source.append([0x01, 0xEF, 0xBF, 0xBF, 0x01, 0x01, 0x01, 0x01])
        return XMLCharacters.firstForbidden(UnsafePointer(source.pointer), count: bytes.count)
    }

    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("a<b>c&d", "a&lt;b&gt;c&amp;d"), ("\"'", "\"'"), ("]]>", "]]&gt;"), ("\r\n\t", "&#xD;\n\t"),
        ("0123456<", "0123456&lt;"), ("01234567>", "01234567&gt;"), ("\u{BC}\u{BE}\u{A6}\u{8D}", "\u{BC}\u{BE}\u{A6}\u{8D}"),
    ])
    func textIsEscaped(_ text: String, _ expected: String) {
        #expect(String(decoding: Self.escaped(Array(text.utf8)), as: UTF8.self) == expected)
    }

    @Test func attributesAreEscaped() {
        let out = ByteBuffer()
        XMLEmitter.appendAttribute("a\"<&>'\n", to: out)
        #expect(String(decoding: out.bytes, as: UTF8.self) == "a&quot;&lt;&amp;>'&#xA;")
    }

    @Test func wordsGiveWhatBytesGive() {
        var random = TestSeed.generator("XML emitter", salt: 12)
        let pieces: [[UInt8]] = ["<", ">", "&", "\r", "\n", "\t", "a", "xyz12345", "é", "\u{FFFD}", "\u{FEFF}", "\u{E000}", "😀"].map { Array($0.utf8) }
            + [[0x01], [0x1F], [0x00], [0xEF, 0xBF, 0xBE], [0xEF, 0xBF, 0xBF]]
        for _ in 0..<20_000 {
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 0...12, using: &random) { text += pieces.randomElement(using: &random) ?? [] }
            var expected: [UInt8] = []
            var first: Int?
            for (i, byte) in text.enumerated() {
                switch byte {
                case 0x3C: expected += Array("&lt;".utf8)
                case 0x3E: expected += Array("&gt;".utf8)
                case 0x26: expected += Array("&amp;".utf8)
                case 0x0D: expected += Array("&#xD;".utf8)
                default: expected.append(byte)
                }
                let isControl = byte < 0x20 && ![0x09, 0x0A, 0x0D].contains(byte)
                let isNoncharacter = text[i...].starts(with: [0xEF, 0xBF, 0xBE]) || text[i...].starts(with: [0xEF, 0xBF, 0xBF])
                if first == nil && (isControl || isNoncharacter) { first = i }
            }
            guard Self.escaped(text) == expected, Self.forbidden(text) == first else {
                Issue.record("seed \(TestSeed.value): \(text)")
                return
            }
        }
    }
}
