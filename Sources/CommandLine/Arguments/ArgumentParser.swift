/// Turns the words of a command line into `ParsedArguments`, by the tables of commands and flags.
///
/// - `--flag value` and `--flag=value` are the same; a value that starts with a dash needs the second form, `-` alone does not.
/// - Letters may be bundled, `-qn`; the last of them may take a value, `-qo FILE` or `-qoFILE`.
/// - `--` ends the flags; `-` is a word like any other.
/// - `-h` and `--help` end parsing where they stand, so that help comes whatever else is still missing.
public struct ArgumentParser {
    private var result = ParsedArguments()
    private var words: ArraySlice<String>

    private init(_ words: [String]) { self.words = words[...] }

    /// Returns what was typed.
    ///
    /// - Parameter words: the command line without the name of the program.
    /// - Throws: the first thing that is wrong, from left to right; then what is missing.
    public static func parse(_ words: [String]) throws(UsageFault) -> ParsedArguments {
        var parser = ArgumentParser(words)
        try parser.parseAll()
        return parser.result
    }

    private mutating func parseAll() throws(UsageFault) {
        while let word = words.popFirst() {
            if takesWordAsItIs(word) {
                try takePositional(word)
            } else if word == "--" {
                while let rest = words.popFirst() { try takePositional(rest) }
            } else if word.hasPrefix("--") {
                try takeLongFlag(word)
            } else {
                try takeLetters(word)
            }
            if result.has(.help) || result.has(.version) { return }
        }
        try checkNothingIsMissing()
    }

    private func takesWordAsItIs(_ word: String) -> Bool {
        if !word.hasPrefix("-") || word == "-" { return true }
        guard let definition, definition.takesFlagNames else { return false }
        return word != Flag.help.spelling && word != "-h" && word != "--"
    }

    private var definition: CommandDefinition? { result.command.map { CommandDefinition.definition(of: $0) } }

    private func fault(_ reason: UsageFault.Reason) -> UsageFault { UsageFault(reason, in: result.command) }

    // MARK: Words

    private mutating func takePositional(_ word: String) throws(UsageFault) {
        guard let definition else {
            guard let command = CommandName(rawValue: word) else { throw fault(.unknownCommand(word)) }
            result.command = command
            return
        }
        guard result.positionals.count < definition.arguments.count else { throw fault(.surplusArgument(word)) }
        let argument = definition.arguments[result.positionals.count]
        guard argument.choices.isEmpty || argument.choices.contains(word) else {
            throw fault(.badArgument(argument.placeholder, word, legal: argument.choices))
        }
        guard !word.isEmpty else { throw fault(.emptyArgument(argument.placeholder)) }
        result.positionals.append(word)
    }

    private func checkNothingIsMissing() throws(UsageFault) {
        guard let definition else { return }
        let required = definition.arguments.filter(\.isRequired)
        if result.positionals.count < required.count {
            throw fault(.missingArgument(required[result.positionals.count].placeholder))
        }
        for flag in definition.requiredFlags where !result.has(flag) { throw fault(.missingFlag(flag)) }
    }

    // MARK: Flags

    private mutating func takeLongFlag(_ word: String) throws(UsageFault) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let spelling = String(parts[0])
        let attached = parts.count == 2 ? String(parts[1]) : nil
        let flag = try find(spelling) { $0.spelling == spelling }
        if flag.value == nil {
            if let attached { throw fault(.unwantedValue(flag, attached)) }
            result.occurrences.append(FlagOccurrence(flag))
        } else {
            try takeValue(of: flag, attached: attached, isShort: false)
        }
    }

    private mutating func takeLetters(_ word: String) throws(UsageFault) {
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            let flag = try find("-" + String(letter)) { $0.letter == letter }
            if flag.value != nil {
                if letters.first == "=" { letters.removeFirst() } else if letters.isEmpty {
                    return try takeValue(of: flag, attached: nil, isShort: true)
                }
                return try takeValue(of: flag, attached: String(letters), isShort: true)
            }
            if letters.first == "=" { throw fault(.unwantedValue(flag, String(letters.dropFirst()))) }
            result.occurrences.append(FlagOccurrence(flag, isShort: true))
        }
    }

    private func find(_ spelling: String, where matches: (Flag) -> Bool) throws(UsageFault) -> Flag {
        if let flag = Flag.flags(of: result.command).first(where: matches) { return flag }
        guard let flag = Flag.all.first(where: matches) else { throw fault(.unknownFlag(spelling)) }
        throw fault(.flagOfOthers(flag))
    }

    private mutating func takeValue(of flag: Flag, attached: String?, isShort: Bool) throws(UsageFault) {
        guard let kind = flag.value else { return }
        var value = attached
        if value == nil, let next = words.first {
            if next.hasPrefix("-"), next != "-" { throw fault(.missingValue(flag, followedBy: next)) }
            value = words.popFirst()
        }
        guard let value else { throw fault(.missingValue(flag, followedBy: nil)) }
        guard kind.accepts(value) else { throw fault(.badValue(flag, value)) }
        if !flag.isRepeatable, result.has(flag) { throw fault(.repeatedFlag(flag)) }
        result.occurrences.append(FlagOccurrence(flag, value: value, isShort: isShort))
    }
}
