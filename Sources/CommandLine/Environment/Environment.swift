/// Everything outside the program that a command touches: streams, variables, the current directory, time and chance.
///
/// Tests make their own, so commands run in one process, side by side, with output that never changes.
///
/// ```swift
/// let code = Transload.run(["validate", "people.csv"], in: .process())
/// ```
public struct Environment: Sendable {
    /// File descriptors. A command neither closes nor duplicates them.
    public var standardInput: Int32
    public var standardOutput: Int32
    public var standardError: Int32
    public var variables: [String: String]
    /// An absolute path without a slash at its end; relative paths start here.
    public var currentDirectory: String
    /// Seconds since 1970-01-01 00:00 UTC.
    public var clock: @Sendable () -> Double
    /// Seconds since an arbitrary moment, never going back: for durations.
    public var stopwatch: @Sendable () -> Double
    /// Makes the id of a run: the UTC time and some hexadecimal digits.
    public var makeRunID: @Sendable () -> String
    /// The number of the signal that asks the run to end, or 0.
    public var pendingSignal: @Sendable () -> Int32
    /// The columns of the terminal behind standard error, or `nil` when it is no terminal.
    public var terminalWidth: Int?

    public init(
        standardInput: Int32 = 0, standardOutput: Int32 = 1, standardError: Int32 = 2, variables: [String: String] = [:],
        currentDirectory: String, clock: @escaping @Sendable () -> Double, stopwatch: @escaping @Sendable () -> Double,
        makeRunID: @escaping @Sendable () -> String, pendingSignal: @escaping @Sendable () -> Int32 = { 0 },
        terminalWidth: Int? = nil
    ) {
        self.standardInput = standardInput
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.variables = variables
        self.currentDirectory = currentDirectory
        self.clock = clock
        self.stopwatch = stopwatch
        self.makeRunID = makeRunID
        self.pendingSignal = pendingSignal
        self.terminalWidth = terminalWidth
    }

    /// Returns the absolute form of a path as it was typed. Nothing is looked up: `..` and links stay as they are.
    public func path(_ typed: String) -> String {
        if typed.hasPrefix("/") { return typed }
        return currentDirectory == "/" ? "/" + typed : currentDirectory + "/" + typed
    }
}
