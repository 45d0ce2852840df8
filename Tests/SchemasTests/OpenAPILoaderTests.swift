import Records
import Syntax
import Testing

@testable import Schemas

/// Small documents built around one property, one object or one frame.
@Suite struct OpenAPILoaderTests {
    private static func document(_ schemas: String) -> String {
        #"{"openapi":"3.1.0","info":{"title":"T","version":"1"},"components":{"schemas":{\#(schemas)}}}"#
    }

    private static func property(_ text: String) -> String {
        document(#""A":{"type":"object","properties":{"p":\#(text)}},"B":{"type":"object","properties":{"Id":{"type":"boolean"}}}"#)
    }

    private func load(_ text: String, _ name: String = "A") throws -> Schema {
        let document = try JSONValue.parse(Array(text.utf8))
        return try OpenAPILoader(document: document, system: "test", origin: "test.json").schema(named: name)
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let testDescription: String, text: String, message: String

        init(_ name: String, _ text: String, _ message: String) {
            testDescription = name
            self.text = text
            self.message = message
        }

        static func property(_ name: String, _ text: String, _ message: String) -> Refused {
            Refused(name, OpenAPILoaderTests.property(text), "/components/schemas/A/properties/p\(message)")
        }

        static func object(_ name: String, _ members: String, _ message: String) -> Refused {
            let text = #""A":{"type":"object","properties":{"p":{"type":"boolean"}},\#(members)}"#
            return Refused(name, OpenAPILoaderTests.document(text), "/components/schemas/A\(message)")
        }
    }

    static let refused: [Refused] = [
        Refused("no object", "[]", "document: 'openapi' is missing"),
        Refused("no version", "{}", "document: 'openapi' is missing"),
        Refused("version as number", #"{"openapi":3.1}"#, "/openapi: found 3.1, expected a string"),
        Refused("older version", #"{"openapi":"3.0.3"}"#, "/openapi: found '3.0.3', which is not supported"),
        Refused("version that only begins alike", #"{"openapi":"3.10"}"#, "/openapi: found '3.10', which is not supported"),
        Refused("no info", #"{"openapi":"3.1.0"}"#, "document: 'info' is missing"),
        Refused("no title", #"{"openapi":"3.1.0","info":{}}"#, "/info: 'title' is missing"),
        Refused("no components", #"{"openapi":"3.1.0","info":{"title":"T"}}"#, "document: 'components' is missing"),
        Refused(
            "schemas as list", #"{"openapi":"3.1.0","info":{"title":"T"},"components":{"schemas":[]}}"#,
            "/components/schemas: found an array, expected an object"),
        Refused(
            "unknown rulebook", #"{"openapi":"3.1.0","info":{"title":"T"},"components":{"schemas":{}},"x-validation":"loose"}"#,
            "/x-validation: found 'loose', which is not supported"),
        Refused("no such component", document(""), "/components/schemas/A: reference 'A' leads to no schema of this document"),
        Refused("component is a boolean", document(#""A":true"#), "/components/schemas/A: found true, expected an object"),
        Refused("component is a scalar", document(#""A":{"type":"string"}"#), "/components/schemas/A: this schema is not an object with properties"),

        .object("composition", #""allOf":[]"#, "/allOf: keyword 'allOf' is not supported"),
        .object("closed object", #""additionalProperties":false"#, "/additionalProperties: found false, which is not supported"),
        .object("required is no list", #""required":true"#, "/required: found true, expected an array of strings"),
        .object("required holds a number", #""required":["p",1]"#, "/required/1: found 1, expected a string"),
        .object("required without property", #""required":["P2"]"#, "/required/0: no property 'P2'; nearest is 'p'"),
        .object("key without property", #""x-natural-key":["login"]"#, "/x-natural-key/0: no property 'login'"),
        .object("unknown comparison", #""x-key-compare":"fuzzy""#, "/x-key-compare: found 'fuzzy', which is not supported"),
        .object("record mark as text", #""x-record":"yes""#, "/x-record: found 'yes', expected true or false"),
        .object("unknown rulebook of an object", #""x-validation":"none""#, "/x-validation: found 'none', which is not supported"),
        .object("slash in a keyword", #""a/b~c":1"#, "/a~1b~0c: keyword 'a/b~c' is not supported"),

        .property("boolean schema", "true", ": found true, expected an object"),
        .property("no type", "{}", ": 'type' is missing"),
        .property("type as number", #"{"type":1}"#, "/type: found 1, expected a string or an array"),
        .property("type list with a number", #"{"type":["string",1]}"#, "/type: found an array of something else, expected type names"),
        .property("two types", #"{"type":["string","integer"]}"#, "/type: found 'string, integer', which is not supported"),
        .property("only null", #"{"type":["null"]}"#, "/type: found 'null', which is not supported"),
        .property("null twice", #"{"type":["string","null","null"]}"#, "/type: found 'string, null, null', which is not supported"),
        .property("unknown type", #"{"type":"file"}"#, "/type: found 'file', which is not supported"),
        .property("object without members", #"{"type":"object","properties":{}}"#, ": this schema is not an object with properties"),
        .property("unknown keyword", #"{"type":"string","const":"a"}"#, "/const: keyword 'const' is not supported"),
        .property("keyword of version 3.0", #"{"type":"string","nullable":true}"#, "/nullable: keyword 'nullable' is not supported"),
        .property("unknown format", #"{"type":"string","format":"ipv4"}"#, "/format: found 'ipv4', which is not supported"),
        .property("integer without format", #"{"type":"integer"}"#, ": 'format' is missing"),
        .property("narrow integer", #"{"type":"integer","format":"int16"}"#, "/format: found 'int16', which is not supported"),
        .property("format of a boolean", #"{"type":"boolean","format":"int32"}"#, "/format: keyword 'format' does not apply to boolean"),
        .property("items of a string", #"{"type":"string","items":{}}"#, "/items: keyword 'items' does not apply to string"),
        .property("pattern as list", #"{"type":"string","pattern":[]}"#, "/pattern: found an array, expected a string"),
        .property("pattern of an integer", #"{"type":"integer","format":"int32","pattern":"a"}"#, "/pattern: keyword 'pattern' does not apply to int32"),
        .property("length of a guid", #"{"type":"string","format":"uuid","maxLength":3}"#, "/maxLength: keyword 'maxLength' does not apply to guid"),
        .property("negative length", #"{"type":"string","minLength":-1}"#, "/minLength: found -1, expected a whole number from 0 up"),
        .property("broken length", #"{"type":"string","maxLength":1.5}"#, "/maxLength: found 1.5, expected a whole number from 0 up"),
        .property("huge length", #"{"type":"string","maxLength":99999999999999999999}"#, "/maxLength: found 99999999999999999999, expected a whole number from 0 up"),
        .property("lengths reversed", #"{"type":"string","minLength":5,"maxLength":4}"#, "/minLength: minLength is above maxLength"),
        .property("secret as text", #"{"type":"string","x-secret":"true"}"#, "/x-secret: found 'true', expected true or false"),
        .property("description as list", #"{"type":"string","description":[]}"#, "/description: found an array, expected a string"),
        .property("list without items", #"{"type":"array"}"#, ": 'items' is missing"),
        .property("list of unnamed objects", #"{"type":"array","items":{"type":"object","properties":{"a":{"type":"string"}}}}"#, "/items: the elements of a list must be single values, or objects given by a reference"),
        .property("list of lists", #"{"type":"array","items":{"type":"array","items":{"type":"string"}}}"#, "/items: the elements of a list must be single values, or objects given by a reference"),
        .property("choice of types", #"{"anyOf":[{"type":"string"},{"type":"boolean"}]}"#, "/anyOf: found an array, which is not supported"),
        .property("three choices", #"{"oneOf":[{"type":"string"},{"type":"null"},{"type":"null"}]}"#, "/oneOf: found an array, which is not supported"),
        .property("rule beside a choice", #"{"anyOf":[{"type":"string"},{"type":"null"}],"maxLength":3}"#, "/maxLength: keyword 'maxLength' is not supported"),
        .property("rule of an alternative", #"{"anyOf":[{"type":"null"},{"type":"string","const":"a"}]}"#, "/anyOf/1/const: keyword 'const' is not supported"),
        .property("enumeration of numbers", #"{"type":"integer","format":"int32","enum":[1]}"#, "/enum: keyword 'enum' does not apply to integer"),
        .property("member that is no text", #"{"type":"string","enum":["a",1]}"#, "/enum/1: found 1, expected a string"),
        .property("numbered members of a text", #"{"type":"string","x-enum-members":{"a":1}}"#, "/x-enum-members: keyword 'x-enum-members' does not apply to string"),
        .property("member without a number", #"{"type":"integer","format":"int32","x-enum-members":{"a":"1"}}"#, "/x-enum-members/a: found '1', expected a whole number"),
        .property("pattern of a member", #"{"type":"string","enum":["a"],"pattern":"a"}"#, "/pattern: keyword 'pattern' does not apply to enumeration"),
        .property("wire name as text", #"{"type":"string","x-wire-name":"P"}"#, "/x-wire-name: found 'P', expected an object"),
        .property("wire name of requests only", #"{"type":"string","x-wire-name":{"request":"P"}}"#, "/x-wire-name: 'response' is missing"),
        .property("setting without values", #"{"type":"string","x-setting":{"name":"n"}}"#, "/x-setting: 'values' is missing"),
        .property("undocumented without a source", #"{"type":"string","x-undocumented":true}"#, ": 'x-source' is missing"),
        .property("keyword of a list", ##"{"type":"array","items":{"$ref":"#/components/schemas/B"},"maxItems":3}"##, "/maxItems: keyword 'maxItems' is not supported"),
        .property("reference out of the document", #"{"$ref":"other.json#/A"}"#, "/$ref: reference 'other.json#/A' leads to no schema of this document"),
        .property("reference elsewhere", ##"{"$ref":"#/paths"}"##, "/$ref: reference '#/paths' leads to no schema of this document"),
        .property("reference to nothing", ##"{"$ref":"#/components/schemas/C"}"##, "/$ref: reference '#/components/schemas/C' leads to no schema of this document"),
        .property("broken escape in a reference", ##"{"$ref":"#/components/schemas/B~2"}"##, "/$ref: reference '#/components/schemas/B~2' leads to no schema of this document"),
        .property("rule beside a reference", ##"{"$ref":"#/components/schemas/B","maxLength":3}"##, "/maxLength: keyword 'maxLength' is not supported"),
        .property("found rule without source", #"{"type":"string","x-found":{"maxLength":3}}"#, "/x-found: 'x-source' is missing"),
        .property("unknown found rule", #"{"type":"string","x-found":{"x-source":"s","enum":[]}}"#, "/x-found/enum: keyword 'enum' is not supported"),
        .property("found pattern of a boolean", #"{"type":"boolean","x-found":{"x-source":"s","pattern":"a"}}"#, "/x-found/pattern: keyword 'pattern' does not apply to boolean"),
        .property("found rules as list", #"{"type":"string","x-found":[]}"#, "/x-found: found an array, expected an object"),
    ]

    @Test(arguments: refused)
    func documentIsRefusedWithItsPlace(_ refused: Refused) throws {
        let error = try #require(#expect(throws: Diagnostic.self) { try load(refused.text) })
        #expect(error.code == .schemaMalformed)
        #expect(error.message == refused.message)
        #expect(error.position == SourcePosition(source: "test.json"))
    }

    private static func list(_ name: String, of other: String) -> String {
        ##""\##(name)":{"type":"object","properties":{"items":{"type":"array","items":{"$ref":"#/components/schemas/\##(other)"}}}}"##
    }

    @Test func circleOfListsIsRefused() throws {
        let text = Self.document([Self.list("A", of: "B"), Self.list("B", of: "C"), Self.list("C", of: "B")].joined(separator: ","))
        let error = #expect(throws: Diagnostic.self) { try load(text) }
        #expect(
            error?.message
                == "/components/schemas/C/properties/items/items/$ref: schemas refer to one another in a circle: B → C → B")
    }

    @Test func circleOfReferencesIsRefused() throws {
        let text = Self.document(
            ##""A":{"type":"object","properties":{"p":{"$ref":"#/components/schemas/B"}}},"B":{"$ref":"#/components/schemas/C"},"C":{"$ref":"#/components/schemas/B"}"##)
        let error = #expect(throws: Diagnostic.self) { try load(text) }
        #expect(error?.message == "/components/schemas/C/$ref: schemas refer to one another in a circle: B → C → B")
    }

    @Test func deepNestingIsRefusedAndWideNestingIsCheap() throws {
        let deep = (0..<40).map { Self.list("S\($0)", of: "S\($0 + 1)") }.joined(separator: ",")
        let error = #expect(throws: Diagnostic.self) { try load(Self.document(deep), "S0") }
        #expect(error?.message.hasSuffix("schemas are nested deeper than 32 levels") == true)

        // Each level refers to the next one twice: built anew each time, this would be 2^30 schemas.
        let wide = (0..<30).map { level in
            let reference = ##"{"type":"array","items":{"$ref":"#/components/schemas/S\##(level + 1)"}}"##
            return #""S\#(level)":{"type":"object","properties":{"a":\#(reference),"b":\#(reference)}}"#
        }
        let leaf = #","S30":{"type":"object","properties":{"p":{"type":"boolean"}}}"#
        #expect(try load(Self.document(wide.joined(separator: ",") + leaf), "S0").fields.count == 2)
    }

    @Test func annotationsAndUnknownExtensionsPass() throws {
        let schema = try load(
            Self.property(
                #"{"type":"string","title":"t","description":"d","default":"x","deprecated":true,"readOnly":true,"writeOnly":false,"example":1,"examples":[],"$comment":"c","externalDocs":{},"xml":{},"x-anything":{}}"#))
        #expect(schema.fields.map(\.summary) == ["d"])
        #expect(schema.fields.first?.rules == [])
    }

    @Test func rulesMeanJSONSchemaUnlessTheDocumentSaysOtherwise() throws {
        #expect(try load(Self.property(#"{"type":"boolean"}"#)).validation == .jsonSchema)
        let own = Self.document(#""A":{"type":"object","x-validation":"dotnet-data-annotations","x-source":"found","properties":{"p":{"type":"boolean"}}}"#)
        #expect(try load(own).validation == .dotNetDataAnnotations)
        #expect(try load(own).source == "found")
    }

    @Test func oneBoundIsEnough() throws {
        #expect(try load(Self.property(#"{"type":"string","minLength":2}"#)).fields[0].rules == [Rule(.length(minimum: 2, maximum: nil))])
        #expect(try load(Self.property(#"{"type":["null","string"],"maxLength":2}"#)).fields[0].rules == [Rule(.length(minimum: 0, maximum: 2))])
    }

    @Test func referencedScalarKeepsWhatStandsBesideTheReference() throws {
        let text = Self.document(
            ##""A":{"type":"object","properties":{"p":{"$ref":"#/components/schemas/Code~1x","description":"own","x-secret":true}}},"Code/x":{"type":"string","maxLength":3,"description":"shared"}"##)
        let field = try load(text).fields[0]
        #expect(field.summary == "own")
        #expect(field.isSecret)
        #expect(field.rules == [Rule(.length(minimum: 0, maximum: 3))])
    }
}
