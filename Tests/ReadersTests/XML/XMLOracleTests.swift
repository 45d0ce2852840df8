import Foundation
import Records
import Syntax
import Testing

/// What Microsoft's DataContractSerializer was seen to read, case by case.
///
/// Of a case that it reads, the same values are read here. Of one that it refuses, something is said here: the run ends, or the
/// record has a finding, or the value is one that the rules judge. Where more is read here than there, since a value is worth more
/// than silence, the case is named below, and a warning says what the server does.
@Suite struct XMLOracleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let schema: String
        let bytes: [UInt8]
        let isRead: Bool
        /// The members that are not at their defaults, as JSON.
        let values: JSONValue
    }

    /// Cases of which more is read than .NET reads, by what is said about them.
    static let policies: [String: String] = [
        "declaration order (as in JSON sample)": "E144", "wrong case element": "E146", "Groups wrong item name": "E149",
        "array: item of other name skipped": "E149", "client: enum pair with wrong digest": "E149",
        "client: Enabled then EnableLocalLogin": "E144",
        // The offset is kept, where a server makes its own local time of it.
        "date '2026-03-22T16:05:19+01:00'": "",
    ]
    /// Refused for what only the types of fields say: the validation judges the text.
    static let judgedByRules = ["bool '", "int '", "guid '", "date '", "i:nil on non-nullable int", "client: enum key ''", "client: pair empty key", "client: enum key 'isActive'"]

    static let whyNot: Comment = "skipped: no recorded documents, expected shared/dotnet-oracle beside the repository, or in the folder that TRANSLOAD_SHARED names"

    /// The folder `dotnet-oracle` with the documents and what was seen of them; `nil` when there is none.
    static let folder: URL? = {
        let named = ProcessInfo.processInfo.environment["TRANSLOAD_SHARED"].map { URL(fileURLWithPath: $0) }
        var package = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { package.deleteLastPathComponent() }
        let beside = package.deletingLastPathComponent().appendingPathComponent("shared")
        return [named, beside].compactMap { $0?.appendingPathComponent("dotnet-oracle") }
            .first { FileManager.default.fileExists(atPath: $0.appendingPathComponent("xml.verdict.ndjson").path) }
    }()

    static let cases: [Case] = {
        guard let folder, let list = try? Data(contentsOf: folder.appendingPathComponent("xml.verdict.ndjson")) else { return [] }
        return list.split(separator: 0x0A).compactMap { line in
            guard let row = try? JSONValue.parse(Array(line)), case .string(let file)? = row["file"], case .string(let type)? = row["type"],
                case .string(let name)? = row["case"], case .bool(let isRead)? = row["ok"],
                let data = try? Data(contentsOf: folder.appendingPathComponent(file))
            else { return nil }
            return Case(
                testDescription: name, schema: type.replacing("ArrayOf", with: ""), bytes: Array(data), isRead: isRead,
                values: row["nonDefault"] ?? .null)
        }
    }()

    @Test(.enabled(if: XMLOracleTests.folder != nil, XMLOracleTests.whyNot), arguments: cases)
    func readingIsThatOfDotNet(_ c: Case) throws {
        var reading = XMLReading()
        var failure: Diagnostic?
        do {
            reading = try readXML(c.bytes, schema: c.schema)
            failure = reading.failure
        } catch let diagnostic as Diagnostic {
            failure = diagnostic
        }
        guard c.isRead else {
            let isJudged = Self.judgedByRules.contains { c.testDescription.hasPrefix($0) }
            #expect(failure != nil || !reading.faults.isEmpty || isJudged)
            return
        }
        #expect(failure == nil)
        if let policy = Self.policies[c.testDescription] {
            #expect(reading.faults.contains { $0.contains(policy) } || policy.isEmpty)
            return
        }
        let expected = if case .array(let elements) = c.values { elements } else { [c.values] }
        #expect(reading.records.count == expected.count)
        let schema = try XMLSamples.catalog.schema(named: c.schema)
        for (record, values) in zip(reading.records, expected) { #expect(Self.withoutDefaults(record) == Self.text(values, schema)) }
    }

    @Test(.enabled(if: XMLOracleTests.folder != nil, XMLOracleTests.whyNot))
    func allCasesAreThere() {
        #expect(Self.cases.count >= 50)
        let names = Set(Self.cases.map(\.testDescription))
        for name in Self.policies.keys { #expect(names.contains(name)) }
    }

    /// What .NET leaves out: nulls, false, and blanks around what is no text.
    private static func withoutDefaults(_ record: String) -> String {
        var text = record
        for (pattern, replacement) in [("[A-Za-z]+=(null|false)", ""), ("=\\s*(true|1|-?[0-9]+)\\s*(?=[ }])", "=$1"), ("= +", "="), ("[({]([0-9a-f]{8}-[0-9a-f-]{27})[)}]", "$1"),
            ("=\\s*([0-9a-f]{8}-[0-9a-f-]{27})\\s*", "=$1"), (" +(?=[ }])", ""), ("\\{ +", "{")] {
            text = text.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression)
        }
        return text
    }

    private static func text(_ value: JSONValue, _ schema: Schema) -> String {
        let members = schema.fields.compactMap { field -> String? in
            guard let value = value[field.name] else { return nil }
            switch (value, field.type) {
            case (.array(let items), .collection(let element)):
                return field.name + "=[" + items.map { text($0, element) }.joined(separator: " ") + "]"
            case (.number(let text), _), (.string(let text), _):
                return text == "00000000-0000-0000-0000-000000000000" ? nil : field.name + "=" + text
            case (.bool(let flag), _): return field.name + "=\(flag)"
            default: return nil
            }
        }
        return withoutDefaults("{" + members.joined(separator: " ") + "}")
    }
}
