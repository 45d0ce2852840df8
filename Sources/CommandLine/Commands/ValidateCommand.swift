import Pipeline

/// Judges the records of a source and writes none; names the keys that stand in it twice.
struct ValidateCommand: Command {
    func run(_ arguments: ParsedArguments, in environment: Environment) throws -> ExitCode {
        var options = try RunOptions(arguments, in: environment)
        options.watchesKeys = true
        return try RunConsole(arguments, options, environment, words: .judging).run()
    }
}
