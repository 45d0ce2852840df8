import CommandLine
import Foundation

/// Runs a script in-process in a directory of its own, with a clock and a run id that never change.
///
/// ```swift
/// let runner = try CaseRunner(copyOf: folder)
/// let result = try runner.run("transload validate people.csv --rejects bad.csv")
/// result.output        // standard output of all lines, in their order
/// ```
final class CaseRunner {
    struct Result: Equatable {
        var output = Data()
        var errors = Data()
        /// One exit code a line of the script.
        var exitCodes: [Int32] = []
    }

    static let runID = "20260101T000000Z-000001"
    static let startOfClock = 1_767_225_600.0

    /// The current directory of the commands. It is removed with the runner.
    let directory: URL
    private let root: URL
    private let before: [String: Data]

    /// Makes a working directory with the files of a folder in it, but for those that are left out.
    init(copyOf folder: URL? = nil, leavingOut names: Set<String> = []) throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("transload-\(UUID().uuidString)")
        directory = root.appendingPathComponent("work")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try FileManager.default.createDirectory(at: root.appendingPathComponent("home"), withIntermediateDirectories: true)
        if let folder {
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where !names.contains(name) {
                try FileManager.default.copyItem(
                    at: folder.appendingPathComponent(name), to: directory.appendingPathComponent(name))
            }
        }
        before = try CaseRunner.files(in: directory)
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    /// Runs every line of a script, whatever the one before returned.
    func run(_ script: String) throws -> Result {
        var result = Result()
        for line in try CommandScript(script).lines { try run(line, into: &result) }
        return result
    }

    /// The files that the commands made or changed, by their path in the working directory.
    func changedFiles() throws -> [String: Data] {
        try CaseRunner.files(in: directory).filter { before[$0.key] != $0.value }
    }

    /// The files that the commands removed.
    func removedFiles() throws -> [String] {
        let after = try CaseRunner.files(in: directory)
        return before.keys.filter { after[$0] == nil }.sorted()
    }

    private func run(_ line: CommandScript.Line, into result: inout Result) throws {
        let output = root.appendingPathComponent("output"), errors = root.appendingPathComponent("errors")
        let input = line.input.map { directory.appendingPathComponent($0).path } ?? "/dev/null"
        let descriptors = try [
            CaseRunner.open(input, O_RDONLY),
            CaseRunner.open(line.output.map { directory.appendingPathComponent($0).path } ?? output.path, O_WRONLY | O_CREAT | O_TRUNC),
            CaseRunner.open(line.errors.map { directory.appendingPathComponent($0).path } ?? errors.path, O_WRONLY | O_CREAT | O_TRUNC),
        ]
        result.exitCodes.append(try execute(line, descriptors))
        for descriptor in descriptors { close(descriptor) }
        if line.output == nil { result.output += try Data(contentsOf: output) }
        if line.errors == nil { result.errors += try Data(contentsOf: errors) }
    }

    private func execute(_ line: CommandScript.Line, _ descriptors: [Int32]) throws -> Int32 {
        switch line.words[0] {
        case "transload":
            return Transload.run(Array(line.words.dropFirst()), in: environment(line, descriptors))
        case "cat":
            for name in line.words.dropFirst() {
                let data = try Data(contentsOf: directory.appendingPathComponent(name))
                try FileHandle(fileDescriptor: descriptors[1], closeOnDealloc: false).write(contentsOf: data)
            }
            return 0
        default:
            throw CommandScript.Malformed(description: "'\(line.words[0])' is not a command of these scripts")
        }
    }

    private func environment(_ line: CommandScript.Line, _ descriptors: [Int32]) -> Environment {
        let home = root.appendingPathComponent("home").path
        let variables = ["HOME": home, "XDG_STATE_HOME": home, "PATH": "/usr/bin"].merging(line.variables) { $1 }
        return Environment(
            standardInput: descriptors[0], standardOutput: descriptors[1], standardError: descriptors[2],
            variables: variables, currentDirectory: directory.path,
            clock: { CaseRunner.startOfClock }, stopwatch: { 0 }, makeRunID: { CaseRunner.runID })
    }

    private static func open(_ path: String, _ flags: Int32) throws -> Int32 {
        let descriptor = Foundation.open(path, flags | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw CommandScript.Malformed(description: "'\(path)' cannot be opened: error \(errno)") }
        return descriptor
    }

    /// Every file under a directory by its relative path.
    static func files(in directory: URL) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: directory.path) {
            var isDirectory: ObjCBool = false
            let file = directory.appendingPathComponent(name)
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isDirectory), !isDirectory.boolValue else { continue }
            files[name] = try Data(contentsOf: file)
        }
        return files
    }
}
