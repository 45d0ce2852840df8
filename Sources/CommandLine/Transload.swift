import Records

/// The program.
public enum Transload {
    public static let version = "0.1.0"

    /// Runs a command line and returns its exit code. Nothing is thrown: whatever stops a run is printed on standard error.
    ///
    /// - Parameter arguments: the command line without the name of the program.
    public static func run(_ arguments: [String], in environment: Environment) -> Int32 {
        do {
            return try perform(arguments, in: environment).rawValue
        } catch let fault as UsageFault {
            environment.writeError(UsageMessages.text(fault))
            return ExitCode.usage.rawValue
        } catch let diagnostic as Diagnostic {
            // Whoever closed the pipe knows, as behind `| head`.
            if diagnostic.code != .pipeClosed { environment.report(diagnostic) }
            return ExitCode(stoppedBy: diagnostic.code, signal: environment.pendingSignal()).rawValue
        } catch is ReaderIsGone {
            return ExitCode.done.rawValue
        } catch {
            environment.report(internalFault("unexpected error: \(error)"))
            return ExitCode.internalFault.rawValue
        }
    }

    private static func perform(_ arguments: [String], in environment: Environment) throws -> ExitCode {
        if arguments.isEmpty {
            environment.writeError(HelpScreen.short(of: nil))
            return .usage
        }
        let parsed = try ArgumentParser.parse(arguments)
        if let help = parsed.occurrences.first(where: { $0.flag == .help }) {
            try environment.writeOutput(help.isShort ? HelpScreen.short(of: parsed.command) : HelpScreen.long(of: parsed.command))
            return .done
        }
        if parsed.has(.version) {
            try environment.writeOutput("transload \(version)\n")
            return .done
        }
        guard let name = parsed.command else { throw UsageFault(.missingArgument("COMMAND"), in: nil) }
        return try implementation(of: name).run(parsed, in: environment)
    }

    /// The type that carries a command out.
    private static func implementation(of name: CommandName) -> any Command {
        switch name {
        case .help: HelpCommand()
        case .completions: CompletionsCommand()
        case .inspect: InspectCommand()
        case .fix: FixCommand()
        case .validate: ValidateCommand()
        case .convert: ConvertCommand()
        case .schemas: SchemasCommand()
        }
    }

    private static func internalFault(_ message: String) -> Diagnostic {
        Diagnostic(.internalFault, message, hint: "this is a fault of transload \(version); report it with the command line")
    }
}
