import Readers
import Records
import Testing

@Suite struct CSVRecordParserTests {
    private func read(_ body: String, _ options: ReadingOptions = ReadingOptions()) throws -> Reading {
        try ReadersTests.read(Array(("A,B,C\n" + body).utf8), options)
    }

    // MARK: Values

    @Test func cellsFillTheFieldsOfTheirColumns() throws {
        let reading = try ReadersTests.read(Array("C;x;a\n3;no;1\n\"t\"\"3\";no;\" 1\"\n".utf8))
        #expect(reading.values == [["=1", "missing", "=3"], ["= 1", "missing", "=t\"3"]])
        #expect(reading.faults.isEmpty)
    }

    @Test(arguments: zip(EmptyCell.allCases, ["missing", "null", "="]))
    func emptyCellIsWhatTheOptionSays(_ emptyAs: EmptyCell, _ value: String) throws {
        let reading = try read("1,,\"\"\n,2,\"\"\"\"\n", ReadingOptions(emptyAs: emptyAs))
        // Exporters that quote every cell write "" for an empty one, so that quotes alone make no text.
        #expect(reading.values == [["=1", value, value], [value, "=2", "=\""]])
    }

    @Test func blanksAreText() throws {
        #expect(try read(" ,\t,\" \"\n").values == [["= ", "=\t", "= "]])
    }

    @Test func blankLinesAreNoRecords() throws {
        let reading = try read("\n1,,\n\n\r\n\r2,,\n\n")
        #expect(reading.records.map(\.line) == [3, 7])
        #expect(reading.faults.isEmpty)
    }

    @Test func blankRowsAreNoRecords() throws {
        let reading = try read(",,\n1,,\r\n , ,\t\r\n,\n,,,,\n   \n,\"\",\n2,,\n,,")
        #expect(reading.records.map(\.line) == [3, 8, 9])
        #expect(reading.values == [["=1", "missing", "missing"], ["missing", "missing", "missing"], ["=2", "missing", "missing"]])
        #expect(reading.faults.isEmpty)
    }

    @Test func quotedEmptyCellAloneIsARecord() throws {
        let reading = try ReadersTests.read(Array("A\n\"\"\n\n1\n".utf8))
        #expect(reading.values == [["missing", "missing", "missing"], ["=1", "missing", "missing"]])
    }

    @Test func textAfterAQuoteBelongsToTheValue() throws {
        #expect(try read("\"a\"b,\"\"x,\"c,\"d\"\n").values.first?.prefix(2) == ["=ab", "=x"])
    }

    // MARK: Too few, too many

    @Test func missingCellsAreAWarning() throws {
        let reading = try read("1\n1,2\n1,2,3\n")
        #expect(reading.values == [["=1", "missing", "missing"], ["=1", "=2", "missing"], ["=1", "=2", "=3"]])
        #expect(reading.faults == [
            Finding(record: 1, code: .missingCells, rule: .form, severity: .warning, found: 1, minimum: 3, maximum: 3),
            Finding(record: 2, code: .missingCells, rule: .form, severity: .warning, found: 2, minimum: 3, maximum: 3),
        ])
        #expect(FormMessages.text(reading.faults[0], TestSchema.letters) == "1 cells, the header has 3; the rest counts as empty")
    }

    @Test func missingCellsStayMissingWhereEmptyOnesAreNull() throws {
        #expect(try read("1,\n", ReadingOptions(emptyAs: .null)).values == [["=1", "null", "missing"]])
    }

    @Test(arguments: [("1,2,3,\n", 0), ("1,2,3,,,\n", 0), ("1,2,3,\"\"\n", 0), ("1,2,3,4\n", 4), ("1,2,3,,5\n", 5), ("1,2,3, ,\n", 5)])
    func surplusCellsAreRefusedUnlessEmpty(_ line: String, _ count: Int) throws {
        let reading = try read(line + "7,8,9\n")
        let expected = Finding(record: 1, code: .surplusCells, rule: .form, found: count, minimum: 3, maximum: 3)
        #expect(reading.faults == (count == 0 ? [] : [expected]))
        #expect(reading.values.last == ["=7", "=8", "=9"], "the next record is read as ever")
        #expect(reading.records.first.map { String(decoding: $0.raw, as: UTF8.self) } == line)
    }

    // MARK: Damage

    @Test(arguments: ["2,\"x\n3,4,5", "2,3,\"", "2,3,4,\"x", "\"2"])
    func quoteNeverClosedRefusesItsRecordOnly(_ rest: String) throws {
        let reading = try read("1,,\n" + rest)
        #expect(reading.records.count == 2)
        #expect(reading.faults.map(\.code) == [.unclosedQuote])
        #expect(reading.faults.map(\.record) == [2])
        #expect(reading.faults.map(\.severity) == [.error])
        #expect(reading.records.last?.line == 3)
        #expect(reading.records.last.map { String(decoding: $0.raw, as: UTF8.self) } == rest)
    }

    struct Damage: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let cells: [[UInt8]]
        let code: DiagnosticCode
        let field: Int
        /// 1-based, in bytes of the record.
        let byte: Int
    }

    @Test(arguments: [
        Damage(testDescription: "Latin-1 in the first cell", cells: [[0x4D, 0xFC], [], []], code: .invalidUTF8, field: 0, byte: 2),
        Damage(testDescription: "Latin-1 in the last cell", cells: [[0x31], [0x32], [0xE9]], code: .invalidUTF8, field: 2, byte: 5),
        Damage(testDescription: "in a quoted cell", cells: [[0x31], [0x22, 0xE9, 0x22], []], code: .invalidUTF8, field: 1, byte: 4),
        Damage(testDescription: "a letter cut off by the delimiter", cells: [[0xC3], [0xA9], []], code: .invalidUTF8, field: 0, byte: 1),
        Damage(testDescription: "a letter cut off by the line end", cells: [[], [], [0xE2, 0x82]], code: .invalidUTF8, field: 2, byte: 3),
        Damage(testDescription: "in a surplus cell that is empty otherwise", cells: [[], [], [0x33], [0xFF]], code: .invalidUTF8, field: -1, byte: 5),
        Damage(testDescription: "NUL", cells: [[0x31], [0x61, 0x00], []], code: .nulByte, field: 1, byte: 4),
        Damage(testDescription: "NUL and worse", cells: [[0x00], [0xFF], []], code: .invalidUTF8, field: 1, byte: 3),
    ])
    func bytesThatAreNoTextAreFound(_ c: Damage) throws {
        let damaged = Array(c.cells.joined(separator: [0x2C])) + [0x0A]
        let text = Array("A,B,C\n1,é,\n\n\"x\ny\",,\n".utf8) + damaged + Array("4,€,\n".utf8)
        for size in [1, 1_000] {
            let reading = try ReadersTests.read(text, ReadingOptions(chunkSize: size))
            #expect(reading.records.count == 4)
            let fault = try #require(reading.faults.last)
            #expect(fault == Finding(record: 3, field: c.field, code: c.code, rule: .form, found: c.byte))
            #expect(reading.records[2].line == 6)
        }
    }

    @Test func everyDamagedRecordIsFoundInOrder() throws {
        let text = Array("A,B,C\n1\n".utf8) + [0xFF, 0x2C, 0x2C, 0x0A] + Array("3,,\n4,,,x\n".utf8) + [0x00, 0x2C, 0x2C, 0x0A]
        let reading = try ReadersTests.read(text)
        #expect(reading.faults.map(\.record) == [1, 2, 4, 5])
        #expect(reading.faults.map(\.code) == [.missingCells, .invalidUTF8, .surplusCells, .nulByte])
        #expect(FormMessages.text(reading.faults[1], TestSchema.letters) == "A: byte 1 of the record is not UTF-8")
        #expect(FormMessages.text(reading.faults[3], TestSchema.letters) == "A: byte 1 of the record is NUL")
    }

    @Test func valueBeyondASlotIsRefused() throws {
        let long = String(repeating: "x", count: Slot.maximumLength)
        let reading = try read(long + ",2,\n1," + long + "x,3\n", ReadingOptions(recordLimit: 1 << 25))
        #expect(reading.faults == [
            Finding(record: 2, field: 1, code: .valueTooLong, rule: .form, found: Slot.maximumLength + 1, maximum: Slot.maximumLength),
        ])
        #expect(reading.values.first?.first?.utf8.count == Slot.maximumLength + 1)
        #expect(reading.values.last == ["=1", "missing", "=3"])
    }
}
