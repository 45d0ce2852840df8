import Foundation
import Readers
import Records
import Syntax
import Testing

@Suite struct CSVSourceTests {
    /// What a source says of itself once its header is read.
    private struct Head: Equatable {
        var columns: [String]
        var delimiter: String
        var hasMark: Bool
        var startLine: Int
    }

    private func head(_ bytes: [UInt8], pipe: [Int]?) throws -> Head {
        try withSource(bytes, ReadingOptions(pipe: pipe)) { input in
            let source = try CSVSource(input)
            return Head(
                columns: source.columns, delimiter: String(UnicodeScalar(source.dialect.delimiter)), hasMark: source.hasByteOrderMark,
                startLine: source.startLine)
        }
    }

    struct Header: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        var delimiter = ","
        let columns: [String]
        var mark = false
        /// The physical line on which the records begin.
        var line = 2
    }

    static let headers: [Header] = [
        Header(testDescription: "commas", text: "A,B,C\n1,2,3\n", columns: ["A", "B", "C"]),
        Header(testDescription: "semicolons", text: "A;B;C\r\n", delimiter: ";", columns: ["A", "B", "C"]),
        Header(testDescription: "tabs", text: "A\tB\r1\t2", delimiter: "\t", columns: ["A", "B"]),
        Header(testDescription: "vertical bars", text: "A|B\n", delimiter: "|", columns: ["A", "B"]),
        Header(testDescription: "one column", text: "A\n1;2\n", columns: ["A"]),
        Header(testDescription: "no line end", text: "A,B", columns: ["A", "B"], line: 1),
        Header(testDescription: "the delimiter of most cells wins", text: "A;B, x;C\n", delimiter: ";", columns: ["A", "B, x", "C"]),
        Header(testDescription: "the comma wins a tie", text: "a;b,c\n", columns: ["a;b", "c"]),
        Header(testDescription: "the semicolon wins a tie with the tab", text: "a;b\tc\n", delimiter: ";", columns: ["a", "b\tc"]),
        Header(testDescription: "delimiters in quotes do not count", text: "\"a,b,c\";d\n", delimiter: ";", columns: ["a,b,c", "d"]),
        Header(testDescription: "a byte order mark is passed over", text: "\u{FEFF}A,B\n", columns: ["A", "B"], mark: true),
        Header(testDescription: "a byte order mark before quotes", text: "\u{FEFF}\"A\",B\n", columns: ["A", "B"], mark: true),
        Header(testDescription: "blank lines before the header", text: "\n\r\n\r\r\nA,B\n", columns: ["A", "B"], line: 6),
        Header(testDescription: "a mark and blank lines", text: "\u{FEFF}\r\n\nA,B\n", columns: ["A", "B"], mark: true, line: 4),
        Header(
            testDescription: "blank rows before the header", text: ";;\r\n\r\n ; \nA;B\n", delimiter: ";", columns: ["A", "B"], line: 5),
        Header(testDescription: "blank rows behind a separator line", text: "sep=|\r\n||\r\n\nA|B\n", delimiter: "|", columns: ["A", "B"], line: 5),
        Header(testDescription: "a blank row of another delimiter", text: ";;;\nA,B\n", columns: ["A", "B"], line: 3),
        Header(testDescription: "a line break in a name", text: "A,\"B\r\nx\"\n1,2\n", columns: ["A", "B\r\nx"], line: 3),
        Header(
            testDescription: "a line break in a name between semicolons", text: "A;\"B\nx\";C\n1;2;3\n", delimiter: ";",
            columns: ["A", "B\nx", "C"], line: 3),
        Header(
            testDescription: "a line break in a name that holds a comma", text: "A;\"B, x\ny\"\n1;2\n", delimiter: ";",
            columns: ["A", "B, x\ny"], line: 3),
        Header(
            testDescription: "a name that ends in another delimiter", text: "A,\"B;\"\n1,\"a;b;c\"\n", columns: ["A", "B;"]),
        Header(testDescription: "names in Arabic", text: "الرقم;الاسم\n", delimiter: ";", columns: ["الرقم", "الاسم"]),
        Header(testDescription: "doubled quotes in a name", text: "\"A\"\"x\",B\n", columns: ["A\"x", "B"]),
    ]

    @Test(arguments: headers)
    func headerIsReadHoweverTheBytesCome(_ c: Header) throws {
        let expected = Head(columns: c.columns, delimiter: c.delimiter, hasMark: c.mark, startLine: c.line)
        for pipe in [nil, [1], [2], [3, 1]] as [[Int]?] {
            #expect(try head(Array(c.text.utf8), pipe: pipe) == expected, "pieces \(pipe ?? [])")
        }
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let code: DiagnosticCode
        let message: String

        init(_ name: String, _ bytes: [UInt8], _ code: DiagnosticCode, _ message: String) {
            testDescription = name
            self.bytes = bytes
            self.code = code
            self.message = message
        }
    }

    private static let empty = "'source.csv' is empty: expected a header line with column names"
    private static let notText = "'source.csv' is not a CSV text: "

    @Test(arguments: [
        Refusal("nothing", [], .sourceEmpty, empty),
        Refusal("only a byte order mark", [0xEF, 0xBB, 0xBF], .sourceEmpty, empty),
        Refusal("only blank lines", Array("\n\r\n\r".utf8), .sourceEmpty, empty),
        Refusal("a zip", [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00], .notText, notText + "it is a zip archive, such as an .xlsx or .ods workbook"),
        Refusal("an old workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1], .notText, notText + "it is an old .xls workbook"),
        Refusal("two bytes of gzip", [0x1F, 0x8B], .gzipDamaged, "'source.csv' is damaged gzip data: it ends too early after 2 bytes"),
        Refusal("a PDF", Array("%PDF-1.7\n%".utf8), .notText, notText + "it is a PDF document"),
        Refusal("a zero byte in the header", [0x41, 0x00, 0x42, 0x0A], .notText, notText + "byte 2 of the header is 0x00, which no text holds"),
        Refusal("a control byte behind blank lines", Array("\n\nA,\u{1B}[1m\n".utf8), .notText,
            notText + "byte 3 of the header is 0x1B, which no text holds"),
        Refusal("zeros without an end", [UInt8](repeating: 0, count: 3 << 20), .notText,
            notText + "byte 1 of the header is 0x00, which no text holds"),
        Refusal("a header without an end", [UInt8](repeating: 0x61, count: 3 << 20), .recordTooLong, "the header is longer than 1 MiB"),
        Refusal("a header in a quote never closed", Array("A,\"".utf8) + [UInt8](repeating: 0x0A, count: 3 << 20), .recordTooLong,
            "the header is longer than 1 MiB"),
        Refusal("5,000 columns", Array((1...5_000).map { "c\($0)" }.joined(separator: ",").utf8), .tooManyColumns,
            "the header has 5000 columns, at most 4096 are read"),
    ])
    func whatIsNoTableIsRefused(_ c: Refusal) throws {
        for pipe in [nil, c.bytes.count < 100 ? [1] : [60_000]] as [[Int]?] {
            let found = try refusal(c.bytes, ReadingOptions(pipe: pipe))
            #expect(found?.code == c.code)
            #expect(found?.message == c.message)
        }
    }

    @Test func widestHeaderIsRead() throws {
        let names = (1...CSVSource.columnLimit).map { "c\($0)" }
        #expect(try head(Array(names.joined(separator: ";").utf8), pipe: nil).columns == names)
    }
}
