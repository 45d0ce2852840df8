import Foundation
import Readers
import Records
import Syntax
import Testing
import Writers

@Suite struct CSVRejectWriterTests {
    static let serviceHeader = "_run,_record,_line,_field,_target,_rule,_message,_suggestion,_raw\n"
    static let schema = Schema(
        name: "Letters", system: "test", validation: .dotNetDataAnnotations,
        fields: ["A", "B", "C"].map { Field(name: $0, type: .string) })

    private let note = RejectNote(
        run: "r1", record: 7, line: 9, columns: ["b"], targets: ["B"], rules: ["length"], messages: ["too long, by 1"], suggestions: [])
    private let noteText = "r1,7,9,b,B,length,\"too long, by 1\",,"

    private func line(_ record: String, _ writer: CSVRejectWriter, _ note: RejectNote) -> String {
        let out = ByteBuffer()
        Array(record.utf8).withUnsafeBufferPointer { writer.append($0, note, to: out) }
        return String(decoding: out.bytes, as: UTF8.self)
    }

    private func writer(isOwn: [Bool] = [true, true, true], _ dialect: CSVDialect = CSVDialect(), mark: Bool = false) -> CSVRejectWriter {
        CSVRejectWriter(columns: isOwn.indices.map { "c\($0)" }, isOwn: isOwn, dialect: dialect, writesByteOrderMark: mark)
    }

    @Test func readerAndWriterKnowTheSameServiceColumns() {
        #expect(CSVRejectWriter.columns == ColumnBinder.serviceColumns)
    }

    @Test func headerIsTheSourcesOwnAndTheReasons() {
        #expect(String(decoding: writer().header, as: UTF8.self) == "c0,c1,c2," + Self.serviceHeader)
        #expect(String(decoding: writer(mark: true).header, as: UTF8.self) == "\u{FEFF}c0,c1,c2," + Self.serviceHeader)
        #expect(String(decoding: writer(isOwn: [true, false]).header, as: UTF8.self) == "c0," + Self.serviceHeader)
        let semicolons = CSVRejectWriter(
            columns: ["a;b", "c,d"], isOwn: [true, true], dialect: CSVDialect(delimiter: ASCII.semicolon), writesByteOrderMark: false)
        #expect(String(decoding: semicolons.header, as: UTF8.self).hasPrefix("\"a;b\";c,d;_run;_record;"))
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let record: String
        let own: String
        var raw = ""
    }

    @Test(arguments: [
        Case(testDescription: "cells stay as they were written", record: "1,\"two\", 3\n", own: "1,\"two\", 3"),
        Case(testDescription: "CRLF becomes LF", record: "1,2,3\r\n", own: "1,2,3"),
        Case(testDescription: "CR becomes LF", record: "1,2,3\r", own: "1,2,3"),
        Case(testDescription: "a record without a line end", record: "1,2,3", own: "1,2,3"),
        Case(testDescription: "line ends in quotes stay", record: "1,\"a\r\nb\",3\r\n", own: "1,\"a\r\nb\",3"),
        Case(testDescription: "text after a quote stays", record: "\"a\"b,2,3\n", own: "\"a\"b,2,3"),
        Case(testDescription: "a short record is padded", record: "1\n", own: "1,,"),
        Case(testDescription: "a quoted empty cell stays quoted", record: "\"\"\n", own: "\"\",,"),
        Case(testDescription: "surplus cells keep the text in _raw", record: "1,2,3,4\n", own: "1,2,3", raw: "\"1,2,3,4\""),
        Case(testDescription: "quotes in _raw are doubled", record: "1,2,3,\"4\"\r\n", own: "1,2,3", raw: "\"1,2,3,\"\"4\"\"\""),
        Case(testDescription: "a quote never closed is closed", record: "1,2,\"x\n3,4", own: "1,2,\"x\n3,4\"", raw: "\"1,2,\"\"x\n3,4\""),
        Case(testDescription: "a quote never closed in a short record", record: "1,\"x\"\"y", own: "1,\"x\"\"y\",", raw: "\"1,\"\"x\"\"\"\"y\""),
        Case(testDescription: "a quote never closed in a surplus cell", record: "1,2,3,\"x\n", own: "1,2,3", raw: "\"1,2,3,\"\"x\""),
    ])
    func recordKeepsItsCells(_ c: Case) {
        #expect(line(c.record, writer(), note) == c.own + "," + noteText + c.raw + "\n")
    }

    @Test func severalFindingsStandInOneRecord() {
        let note = RejectNote(
            run: "r1", record: 1, line: 2, columns: ["a", ""], targets: ["A", ""], rules: ["type", "form"],
            messages: ["not a \"number\"", "2 cells"], suggestions: ["17", ""])
        #expect(line("1,2,3\n", writer(), note)
            == "1,2,3,r1,1,2,a | ,A | ,type | form,\"not a \"\"number\"\" | 2 cells\",17 | ,\n")
    }

    @Test func dialectOfTheSourceIsKept() {
        let semicolons = CSVDialect(delimiter: ASCII.semicolon)
        #expect(line("1;2,5;\"3;4\"\n", writer(semicolons), note) == "1;2,5;\"3;4\";r1;7;9;b;B;length;too long, by 1;;\n")
    }

    @Test func serviceColumnsOfTheSourceAreWrittenAnew() {
        let again = writer(isOwn: [true, true, false, false])
        #expect(line("1,\"a,\"\"b\"\"\",old,old\n", again, note) == "1,\"a,\"\"b\"\"\"," + noteText + "\n")
        #expect(line("a\"b,,old,old\n", again, note) == "\"a\"\"b\",," + noteText + "\n")
    }

    // MARK: A rejects file as a source

    /// Reads a table, rejects every record, and returns the rejects file with the values that were read.
    private func rejectAll(_ text: [UInt8]) throws -> (rejects: [UInt8], values: [[String]]) {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("transload-\(UUID().uuidString).csv")
        try Data(text).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let source = try CSVSource(ByteSource(name: "s.csv", path: file.path, isInterrupted: { false }))
        let binding = try ColumnBinder().bind(source.columns, to: Self.schema, source: "s.csv")
        let writer = CSVRejectWriter(
            columns: source.columns, isOwn: binding.targets.map { $0 != .service }, dialect: source.dialect,
            writesByteOrderMark: source.hasByteOrderMark)
        let splitter = CSVSplitter(source, recordLimit: 1 << 20, chunkSize: 16)
        let parser = CSVRecordParser(dialect: source.dialect, RecordReading(schema: Self.schema, binding: binding))
        let batch = RecordBatch(schema: Self.schema)
        let out = ByteBuffer()
        out.append(writer.header)
        var values: [[String]] = []
        while try splitter.fill(batch) {
            parser.parse(batch)
            let view = batch.view
            for record in 0..<batch.recordCount {
                writer.append(batch.rawRecord(record), note, to: out)
                values.append((0..<3).map { view.text(view.slot(record, $0)) })
            }
        }
        return (Array(out.bytes), values)
    }

    @Test(arguments: [
        "A,B,C\n1,2,3\n\"x,y\",\"O\"\"Neil\",\"a\r\nb\"\n", "\u{FEFF}A;B;C\r\n1;2,5;3\r\n;;\r\n", "C\tB\n1\t\" \"\n\n2\n",
        "A,B,C\n1,\"2\"x,3\n4\n\"never closed\n",
    ])
    func rejectsFileIsReadLikeItsSource(_ text: String) throws {
        let first = try rejectAll(Array(text.utf8))
        let second = try rejectAll(first.rejects)
        #expect(second.values == first.values)
        let third = try rejectAll(second.rejects)
        #expect(third.rejects == second.rejects, "its service columns are written anew, not once more")
    }
}
