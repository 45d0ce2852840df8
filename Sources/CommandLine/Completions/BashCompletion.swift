/// The completion script of bash. It needs nothing but bash 4.
///
/// Bash cuts words at an equals sign, so `--report=x` arrives as three words; the script looks behind the sign for the flag.
enum BashCompletion {
    static var text: String {
        """
        # bash completion for transload: source this file, or put it where bash-completion looks.
        _transload() {
            local current=${COMP_WORDS[COMP_CWORD]} previous='' command='' word index
            if ((COMP_CWORD > 0)); then previous=${COMP_WORDS[COMP_CWORD - 1]}; fi
            if [[ $current == '=' ]]; then
                current=''
            elif [[ $previous == '=' ]] && ((COMP_CWORD > 1)); then
                previous=${COMP_WORDS[COMP_CWORD - 2]}
            fi
            for ((index = 1; index < COMP_CWORD; index++)); do
                word=${COMP_WORDS[index]}
                if [[ $word != -* ]]; then
                    command=$word
                    break
                fi
            done
            COMPREPLY=()
            if [[ $command != help ]]; then
                case $previous in
        \(valueCases())
                esac
            fi
            case $command in
        \(commandCases())
            esac
        }

        _transload_words() {
            mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
        }

        _transload_files() {
            compopt -o filenames 2>/dev/null
            mapfile -t COMPREPLY < <(compgen -f -- "$1")
        }

        complete -F _transload transload

        """
    }

    /// What follows a flag that takes a value; flags with the same values share a line.
    private static func valueCases() -> String {
        var actions: [String] = []
        var patterns: [String: [String]] = [:]
        for flag in Flag.all {
            guard let value = flag.value else { continue }
            let action = action(value)
            if patterns[action] == nil { actions.append(action) }
            patterns[action, default: []] += [flag.letter.map { "-\($0)" }, flag.spelling].compactMap { $0 }
        }
        return actions.map { "        \(patterns[$0, default: []].joined(separator: " | "))) \($0); return ;;" }
            .joined(separator: "\n")
    }

    private static func action(_ value: FlagValue) -> String {
        if value.isFile { return "_transload_files \"$current\"" }
        if value.completions.isEmpty { return ":" }
        return "_transload_words '\(value.completions.joined(separator: " "))' \"$current\""
    }

    /// What else may stand after each command, and after none.
    private static func commandCases() -> String {
        var lines: [String] = []
        let commands = CommandName.allCases.map(\.rawValue) + Flag.flags(of: nil).map(\.spelling)
        lines.append("    '') _transload_words '\(commands.joined(separator: " "))' \"$current\" ;;")
        for definition in CommandDefinition.all {
            let flags = (definition.takesFlagNames ? Flag.all : definition.flags).map(\.spelling).joined(separator: " ")
            let words = CompletionScript.words(after: definition).joined(separator: " ")
            let takesFiles = definition.arguments.contains(where: \.isFile)
            let otherwise = takesFiles ? "_transload_files \"$current\"" : "_transload_words '\(words)' \"$current\""
            lines.append("    \(definition.name.rawValue))")
            lines.append("        if [[ $current == -* ]]; then _transload_words '\(flags)' \"$current\"")
            lines.append("        else \(otherwise); fi ;;")
        }
        return lines.joined(separator: "\n")
    }
}
