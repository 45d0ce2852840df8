import Testing

@testable import CommandLine

/// One way to type a flag, and what it is parsed to.
struct FlagCase: Sendable, CustomTestStringConvertible {
    let words: [String]
    let flag: Flag
    let value: String?
    var isShort = false

    var testDescription: String { words.joined(separator: " ") }

    init(_ words: String..., is flag: Flag, _ value: String? = nil, isShort: Bool = false) {
        self.words = words
        self.flag = flag
        self.value = value
        self.isShort = isShort
    }

    static let all: [FlagCase] = [
        FlagCase("--schema", "UserDTO", is: .schema, "UserDTO"),
        FlagCase("--openapi", "staff.json", is: .openAPI, "staff.json"),
        FlagCase("--allow-undocumented", is: .allowUndocumented),
        FlagCase("--column", "E-mail=Email", is: .column, "E-mail=Email"),
        FlagCase("--column=a=b=Email", is: .column, "a=b=Email"),
        FlagCase("--encoding", "Windows-1256", is: .encoding, "Windows-1256"),
        FlagCase("--set", "Password=env:PW", is: .set, "Password=env:PW"),
        FlagCase("--set", "Phone=", is: .set, "Phone="),
        FlagCase("--empty-as", "missing", is: .emptyAs, "missing"),
        FlagCase("--empty-as=null", is: .emptyAs, "null"),
        FlagCase("--where", "City=Basel", is: .where, "City=Basel"),
        FlagCase("--where", "City!=Basel", is: .where, "City!=Basel"),
        FlagCase("--where=City in Basel,Bern", is: .where, "City in Basel,Bern"),
        FlagCase("--offset", "0", is: .offset, "0"),
        FlagCase("--limit", "100", is: .limit, "100"),
        FlagCase("--allow-empty", is: .allowEmpty),
        FlagCase("--max-record", "64K", is: .maxRecord, "64K"),
        FlagCase("--accept", "trim", is: .accept, "trim"),
        FlagCase("--accept=nbsp,phone-plus,header", is: .accept, "nbsp,phone-plus,header"),
        FlagCase("--only", "E-mail", is: .only, "E-mail"),
        FlagCase("--strict", is: .strict),
        FlagCase("--max-errors", "10", is: .maxErrors, "10"),
        FlagCase("--max-errors", "2.5%", is: .maxErrors, "2.5%"),
        FlagCase("--fail-on", "warning", is: .failOn, "warning"),
        FlagCase("--output", "-", is: .output, "-"),
        FlagCase("-o", "-", is: .output, "-", isShort: true),
        FlagCase("-o", "a.json", is: .output, "a.json", isShort: true),
        FlagCase("-oa.json", is: .output, "a.json", isShort: true),
        FlagCase("-o=-a.json", is: .output, "-a.json", isShort: true),
        FlagCase("--output-format", "ndjson", is: .outputFormat, "ndjson"),
        FlagCase("--encoding", "Windows-1256", is: .encoding, "Windows-1256"),
        FlagCase("--delimiter", ";", is: .delimiter, ";"),
        FlagCase("--quote", "none", is: .quote, "none"),
        FlagCase("--no-header", is: .noHeader),
        FlagCase("--no-sniff", is: .noSniff),
        FlagCase("--unique", "UserName", is: .unique, "UserName"),
        FlagCase("--fold", "UserName", is: .fold, "UserName"),
        FlagCase("--nested", "indexed", is: .nested, "indexed"),
        FlagCase("--output-format", "sqlite", is: .outputFormat, "sqlite"),
        FlagCase("-o", "sqlite:users", is: .output, "sqlite:users", isShort: true),
        FlagCase("--input-format", "json", is: .inputFormat, "json"),
        FlagCase("--at", "/Account", is: .at, "/Account"),
        FlagCase("--pretty", is: .pretty),
        FlagCase("--zone", "Asia/Riyadh", is: .zone, "Asia/Riyadh"),
        FlagCase("--table", "people", is: .table, "people"),
        FlagCase("--append", is: .append),
        FlagCase("--overwrite", is: .overwrite),
        FlagCase("--rejects", "bad.csv", is: .rejects, "bad.csv"),
        FlagCase("--rejects=-bad.csv", is: .rejects, "-bad.csv"),
        FlagCase("--report", "run.ndjson", is: .report, "run.ndjson"),
        FlagCase("--report", "run.json", is: .report, "run.json"),
        FlagCase("--show-values", is: .showValues),
        FlagCase("--json", is: .json),
        FlagCase("--dry-run", is: .dryRun),
        FlagCase("-n", is: .dryRun, isShort: true),
        FlagCase("--quiet", is: .quiet),
        FlagCase("-q", is: .quiet, isShort: true),
        FlagCase("--progress", "never", is: .progress, "never"),
        FlagCase("--help", is: .help),
        FlagCase("-h", is: .help, isShort: true),
        FlagCase("--version", is: .version),
    ]
}

@Suite struct FlagTests {
    @Test(arguments: FlagCase.all)
    func flagIsParsed(_ flagCase: FlagCase) throws {
        let expected = FlagOccurrence(flagCase.flag, value: flagCase.value, isShort: flagCase.isShort)
        for command in flagCase.flag.commands {
            var words = [command.rawValue] + flagCase.words
            if CommandDefinition.definition(of: command).arguments.first?.isFile == true { words.append("people.csv") }
            if command == .convert, flagCase.flag != .output { words += ["--output", "people.json"] }
            #expect(try ArgumentParser.parse(words).occurrences.first == expected, "\(command)")
        }
        if flagCase.flag.isGlobal { #expect(try ArgumentParser.parse(flagCase.words).occurrences == [expected]) }
    }

    @Test(arguments: Flag.all.map(\.name))
    func everyFlagHasACase(_ name: String) { #expect(FlagCase.all.contains { $0.flag.name == name }) }

    @Test(arguments: Flag.all.map(\.name))
    func flagHasHelp(_ name: String) throws {
        let flag = try #require(Flag.all.first { $0.name == name })
        #expect(!flag.help.isEmpty && flag.help.count <= 50 && !flag.help.hasSuffix("."))
        #expect(flag.longHelp.hasSuffix(".") && flag.longHelp.count > flag.help.count)
        #expect(flag.isGlobal || !flag.commands.isEmpty)
    }

    @Test func namesAndLettersAreUnique() {
        #expect(Set(Flag.all.map(\.name)).count == Flag.all.count)
        let letters = Flag.all.compactMap(\.letter)
        #expect(Set(letters).count == letters.count)
    }

    @Test func choicesAreFewEnoughToList() {
        for flag in Flag.all { #expect(flag.value?.choices.count ?? 0 <= 8) }
    }
}
