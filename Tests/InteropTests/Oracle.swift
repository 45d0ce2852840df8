import Foundation
import Testing
import ValidationSamples

/// Microsoft's own code, asked through the programs of `Tests/Interop`, whose headers describe the lines.
enum Oracle {
    /// The rules: `DataAnnotationsOracle.cs`, from TRANSLOAD_INTEROP; `nil` when there is none.
    static let program = readable("TRANSLOAD_INTEROP")

    static let whyNot: Comment =
        "skipped: no .NET to compare with; set TRANSLOAD_INTEROP to what 'sh Tests/Interop/build.sh' prints"

    /// The serialisers: `SerializerOracle.cs`, from TRANSLOAD_INTEROP_SERIALIZERS; `nil` when there is none.
    static let serializers = readable("TRANSLOAD_INTEROP_SERIALIZERS")

    static let whyNoSerializers: Comment =
        "skipped: no .NET to compare with; set TRANSLOAD_INTEROP_SERIALIZERS to what 'sh Tests/Interop/build.sh serializers' prints"

    private static func readable(_ variable: String) -> String? {
        ProcessInfo.processInfo.environment[variable].flatMap { FileManager.default.isReadableFile(atPath: $0) ? $0 : nil }
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Returns the verdicts of the rules, one a line.
    static func answers(_ mode: String, _ lines: [String]) throws -> [String] {
        try answers(of: #require(Self.program), [mode], lines)
    }

    /// Returns what the serialisers say, one a line.
    static func serialized(_ lines: [String]) throws -> [String] { try answers(of: #require(Self.serializers), [], lines) }

    private static func answers(of program: String, _ arguments: [String], _ lines: [String]) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("transload-interop-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files, not pipes: two full pipes would wait for each other.
        func file(_ name: String, _ text: String = "") throws -> URL {
            let url = folder.appendingPathComponent(name)
            try Data(text.utf8).write(to: url)
            return url
        }
        let output = try file("answers")
        let errors = try file("errors")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["mono", program] + arguments
        // Local times are shown in UTC, and must not lie in an hour that a clock change skips or repeats.
        process.environment = ProcessInfo.processInfo.environment.merging(["TZ": "UTC"]) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: file("questions", lines.map { $0 + "\n" }.joined()))
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let said = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
            throw Failure(description: "the oracle ended with \(process.terminationStatus): \(said)")
        }
        // Not split(separator:): "\r\n" would be one Character, and empty lines are answers.
        var answers = try Data(contentsOf: output).split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        answers.removeLast()
        guard answers.count == lines.count else {
            throw Failure(description: "\(answers.count) answers to \(lines.count) questions")
        }
        return answers
    }

    static func encoded(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
}

/// Collects differences and reports the first ten, so that one wrong rule does not fill the screen.
struct Mismatches {
    private(set) var count = 0
    private let context: String

    init(_ context: String) { self.context = context }

    mutating func add(_ text: @autoclosure () -> String) {
        count += 1
        if count <= 10 { Issue.record("\(context) \(text())") }
    }
}
