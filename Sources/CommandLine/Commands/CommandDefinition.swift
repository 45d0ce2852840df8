/// The commands by the word that is typed.
public enum CommandName: String, Sendable, CaseIterable {
    case inspect, fix, validate, convert, schemas, completions, help
}

/// A command as parser, help and completions see it.
public struct CommandDefinition: Sendable {
    public let name: CommandName
    /// A few words for the list of commands; no full stop.
    public let summary: String
    /// One sentence.
    public let sentence: String
    public let arguments: [Argument]
    /// Flags without which the command line is incomplete.
    public let requiredFlags: [Flag]
    /// Whether words that begin with a dash are arguments like any other.
    public let takesFlagNames: Bool
    public let examples: [String]
    public let exitCodes: [ExitCode]

    public init(
        _ name: CommandName, summary: String, sentence: String, arguments: [Argument] = [], requiredFlags: [Flag] = [],
        takesFlagNames: Bool = false, examples: [String], exitCodes: [ExitCode]
    ) {
        self.name = name
        self.summary = summary
        self.sentence = sentence
        self.arguments = arguments
        self.requiredFlags = requiredFlags
        self.takesFlagNames = takesFlagNames
        self.examples = examples
        self.exitCodes = exitCodes
    }

    public var flags: [Flag] { Flag.flags(of: name) }

    /// The command line in outline: `transload convert SOURCE -o DEST [FLAG…]`.
    public var usage: String {
        var words = ["transload", name.rawValue]
        words += arguments.map { $0.isRequired ? $0.placeholder : "[\($0.placeholder)]" }
        words += requiredFlags.map(CommandDefinition.shortestSignature)
        if flags.contains(where: { $0 != .help && !requiredFlags.contains($0) }) { words.append("[FLAG…]") }
        return words.joined(separator: " ")
    }

    /// The shortest way to write a flag with its value: `-o DEST`.
    static func shortestSignature(of flag: Flag) -> String {
        let spelling = flag.letter.map { "-" + String($0) } ?? flag.spelling
        return flag.value.map { spelling + " " + $0.placeholder } ?? spelling
    }
}

/// A word on the command line that is not a flag.
public struct Argument: Sendable {
    public let placeholder: String
    /// A few words for the help screen; no full stop.
    public let help: String
    public let isRequired: Bool
    public let isFile: Bool
    /// The legal words where there is a list of them, else empty.
    public let choices: [String]

    public init(_ placeholder: String, help: String, isRequired: Bool = true, isFile: Bool = false, choices: [String] = []) {
        self.placeholder = placeholder
        self.help = help
        self.isRequired = isRequired
        self.isFile = isFile
        self.choices = choices
    }
}
