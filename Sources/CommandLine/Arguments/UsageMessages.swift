import Records

/// The text of every usage fault.
enum UsageMessages {
    /// What is wrong, the help line of the flag it is about, and where to read on.
    static func text(_ fault: UsageFault) -> String {
        DiagnosticText.lines(diagnostic(fault), note: fault.flag.map { String(HelpScreen.line($0).dropLast()) })
    }

    static func diagnostic(_ fault: UsageFault) -> Diagnostic {
        Diagnostic(fault.code, message(fault), hint: hint(fault))
    }

    private static func message(_ fault: UsageFault) -> String {
        let command = fault.command?.rawValue ?? "transload"
        switch fault.reason {
        case .unknownCommand(let typed):
            return "unknown command '\(typed)'" + offer(nearestCommand(to: typed))
        case .unknownTopic(let typed):
            return "no help on '\(typed)'" + offer(HelpTopic.nearest(to: typed))
        case .unknownFlag(let typed):
            return "unknown flag '\(typed)' for '\(command)'" + offer(nearestFlag(to: typed, in: fault.command)?.spelling)
        case .flagOfOthers(let flag):
            return flagOfOthers(flag, command: fault.command)
        case .missingValue(let flag, nil):
            return "flag '\(flag.spelling)' needs a value" + expectation(flag)
        case .missingValue(let flag, let next?):
            return "flag '\(flag.spelling)' needs a value, and '\(next)' looks like a flag"
        case .unwantedValue(let flag, let value):
            return "flag '\(flag.spelling)' takes no value, and has '\(value)'"
        case .badValue(let flag, let value):
            if flag.value?.isSafeToRepeat == false { return "flag '\(flag.spelling)' has a value of another form" + expectation(flag) }
            return "flag '\(flag.spelling)' has the value '\(value)'" + expectation(flag)
        case .wrongValue(let flag, let value, let expected):
            return "flag '\(flag.spelling)' has the value '\(value)'; expected \(expected)"
        case .repeatedFlag(let flag):
            return "flag '\(flag.spelling)' is given more than once"
        case .missingArgument(let placeholder):
            return "'\(command)' needs \(placeholder)"
        case .emptyArgument(let placeholder):
            return "\(placeholder) is an empty text"
        case .surplusArgument(let word):
            return "'\(command)' takes \(arguments(fault.command)), and '\(word)' is one word more"
        case .badArgument(let placeholder, let word, let legal):
            return "\(placeholder) is '\(word)'; expected \(list(legal))"
        case .missingFlag(let flag):
            return "'\(command)' needs '\(CommandDefinition.shortestSignature(of: flag))'"
        case .conflict(let first, let second, let reason):
            return "flags '\(first.spelling)' and '\(second.spelling)' do not go together: \(reason)"
        }
    }

    private static func hint(_ fault: UsageFault) -> String {
        switch fault.reason {
        case .missingValue(let flag, let next?):
            return "a value that starts with '-' is written '\(flag.spelling)=\(next)'"
        case .unknownTopic:
            return "a topic is a command, a flag, a code such as E203, 'codes' or 'exit-codes'"
        case .missingArgument, .surplusArgument, .emptyArgument, .badArgument:
            return fault.command.map { CommandDefinition.definition(of: $0).usage } ?? "transload --help"
        case .flagOfOthers(let flag) where fault.command == nil && flag.commands.count == 1:
            return "transload \(flag.commands[0].rawValue) --help"
        default:
            return fault.command.map { "transload \($0.rawValue) --help" } ?? "transload --help"
        }
    }

    private static func flagOfOthers(_ flag: Flag, command: CommandName?) -> String {
        guard let command else { return "flag '\(flag.spelling)' stands before the command; it belongs after it" }
        if flag.commands.isEmpty { return "flag '\(flag.spelling)' takes no command, and '\(command.rawValue)' is one" }
        let others = flag.commands.map { "'\($0.rawValue)'" }
        return "flag '\(flag.spelling)' is not for '\(command.rawValue)'; it is for \(list(others))"
    }

    private static func arguments(_ command: CommandName?) -> String {
        let words = command.map { CommandDefinition.definition(of: $0).arguments.map(\.placeholder) } ?? []
        return words.isEmpty ? "no arguments" : words.joined(separator: " ")
    }

    /// What a flag expects, as the end of a sentence.
    private static func expectation(_ flag: Flag) -> String {
        guard let value = flag.value else { return "" }
        return "; expected " + expectation(value)
    }

    private static func expectation(_ value: FlagValue) -> String {
        switch value {
        case .text(let word): "a \(word)"
        case .file(let word, let endings):
            endings.isEmpty ? "a \(word)" : "a \(word) that ends in \(list(endings))"
        case .choice(_, let legal): list(legal)
        case .words(_, let legal): "words of this list with commas between them: " + legal.joined(separator: ", ")
        case .count: "a whole number such as 100"
        case .size: "a number of bytes up to 1G, such as 64K or 16M"
        case .countOrShare: "a whole number such as 100, or a share such as 5%"
        case .headerPair: "HEADER=FIELD"
        case .fieldPair: "FIELD=VALUE"
        case .condition: "FIELD=VALUE, FIELD!=VALUE or 'FIELD in A,B'"
        }
    }

    private static func offer(_ nearest: String?) -> String { nearest.map { "; nearest is '\($0)'" } ?? "" }

    private static func nearestCommand(to typed: String) -> String? {
        nearestName(to: typed, in: CommandName.allCases.map(\.rawValue))
    }

    /// Returns the flag of a command, or of the program itself, whose name is nearest to what was typed; `nil` when none is near.
    static func nearestFlag(to typed: String, in command: CommandName?) -> Flag? {
        let flags = Flag.flags(of: command)
        let name = typed.drop { $0 == "-" }
        guard name.count > 1, let nearest = nearestName(to: String(name), in: flags.map(\.name)) else { return nil }
        return flags.first { $0.name == nearest }
    }

    /// Joins words as a sentence lists alternatives: `a, b or c`.
    static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}
