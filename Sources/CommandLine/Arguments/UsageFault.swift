import Records

/// What is wrong with a command line: data only, `UsageMessages` makes the text. The run ends with 64.
///
/// A command throws one for a value whose syntax is right and whose meaning is not:
///
/// ```swift
/// throw UsageFault(.wrongValue(.limit, "0", expected: "a number above 0"), in: .convert)
/// ```
public struct UsageFault: Error, Sendable, Equatable {
    public enum Reason: Sendable, Equatable {
        case unknownCommand(String)
        case unknownTopic(String)
        case unknownFlag(String)
        /// A flag that other commands take, or that was typed before the command.
        case flagOfOthers(Flag)
        case missingValue(Flag, followedBy: String?)
        case unwantedValue(Flag, String)
        /// A value that breaks the syntax of its flag.
        case badValue(Flag, String)
        /// A value that a command refuses for what it means.
        case wrongValue(Flag, String, expected: String)
        case repeatedFlag(Flag)
        case missingArgument(String)
        case emptyArgument(String)
        case surplusArgument(String)
        case badArgument(String, String, legal: [String])
        case missingFlag(Flag)
        /// Two flags that do not go together, and why.
        case conflict(Flag, Flag, because: String)
    }

    public let reason: Reason
    /// The command that was typed, or `nil` where the fault came before it.
    public let command: CommandName?

    public init(_ reason: Reason, in command: CommandName?) {
        self.reason = reason
        self.command = command
    }

    public var code: DiagnosticCode {
        switch reason {
        case .unknownCommand, .unknownTopic: .unknownCommand
        case .unknownFlag, .flagOfOthers: .unknownFlag
        case .unwantedValue, .badValue, .wrongValue, .emptyArgument, .badArgument: .badFlagValue
        case .missingValue, .missingArgument, .surplusArgument, .missingFlag: .missingArgument
        case .repeatedFlag, .conflict: .flagsConflict
        }
    }

    /// The flag that the fault is about, or the nearest one to it: its help line is printed with the message.
    public var flag: Flag? {
        switch reason {
        case .unknownFlag(let typed): UsageMessages.nearestFlag(to: typed, in: command)
        case .flagOfOthers(let flag), .missingValue(let flag, _), .unwantedValue(let flag, _), .badValue(let flag, _),
            .wrongValue(let flag, _, _), .repeatedFlag(let flag), .missingFlag(let flag), .conflict(_, let flag, _):
            flag
        default: nil
        }
    }
}
