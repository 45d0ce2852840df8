import Records
import Testing

@testable import CommandLine

struct DiagnosticTextCase: Sendable, CustomTestStringConvertible {
    let testDescription: String, diagnostic: Diagnostic, text: String
}

@Suite struct DiagnosticTextTests {
    @Test(arguments: [
        DiagnosticTextCase(
            testDescription: "an error at a place needs no word for its severity",
            diagnostic: Diagnostic(
                .unclosedQuote, "quote opened here is never closed", at: SourcePosition(source: "a.csv", record: 47, line: 48)),
            text: "a.csv:48: record 47: quote opened here is never closed [E104]\n"),
        DiagnosticTextCase(
            testDescription: "a column follows the line",
            diagnostic: Diagnostic(.malformedJSON, "expected ','", at: SourcePosition(source: "a.json", line: 3, column: 9)),
            text: "a.json:3:9: expected ',' [E121]\n"),
        DiagnosticTextCase(
            testDescription: "a record without a line",
            diagnostic: Diagnostic(.required, "Email is missing", at: SourcePosition(source: "a.json", record: 2)),
            text: "a.json: record 2: Email is missing [E201]\n"),
        DiagnosticTextCase(
            testDescription: "a warning at a place says so",
            diagnostic: Diagnostic(
                .missingCells, "7 cells, the header has 8", severity: .warning,
                at: SourcePosition(source: "a.csv", record: 11, line: 12), hint: "the last columns count as missing"),
            text: "a.csv:12: record 11: warning: 7 cells, the header has 8 [E108]\nhint: the last columns count as missing\n"),
        DiagnosticTextCase(
            testDescription: "an error without a place",
            diagnostic: Diagnostic(.unknownFlag, "unknown flag '--x' for 'convert'"),
            text: "error: unknown flag '--x' for 'convert' [E001]\n"),
        DiagnosticTextCase(
            testDescription: "a note",
            diagnostic: Diagnostic(.schemaGuessed, "the header fits UserDTO", severity: .note),
            text: "note: the header fits UserDTO [E119]\n"),
        DiagnosticTextCase(
            testDescription: "control characters do not reach the terminal",
            diagnostic: Diagnostic(.sourceNotFound, "no file '\u{1B}[31mred\u{202E}'", hint: "one\ntwo"),
            text: "error: no file '\\u{1B}[31mred\\u{202E}' [E101]\nhint: one\\u{A}two\n"),
    ])
    func text(_ c: DiagnosticTextCase) { #expect(DiagnosticText.lines(c.diagnostic) == c.text) }
}

@Suite struct ExitCodeTests {
    static let stops: [(ExitCode, [DiagnosticCode])] = [
        (.usage, [
            .unknownFlag, .unknownCommand, .badFlagValue, .missingArgument, .sourceIsDestination, .schemaUnknown, .schemaAmbiguous,
            .secretOnCommandLine, .flagsConflict, .outputFormatUnknown, .fieldUnknown, .encodingUnknown,
        ]),
        (.noInput, [.sourceNotFound, .sourceUnreadable]),
        (.badInput, [
            .notText, .sourceEmpty, .noRecords, .recordTooLong, .tooManyColumns, .duplicateColumn, .requiredFieldWithoutColumn,
            .malformedJSON, .unclosedQuote, .gzipDamaged, .gzipTooLarge, .encodingGuessed, .encodingChanges,
            .formMalformed, .severalRecords, .malformedXML, .xmlRefused, .unexpectedRoot, .noRecordsInDocument, .invalidUTF8,
        ]),
        (.cannotCreate, [.destinationExists, .destinationUnwritable, .rejectsChanged]),
        (.ioError, [.writeFailed]), (.tryAgain, [.destinationInUse]), (.configuration, [.schemaMalformed, .patternUnsupported]),
        (.gate, [.tooManyRejects]), (.unbalanced, [.booksUnbalanced]), (.internalFault, [.internalFault, .missingCells]),
    ]

    @Test func stopsHaveTheirCode() {
        for (exit, codes) in ExitCodeTests.stops {
            for code in codes { #expect(ExitCode(stoppedBy: code) == exit, "\(code.text)") }
        }
    }

    @Test(arguments: ExitCode.allCases)
    func exitCodeHasWords(_ code: ExitCode) { #expect(!code.word.isEmpty && !code.meaning.isEmpty && code.meaning.count <= 75) }
}
