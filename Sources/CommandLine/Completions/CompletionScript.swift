/// The scripts that teach shells the commands, flags and values, made from the tables.
enum CompletionScript {
    enum Shell: String, CaseIterable {
        case bash, zsh, fish
    }

    static func text(for shell: Shell) -> String {
        switch shell {
        case .bash: BashCompletion.text
        case .zsh: ZshCompletion.text
        case .fish: FishCompletion.text
        }
    }

    /// The topics of `help` that are no commands and no flags.
    static let topics = ["codes", "exit-codes"]

    /// The words that may stand first after a command.
    static func words(after command: CommandDefinition) -> [String] {
        if command.name == .help { return CommandName.allCases.map(\.rawValue) + topics }
        return command.arguments.first?.choices ?? []
    }
}
