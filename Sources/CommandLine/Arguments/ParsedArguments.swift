/// A command line as it was typed: which command, which words, which flags, in their order. What they mean is for the command.
///
/// ```swift
/// let arguments = try ArgumentParser.parse(["convert", "people.csv", "-o", "people.json"])
/// arguments.command                  // .convert
/// arguments.positionals              // ["people.csv"]
/// arguments.value(of: .output)       // "people.json"
/// ```
public struct ParsedArguments: Sendable {
    /// The command, or `nil` where none was typed.
    public var command: CommandName?
    /// The words that are not flags, without the command.
    public var positionals: [String] = []
    public var occurrences: [FlagOccurrence] = []

    public init(command: CommandName? = nil) { self.command = command }

    public func has(_ flag: Flag) -> Bool { occurrences.contains { $0.flag == flag } }

    /// Returns the value of a flag, or `nil` where it was not typed. Its syntax has been checked.
    public func value(of flag: Flag) -> String? { occurrences.last { $0.flag == flag }?.value }

    /// Returns the values of a repeatable flag in the order they were typed.
    public func values(of flag: Flag) -> [String] { occurrences.filter { $0.flag == flag }.compactMap(\.value) }

    /// Returns the number that a flag was given, or `nil` where it was not typed.
    public func count(of flag: Flag) -> Int? { value(of: flag).flatMap(ValueSyntax.count) }

    /// Returns the bytes that a flag was given, or `nil` where it was not typed.
    public func size(of flag: Flag) -> Int? { value(of: flag).flatMap(ValueSyntax.size) }

    /// Returns the number or share that a flag was given, or `nil` where it was not typed.
    public func rejectLimit(of flag: Flag) -> RejectLimit? { value(of: flag).flatMap { RejectLimit($0) } }

    /// Returns each `HEADER=FIELD` or `FIELD=VALUE` that a flag was given, cut in two.
    public func pairs(of flag: Flag) -> [NamePair] {
        if case .headerPair = flag.value { return values(of: flag).compactMap { NamePair(header: $0) } }
        return values(of: flag).compactMap { NamePair(field: $0) }
    }

    /// Returns the conditions that a flag was given.
    public func conditions(of flag: Flag) -> [FieldCondition] { values(of: flag).compactMap { FieldCondition($0) } }
}

/// One flag as it was typed.
public struct FlagOccurrence: Sendable, Equatable {
    public let flag: Flag
    /// The value; `nil` for a flag that takes none.
    public let value: String?
    /// Whether it was typed as a letter.
    public let isShort: Bool

    public init(_ flag: Flag, value: String? = nil, isShort: Bool = false) {
        self.flag = flag
        self.value = value
        self.isShort = isShort
    }
}
