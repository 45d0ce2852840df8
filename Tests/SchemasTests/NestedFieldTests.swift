import Records
import Syntax
import Testing

@testable import Schemas

/// Objects inside records, lists of scalars, enumerations, and what documents say of a field beyond its type.
@Suite struct NestedFieldTests {
    private func load(_ schemas: String, _ name: String = "A") throws -> Schema {
        let text = #"{"openapi":"3.1.0","info":{"title":"T","version":"1"},"components":{"schemas":{\#(schemas)}}}"#
        let document = try JSONValue.parse(Array(text.utf8))
        return try OpenAPILoader(document: document, system: "test", origin: "test.json").schema(named: name)
    }

    private func shape(_ schema: Schema) -> [String] {
        schema.fields.map { "\($0.name):\($0.type.word)\($0.isNullable ? "?" : "")" }
    }

    private static let group =
        #""Group":{"type":"object","description":"shared","required":["Id"],"properties":{"Id":{"type":"string","format":"uuid"},"Name":{"type":["string","null"]}}}"#

    @Test func objectBecomesAMarkerAndItsMembers() throws {
        let schema = try load(
            ##""A":{"type":"object","properties":{"a":{"type":"boolean"},"g":{"$ref":"#/components/schemas/Group"},"b":{"type":"boolean"}}},"## + Self.group)
        #expect(shape(schema) == ["a:boolean", "g:object", "g.Id:guid", "g.Name:string?", "b:boolean"])
        #expect(schema.fields.map(\.path) == [["a"], ["g"], ["g", "Id"], ["g", "Name"], ["b"]])
        #expect(schema.fields.map(\.wireNames) == [["a"], ["g"], ["Id"], ["Name"], ["b"]])
        #expect(schema.objectFields == [1])
        #expect((0..<5).map { schema.members(ofObject: $0) } == [1..<1, 2..<4, 3..<3, 4..<4, 5..<5])
        #expect((0..<5).map { schema.enclosingObject(of: $0) } == [nil, nil, 1, 1, nil])
        #expect(schema.fields[2].isRequired && !schema.fields[1].isRequired)
        #expect(schema.fields[1].summary == "shared")
        #expect(schema.fieldIndex(named: "g.Name") == 3)
    }

    @Test func objectsLieInObjects() throws {
        let schema = try load(
            ##""A":{"type":"object","properties":{"o":{"$ref":"#/components/schemas/Outer"}}},"Outer":{"type":"object","properties":{"x":{"type":"boolean"},"g":{"$ref":"#/components/schemas/Group"},"h":{"type":"object","properties":{"y":{"type":"boolean"}}}}},"## + Self.group)
        #expect(
            shape(schema) == [
                "o:object", "o.x:boolean", "o.g:object", "o.g.Id:guid", "o.g.Name:string?", "o.h:object", "o.h.y:boolean",
            ])
        #expect(schema.objectFields == [0, 2, 5])
        #expect([0, 2, 5].map { schema.members(ofObject: $0) } == [1..<7, 3..<5, 6..<7])
        #expect((0..<7).map { schema.enclosingObject(of: $0) } == [nil, 0, 0, 2, 2, 0, 5])
    }

    @Test(arguments: ["anyOf", "oneOf"])
    func choiceOfAReferenceAndNullIsNullable(_ keyword: String) throws {
        let schema = try load(
            ##""A":{"type":"object","properties":{"g":{"\##(keyword)":[{"$ref":"#/components/schemas/Group"},{"type":"null"}],"description":"own"},"s":{"\##(keyword)":[{"type":"null"},{"type":"string","maxLength":3}]}}},"## + Self.group)
        #expect(shape(schema) == ["g:object?", "g.Id:guid", "g.Name:string?", "s:string?"])
        #expect(schema.fields[0].summary == "own")
        #expect(schema.fields[3].rules == [Rule(.length(minimum: 0, maximum: 3))])
    }

    @Test func circleOfObjectsIsRefused() throws {
        let error = #expect(throws: Diagnostic.self) {
            try load(##""A":{"type":"object","properties":{"b":{"$ref":"#/components/schemas/B"}}},"B":{"type":"object","properties":{"a":{"$ref":"#/components/schemas/A"}}}"##)
        }
        #expect(error?.message == "/components/schemas/B/properties/a/$ref: schemas refer to one another in a circle: A → B → A")
    }

    /// An object that stands in two places is no circle, but two on each level would be 2^30 fields.
    @Test func recordsHaveLimitedFields() throws {
        let levels = (0..<30).map { level in
            ##""S\##(level)":{"type":"object","properties":{"a":{"$ref":"#/components/schemas/S\##(level + 1)"},"b":{"$ref":"#/components/schemas/S\##(level + 1)"}}}"##
        }
        let leaf = #""S30":{"type":"object","properties":{"p":{"type":"boolean"}}}"#
        let error = #expect(throws: Diagnostic.self) { try load((levels + [leaf]).joined(separator: ","), "S0") }
        #expect(error?.message.hasSuffix("a record has more than 4096 fields, with those of the objects in it") == true)
        #expect(try load((levels + [leaf]).joined(separator: ","), "S24").fields.count == 126 + 64)
    }

    @Test func inlineObjectsAreNotNestedWithoutEnd() throws {
        let deep = String(repeating: #"{"type":"object","properties":{"p":"#, count: 40) + #"{"type":"boolean"}"# + String(repeating: "}}", count: 40)
        let error = #expect(throws: Diagnostic.self) { try load(#""A":"# + deep) }
        #expect(error?.message.hasSuffix("schemas are nested deeper than 32 levels") == true)
    }

    @Test func listOfScalarsHasElementsWithoutAName() throws {
        let schema = try load(
            ##""A":{"type":"object","properties":{"s":{"type":"array","items":{"type":["string","null"],"maxLength":3}},"k":{"type":"array","items":{"$ref":"#/components/schemas/Kind"}}}},"Kind":{"type":"string","enum":["X","Y"]}"##)
        #expect(shape(schema) == ["s:list of string", "k:list of enumeration"])
        guard case .collection(let texts) = schema.fields[0].type, case .collection(let kinds) = schema.fields[1].type else {
            Issue.record("a list is no collection")
            return
        }
        #expect(texts.isScalar && kinds.isScalar)
        #expect(shape(texts) == ["value:string?"])
        #expect(texts.fields[0].rules == [Rule(.length(minimum: 0, maximum: 3))])
        #expect(kinds.name == "Kind")
        guard case .enumeration(let members) = kinds.fields[0].type else {
            Issue.record("a kind is no enumeration")
            return
        }
        #expect(members == [EnumerationMember(name: "X"), EnumerationMember(name: "Y")])
    }

    @Test func newTypesAreRead() throws {
        let schema = try load(
            #""A":{"type":"object","properties":{"n":{"type":"number"},"l":{"type":["integer","null"],"format":"int64"},"d":{"type":"string","format":"date-time"},"e":{"type":"integer","format":"int32","x-enum-members":{"One":1},"x-enum-open":true},"t":{"type":["string","null"],"enum":["A",null]}}}"#)
        #expect(shape(schema) == ["n:number", "l:int64?", "d:date-time", "e:enumeration", "t:enumeration?"])
        #expect(schema.fields[3].isOpenEnumeration && schema.fields[3].type.isNumericEnumeration)
        #expect(!schema.fields[4].isOpenEnumeration && !schema.fields[4].type.isNumericEnumeration)
        guard case .enumeration(let numbered) = schema.fields[3].type, case .enumeration(let named) = schema.fields[4].type else {
            Issue.record("an enumeration is none")
            return
        }
        #expect(numbered == [EnumerationMember(name: "One", number: 1)])
        #expect(named == [EnumerationMember(name: "A")])
    }

    @Test func marksReachTheMembersOfAnObject() throws {
        let schema = try load(
            ##""A":{"type":"object","properties":{"g":{"$ref":"#/components/schemas/Group","x-volatile":true,"readOnly":true},"w":{"type":"string","writeOnly":true,"x-secret":true},"u":{"type":"string","x-source":"elsewhere","x-undocumented":true}}},"## + Self.group)
        #expect(schema.fields.map(\.marks) == [[.volatile, .readOnly], [.volatile, .readOnly], [.volatile, .readOnly], [.writeOnly, .secret], .undocumented])
    }

    @Test func namesOnTheWireAndInXML() throws {
        let schema = try load(
            ##""A":{"type":"object","x-natural-key":["u","g.Name"],"x-key-compare":"case-insensitive","xml":{"name":"Ax","namespace":"urn:a"},"properties":{"u":{"type":"string","x-wire-name":{"request":"User","response":"user"}},"k":{"type":"string","xml":{"name":"key"}},"s":{"type":"string","x-setting":{"name":"string-key","values":["value","guid"]}},"g":{"$ref":"#/components/schemas/Group"}}},"List":{"type":"array","items":{"$ref":"#/components/schemas/A"},"xml":{"name":"ManyA"}},"## + Self.group)
        #expect(schema.fields[0].wireNames == ["User", "user"])
        #expect(schema.fields[0].spellings == ["User", "user"])
        #expect(schema.fields[1].xmlName == "key" && schema.fields[0].xmlName == "u")
        #expect(schema.fields[2].wireNames == ["value", "guid"] && schema.fields[2].wireNameSetting == "string-key")
        #expect(schema.fields[5].spellings == ["g.Name"])
        #expect(schema.naturalKey == [0, 5] && schema.keyComparison == .caseInsensitive)
        #expect(schema.xml == XMLNames(element: "Ax", list: "ManyA", namespace: "urn:a"))
        #expect(try load(Self.group, "Group").xml == nil)
        #expect(XMLNames(element: "B").list == "ArrayOfB")
    }

    @Test func undocumentedTypeSaysSo() throws {
        #expect(try load(#""A":{"type":"object","x-source":"s","x-undocumented":true,"properties":{"p":{"type":"boolean"}}}"#).isUndocumented)
    }
}
