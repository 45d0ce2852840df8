/// Every command, defined once.
extension CommandDefinition {
    /// All commands in the order of the help screens.
    public static let all: [CommandDefinition] = CommandName.allCases.map { definition(of: $0) }

    public static func definition(of name: CommandName) -> CommandDefinition {
        switch name {
        case .inspect: inspect
        case .fix: fix
        case .validate: validate
        case .convert: convert
        case .schemas: schemas
        case .completions: completions
        case .help: help
        }
    }

    static let inspect = CommandDefinition(
        .inspect, summary: "show what a source holds and what is damaged in it",
        sentence: "Reads a whole source and prints its form, its columns with the fields they are taken for, and every kind of damage.",
        arguments: [source],
        examples: [
            "transload inspect new-starters.csv",
            "transload inspect new-starters.csv --schema UserDTO --json",
        ],
        exitCodes: [.done, .usage, .badInput, .noInput, .internalFault, .ioError, .configuration, .interrupted])

    static let fix = CommandDefinition(
        .fix, summary: "apply chosen repairs to the values of a source",
        sentence: "Writes the source again with the repairs that are accepted, and every other byte as it was. Without --accept it lists "
            + "what each repair would change.",
        arguments: [source],
        examples: [
            "transload fix new-starters.csv",
            "transload fix new-starters.csv -o fixed.csv --accept trim,digits",
        ],
        exitCodes: [
            .done, .usage, .badInput, .noInput, .internalFault, .cannotCreate, .ioError, .tryAgain, .configuration, .interrupted,
        ])

    static let validate = CommandDefinition(
        .validate, summary: "judge every record of a source by the rules of its schema",
        sentence: "Reads a source, judges every record by the rules of its schema, and names each one that fails.",
        arguments: [source],
        examples: [
            "transload validate new-starters.csv",
            "transload validate new-starters.csv --rejects rejects.csv",
        ],
        exitCodes: [
            .done, .rejects, .gate, .usage, .badInput, .noInput, .internalFault, .cannotCreate, .ioError, .tryAgain, .configuration,
            .interrupted,
        ])

    static let convert = CommandDefinition(
        .convert, summary: "write the good records of a source in another format",
        sentence: "Reads a source, judges it as 'validate' does, and writes the records that pass in the format of DEST.",
        arguments: [source], requiredFlags: [.output],
        examples: [
            "transload convert new-starters.csv -o new-starters.ndjson",
            "transload convert new-starters.csv -o users.json --rejects rejects.csv",
        ],
        exitCodes: [
            .done, .rejects, .gate, .unbalanced, .usage, .badInput, .noInput, .internalFault, .cannotCreate, .ioError, .tryAgain,
            .configuration, .interrupted,
        ])

    static let schemas = CommandDefinition(
        .schemas, summary: "list the schemas, or the fields and rules of one",
        sentence: "Lists the schemas, those of added documents included, or the fields and rules of the one that is named.",
        arguments: [Argument("NAME", help: "a schema, such as UserDTO, or a system", isRequired: false)],
        examples: ["transload schemas", "transload schemas UserDTO"],
        exitCodes: [.done, .usage, .badInput, .noInput, .internalFault, .ioError, .configuration, .interrupted])

    static let completions = CommandDefinition(
        .completions, summary: "print the completion script of a shell",
        sentence: "Prints the script that lets a shell complete commands, flags and values.",
        arguments: [
            Argument("SHELL", help: "bash, zsh or fish", choices: CompletionScript.Shell.allCases.map(\.rawValue))
        ],
        examples: [
            "transload completions bash > transload.bash",
            "transload completions fish > transload.fish",
        ],
        exitCodes: [.done, .usage, .internalFault, .ioError])

    static let help = CommandDefinition(
        .help, summary: "explain a command, a flag, the code of a message or an exit code",
        sentence: "Explains a command, a flag or the code of a message; without a topic it lists the commands.",
        arguments: [
            Argument("TOPIC", help: "a command, --flag, E203, 'codes' or 'exit-codes'", isRequired: false)
        ],
        takesFlagNames: true,
        examples: ["transload help convert", "transload help E203"],
        exitCodes: [.done, .usage, .internalFault, .ioError])

    private static let source = Argument("SOURCE", help: "the file to read; - is standard input", isFile: true)
}
