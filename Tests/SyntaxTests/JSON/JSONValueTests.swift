import Syntax
import Testing

@Suite struct JSONValueTests {
    @Test func documentBecomesATree() throws {
        let value = try JSONValue.parse(Array(#"{"z":[1.0,"a\tb",{}],"a":{"n":null,"t":true,"f":false}}"#.utf8))
        let expected = JSONValue.object([
            .init(name: "z", value: .array([.number("1.0"), .string("a\tb"), .object([])])),
            .init(
                name: "a",
                value: .object([
                    .init(name: "n", value: .null), .init(name: "t", value: .bool(true)),
                    .init(name: "f", value: .bool(false)),
                ])),
        ])
        #expect(value == expected)
        #expect(value["a"]?["t"] == .bool(true))
        #expect(value["b"] == nil)
        #expect(JSONValue.array([])["a"] == nil)
    }

    @Test(arguments: ["1", #""x""#, "null", "[]"])
    func anyValueIsADocument(_ text: String) throws {
        _ = try JSONValue.parse(Array(text.utf8))
    }

    @Test func duplicateNameIsRefused() {
        #expect(throws: JSONError(.duplicateName, at: 7)) { try JSONValue.parse(Array(#"{"a":1,"a":2}"#.utf8)) }
    }

    @Test func duplicateNameIsSeenThroughEscapes() {
        #expect(throws: JSONError(.duplicateName, at: 7)) { try JSONValue.parse(Array(#"{"a":1,"\u0061":2}"#.utf8)) }
    }

    @Test func namesThatDifferInNormalFormAreTwoNames() throws {
        let value = try JSONValue.parse(Array(#"{"\u00e9":1,"e\u0301":2}"#.utf8))
        #expect(value["\u{E9}"] == .number("1"))
        #expect(value["e\u{301}"] == .number("2"))
    }

    @Test func sameNameInDifferentObjectsIsFine() throws {
        _ = try JSONValue.parse(Array(#"[{"a":1},{"a":{"a":2}}]"#.utf8))
    }

    @Test func depthIsLimited() {
        let text = Array(String(repeating: "[", count: 100_000).utf8)
        #expect(throws: JSONError(.tooDeep, at: 512)) { try JSONValue.parse(text) }
        #expect(throws: JSONError(.tooDeep, at: 2)) { try JSONValue.parse(text, depthLimit: 2) }
    }

    @Test(arguments: JSONCorpus.bad)
    func badDocumentIsRefused(_ bad: JSONCorpus.Bad) {
        #expect(throws: JSONError(bad.kind, at: bad.offset)) { try JSONValue.parse(bad.text) }
    }
}
