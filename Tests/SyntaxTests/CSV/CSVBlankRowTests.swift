import Records
import Syntax
import Testing

@Suite struct CSVBlankRowTests {
    @Test(arguments: [
        ("\nx", 0), ("\r\n", 0), (";;;", 3), (" ;\t;\r\nx", 4), ("   \n", 3), (";;x", nil), ("x;;", nil), ("\"\";", nil), (";\"\"", nil),
        (",,", nil), ("\u{A0};", nil), ("\0;", nil),
    ] as [(String, Int?)])
    func row(_ text: String, _ length: Int?) {
        let buffer = ByteBuffer()
        buffer.append("x\n" + text)
        #expect(CSVBlankRow.length(buffer.pointer, from: 2, count: buffer.count, dialect: CSVDialect(delimiter: ASCII.semicolon)) == length)
    }

    @Test func quoteThatIsABlankIsNone() {
        let buffer = ByteBuffer()
        buffer.append("  ;\n")
        #expect(CSVBlankRow.length(buffer.pointer, from: 0, count: 4, dialect: CSVDialect(delimiter: ASCII.semicolon, quote: ASCII.space)) == nil)
    }
}
