/// The completion script of fish: one `complete` line a command, flag and list of words.
enum FishCompletion {
    static var text: String {
        var lines = [
            "# fish completion for transload: put this file into a completions directory of fish.",
            "complete -c transload -f",
        ]
        let names = CommandName.allCases.map(\.rawValue).joined(separator: " ")
        let none = "not __fish_seen_subcommand_from \(names)"
        for definition in CommandDefinition.all {
            lines.append("complete -c transload -n \(quoted(none)) -a \(definition.name.rawValue) -d \(quoted(definition.summary))")
        }
        lines += Flag.flags(of: nil).map { line($0, condition: none) }
        for definition in CommandDefinition.all {
            let condition = "__fish_seen_subcommand_from \(definition.name.rawValue)"
            if definition.arguments.contains(where: \.isFile) {
                lines.append("complete -c transload -n \(quoted(condition)) -F")
            }
            let words = CompletionScript.words(after: definition)
            if !words.isEmpty {
                lines.append("complete -c transload -n \(quoted(condition)) -a \(quoted(words.joined(separator: " ")))")
            }
            lines += definition.flags.map { line($0, condition: condition) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func line(_ flag: Flag, condition: String) -> String {
        var line = "complete -c transload -n \(quoted(condition)) -l \(flag.name)"
        if let letter = flag.letter { line += " -s \(letter)" }
        if let value = flag.value {
            line += value.isFile ? " -r -F" : " -x"
            if !value.completions.isEmpty { line += " -a \(quoted(value.completions.joined(separator: " ")))" }
        }
        return line + " -d " + quoted(flag.help)
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.map { "'\\".contains($0) ? "\\" + String($0) : String($0) }.joined() + "'"
    }
}
