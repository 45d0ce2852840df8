import Foundation
import Records
import Syntax
import Testing

/// The documented samples: what a page shows as XML and as JSON is the same.
@Suite struct XMLFixtureTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let schema: String
        let records: Int
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures")
        return Array(try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    @Test(arguments: [
        Sample(testDescription: "ArrayOfUserDTO", schema: "UserDTO", records: 2),
        Sample(testDescription: "ReturnResult", schema: "ReturnResult", records: 1),
        Sample(testDescription: "UpsertClientRequest", schema: "UpsertClientRequest", records: 1),
        Sample(testDescription: "ValidationResult", schema: "ValidationResult", records: 1),
    ])
    func xmlAndJSONSayTheSame(_ sample: Sample) throws {
        let schema = try XMLSamples.catalog.schema(named: sample.schema)
        let reading = try readXML(try Self.bytes(sample.testDescription + ".xml"), schema: sample.schema)
        #expect(reading.failure == nil)
        #expect(reading.faults == [])
        #expect(reading.records.count == sample.records)
        let json = try JSONValue.parse(try Self.bytes(sample.testDescription + ".json"))
        let values = if case .array(let elements) = json { elements } else { [json] }
        #expect(reading.records == values.map { Self.text($0, schema) })
    }

    /// A JSON object as `XMLReading` writes records down; members of enumerations by their names.
    private static func text(_ value: JSONValue, _ schema: Schema) -> String {
        let members = schema.fields.compactMap { field -> String? in
            guard let value = field.wireNames.lazy.compactMap({ value[$0] }).first else { return nil }
            switch (value, field.type) {
            case (.null, _): return field.name + "=null"
            case (.array(let items), .collection(let element)):
                return field.name + "=[" + items.map { text($0, element) }.joined(separator: " ") + "]"
            case (.number(let number), .enumeration(let members)):
                return field.name + "=" + (members.first { $0.number.map(String.init) == number }?.name ?? number)
            case (.number(let text), _), (.string(let text), _): return field.name + "=" + text
            case (.bool(let flag), _): return field.name + "=\(flag)"
            default: return field.name + "=?"
            }
        }
        return "{" + members.joined(separator: " ") + "}"
    }
}
