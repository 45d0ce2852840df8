import Records
import Syntax
import Testing

@Suite struct JSONErrorTests {
    struct Place: Sendable, CustomTestStringConvertible {
        let testDescription: String, text: String, line: Int, column: Int
    }

    @Test(arguments: [
        Place(testDescription: "first byte", text: "x", line: 1, column: 1),
        Place(testDescription: "empty text", text: "", line: 1, column: 1),
        Place(testDescription: "second line", text: "[\n1,]", line: 2, column: 3),
        Place(testDescription: "carriage return belongs to the line before", text: "[\r\n1,\r\n]", line: 3, column: 1),
        Place(testDescription: "columns are bytes", text: #"["é" x]"#, line: 1, column: 7),
        Place(testDescription: "a byte order mark takes no column", text: "\u{FEFF}x", line: 1, column: 1),
        Place(testDescription: "a mark and a second line", text: "\u{FEFF}[\n x]", line: 2, column: 2),
        Place(testDescription: "end of input behind a line feed", text: "[\n", line: 2, column: 1),
        Place(testDescription: "an unclosed string is placed at its quote", text: "[\n  \"abc", line: 2, column: 3),
    ])
    func errorIsPlaced(_ place: Place) throws {
        let text = Array(place.text.utf8)
        let error = try #require(jsonVerdict(text))
        let (line, column) = text.withUnsafeBufferPointer { error.location(in: $0) }
        #expect(line == place.line)
        #expect(column == place.column)
    }

    @Test func diagnosticCarriesPlaceAndSource() throws {
        let text = Array("{\n \"a\" 1}".utf8)
        let error = try #require(jsonVerdict(text))
        let diagnostic = text.withUnsafeBufferPointer { error.diagnostic(.malformedJSON, in: $0, source: "people.json") }
        #expect(
            diagnostic
                == Diagnostic(
                    .malformedJSON, "expected ':' after the name",
                    at: SourcePosition(source: "people.json", line: 2, column: 6)))
    }

    @Test func everyKindHasItsOwnMessage() {
        let messages = JSONError.Kind.allCases.map(\.message)
        #expect(Set(messages).count == messages.count)
        #expect(messages.allSatisfy { !$0.isEmpty && !$0.hasSuffix(".") && $0.first?.isUppercase == false })
    }
}
