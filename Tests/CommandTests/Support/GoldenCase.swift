import Foundation
import Testing

/// One folder under `Cases/<area>/<case>`: a script, its input files, and what has to come out.
///
/// ```
///   cmd          the script, one command a line
///   expout       standard output, experr  standard error, exitcode  one number a command
///   files/       every file that the commands make or change, byte for byte; no other may appear
///   …            anything else is copied into the working directory
/// ```
///
/// With `UPDATE_GOLDEN=1` in the environment the expected files are written instead of compared; review them like code.
struct GoldenCase: Sendable, CustomTestStringConvertible {
    let folder: URL

    var testDescription: String { folder.pathComponents.suffix(2).joined(separator: "/") }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Cases")

    /// Every case, in the order of its name.
    static func all() -> [GoldenCase] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
        return names.filter { $0.hasSuffix("/cmd") && $0.split(separator: "/").count == 3 }.sorted()
            .map { GoldenCase(folder: root.appendingPathComponent($0).deletingLastPathComponent()) }
    }

    static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

    func check() throws {
        let script = String(decoding: try Data(contentsOf: folder.appendingPathComponent("cmd")), as: UTF8.self)
        let runner = try CaseRunner(copyOf: folder, leavingOut: ["cmd", "expout", "experr", "exitcode", "files"])
        let result = try runner.run(script)
        let codes = result.exitCodes.map { "\($0)\n" }.joined()
        var actual = ["expout": result.output, "experr": result.errors, "exitcode": Data(codes.utf8)]
        for (name, data) in try runner.changedFiles() { actual["files/" + name] = data }
        #expect(try runner.removedFiles() == [], "\(testDescription): files were removed")
        if GoldenCase.isUpdating { return try write(actual) }
        for (name, data) in actual.sorted(by: { $0.key < $1.key }) { compare(name, data) }
        for name in try expectedFiles() where actual[name] == nil { Issue.record("\(testDescription)/\(name): no such file was made") }
    }

    private func compare(_ name: String, _ actual: Data) {
        guard let expected = try? Data(contentsOf: folder.appendingPathComponent(name)) else {
            let found = String(decoding: actual, as: UTF8.self)
            Issue.record("\(testDescription)/\(name) does not exist; what came out:\n\(found)")
            return
        }
        if expected == actual { return }
        let wanted = String(decoding: expected, as: UTF8.self), found = String(decoding: actual, as: UTF8.self)
        Issue.record("\(testDescription)/\(name) differs\n--- expected\n\(wanted)\n--- found\n\(found)")
    }

    private func expectedFiles() throws -> [String] {
        let files = folder.appendingPathComponent("files")
        guard FileManager.default.fileExists(atPath: files.path) else { return [] }
        return try CaseRunner.files(in: files).keys.map { "files/" + $0 }
    }

    private func write(_ actual: [String: Data]) throws {
        try? FileManager.default.removeItem(at: folder.appendingPathComponent("files"))
        for (name, data) in actual {
            let file = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try data.write(to: file)
        }
    }
}
