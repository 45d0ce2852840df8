import Foundation
import Syntax
import Testing

/// The public conformance corpus JSONTestSuite: `y_` must be read, `n_` refused, `i_` is left to the implementation.
@Suite struct JSONSuiteTests {
    struct Document: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let expected: String
        let bytes: [UInt8]
    }

    /// The corpus lies in the folder that TRANSLOAD_SHARED names, else beside the package.
    static let folder: URL? = {
        let named = ProcessInfo.processInfo.environment["TRANSLOAD_SHARED"].map { URL(fileURLWithPath: $0) }
        var package = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { package.deleteLastPathComponent() }
        let beside = package.deletingLastPathComponent().appendingPathComponent("shared")
        return [named, beside].compactMap { $0?.appendingPathComponent("suites/JSONTestSuite") }
            .first { FileManager.default.fileExists(atPath: $0.appendingPathComponent("cases.ndjson").path) }
    }()

    static let documents: [Document] = {
        guard let folder, let list = try? Data(contentsOf: folder.appendingPathComponent("cases.ndjson")) else { return [] }
        return list.split(separator: 0x0A).compactMap { line in
            guard let row = try? JSONValue.parse(Array(line)), case .string(let file)? = row["file"],
                case .string(let expected)? = row["expected"],
                let data = try? Data(contentsOf: folder.appendingPathComponent(file))
            else { return nil }
            return Document(testDescription: file, expected: expected, bytes: Array(data))
        }
    }()

    @Test(.enabled(if: JSONSuiteTests.folder != nil, "skipped: JSONTestSuite not found"), arguments: documents)
    func verdictIsThatOfTheCorpus(_ document: Document) {
        let error = jsonVerdict(document.bytes)
        switch document.expected {
        case "accept": #expect(error == nil)
        case "reject": #expect(error != nil)
        default: break
        }
        if let error {
            let (line, column) = document.bytes.withUnsafeBufferPointer { error.location(in: $0) }
            #expect(line > 0 && column > 0)
        }
        // The tree refuses what the lexer refuses, and duplicate names.
        do {
            _ = try JSONValue.parse(document.bytes)
            #expect(error == nil)
        } catch {
            #expect(error.kind == .duplicateName || document.expected != "accept")
        }
    }

    @Test(.enabled(if: JSONSuiteTests.folder != nil, "skipped: JSONTestSuite not found"))
    func wholeCorpusIsRead() {
        let counts = Dictionary(grouping: JSONSuiteTests.documents, by: \.expected).mapValues(\.count)
        #expect(counts["accept", default: 0] >= 95)
        #expect(counts["reject", default: 0] >= 188)
        #expect(counts["either", default: 0] >= 35)
    }
}
