import Pipeline

/// Judges the records of a source and writes none.
struct ValidateCommand: Command {
    func run(_ arguments: ParsedArguments, in environment: Environment) throws -> ExitCode {
        try RunConsole(arguments, RunOptions(arguments, in: environment), environment, words: .judging).run()
    }
}
