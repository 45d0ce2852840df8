import Records

/// What `transload help TOPIC` can be asked about.
enum HelpTopic: Equatable {
    case command(CommandName)
    case flag(Flag)
    case code(DiagnosticCode)
    case codes
    case exitCodes

    /// Reads a topic as people type it: `convert`, `--rejects`, `-o`, `E203`, `e203` or `203`. `nil` when it is none.
    init?(_ typed: String) {
        if let command = CommandName(rawValue: typed) {
            self = .command(command)
        } else if let flag = Flag.all.first(where: { $0.spelling == typed || $0.letter.map { "-\($0)" } == typed }) {
            self = .flag(flag)
        } else if let code = HelpTopic.code(typed) {
            self = .code(code)
        } else if typed == "codes" {
            self = .codes
        } else if typed == "exit-codes" {
            self = .exitCodes
        } else {
            return nil
        }
    }

    private static func code(_ typed: String) -> DiagnosticCode? {
        let digits = typed.first == "E" || typed.first == "e" ? String(typed.dropFirst()) : typed
        guard digits.utf8.count == 3, let number = ValueSyntax.count(digits) else { return nil }
        return DiagnosticCode(rawValue: number)
    }

    /// The topic whose name is nearest to what was typed, or `nil` when none is near.
    static func nearest(to typed: String) -> String? {
        if typed.hasPrefix("-") { return UsageMessages.nearestFlag(to: typed, in: .convert)?.spelling }
        return nearestName(to: typed, in: CommandName.allCases.map(\.rawValue) + ["codes", "exit-codes"])
            ?? nearestName(to: typed, in: Flag.all.map(\.name)).map { "--" + $0 }
    }

    /// The page about the topic.
    var text: String {
        switch self {
        case .command(let command): HelpScreen.long(of: command)
        case .flag(let flag): HelpTopic.page(flag)
        case .code(let code): HelpTopic.page(code)
        case .codes: HelpTopic.listOfCodes()
        case .exitCodes: HelpTopic.tableOfExitCodes()
        }
    }

    private static func page(_ flag: Flag) -> String {
        var names = flag.signature
        if let letter = flag.letter { names = "-\(letter), " + names }
        if flag.isRepeatable { names += "   may be given more than once" }
        var text = names + "\n\n" + TextWrap.lines(flag.longHelp) + "\n"
        if let words = flag.value?.completions, !words.isEmpty { text += TextWrap.lines("values: " + words.joined(separator: ", ")) }
        return text + "commands: " + owners(of: flag) + "\n"
    }

    private static func owners(of flag: Flag) -> String {
        if flag.isGlobal { return flag.commands.isEmpty ? "none, it stands alone" : "all, and none" }
        return flag.commands.map(\.rawValue).joined(separator: ", ")
    }

    private static func page(_ code: DiagnosticCode) -> String {
        guard let help = DiagnosticHelp.entry(for: code) else { return code.text + "\n" }
        return code.text + "  " + help.title + "\n\n" + TextWrap.lines(help.paragraph)
    }

    private static func listOfCodes() -> String {
        DiagnosticCode.allCases.sorted { $0.rawValue < $1.rawValue }
            .map { $0.text + "  " + (DiagnosticHelp.entry(for: $0)?.title ?? "") + "\n" }.joined()
    }

    private static func tableOfExitCodes() -> String {
        ExitCode.allCases.map { code in
            let number = String(code.rawValue)
            return TextWrap.row(String(repeating: " ", count: 3 - number.count) + number, code.meaning, column: 5)
        }.joined()
    }
}
