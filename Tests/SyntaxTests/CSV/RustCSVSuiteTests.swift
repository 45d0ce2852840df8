import Foundation
import Syntax
import Testing

/// The reader cases of the public suite of rust-csv, run on the lexer.
@Suite struct RustCSVSuiteTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let input: [UInt8]
        let options: [String: String]
        let expected: [[String]]
    }

    /// Cases that this program does not read as rust-csv does, on purpose. One that passes all the same must leave the table.
    static let exceptions: [String: String] = [
        "term_weird": "records end with LF, CR or CRLF only",
        "ascii_delimited": "records end with LF, CR or CRLF only",
        "bom_at_start": "the byte order mark is passed over by CSVSource, before the lexer",
        "quote_escapes_no_double": "a doubled quote is always one quote",
        "quote_escapes": "there is no escape character",
        "quote_escapes_change": "there is no escape character",
        "quote_escapes_with_comma": "there is no escape character",
        "comment_1": "there are no comments: a line that begins with # is a record",
    ]

    static let folder = SharedSuite.folder("rust-csv")

    static let cases: [Case] = SharedSuite.rows(of: folder).compactMap { row in
        guard case .string(let id)? = row["id"], case .string(let input)? = row["input"],
            case .object(let options)? = row["dialect"], case .array(let expected)? = row["expected"]
        else { return nil }
        return Case(
            testDescription: id, input: Array(input.utf8),
            options: Dictionary(options.map { ($0.name, $0.value.text) }, uniquingKeysWith: { $1 }),
            expected: expected.map { $0.elements.map(\.text) })
    }

    /// The dialect that the case asks for, as far as there is one.
    private func dialect(_ options: [String: String]) -> CSVDialect {
        var dialect = CSVDialect()
        if let delimiter = options["delimiter"] { dialect.delimiter = byte(delimiter) }
        if let quote = options["quote"] { dialect.quote = byte(quote) }
        if options["quoting"] == "false" { dialect.quote = nil }
        return dialect
    }

    /// The byte of a Rust literal: `b'z'` or `b'\t'`.
    private func byte(_ literal: String) -> UInt8 {
        let inside = literal.dropFirst(2).dropLast()
        return inside == "\\t" ? ASCII.tab : inside.utf8.first ?? 0
    }

    @Test(.enabled(if: RustCSVSuiteTests.folder != nil, "skipped: rust-csv suite not found"), arguments: cases)
    func recordsAreThoseOfTheSuite(_ c: Case) {
        let records = lexed(c.input, dialect(c.options)).records.filter { !$0.isBlankLine }.map(\.texts)
        if let reason = Self.exceptions[c.testDescription] {
            #expect(records != c.expected, "passes, so that the exception is out of date: \(reason)")
        } else {
            #expect(records == c.expected)
        }
    }

    @Test(.enabled(if: RustCSVSuiteTests.folder != nil, "skipped: rust-csv suite not found"))
    func suiteIsReadWholeAndEveryExceptionIsInIt() {
        #expect(Self.cases.count >= 50)
        #expect(Self.cases.count == SharedSuite.rows(of: Self.folder).count)
        #expect(Set(Self.exceptions.keys).subtracting(Self.cases.map(\.testDescription)).isEmpty)
    }
}

/// Public suites lie in the folder that TRANSLOAD_SHARED names, else beside the package.
enum SharedSuite {
    static func folder(_ name: String) -> URL? {
        let named = ProcessInfo.processInfo.environment["TRANSLOAD_SHARED"].map { URL(fileURLWithPath: $0) }
        var package = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { package.deleteLastPathComponent() }
        let beside = package.deletingLastPathComponent().appendingPathComponent("shared")
        return [named, beside].compactMap { $0?.appendingPathComponent("suites/\(name)") }
            .first { FileManager.default.fileExists(atPath: $0.appendingPathComponent("cases.ndjson").path) }
    }

    /// The lines of `cases.ndjson`; a line that is no JSON is `null`, so that it is missed.
    static func rows(of folder: URL?) -> [JSONValue] {
        guard let folder, let list = try? Data(contentsOf: folder.appendingPathComponent("cases.ndjson")) else { return [] }
        return list.split(separator: 0x0A).map { (try? JSONValue.parse(Array($0))) ?? .null }
    }
}

extension JSONValue {
    var text: String { if case .string(let text) = self { text } else { "" } }
    var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
}
