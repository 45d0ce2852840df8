/// What a command does. Its words, arguments and flags are in `CommandDefinition`.
public protocol Command: Sendable {
    /// Runs the command on a complete command line.
    ///
    /// - Throws: a `UsageFault` for a value that makes no sense; a `Diagnostic` for anything else that stops the run. Whoever
    ///   called prints it and takes the exit code from it.
    func run(_ arguments: ParsedArguments, in environment: Environment) throws -> ExitCode
}
