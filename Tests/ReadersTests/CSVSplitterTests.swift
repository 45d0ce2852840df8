import Readers
import Records
import Testing

@Suite struct CSVSplitterTests {
    private func expectSame(_ text: [UInt8], _ whole: Reading, _ options: ReadingOptions) throws -> Bool {
        var cut = try read(text, options)
        cut.chunks = whole.chunks
        // A reject's or warning's record stays the same; so does everything else.
        guard cut == whole else {
            Issue.record("""
                seed \(SeededRandom.seed): \(String(decoding: text, as: UTF8.self).debugDescription) in chunks of \(options.chunkSize), \
                pieces \(options.pipe.map { "\($0)" } ?? "none"): \(cut), whole: \(whole)
                """)
            return false
        }
        return true
    }

    @Test func everyChunkSizeGivesTheSameRecordsAndLines() throws {
        var random = SeededRandom("CSV splitter")
        for _ in 0..<25 {
            let text = Array("\u{FEFF}\nA,B,\"C\"\r\n".utf8) + random.csv(pieces: 0...120)
            let isSame = try withFile(text) { path in
                let whole = try read(text, ReadingOptions(path: path))
                return try (1...200).allSatisfy { try expectSame(text, whole, ReadingOptions(chunkSize: $0, path: path)) }
            }
            if !isSame { return }
        }
    }

    @Test func dribblingPipeGivesTheSameRecordsAndLines() throws {
        var random = SeededRandom("CSV splitter on a pipe")
        for round in 0..<60 {
            let text = Array("\u{FEFF}\r\n\r\nA,B,\"C\"\r\n".utf8) + random.csv(pieces: 0...80)
            let whole = try read(text)
            let sizes = round % 3 == 0 ? [1] : (0..<5).map { _ in Int.random(in: 1...50, using: &random) }
            for size in [1, 7, 64, CSVSplitter.chunkSize] {
                guard try expectSame(text, whole, ReadingOptions(chunkSize: size, pipe: sizes)) else { return }
            }
        }
    }

    @Test func linesAreCountedPhysically() throws {
        let text = "A,B,C\r\n1,\"x\r\ny\nz\rw\",\r\n\r\n\n2,,\r3,,\n"
        for size in [1, 5, 1_000] {
            let reading = try read(Array(text.utf8), ReadingOptions(chunkSize: size))
            #expect(reading.records.map(\.number) == [1, 2, 3])
            #expect(reading.records.map(\.line) == [2, 8, 9])
            #expect(reading.lines == 8)
        }
    }

    @Test func rawRecordsCoverTheSourceButForBlankLines() throws {
        let text = Array("A;B;C\n1;2;3\n\n\r\n4;\"5\n5\";6\r7;8;9".utf8)
        let reading = try read(text, ReadingOptions(chunkSize: 3))
        #expect(reading.records.map { String(decoding: $0.raw, as: UTF8.self) } == ["1;2;3\n", "4;\"5\n5\";6\r", "7;8;9"])
        for record in reading.records {
            #expect(Array(text[record.offset..<record.offset + record.raw.count]) == record.raw)
        }
    }

    @Test func chunksAreNumberedInStreamOrder() throws {
        try withSource(Array("A,B,C\n1,,\n2,,\n3,,\n".utf8)) { input in
            let splitter = CSVSplitter(try CSVSource(input), recordLimit: 100, chunkSize: 1)
            let batch = RecordBatch(schema: TestSchema.letters)
            for (sequence, offset) in [(0, 6), (1, 10), (2, 14)] {
                #expect(try splitter.fill(batch))
                #expect(batch.sequence == sequence && batch.byteOffset == offset)
            }
            #expect(try !splitter.fill(batch))
            #expect(batch.chunk.bytes.isEmpty)
            #expect(try !splitter.fill(batch), "the end stays the end")
        }
    }

    // MARK: Records beyond the limit

    struct Long: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let chunkSize: Int
        /// Counted from the first of the chunk that holds it.
        let record: Int
        let line: Int
        var hint = "--max-record raises the limit"
    }

    private static let x = String(repeating: "x", count: 60)

    @Test(arguments: [
        Long(testDescription: "the only record", text: "\(x)\n", chunkSize: 1_000, record: 1, line: 1),
        Long(testDescription: "behind others in the chunk", text: "1\n\n\"2\n2\"\n\(x)\n3\n", chunkSize: 1_000, record: 3, line: 5),
        Long(testDescription: "behind others in chunks of their own", text: "1\n2\n\(x)\n", chunkSize: 2, record: 1, line: 1),
        Long(testDescription: "without a line end", text: "1\n\(x)", chunkSize: 1_000, record: 2, line: 2),
        Long(testDescription: "never ending", text: "1\n" + String(repeating: x, count: 20), chunkSize: 16, record: 2, line: 2),
        Long(
            testDescription: "in a quote never closed", text: "1\n2,\"\n" + String(repeating: "3\n", count: 60), chunkSize: 1_000,
            record: 2, line: 2, hint: "a quote opened in it may never be closed; --max-record raises the limit"),
    ])
    func recordBeyondTheLimitStops(_ c: Long) throws {
        for pipe in [nil, [10]] as [[Int]?] {
            let found = try refusal(
                Array(("A,B,C\n" + c.text).utf8), ReadingOptions(chunkSize: c.chunkSize, recordLimit: 50, pipe: pipe))
            #expect(found?.code == .recordTooLong)
            #expect(found?.message == "record is longer than 50 bytes")
            #expect(found?.position == SourcePosition(source: "source.csv", record: c.record, line: c.line))
            #expect(found?.hint == c.hint)
        }
    }

    @Test func recordOfJustTheLimitIsRead() throws {
        let record = String(repeating: "x", count: 47) + ",,\n"
        for size in [1, 30, 1_000] {
            let reading = try read(Array(("A,B,C\n" + record + record).utf8), ReadingOptions(chunkSize: size, recordLimit: 50))
            #expect(reading.records.count == 2)
            #expect(try refusal(Array(("A,B,C\n" + record).utf8), ReadingOptions(chunkSize: size, recordLimit: 49))?.code == .recordTooLong)
        }
    }
}
