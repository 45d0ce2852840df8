import Testing

@testable import CommandLine

/// A command line that is wrong, and all that is printed about it.
struct UsageCase: Sendable, CustomTestStringConvertible {
    let words: [String], text: String
    var testDescription: String { words.joined(separator: " ") }

    init(_ words: String..., prints text: String) {
        self.words = words
        self.text = text + "\n"
    }
}

@Suite struct UsageMessageTests {
    static let rejectsLine = "      --rejects FILE          write rejected records to FILE, with the reasons"
    static let outputLine = "  -o, --output DEST           write the records to DEST; - is standard output"
    static let limitLine = "      --limit N               read at most N records"
    static let overwriteLine = "      --overwrite             replace DEST when it exists"
    static let quietLine = "  -q, --quiet                 print errors only, no progress and no counts"

    static let cases: [UsageCase] = [
        UsageCase(
            "nonsense", prints: """
                error: unknown command 'nonsense' [E002]
                hint: transload --help
                """),
        UsageCase(
            "conver", "a.csv", prints: """
                error: unknown command 'conver'; nearest is 'convert' [E002]
                hint: transload --help
                """),
        UsageCase(
            "convert", "--reject", prints: """
                error: unknown flag '--reject' for 'convert'; nearest is '--rejects' [E001]
                \(rejectsLine)
                hint: transload convert --help
                """),
        UsageCase(
            "validate", "-x", prints: """
                error: unknown flag '-x' for 'validate' [E001]
                hint: transload validate --help
                """),
        UsageCase(
            "--nonsense", prints: """
                error: unknown flag '--nonsense' for 'transload' [E001]
                hint: transload --help
                """),
        UsageCase(
            "validate", "--overwrite", "a.csv", prints: """
                error: flag '--overwrite' is not for 'validate'; it is for 'fix' or 'convert' [E001]
                \(overwriteLine)
                hint: transload validate --help
                """),
        UsageCase(
            "schemas", "--limit", "1", prints: """
                error: flag '--limit' is not for 'schemas'; it is for 'validate' or 'convert' [E001]
                \(limitLine)
                hint: transload schemas --help
                """),
        UsageCase(
            "-q", "convert", prints: """
                error: flag '--quiet' stands before the command; it belongs after it [E001]
                \(quietLine)
                hint: transload --help
                """),
        UsageCase(
            "convert", "--version", prints: """
                error: flag '--version' takes no command, and 'convert' is one [E001]
                      --version               print the version
                hint: transload convert --help
                """),
        UsageCase(
            "convert", "a.csv", "--rejects", prints: """
                error: flag '--rejects' needs a value; expected a FILE [E004]
                \(rejectsLine)
                hint: transload convert --help
                """),
        UsageCase(
            "convert", "a.csv", "-o", "-x.csv", prints: """
                error: flag '--output' needs a value, and '-x.csv' looks like a flag [E004]
                \(outputLine)
                hint: a value that starts with '-' is written '--output=-x.csv'
                """),
        UsageCase(
            "validate", "--strict=yes", prints: """
                error: flag '--strict' takes no value, and has 'yes' [E003]
                      --strict                rules found beyond the page reject as well
                hint: transload validate --help
                """),
        UsageCase(
            "validate", "--limit=-5", prints: """
                error: flag '--limit' has the value '-5'; expected a whole number such as 100 [E003]
                \(limitLine)
                hint: transload validate --help
                """),
        UsageCase(
            "validate", "--empty-as", "nothing", prints: """
                error: flag '--empty-as' has the value 'nothing'; expected missing, null or empty [E003]
                      --empty-as STATE        an empty cell is missing, null or empty
                hint: transload validate --help
                """),
        UsageCase(
            "validate", "--max-record", "2G", prints: """
                error: flag '--max-record' has the value '2G'; expected a number of bytes up to 1G, such as 64K or 16M [E003]
                      --max-record SIZE       the longest record accepted (default 16M)
                hint: transload validate --help
                """),
        UsageCase(
            "validate", "--max-errors", "many", prints: """
                error: flag '--max-errors' has the value 'many'; expected a whole number such as 100, or a share such as 5% [E003]
                      --max-errors N|P%       stop when more records than this are rejected
                hint: transload validate --help
                """),
        UsageCase(
            "validate", "--column", "Email", prints: """
                error: flag '--column' has the value 'Email'; expected HEADER=FIELD [E003]
                      --column HEADER=FIELD   read the column HEADER as FIELD
                hint: transload validate --help
                """),
        UsageCase(
            "validate", "--set", "Password hunter2", prints: """
                error: flag '--set' has a value of another form; expected FIELD=VALUE [E003]
                      --set FIELD=VALUE       give FIELD this value in every record
                hint: transload validate --help
                """),
        UsageCase(
            "validate", "--where", "City", prints: """
                error: flag '--where' has the value 'City'; expected FIELD=VALUE, FIELD!=VALUE or 'FIELD in A,B' [E003]
                      --where FIELD=VALUE     only records where this holds; also != and in
                hint: transload validate --help
                """),
        UsageCase(
            "validate", "--report", "run.txt", prints: """
                error: flag '--report' has the value 'run.txt'; expected a FILE that ends in .ndjson or .json [E003]
                      --report FILE           write findings and counts to FILE (.ndjson, .json)
                hint: transload validate --help
                """),
        UsageCase(
            "validate", "--schema=", prints: """
                error: flag '--schema' has the value ''; expected a NAME [E003]
                      --schema NAME           the schema of the records, such as UserDTO
                hint: transload validate --help
                """),
        UsageCase(
            "validate", "--limit", "1", "--limit", "2", prints: """
                error: flag '--limit' is given more than once [E007]
                \(limitLine)
                hint: transload validate --help
                """),
        UsageCase(
            "validate", prints: """
                error: 'validate' needs SOURCE [E004]
                hint: transload validate SOURCE [FLAG…]
                """),
        UsageCase(
            "validate", "", prints: """
                error: SOURCE is an empty text [E003]
                hint: transload validate SOURCE [FLAG…]
                """),
        UsageCase(
            "validate", "a.csv", "b.csv", prints: """
                error: 'validate' takes SOURCE, and 'b.csv' is one word more [E004]
                hint: transload validate SOURCE [FLAG…]
                """),
        UsageCase(
            "convert", "a.csv", prints: """
                error: 'convert' needs '-o DEST' [E004]
                \(outputLine)
                hint: transload convert --help
                """),
        UsageCase(
            "completions", "csh", prints: """
                error: SHELL is 'csh'; expected bash, zsh or fish [E003]
                hint: transload completions SHELL
                """),
        UsageCase(
            "--", prints: """
                error: 'transload' needs COMMAND [E004]
                hint: transload --help
                """),
        UsageCase(
            "help", "convrt", prints: """
                error: no help on 'convrt'; nearest is 'convert' [E002]
                hint: a topic is a command, a flag, a code such as E203, 'codes' or 'exit-codes'
                """),
        UsageCase(
            "help", "rejects", prints: """
                error: no help on 'rejects'; nearest is '--rejects' [E002]
                hint: a topic is a command, a flag, a code such as E203, 'codes' or 'exit-codes'
                """),
    ]

    @Test(arguments: cases)
    func textIsExact(_ usageCase: UsageCase) throws {
        let runner = try CaseRunner()
        let words = usageCase.words.map { "'" + $0 + "'" }.joined(separator: " ")
        let result = try runner.run("transload " + words)
        #expect(String(decoding: result.errors, as: UTF8.self) == usageCase.text)
        #expect(result.output.isEmpty)
        #expect(result.exitCodes == [64])
    }

    @Test func commandsCanRefuseWhatAValueMeans() {
        let fault = UsageFault(.wrongValue(.limit, "0", expected: "a number above 0"), in: .convert)
        #expect(
            UsageMessages.text(fault) == """
                error: flag '--limit' has the value '0'; expected a number above 0 [E003]
                \(UsageMessageTests.limitLine)
                hint: transload convert --help

                """)
        let conflict = UsageFault(.conflict(.overwrite, .dryRun, because: "one writes"), in: .convert)
        #expect(
            UsageMessages.text(conflict).hasPrefix("error: flags '--overwrite' and '--dry-run' do not go together: one writes [E007]\n"))
    }
}
