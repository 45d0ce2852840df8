/// The help of the program and of each command, made from the tables.
///
/// Both forms fit a terminal of 80 columns: the long one in 64 lines, the short one in 44.
enum HelpScreen {
    static let longestLong = 64
    static let longestShort = 44
    /// Where the words about a flag start.
    private static let column = 30

    // MARK: Long

    static func long(of command: CommandName?) -> String {
        guard let command else { return program() }
        let definition = CommandDefinition.definition(of: command)
        var sections = [TextWrap.lines(definition.sentence), "usage: \(definition.usage)\n"]
        if !definition.arguments.isEmpty {
            sections[1] += definition.arguments.map { TextWrap.row("  " + $0.placeholder, $0.help, column: column) }.joined()
        }
        sections += groups(of: definition.flags)
        sections.append("examples\n" + definition.examples.map { "  \($0)\n" }.joined())
        let codes = definition.exitCodes.map { code in
            ([String(code.rawValue)] + code.word.split(separator: " ").map(String.init)).joined(separator: TextWrap.noBreakSpace)
        }.joined(separator: ", ")
        sections.append("exit codes\n" + TextWrap.lines(codes, indent: "  "))
        return sections.joined(separator: "\n")
    }

    private static func program() -> String {
        [
            TextWrap.lines(
                "transload \(Transload.version) reads records of users, groups, roles and clients, judges them by documented rules, and "
                    + "writes them in another format."),
            "usage: transload COMMAND …\n",
            commands(),
            "flags\n" + Flag.flags(of: nil).map(line).joined(),
            "examples\n" + (CommandDefinition.validate.examples.prefix(1) + CommandDefinition.convert.examples.prefix(1))
                .map { "  \($0)\n" }.joined(),
            TextWrap.lines(
                "'transload COMMAND --help' shows a command; 'transload help' also takes a flag, the code of a message such as E203, "
                    + "'codes' and 'exit-codes'."),
        ].joined(separator: "\n")
    }

    private static func commands() -> String {
        "commands\n" + CommandDefinition.all.map { TextWrap.row("  " + $0.name.rawValue, $0.summary, column: 16) }.joined()
    }

    private static func groups(of flags: [Flag]) -> [String] {
        FlagGroup.allCases.compactMap { group in
            let members = flags.filter { $0.group == group }
            return members.isEmpty ? nil : group.rawValue + "\n" + members.map(line).joined()
        }
    }

    // MARK: Short

    /// The usage line and the flags: under their headings if the screen has room, else without, else as a bare list.
    static func short(of command: CommandName?) -> String {
        guard let command else {
            return "usage: transload COMMAND …\n" + commands() + "flags\n" + Flag.flags(of: nil).map(line).joined()
        }
        let definition = CommandDefinition.definition(of: command)
        let usage = "usage: \(definition.usage)\n"
        let forms = [
            usage + groups(of: definition.flags).joined(),
            usage + definition.flags.map(line).joined(),
        ]
        return forms.first { lineCount($0) <= longestShort }
            ?? usage + TextWrap.lines(definition.flags.map { "[\(CommandDefinition.shortestSignature(of: $0))]" }
                .joined(separator: " "), indent: "  ")
    }

    static func lineCount(_ text: String) -> Int { text.utf8.count { $0 == UInt8(ascii: "\n") } }

    // MARK: Lines

    /// The line of a flag in a list.
    static func line(_ flag: Flag) -> String { TextWrap.row("  " + names(flag), flag.help, column: column) }

    /// The names of a flag, set so that long names stand in one column: `-o, --output DEST`.
    static func names(_ flag: Flag) -> String {
        (flag.letter.map { "-\($0), " } ?? "    ") + flag.signature
    }
}
