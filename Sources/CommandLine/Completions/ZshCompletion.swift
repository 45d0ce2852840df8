/// The completion script of zsh: a function for `_arguments`, found by `compinit` or sourced.
enum ZshCompletion {
    static var text: String {
        """
        #compdef transload
        # zsh completion for transload: put this file on $fpath as _transload, or source it after compinit.
        _transload() {
            local curcontext=$curcontext state line
            typeset -A opt_args
            local -a commands=(
        \(CommandDefinition.all.map { "        " + quoted("\($0.name.rawValue):\($0.summary)") }.joined(separator: "\n"))
            )
            _arguments -C \\
        \(Flag.flags(of: nil).flatMap(specifications).map { "        " + $0 + " \\" }.joined(separator: "\n"))
                '1:command:->command' \\
                '*::argument:->argument'
            case $state in
                command) _describe -t commands command commands ;;
                argument)
                    case $words[1] in
        \(CommandDefinition.all.map(branch).joined(separator: "\n"))
                    esac ;;
            esac
        }

        if [ "$funcstack[1]" = _transload ]; then
            _transload "$@"
        else
            compdef _transload transload
        fi

        """
    }

    private static func branch(_ definition: CommandDefinition) -> String {
        let flags = definition.flags.flatMap(specifications)
        let lines = ["_arguments -s"] + flags + [argument(definition)].compactMap { $0 }
        return "                \(definition.name.rawValue))\n                    "
            + lines.joined(separator: " \\\n                        ") + " ;;"
    }

    /// A flag as `_arguments` has it, once by its letter and once by its name; either excludes the other.
    private static func specifications(_ flag: Flag) -> [String] {
        let names = [flag.letter.map { "-\($0)" }, flag.spelling].compactMap { $0 }
        return names.map { name in
            let front = flag.isRepeatable ? "*" : "(\(names.joined(separator: " ")))"
            let tie = flag.value == nil ? "" : name.hasPrefix("--") ? "=" : "+"
            return quoted(front + name + tie + "[" + escaped(flag.help) + "]" + value(flag))
        }
    }

    private static func value(_ flag: Flag) -> String {
        guard let value = flag.value else { return "" }
        let label = ":" + escaped(value.placeholder) + ":"
        if value.isFile { return label + "_files" }
        return value.completions.isEmpty ? label : label + "(" + value.completions.joined(separator: " ") + ")"
    }

    private static func argument(_ definition: CommandDefinition) -> String? {
        guard let argument = definition.arguments.first else { return nil }
        if argument.isFile { return quoted("1:\(argument.placeholder):_files") }
        let words = CompletionScript.words(after: definition)
        return words.isEmpty ? nil : quoted("1:\(argument.placeholder):(\(words.joined(separator: " ")))")
    }

    /// Colons and brackets end the parts of a specification.
    private static func escaped(_ text: String) -> String {
        text.map { ":[]\\".contains($0) ? "\\" + String($0) : String($0) }.joined()
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
    }
}
