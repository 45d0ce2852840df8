import Foundation
import Testing

/// The commands that the README files show are run as they stand there, and print what stands below them.
///
/// Every fenced block with a line `$ transload …` is run in a copy of `samples/onboarding`, all blocks of one file in the same
/// copy. Below a command stands what it prints, standard output and standard error in either order; a line `…` stands for any
/// number of lines, and where nothing stands the command must only not fail. Elapsed times do not count.
@Suite struct ManualTests {
    struct Step: Sendable, CustomTestStringConvertible {
        let command: String
        let output: [String]
        var testDescription: String { command }
    }

    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func manuals() -> [URL] {
        let samples = root.appendingPathComponent("samples")
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: samples.path)) ?? []).sorted()
        return ([root] + names.map { samples.appendingPathComponent($0) }).map { $0.appendingPathComponent("README.md") }
            .filter { FileManager.default.fileExists(atPath: $0.path) }
    }

    @Test(arguments: manuals().map(\.path))
    func commandsPrintWhatStandsBelowThem(_ path: String) throws {
        let steps = Self.steps(in: String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self))
        let runner = try CaseRunner(
            copyOf: Self.root.appendingPathComponent("samples/onboarding"), leavingOut: ["out", "README.md", "run.sh", ".gitignore"])
        // The sample's script makes this folder.
        try FileManager.default.createDirectory(
            at: runner.directory.appendingPathComponent("out"), withIntermediateDirectories: true)
        for step in steps {
            let result = try runner.run(step.command)
            let printed = [result.output + result.errors, result.errors + result.output].map { Self.lines(String(decoding: $0, as: UTF8.self)) }
            if step.output.isEmpty {
                #expect(result.exitCodes.allSatisfy { $0 < 64 }, "\(step.command)\n\(result.errorText)")
            } else if !printed.contains(where: { Self.matches($0, step.output) }) {
                Issue.record("\(path): \(step.command)\n--- written\n\(step.output.joined(separator: "\n"))\n--- printed\n\(printed[0].joined(separator: "\n"))")
            }
        }
    }

    // MARK: Reading a manual

    private static func steps(in text: String) -> [Step] {
        var steps: [Step] = []
        var isInBlock = false
        var command: String?
        var output: [String] = []
        func end() {
            if let command, command.contains("transload") { steps.append(Step(command: command, output: trimmed(output))) }
            command = nil
            output = []
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                end()
                isInBlock.toggle()
            } else if isInBlock, line.hasPrefix("$ ") {
                end()
                command = String(line.dropFirst(2))
            } else if let begun = command, begun.hasSuffix("\\") {
                command = String(begun.dropLast()) + String(line)
            } else if isInBlock {
                output.append(normal(String(line)))
            }
        }
        return steps
    }

    private static func lines(_ text: String) -> [String] {
        trimmed(text.split(separator: "\n", omittingEmptySubsequences: false).map { normal(String($0)) })
    }

    private static func trimmed(_ lines: [String]) -> [String] {
        Array(lines.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed())
    }

    private static func normal(_ line: String) -> String {
        line.replacing(/\ in \d+\.\d s$/, with: " in 0.0 s")
    }

    /// Whether the lines are those of the pattern, in which `…` stands for any number of lines.
    private static func matches(_ lines: [String], _ pattern: [String]) -> Bool {
        guard let gap = pattern.firstIndex(of: "…") else { return lines == pattern }
        let front = pattern[..<gap], rest = Array(pattern[(gap + 1)...])
        guard lines.starts(with: front) else { return false }
        let behind = Array(lines.dropFirst(front.count))
        return (0...behind.count).contains { matches(Array(behind.dropFirst($0)), rest) }
    }

    // MARK: The test itself

    @Test func blocksAreCutIntoCommandsAndTheirOutput() {
        let steps = Self.steps(
            in: """
                Text, and `$ transload no` in it.
                ```
                $ transload a \\
                    -b
                one

                read 1 = valid 1 + rejected 0 in 12.3 s

                $ cat x
                two
                $ transload c
                ```
                $ transload d
                """)
        #expect(steps.map(\.command) == ["transload a     -b", "transload c"])
        #expect(steps.map(\.output) == [["one", "", "read 1 = valid 1 + rejected 0 in 0.0 s"], []])
    }

    @Test func gapsStandForAnyLines() {
        #expect(Self.matches(["a", "b", "c"], ["a", "…", "c"]))
        #expect(Self.matches(["a", "c"], ["a", "…", "c"]))
        #expect(!Self.matches(["a", "b"], ["a", "…", "c"]))
        #expect(!Self.matches(["a", "b"], ["a"]))
    }
}
