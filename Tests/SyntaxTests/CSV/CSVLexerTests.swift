import Syntax
import Testing

@Suite struct CSVLexerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let expected: [[String]]
        var dialect = CSVDialect()
        /// Line ends in the text, CRLF counted once.
        var lines = 0

        init(_ name: String, _ text: String, _ expected: [[String]], _ dialect: CSVDialect = CSVDialect(), lines: Int = 0) {
            testDescription = name
            self.text = text
            self.expected = expected
            self.dialect = dialect
            self.lines = lines
        }
    }

    static let long = String(repeating: "x", count: 100)

    static let cases: [Case] = [
        Case("no text holds no record", "", []),
        Case("one cell", "a", [["a"]]),
        Case("a delimiter at the end opens an empty cell", "a,", [["a", ""]]),
        Case("only delimiters", ",,", [["", "", ""]]),
        Case("LF ends a record", "a\nb", [["a"], ["b"]], lines: 1),
        Case("CR ends a record", "a\rb", [["a"], ["b"]], lines: 1),
        Case("CRLF ends one record", "a\r\nb\r\n", [["a"], ["b"]], lines: 2),
        Case("LF before CR are two line ends", "a\n\rb", [["a"], [""], ["b"]], lines: 2),
        Case("a blank line is one empty cell", "\n", [[""]], lines: 1),
        Case("quotes are taken off", "\"a\",\"b\"", [["a", "b"]]),
        Case("a quoted cell may be empty", "\"\"", [[""]]),
        Case("quotes hold a delimiter", "\"a,b\",c", [["a,b", "c"]]),
        Case("quotes hold line ends of all kinds", "\"a\nb\rc\r\nd\"\n", [["a\nb\rc\r\nd"]], lines: 4),
        Case("a doubled quote is one", "\"a\"\"b\"", [["a\"b"]]),
        Case("only doubled quotes", "\"\"\"\"\"\"", [["\"\""]]),
        Case("a quote inside a plain cell is ordinary", "a\"b,\"\"c", [["a\"b", "c"]]),
        Case("a blank before a quote makes the cell plain", " \"a,b\"", [[" \"a", "b\""]]),
        Case("text after a closing quote belongs to the cell", "\"a\"b,c", [["ab", "c"]]),
        Case("quotes after a closing quote stay", "\"a\"b\"c\"\"d,e", [["ab\"c\"\"d", "e"]]),
        Case("an empty quoted cell with text behind", "\"\"x\n", [["x"]], lines: 1),
        Case("a line end after the text after a quote", "\"a\" \r\nb", [["a "], ["b"]], lines: 1),
        Case("a quote never closed takes everything", "a,\"b\nc,d", [["a", "b\nc,d"]], lines: 1),
        Case("a quote alone at the end", "a,\"", [["a", ""]]),
        Case("a doubled quote at the end leaves the cell open", "\"a\"\"", [["a\""]]),
        Case("semicolons", "a;b,c", [["a", "b,c"]], CSVDialect(delimiter: ASCII.semicolon)),
        Case("tabs", "a\tb", [["a", "b"]], CSVDialect(delimiter: ASCII.tab)),
        Case("quoting off", "\"a,b\"\n", [["\"a", "b\""]], CSVDialect(quote: nil), lines: 1),
        Case("another quote", "'a,b',\"c\"", [["a,b", "\"c\""]], CSVDialect(quote: 0x27)),
        Case("letters of several bytes", "é,ش\n😀", [["é", "ش"], ["😀"]], lines: 1),
        Case("a plain cell over two blocks", long + "," + long, [[long, long]]),
        Case("a quoted cell over two blocks", "\"" + long + ",\"\"\"," + long, [[long + ",\"", long]]),
        Case("NUL is a byte like others", "a\0b,\0", [["a\0b", "\0"]]),
    ]

    @Test(arguments: cases)
    func cellsAreSplit(_ c: Case) {
        let (records, lines) = lexed(Array(c.text.utf8), c.dialect)
        #expect(records.map(\.texts) == c.expected)
        #expect(lines == c.lines)
    }

    @Test(arguments: cases)
    func twinAgreesOnTheTable(_ c: Case) {
        let (records, lines) = CSVTwin.records(Array(c.text.utf8), c.dialect)
        #expect(records.map(\.texts) == c.expected)
        #expect(lines == c.lines)
    }

    @Test(arguments: cases)
    func cellsOfOneRecordAreThoseOfTheFirst(_ c: Case) {
        let bytes = Array(c.text.utf8)
        let texts = bytes.withUnsafeBufferPointer { CSVLexer.texts(ofRecord: $0, dialect: c.dialect) }
        #expect(texts == c.expected.first ?? [""])
    }

    /// The mark at each place of a block, and behind each distance from the block's end.
    @Test func marksAreFoundAtEveryOffset() {
        for before in 0..<130 {
            for tail in [",b", "\nb", "\r\nb", "\"b", ",\"b\"\"c\"", "\r", ","] {
                let text = Array((String(repeating: "a", count: before) + tail).utf8)
                let (found, expected) = (lexed(text, CSVDialect()), CSVTwin.records(text, CSVDialect()))
                #expect(found == expected, "\(before) letters before \(tail.debugDescription)")
            }
        }
    }

    static let dialects = [
        CSVDialect(), CSVDialect(delimiter: ASCII.semicolon), CSVDialect(quote: nil), CSVDialect(delimiter: ASCII.tab, quote: 0x61),
    ]
    /// What stands behind a text, to be looked at and never used.
    static let paddings: [[UInt8]] = [[0], [0x22], [0x2C], [0x0A], [0x0D], [0x22, 0x0A, 0x2C, 0x61], [0xFF]]

    @Test func randomTextsAreSplitLikeTheTwinDoes() {
        var source = RandomCSV(random: TestSeed.generator("CSV lexer", salt: 1))
        var (quoted, unclosed, afterQuote, long) = (0, 0, 0, 0)
        for round in 0..<40_000 {
            let text = source.text()
            let dialect = Self.dialects[round % Self.dialects.count]
            let expected = CSVTwin.records(text, dialect)
            let padding = Self.paddings[round % Self.paddings.count]
            let found = lexed(text, dialect, padding: padding)
            guard found == expected else {
                Issue.record("seed \(TestSeed.value): \(readable(text)) in \(dialect), padding \(padding): \(found), expected \(expected)")
                return
            }
            let cells = expected.records.flatMap(\.cells)
            if cells.contains(where: \.isQuoted) { quoted += 1 }
            if cells.contains(where: \.isUnclosed) { unclosed += 1 }
            if cells.contains(where: \.hasTextAfterQuote) { afterQuote += 1 }
            if text.count > 128 { long += 1 }
        }
        #expect(min(quoted, unclosed, afterQuote, long) > 2_000, "every state must be met often")
    }

    @Test func paddingNeverInfluencesTheResult() {
        var source = RandomCSV(random: TestSeed.generator("CSV padding", salt: 2))
        for _ in 0..<1_500 {
            let text = source.text(pieces: 0...25)
            let expected = lexed(text, CSVDialect())
            for padding in Self.paddings {
                guard lexed(text, CSVDialect(), padding: padding) == expected else {
                    Issue.record("seed \(TestSeed.value): \(readable(text)) changes with padding \(padding)")
                    return
                }
            }
        }
    }
}
