import Foundation
import Testing

@testable import CommandLine

@Suite struct CompletionTests {
    static let shells = CompletionScript.Shell.allCases.map(\.rawValue)

    @Test(arguments: shells)
    func scriptHasEveryCommandAndFlag(_ name: String) throws {
        let shell = try #require(CompletionScript.Shell(rawValue: name))
        let text = CompletionScript.text(for: shell)
        for command in CommandName.allCases { #expect(text.contains(command.rawValue)) }
        for flag in Flag.all { #expect(text.contains(shell == .fish ? "-l \(flag.name)" : flag.spelling)) }
    }

    @Test(.enabled(if: Shell.path(of: "bash") != nil, "bash is not installed"))
    func bashAcceptsTheScript() throws { try checkSyntax(.bash) }

    @Test(.enabled(if: Shell.path(of: "zsh") != nil, "zsh is not installed"))
    func zshAcceptsTheScript() throws { try checkSyntax(.zsh) }

    @Test(.enabled(if: Shell.path(of: "fish") != nil, "fish is not installed"))
    func fishAcceptsTheScript() throws { try checkSyntax(.fish) }

    private func checkSyntax(_ shell: CompletionScript.Shell) throws {
        let result = try Shell.run(shell.rawValue, ["-n"], file: CompletionScript.text(for: shell))
        #expect(result.code == 0 && result.text == "", "\(result.text)")
    }

    struct BashCase: Sendable, CustomTestStringConvertible {
        let words: [String], replies: [String]
        var testDescription: String { words.joined(separator: " ") }
    }

    /// The last word is the one under the cursor; an equals sign is a word of its own, as bash has it.
    @Test(
        .enabled(if: Shell.path(of: "bash") != nil, "bash is not installed"),
        arguments: [
            BashCase(words: ["transload", "conv"], replies: ["convert"]),
            BashCase(words: ["transload", "--ver"], replies: ["--version"]),
            BashCase(words: ["transload", "convert", "--rej"], replies: ["--rejects"]),
            BashCase(words: ["transload", "validate", "--over"], replies: []),
            BashCase(words: ["transload", "convert", "--output-format", "nd"], replies: ["ndjson"]),
            BashCase(words: ["transload", "convert", "--empty-as", "="], replies: ["missing", "null", "empty"]),
            BashCase(words: ["transload", "convert", "--empty-as", "=", "nu"], replies: ["null"]),
            BashCase(words: ["transload", "convert", "new-"], replies: ["new-starters.csv"]),
            BashCase(words: ["transload", "convert", "-o", "two "], replies: ["two words.csv"]),
            BashCase(words: ["transload", "completions", "f"], replies: ["fish"]),
            BashCase(words: ["transload", "help", "--rej"], replies: ["--rejects"]),
            BashCase(words: ["transload", "help", "ex"], replies: ["exit-codes"]),
        ])
    func bashCompletes(_ c: BashCase) throws {
        let words = c.words.map { "'\($0)'" }.joined(separator: " ")
        let script =
            BashCompletion.text + """
                touch new-starters.csv 'two words.csv'
                COMP_WORDS=(\(words)); COMP_CWORD=\(c.words.count - 1)
                _transload
                if ((${#COMPREPLY[@]})); then printf '%s\\n' "${COMPREPLY[@]}"; fi
                """
        let result = try Shell.run("bash", [], file: script)
        #expect(result.text.split(separator: "\n").map(String.init) == c.replies)
    }
}

/// A shell of the machine, run on a script in a directory of its own.
enum Shell {
    static func path(of name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/bin:/usr/bin").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    static func run(_ name: String, _ arguments: [String], file text: String) throws -> (code: Int32, text: String) {
        let runner = try CaseRunner()
        let script = runner.directory.deletingLastPathComponent().appendingPathComponent("script")
        try Data(text.utf8).write(to: script)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(path(of: name)))
        process.arguments = arguments + [script.path]
        process.currentDirectoryURL = runner.directory
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
