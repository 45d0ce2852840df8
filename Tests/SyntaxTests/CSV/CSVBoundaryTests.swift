import Syntax
import Testing

@Suite struct CSVBoundaryTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let target: Int
        let isComplete: Bool
        let end: Int?

        init(_ name: String, _ text: String, target: Int = 0, isComplete: Bool = false, _ end: Int?) {
            testDescription = name
            self.text = text
            self.target = target
            self.isComplete = isComplete
            self.end = end
        }
    }

    @Test(arguments: [
        Case("nothing yet", "", nil),
        Case("nothing at all", "", isComplete: true, 0),
        Case("LF ends a record", "a\nb", 2),
        Case("CRLF ends it behind both", "a\r\nb", 3),
        Case("CR alone ends it", "a\rb", 2),
        Case("after a CR the next byte decides", "a\r", nil),
        Case("a CR is the last byte", "a\r", isComplete: true, 2),
        Case("no line end yet", "a,b", nil),
        Case("the end of the input ends the record", "a,b", isComplete: true, 3),
        Case("a line end in quotes ends nothing", "\"a\nb\"\nc", 6),
        Case("after a quote in quotes the next byte decides", "\"a\"", nil),
        Case("a doubled quote keeps the cell open", "\"a\"\"\n", nil),
        Case("a quote in a plain cell is ordinary", "a\"\nb\"\n", 3),
        Case("a quote after the closing one is ordinary", "\"a\"b\"\n", 6),
        Case("a quote behind the target opens a cell", "a\n\"b\nc\"\nd", target: 2, 8),
        Case("the quotes before the target count", "\"\n\n\n\n\"\nb", target: 3, 7),
        Case("a line end before the target is passed", "a\nb\nc", target: 2, 4),
        Case("the last byte before the target may be a CR", "aa\r\nb", target: 3, 4),
        Case("a quote never closed runs to the end", "a,\"b\nc", isComplete: true, 6),
    ])
    func recordEndIsFound(_ c: Case) {
        let bytes = Array(c.text.utf8)
        // A byte behind the text gives even the empty one an address.
        let end = (bytes + [0x0A]).withUnsafeBufferPointer { buffer -> Int? in
            var boundary = CSVBoundary(dialect: CSVDialect())
            return buffer.baseAddress.flatMap {
                boundary.end(in: $0, count: bytes.count, target: c.target, isComplete: c.isComplete)
            }
        }
        #expect(end == c.end)
    }

    /// Cuts a text at record ends as the splitter does, given bytes in dribbles.
    private func cut(
        _ text: [UInt8], _ dialect: CSVDialect, size: Int, dribble: (Int) -> Int
    ) -> [ArraySlice<UInt8>] {
        var chunks: [ArraySlice<UInt8>] = []
        var start = 0
        text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            var boundary = CSVBoundary(dialect: dialect)
            var known = 0
            while start < text.count {
                let isComplete = known == text.count
                if let end = boundary.end(in: base + start, count: known - start, target: size - 1, isComplete: isComplete), end > 0 {
                    chunks.append(text[start..<start + end])
                    start += end
                    boundary.restart()
                } else {
                    known = min(text.count, known + max(dribble(known), 1))
                }
            }
        }
        return chunks
    }

    @Test func everyChunkSizeGivesTheSameRecords() {
        var source = RandomCSV(random: TestSeed.generator("CSV boundary", salt: 3))
        for round in 0..<60 {
            let text = source.text(pieces: 0...60)
            let dialect = CSVLexerTests.dialects[round % CSVLexerTests.dialects.count]
            let whole = CSVTwin.records(text, dialect)
            for size in 1...200 {
                var random = source.random
                let largest = Int.random(in: 1...40, using: &random)
                let chunks = cut(text, dialect, size: size) { _ in Int.random(in: 1...largest, using: &random) }
                var records: [LexedRecord] = []
                var (offset, lines) = (0, 0)
                for chunk in chunks {
                    let part = CSVTwin.records(Array(chunk), dialect)
                    records += part.records.map { record in
                        LexedRecord(start: record.start + offset, end: record.end + offset, line: record.line + lines, cells: record.cells)
                    }
                    offset += chunk.count
                    lines += part.lines
                }
                guard records == whole.records, lines == whole.lines else {
                    Issue.record("seed \(TestSeed.value): \(readable(text)) in \(dialect), chunks of \(size): \(chunks.map(readable))")
                    return
                }
                guard chunks.dropLast().allSatisfy({ $0.count >= size }) else {
                    Issue.record("seed \(TestSeed.value): \(readable(text)): a chunk is shorter than \(size)")
                    return
                }
            }
        }
    }
}
