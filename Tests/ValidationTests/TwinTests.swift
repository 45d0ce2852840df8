import Foundation
import Patterns
import Records
import Schemas
import Testing
import ValidationSamples

/// The validator as one would write it first: Swift strings, one rule after the other, no quick look.
struct ValidatorTwin {
    private static let trimmed = CharacterSet(charactersIn: " \t\n\u{B}\u{C}\r\u{A0}")
    private static let booleans = ["true", "yes", "y", "1", "on", "t", "false", "no", "n", "0", "off", "f"]
    private static let blanks = Set(RequiredTests.blanks.compactMap { Unicode.Scalar($0) })

    private let schema: Schema
    private let patterns: [String: Pattern]

    init(_ schema: Schema) throws {
        self.schema = schema
        var patterns: [String: Pattern] = [:]
        for case .pattern(let source) in schema.fields.flatMap(\.rules).map(\.kind) { patterns[source] = try Pattern(source) }
        self.patterns = patterns
    }

    func failing(_ row: [String: String]) -> [String] {
        schema.fields.flatMap { field in broken(field, row[field.name]).map { "\(field.name):\($0)" } }
    }

    private func broken(_ field: Field, _ value: String?) -> [String] {
        let isBlank = value.map { $0.unicodeScalars.allSatisfy(Self.blanks.contains) } ?? true
        if case .string = field.type {
            if isBlank, field.isRequired { return ["required"] }
            guard let value else { return [] }
            return field.rules.map(\.kind).filter { !accepts($0, value) }.map(\.name.rawValue)
        }
        guard let value else { return [] }
        return isValue(value.trimmingCharacters(in: Self.trimmed), field.type) ? [] : ["type"]
    }

    private func accepts(_ rule: RuleKind, _ value: String) -> Bool {
        switch rule {
        case .required: true
        case .pattern(let source): value.isEmpty || patterns[source]?.matchesWhole(value) == true
        case .length(let minimum, let maximum): value.utf16.count >= minimum && value.utf16.count <= maximum ?? Int.max
        }
    }

    private func isValue(_ text: String, _ type: FieldType) -> Bool {
        switch type {
        case .int32: Int32(text) != nil
        case .boolean: Self.booleans.contains { $0.utf8.elementsEqual(text.lowercased().utf8) }
        case .guid: text.utf8.count == 36 && UUID(uuidString: text) != nil
        case .string, .collection: true
        // UserDTO has no field of another type.
        case .int64, .number, .dateTime, .enumeration, .object: false
        }
    }
}

@Suite struct TwinTests {
    private static let texts = [
        "", " ", "1", "0", "7 ", "+07", "-2147483649", "1234567890", "TRUE", "no", "Off ", "maybe", "٧", "12é", "true",
    ]
    private static let guids = [
        "0f8fad5b-d9cb-469f-a165-70867728950e", "0F8FAD5B-D9CB-469F-A165-70867728950E ", "0f8fad5b-d9cb-469f-a165",
    ]

    @Test(arguments: 0..<4 as Range<UInt64>)
    func quickAndCloseLooksAgreeWithTheTwin(_ part: UInt64) throws {
        let seed = SeededGenerator.seed &+ part
        print("TRANSLOAD_SEED=\(SeededGenerator.seed) part \(part)")
        var users = RandomUsers(seed: seed)
        var random = SeededGenerator(seed)
        let rows = (0..<1500).map { _ in
            var row = users.row()
            for field in ["Id", "IsActiveUser", "IsLocked"] where random.chance(20) { row[field] = random.pick(Self.texts) }
            if random.chance(30) { row["LocationId"] = random.pick(Self.guids + Self.texts) }
            return row
        }
        let judged = try JudgedRows(rows)
        let twin = try ValidatorTwin(judged.batch.schema)
        var valid = 0
        var mismatches = 0
        for (index, failing) in judged.failingByRecord().enumerated() {
            let expected = twin.failing(rows[index])
            if expected.isEmpty { valid += 1 }
            guard failing != expected else { continue }
            mismatches += 1
            if mismatches <= 10 {
                Issue.record("""
                    seed \(SeededGenerator.seed) part \(part) record \(index): \(failing), the twin says \(expected)
                    \(rows[index].mapValues(\.escaped))
                    """)
            }
        }
        #expect(mismatches == 0)
        #expect((100..<1400).contains(valid))
    }
}
