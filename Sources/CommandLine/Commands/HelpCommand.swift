/// `transload help`: explains a command, a flag, a code, or lists the commands.
struct HelpCommand: Command {
    func run(_ arguments: ParsedArguments, in environment: Environment) throws -> ExitCode {
        guard let typed = arguments.positionals.first else {
            try environment.writeOutput(HelpScreen.long(of: nil))
            return .done
        }
        guard let topic = HelpTopic(typed) else { throw UsageFault(.unknownTopic(typed), in: .help) }
        try environment.writeOutput(topic.text)
        return .done
    }
}
