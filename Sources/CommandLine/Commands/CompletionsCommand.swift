/// `transload completions`: prints the script of one shell.
struct CompletionsCommand: Command {
    func run(_ arguments: ParsedArguments, in environment: Environment) throws -> ExitCode {
        guard let word = arguments.positionals.first, let shell = CompletionScript.Shell(rawValue: word) else {
            throw UsageFault(.missingArgument("SHELL"), in: .completions)
        }
        try environment.writeOutput(CompletionScript.text(for: shell))
        return .done
    }
}
