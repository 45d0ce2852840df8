import Foundation
import Readers
import Records
import Syntax
import Testing

/// The public suite csv-spectrum, read from the file to the record.
@Suite struct CSVSpectrumSuiteTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let csv: URL
        let json: URL
    }

    /// Fields whose expected value is known to be wrong upstream.
    static let exceptions = ["csvs/location_coordinates.csv": "Contact Phone Number"]

    /// The suite lies in the folder that TRANSLOAD_SHARED names, else beside the package.
    static let folder: URL? = {
        let named = ProcessInfo.processInfo.environment["TRANSLOAD_SHARED"].map { URL(fileURLWithPath: $0) }
        var package = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { package.deleteLastPathComponent() }
        let beside = package.deletingLastPathComponent().appendingPathComponent("shared")
        return [named, beside].compactMap { $0?.appendingPathComponent("suites/csv-spectrum") }
            .first { FileManager.default.fileExists(atPath: $0.appendingPathComponent("cases.ndjson").path) }
    }()

    static let cases: [Case] = {
        guard let folder, let list = try? Data(contentsOf: folder.appendingPathComponent("cases.ndjson")) else { return [] }
        return list.split(separator: 0x0A).compactMap { line in
            guard let row = try? JSONValue.parse(Array(line)), case .string(let csv)? = row["csv"],
                case .string(let json)? = row["expected"]
            else { return nil }
            return Case(testDescription: csv, csv: folder.appendingPathComponent(csv), json: folder.appendingPathComponent(json))
        }
    }()

    /// The objects of a document, which is one or a list of them, as name and value pairs.
    private func objects(_ document: JSONValue) -> [[[String]]] {
        switch document {
        case .array(let elements): elements.flatMap(objects)
        case .object(let members):
            [members.map { member in
                if case .string(let text) = member.value { [member.name, text] } else { [member.name] }
            }]
        default: []
        }
    }

    @Test(.enabled(if: CSVSpectrumSuiteTests.folder != nil, "skipped: csv-spectrum suite not found"), arguments: cases)
    func recordsAreThoseOfTheSuite(_ c: Case) throws {
        let columns = try CSVSource(ByteSource(name: c.testDescription, path: c.csv.path, isInterrupted: { false })).columns
        let schema = Schema(
            name: "Spectrum", system: "test", validation: .jsonSchema, fields: columns.map { Field(name: $0, type: .string) })
        let reading = try read([], ReadingOptions(emptyAs: .empty, path: c.csv.path, schema: schema))
        #expect(reading.faults.isEmpty)

        var found = reading.values.map { values in zip(columns, values).map { [$0, String($1.dropFirst())] } }
        var expected = objects(try JSONValue.parse(Array(Data(contentsOf: c.json))))
        if let exception = Self.exceptions[c.testDescription] {
            #expect(found != expected, "passes, so that the exception is out of date")
            found = found.map { $0.filter { $0.first != exception } }
            expected = expected.map { $0.filter { $0.first != exception } }
        }
        #expect(found == expected)
    }

    @Test(.enabled(if: CSVSpectrumSuiteTests.folder != nil, "skipped: csv-spectrum suite not found"))
    func suiteIsReadWholeAndEveryExceptionIsInIt() {
        #expect(Self.cases.count >= 12)
        #expect(Set(Self.exceptions.keys).subtracting(Self.cases.map(\.testDescription)).isEmpty)
    }
}
