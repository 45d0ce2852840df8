import Records
import Syntax
import Testing

@Suite struct CSVEscapingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let value: String
        let cell: String
        var dialect = CSVDialect()
        var force = false
    }

    private static let semicolons = CSVDialect(delimiter: ASCII.semicolon)

    private func cell(_ value: [UInt8], _ dialect: CSVDialect, force: Bool) -> [UInt8] {
        let out = ByteBuffer()
        value.withUnsafeBufferPointer { CSVEscaping.append($0, dialect: dialect, force: force, to: out) }
        return Array(out.bytes)
    }

    @Test(arguments: [
        Case(testDescription: "a plain value stands as it is", value: "a b", cell: "a b"),
        Case(testDescription: "an empty value is an empty cell", value: "", cell: ""),
        Case(testDescription: "an empty value is quoted when forced", value: "", cell: "\"\"", force: true),
        Case(testDescription: "a plain value is quoted when forced", value: "a", cell: "\"a\"", force: true),
        Case(testDescription: "the delimiter needs quotes", value: "a,b", cell: "\"a,b\""),
        Case(testDescription: "another delimiter needs none", value: "a,b", cell: "a,b", dialect: semicolons),
        Case(testDescription: "LF needs quotes", value: "a\nb", cell: "\"a\nb\""),
        Case(testDescription: "CR needs quotes", value: "a\r", cell: "\"a\r\""),
        Case(testDescription: "a quote is doubled", value: "\"", cell: "\"\"\"\""),
        Case(testDescription: "a quote inside is doubled too", value: "O\"Neil", cell: "\"O\"\"Neil\""),
        Case(testDescription: "without quoting nothing helps", value: "a,\"b", cell: "a,\"b", dialect: CSVDialect(quote: nil), force: true),
    ])
    func valueBecomesACell(_ c: Case) {
        #expect(String(decoding: cell(Array(c.value.utf8), c.dialect, force: c.force), as: UTF8.self) == c.cell)
    }

    @Test func anyValueReadsBackAsItself() {
        var source = RandomCSV(random: TestSeed.generator("CSV escaping", salt: 4))
        let dialects = CSVLexerTests.dialects.filter { $0.quote != nil }
        for round in 0..<10_000 {
            let values = (0..<Int.random(in: 1...4, using: &source.random)).map { _ in source.text(pieces: 0...8) }
            let dialect = dialects[round % dialects.count]
            let force = round % 2 == 0
            // A lone empty cell would be a blank line; quotes keep it a record.
            let record = values.map { cell($0, dialect, force: force || values == [[]]) }.joined(separator: [dialect.delimiter])
            let text = Array(record) + [0x0A]
            let (records, _) = lexed(text, dialect)
            guard records.count == 1, records[0].cells.map(\.value) == values, !records[0].cells.contains(where: \.hasTextAfterQuote)
            else {
                Issue.record("seed \(TestSeed.value): \(values.map(readable)) is written \(readable(text)), read \(records)")
                return
            }
        }
    }

    @Test func unescapingAnythingNeverGrows() {
        var source = RandomCSV(random: TestSeed.generator("CSV unescaping", salt: 5))
        let out = ByteBuffer()
        for _ in 0..<5_000 {
            let content = source.text(pieces: 0...10)
            out.removeAll()
            content.withUnsafeBufferPointer { CSVEscaping.unescape($0, quote: ASCII.quote, into: out) }
            #expect(out.count <= content.count)
        }
    }
}
