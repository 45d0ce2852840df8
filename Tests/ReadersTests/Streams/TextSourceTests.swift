import Foundation
import Readers
import Records
import Syntax
import Testing

/// Sources as they are found, from file to record.
@Suite struct TextSourceTests {
    private static let table = "A,B,C\r\n1,محمد,x\r\n2,\"الزهراني,y\",\r\n"
    private static let values = [["=1", "=محمد", "=x"], ["=2", "=الزهراني,y", "missing"]]

    private static let forms: [(name: String, bytes: [UInt8])] = [
        ("UTF-8", Array(table.utf8)), ("UTF-16LE with a mark", Wide.utf16("\u{FEFF}" + table)),
        ("UTF-16BE with a mark", Wide.utf16("\u{FEFF}" + table, isBigEndian: true)), ("UTF-16LE", Wide.utf16(table)),
        ("Windows-1256", Wide.windows1256(table)), ("gzip", Packed.stored(Array(table.utf8))),
        ("UTF-16 in gzip", Packed.stored(Wide.utf16("\u{FEFF}" + table))), ("Windows-1256 in gzip", Packed.stored(Wide.windows1256(table))),
    ]

    @Test(arguments: forms.map(\.name))
    func recordsAreTheSameInEveryForm(_ name: String) throws {
        let bytes = try #require(Self.forms.first { $0.name == name }).bytes
        for pipe in [nil, [1], [5, 2]] as [[Int]?] {
            for size in [1, 1_000] {
                let reading = try ReadersTests.read(bytes, ReadingOptions(chunkSize: size, pipe: pipe))
                #expect(reading.values == Self.values, "pieces \(pipe ?? [])")
                #expect(reading.records.map(\.line) == [2, 3])
                #expect(reading.faults.isEmpty)
            }
        }
    }

    @Test func byteWithoutMeaningRefusesItsRecordOnly() throws {
        var bytes = Wide.utf16("\u{FEFF}A,B,C\n1,x,\n2,")
        bytes += [0x3D, 0xD8] + Wide.utf16(",\n3,y,\n")
        let reading = try ReadersTests.read(bytes)
        #expect(reading.records.count == 3)
        #expect(reading.faults.map(\.record) == [2] && reading.faults.map(\.code) == [.invalidUTF8])
    }

    @Test func whatLiesInGzipIsLookedAt() throws {
        let workbook: [UInt8] = [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00]
        #expect(try refusal(Packed.stored(workbook))?.code == .notText)
        #expect(try refusal(Packed.stored(Packed.stored(workbook)))?.message == "'source.csv' is not a CSV text: it is compressed with gzip twice")
        #expect(try refusal(Packed.stored([]))?.code == .sourceEmpty)
    }

    @Test func sourceSaysWhatItFound() throws {
        try withSource(Wide.windows1256(Self.table)) { input in
            let source = try CSVSource(input)
            #expect(source.encoding.encoding == .windows1256 && source.encoding.isGuessedCodePage)
            #expect(source.encodingChange == nil)
            let note = try #require(StreamMessages.detected("a.csv", source.encoding))
            #expect(note.code == .encodingGuessed && note.severity == .warning)
        }
        try withSource(Wide.windows1256(Self.table)) { input in
            let source = try CSVSource(input, TableOptions(text: TextOptions(encoding: .windows1256)))
            #expect(source.encoding.certainty == .certain)
            #expect(StreamMessages.detected("a.csv", source.encoding)?.severity == .note)
        }
        try withSource(Array(Self.table.utf8)) { input in
            let source = try CSVSource(input)
            #expect(StreamMessages.detected("a.csv", source.encoding) == nil)
        }
    }

    /// A change in a later chunk is found when its first bad record is.
    @Test func changeIsFoundInAChunk() throws {
        let rows = (1...20_000).map { "\($0),محمد,x\n" }.joined()
        let bytes = Array("A,B,C\n".utf8) + Array(rows.utf8) + Wide.windows1256(rows)
        try withSource(bytes) { input in
            let source = try CSVSource(input)
            let splitter = CSVSplitter(source, recordLimit: 1 << 20, chunkSize: 50_000)
            let binding = try ColumnBinder().bind(source.columns, to: TestSchema.letters, source: "source.csv")
            let parser = CSVRecordParser(dialect: source.dialect, RecordReading(schema: TestSchema.letters, binding: binding))
            let batch = RecordBatch(schema: TestSchema.letters)
            var lines = 0
            while try splitter.fill(batch) {
                parser.parse(batch)
                batch.firstLine = source.startLine + lines
                lines += batch.lineCount
                guard batch.faults.contains(where: { $0.code == .invalidUTF8 }) else {
                    #expect(source.encodingChange(in: batch) == nil)
                    continue
                }
                let change = try #require(source.encodingChange(in: batch))
                #expect(change.code == .encodingChanges && change.position?.line == 20_002)
                #expect(change.message.hasSuffix("what follows reads as Windows-1256"))
                return
            }
            Issue.record("no change was found")
        }
    }
}
