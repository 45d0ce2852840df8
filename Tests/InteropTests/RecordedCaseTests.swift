import Foundation
import Readers
import Records
import Schemas
import Testing
import Validation

/// Documents that a real server was asked about once: those of a folder beside the repository, where it is there.
///
/// A document agrees when both sides hold the same values and nothing is said, or when the server refuses it and something is
/// said here as well. Every other one has to be among the exceptions.
@Suite(.enabled(if: RecordedCases.folder != nil && Oracle.serializers != nil, RecordedCases.whyNot))
struct RecordedCaseTests {
    /// What is said of documents that Newtonsoft takes, and nothing of those that it refuses.
    static let jsonExceptions = [
        // No member is a field: nearly always another kind of document.
        "json/003.json": "E128",
        // The number 1e3 becomes the text 1000, and 2 becomes true: read here as well, with a warning.
        "json/009.json": "E129", "json/039.json": "E129",
        // A comma behind the last member is no JSON.
        "json/066.json": "E121",
        // Objects one behind the other are read here as so many records, as NDJSON is.
        "json/069.json": "",
        // A document that is null holds no records.
        "json/072.json": "E128",
        // An object with the records in it is an envelope.
        "json/093.json": "",
        // An empty text is no identifier; Newtonsoft makes null of it, and DataContractSerializer refuses it.
        "json/147.json": "E204",
    ]

    @Test func jsonCasesAgree() throws {
        let folder = try #require(RecordedCases.folder)
        let cases = try RecordedCases.read(folder.appendingPathComponent("json.verdict.ndjson"))
        let documents = try cases.map { try Data(contentsOf: folder.appendingPathComponent($0.file)) }
        let answers = try Oracle.serialized(zip(cases, documents).map { "json-read\t\($0.type)\t" + $1.base64EncodedString() })
        for (index, item) in cases.enumerated() {
            let answer = answers[index]
            #expect(answer.hasPrefix("ok\t") == item.isTaken, "\(item.file): the server of the record said otherwise")
            let (values, said) = try RecordedCases.mine(Array(documents[index]), item.type)
            if let exception = Self.jsonExceptions[item.file] {
                #expect(said == exception, "\(item.file): \(item.text)")
            } else if answer.hasPrefix("ok\t") {
                #expect("ok\t" + values == answer, "\(item.file)")
                #expect(said.isEmpty, "\(item.file): \(item.text)")
            } else {
                #expect(!said.isEmpty, "\(item.file): refused by .NET (\(answer)), read here as \(values)")
            }
        }
        #expect(cases.count > 40)
    }
}

enum RecordedCases {
    struct Case {
        let file: String, type: String, text: String, isTaken: Bool
    }

    /// The folder with the documents and the verdicts on them; `nil` when there is none.
    static let folder: URL? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["TRANSLOAD_SHARED"].map { URL(fileURLWithPath: $0) }
        let beside = root.deletingLastPathComponent().appendingPathComponent("shared")
        return [named, beside].compactMap { $0?.appendingPathComponent("dotnet-oracle") }
            .first { FileManager.default.fileExists(atPath: $0.appendingPathComponent("json.verdict.ndjson").path) }
    }()

    static let whyNot: Comment =
        "skipped: no recorded documents (shared/dotnet-oracle beside the repository, or in the folder that TRANSLOAD_SHARED names), or no .NET to read them with"

    static func read(_ url: URL) throws -> [Case] {
        try Data(contentsOf: url).split(separator: 0x0A).map { line in
            let object = try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
            return Case(
                file: try #require(object["file"] as? String), type: try #require(object["type"] as? String),
                text: object["case"] as? String ?? "", isTaken: object["ok"] as? Bool == true)
        }
    }

    /// The values as a line, and the codes of everything that is said about the document but for the rules of the page.
    static func mine(_ document: [UInt8], _ type: String) throws -> (values: String, said: String) {
        let isList = type.hasPrefix("ArrayOf")
        let schema = try SchemaCatalog().schema(named: isList ? String(type.dropFirst(7)) : type)
        let batch: RecordBatch
        do {
            batch = try JSONReading.records(document, schema)
        } catch let error as Diagnostic {
            return ("", error.code.text)
        }
        var findings: [Finding] = []
        RecordValidator(try ValidationPlan(schema)).validate(batch, records: 0..<batch.recordCount, into: &findings)
        let rules: Set<DiagnosticCode> = [.required, .pattern, .length, .absentValueRead]
        let codes = Set((batch.faults + findings).map(\.code)).subtracting(rules).map(\.text).sorted()
        let values = isList ? PlainValues().list(batch) : batch.recordCount == 1 ? PlainValues().line(batch, 0) : PlainValues().list(batch)
        return (values, codes.joined(separator: " "))
    }
}
