import Foundation
import Syntax
import Testing
import ValidationSamples

/// The recorded verdicts of .NET's own classes, line by line: `cases/NAME.ndjson` and `cases/NAME.verdict.ndjson`.
@Suite struct ConformanceTests {
    /// The recordings lie in the folder that TRANSLOAD_SHARED names, else beside the package.
    static let folder: URL? = {
        let named = ProcessInfo.processInfo.environment["TRANSLOAD_SHARED"].map { URL(fileURLWithPath: $0) }
        var package = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { package.deleteLastPathComponent() }
        let beside = package.deletingLastPathComponent().appendingPathComponent("shared")
        return [named, beside].compactMap { $0?.appendingPathComponent("dotnet-oracle/cases") }
            .first { FileManager.default.fileExists(atPath: $0.appendingPathComponent("records.ndjson").path) }
    }()

    /// Where Transload means to differ, by file and line, and why. One that is not needed fails.
    static let policies = [
        "records:10": "a list where a text is due: .NET stops reading there, and so no rule is asked"
    ]

    private static let words = ["Required": "required", "RegularExpression": "pattern", "StringLength": "length"]

    private func lines(_ name: String) throws -> [JSONValue] {
        let folder = try #require(Self.folder)
        let data = try Data(contentsOf: folder.appendingPathComponent(name + ".ndjson"))
        return try data.split(separator: 0x0A).map { try JSONValue.parse(Array($0)) }
    }

    /// Reads a line as Json.NET does: names in any case, null for missing, the texts of numbers and booleans. A list is no value.
    private func row(_ line: JSONValue) -> [String: String] {
        guard case .object(let given) = line else { return [:] }
        var row: [String: String] = [:]
        for one in given {
            guard let member = RandomUsers.members.first(where: { $0.lowercased() == one.name.lowercased() }) else { continue }
            switch one.value {
            case .string(let text), .number(let text): row[member] = text
            case .bool(let flag): row[member] = flag ? "True" : "False"
            default: break
            }
        }
        return row
    }

    private func recorded(_ line: JSONValue) -> [String] {
        if line["parseError"] != nil { return ["unreadable"] }
        guard case .array(let errors)? = line["errors"] else { return ["no verdict"] }
        return errors.map { error in
            guard case .string(let member)? = error["member"], case .string(let rule)? = error["rule"] else { return "no verdict" }
            return "\(member):\(Self.words[rule] ?? rule)"
        }
    }

    @Test(
        .enabled(if: ConformanceTests.folder != nil, "skipped: recorded .NET verdicts not found"),
        arguments: [
            ("email", 60), ("lengths", 115), ("names", 372), ("password", 40), ("phone", 66), ("records", 10), ("username", 128),
        ])
    func verdictsAreThoseRecorded(_ name: String, _ atLeast: Int) throws {
        let cases = try lines(name)
        let verdicts = try lines(name + ".verdict")
        #expect(cases.count == verdicts.count)
        #expect(cases.count >= atLeast)
        let judged = try JudgedRows(cases.map(row)).failingByRecord()
        var unneeded = Set(Self.policies.keys.filter { $0.hasPrefix(name + ":") })
        for (index, (failing, verdict)) in zip(judged, verdicts).enumerated() {
            let place = "\(name):\(index + 1)"
            let expected = recorded(verdict)
            if failing == expected || unneeded.remove(place) != nil { continue }
            Issue.record("\(place): \(failing), .NET said \(expected): \(row(cases[index]).mapValues(\.escaped))")
        }
        #expect(unneeded.isEmpty, "these policies are not needed")
    }
}
