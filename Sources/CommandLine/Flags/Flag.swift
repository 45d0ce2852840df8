/// A flag as everything that speaks of it sees it: parser, help, completions and tests all read this one definition.
///
/// ```swift
/// static let rejects = Flag(
///     "rejects", value: .file("FILE"), group: .output, commands: [.validate, .convert],
///     help: "write rejected records to FILE", longHelp: "Writes each record that …")
/// ```
public struct Flag: Sendable {
    /// The long name without its dashes.
    public let name: String
    public let letter: Character?
    /// What the flag takes; `nil` for a flag that is only there or not.
    public let value: FlagValue?
    public let isRepeatable: Bool
    public let group: FlagGroup
    /// The commands that take it. A flag that also stands alone, without a command, is global.
    public let commands: [CommandName]
    public let isGlobal: Bool
    /// One line without a full stop, at most 50 columns.
    public let help: String
    /// One paragraph.
    public let longHelp: String

    public init(
        _ name: String, letter: Character? = nil, value: FlagValue? = nil, isRepeatable: Bool = false, group: FlagGroup,
        commands: [CommandName], isGlobal: Bool = false, help: String, longHelp: String
    ) {
        self.name = name
        self.letter = letter
        self.value = value
        self.isRepeatable = isRepeatable
        self.group = group
        self.commands = commands
        self.isGlobal = isGlobal
        self.help = help
        self.longHelp = longHelp
    }

    /// The long name with its dashes, as messages quote it.
    public var spelling: String { "--" + name }

    /// The long name with the placeholder of its value: `--rejects FILE`.
    public var signature: String {
        guard let value else { return spelling }
        return spelling + " " + value.placeholder
    }

    /// Every flag, group by group, in the order of the help screens.
    public static let all: [Flag] = inputFlags + repairFlags + rulesFlags + outputFlags + runFlags

    /// Returns the flags that a command takes, in the order of the help screens; those that stand alone for `nil`.
    public static func flags(of command: CommandName?) -> [Flag] {
        guard let command else { return all.filter(\.isGlobal) }
        return all.filter { $0.commands.contains(command) }
    }
}

extension Flag: Equatable {
    public static func == (left: Flag, right: Flag) -> Bool { left.name == right.name }
}

/// The headings under which help screens list flags.
public enum FlagGroup: String, Sendable, CaseIterable {
    case input, repairs, rules, output, run
}
