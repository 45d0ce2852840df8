import Testing
import ValidationSamples

/// One value of one field of UserDTO and the rules that it breaks.
struct FieldCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let field: String
    let value: String
    /// `required`, `pattern`, `length`, in the order reported.
    let broken: [String]

    init(_ name: String, _ field: String, _ value: String, _ broken: String...) {
        testDescription = "\(field): \(name)"
        self.field = field
        self.value = value
        self.broken = broken
    }

    /// Judges the value in an otherwise valid record.
    func check() throws {
        let judged = try JudgedRows([JudgedRows.valid.merging([field: value]) { $1 }])
        #expect(judged.failing() == broken.map { "\(field):\($0)" }, "\(value.escaped)")
    }
}

func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
