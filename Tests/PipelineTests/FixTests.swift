import Foundation
import Records
import Testing

@testable import Pipeline

/// A file, the kinds that are accepted, and the file that comes out.
struct FixCase: Sendable, CustomTestStringConvertible {
    let testDescription: String, kinds: String, input: String, output: String, only: [String]

    init(_ name: String, _ kinds: String, _ input: String, _ output: String, only: [String] = []) {
        testDescription = name
        self.kinds = kinds
        self.input = input
        self.output = output
        self.only = only
    }

    static let all: [FixCase] = [
        FixCase("a quoted cell keeps its quotes", "trim", "a,b\n\" x \",y \n", "a,b\n\"x\",y\n"),
        FixCase("a cell that needs quotes gets them", "smart-quotes", "a,b\n“x”,y\n", "a,b\n\"\"\"x\"\"\",y\n"),
        FixCase("doubled quotes stay doubled", "trim", "a\n\" say \"\"hi\"\" \"\n", "a\n\"say \"\"hi\"\"\"\n"),
        FixCase("mark, CRLF, blank lines and tabs stay", "trim", "\u{FEFF}\r\na\tb\r\n x\ty\r\n\r\nz\t\r\n", "\u{FEFF}\r\na\tb\r\nx\ty\r\n\r\nz\t\r\n"),
        FixCase("a last line without an end", "trim", "a,b\nx,y ", "a,b\nx,y"),
        FixCase("text after a quote is only written anew where it changes", "trim", "a,b\n\"x\"y,z \n", "a,b\n\"x\"y,z\n"),
        FixCase("a record does not become a blank line", "trim", "a\n\u{A0}\nb\n", "a\n\"\"\nb\n"),
        FixCase("nor a row of delimiters", "trim", "a,b,c\n\u{A0}, ,\n\u{A0},\"\",\n", "a,b,c\n\"\",\"\",\n,\"\",\n"),
        FixCase("blank rows stay as they are", "trim", ";;\n ; \na;b\n ; \n;;;\n  \nx ;\n;", ";;\n ; \na;b\n ; \n;;;\n  \nx;\n;"),
        FixCase("a header behind blank rows", "header", "sep=;\n; ;\n\n a ;b\nx ;y\n", "sep=;\n; ;\n\na;b\nx ;y\n"),
        FixCase("a line end inside quotes", "trim", "a,b\n\"x\n\",y\n", "a,b\n\"x\",y\n"),
        FixCase("headers stay without their kind", "trim", " a ,b\nx ,y\n", " a ,b\nx,y\n"),
        FixCase("headers alone", "header", "\u{FEFF}\n a ,\"b\u{A0}c\u{200B}\"\nx ,y\n", "\u{FEFF}\na,\"b c\"\nx ,y\n"),
        FixCase("a header of blanks stays", "header", " ,b\nx,y\n", " ,b\nx,y\n"),
        FixCase("surplus cells leave the record alone", "trim", "a,b\nx ,y,z\nx ,y,\n", "a,b\nx ,y,z\nx,y,\n"),
        FixCase("an open quote leaves the record alone", "trim", "a,b\nx ,y\nx ,\"y \n", "a,b\nx,y\nx ,\"y \n"),
        FixCase("short records are repaired where nothing is secret", "trim", "a,b\nx \n", "a,b\nx\n"),
        FixCase("short records are left alone beside a secret", "trim", "a,Password\nx \n", "a,Password\nx \n"),
        FixCase("a secret is left alone", "trim", "a,Password\nx , y \n", "a,Password\nx, y \n"),
        FixCase("a secret that is named is repaired", "trim", "a,Password\nx , y \n", "a,Password\nx ,y\n", only: ["Password"]),
        FixCase("digits go to fields of digits", "digits", "UserName,Phone,Address\nu١,٠١١,شارع ١٢\n", "UserName,Phone,Address\nu١,011,شارع ١٢\n"),
        FixCase("digits go where they are told", "digits", "UserName,Phone,Address\nu,٠١١,شارع ١٢\n", "UserName,Phone,Address\nu,٠١١,شارع 12\n", only: ["address"]),
        FixCase("names lose their hyphens, addresses do not", "hyphen-to-space,apostrophe", "UserName,LastName,Address\na-b,O'Neil-Li,x-y\n", "UserName,LastName,Address\na-b,ONeil Li,x-y\n"),
        FixCase("a reject file's own columns stay", "trim", "UserName,_suggestion\nu , x \n", "UserName,_suggestion\nu, x \n"),
        FixCase("both readings of Arabic", "mojibake", "a,b\nØ§Ù„Ø¹Ù„ÙŠ,ط§ظ„ط¹ظ„ظٹ\nعلي,ط\n", "a,b\nالعلي,العلي\nعلي,ط\n"),
        FixCase("several kinds in one cell", "nbsp,trim,invisible", "a,b\n\u{200B} x\u{A0}y \u{200F},z\n", "a,b\nx y,z\n"),
    ]
}

@Suite struct FixTests {
    @Test(arguments: FixCase.all)
    func file(_ c: FixCase) throws {
        let (report, written) = try SourceFile(c.input).fix(c.kinds) { $0.only = c.only }
        #expect(written.text == c.output)
        #expect((report.changedValues == 0 && c.kinds != "header") == (c.input == c.output) || c.kinds == "header")
    }

    @Test(arguments: FixCase.all)
    func twiceIsOnce(_ c: FixCase) throws {
        let once = try SourceFile(c.input).fix(c.kinds) { $0.only = c.only }.written
        let twice = try SourceFile(once).fix(c.kinds) { $0.only = c.only }
        #expect(twice.written == once && twice.report.changedValues == 0)
    }

    @Test func bytesThatAreNotUTF8Stay() throws {
        let input = Data("a,b\n".utf8) + Data([0x20, 0xFF, 0x20]) + Data(",x \n".utf8)
        let written = try SourceFile(input).fix("trim,nbsp").written
        #expect(written == Data("a,b\n".utf8) + Data([0x20, 0xFF, 0x20]) + Data(",x\n".utf8))
    }

    /// Random tables: what is not a changed cell is the same byte for byte, over chunks and workers.
    @Test func nothingElseIsTouched() throws {
        var random = SystemRandomNumberGenerator()
        let values = ["x", "\"a,b\"", "\"say \"\"hi\"\"\"", "", "\"\"", "عمر", "two words", "\"line\nend\"", "o'x"]
        var input = "a;b,c,d\r\n", expected = input
        var changed = 0, blank = 0
        for _ in 0..<40_000 {
            var cells: [(String, String)] = []
            for _ in 0..<3 {
                let value = values.randomElement(using: &random) ?? ""
                if Int.random(in: 0..<20, using: &random) == 0 {
                    cells.append((" v\u{A0}w ", "v w"))
                    changed += 1
                } else {
                    cells.append((value, value))
                }
            }
            if cells.allSatisfy({ $0.0.isEmpty }) { blank += 1 }
            let end = Bool.random(using: &random) ? "\r\n" : "\n"
            input += cells.map(\.0).joined(separator: ",") + end
            expected += cells.map(\.1).joined(separator: ",") + end
        }
        let (report, written) = try SourceFile(input).fix("trim,nbsp")
        #expect(written == Data(expected.utf8))
        #expect(report.changedValues == changed && report.records == 40_000 - blank && report.passed.blankRows == blank)
        #expect(report.entries.map(\.count) == [changed, changed])
    }

    @Test func withoutKindsEachIsCountedAndNothingWritten() throws {
        let file = try SourceFile("UserName,LastName,Phone\n o'x ,O'Neil ,+966 55 010 0101\n")
        let (report, written) = try file.fix("")
        let counts = Dictionary(uniqueKeysWithValues: report.entries.filter { $0.count > 0 }.map { ($0.kind.name, $0.count) })
        #expect(counts == ["trim": 2, "apostrophe": 1, "phone-plus": 1])
        #expect(written.isEmpty && !FileManager.default.fileExists(atPath: file.destination))
    }

    @Test func examplesAreTheFirstAndDifferent() throws {
        let rows = ["x ", "x ", "y ", "z ", "w "].map { $0 + ",1\n" }.joined()
        let entry = try #require(try SourceFile("a,b\n" + rows).fix("trim").report.entries.first)
        #expect(entry.count == 5 && entry.columns.map(\.header) == ["a"])
        #expect(entry.examples.map(\.old) == ["x ", "y ", "z "] && entry.examples.map(\.record) == [1, 3, 4])
    }

    @Test func examplesHideSecrets() throws {
        let (report, _) = try SourceFile("a,Password,n\nx, y ,\" eyJhbGciOiJIUzI1NiJ9 \"\n").fix("trim") { $0.only = ["Password"] }
        #expect(report.entries.flatMap(\.examples).map(\.old) == [InspectReport.mask])
    }

    @Test func namesThatAreNoneAreRefused() throws {
        let file = try SourceFile("a,b\nx ,y\n")
        #expect(throws: Diagnostic.self) { try file.fix("trim") { $0.only = ["c"] } }
        #expect(throws: Diagnostic.self) { try file.fix("trim") { $0.schema = "NoSuch" } }
        #expect(!FileManager.default.fileExists(atPath: file.destination))
    }

    @Test func existingAndSameFilesAreRefused() throws {
        let file = try SourceFile("a,b\nx ,y\n")
        #expect { try file.fix("trim") { $0.destination = $0.source } } throws: { ($0 as? Diagnostic)?.code == .sourceIsDestination }
        _ = try file.fix("trim")
        #expect { try file.fix("trim") { $0.mayOverwrite = false } } throws: { ($0 as? Diagnostic)?.code == .destinationExists }
    }
}
