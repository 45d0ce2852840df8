import Records
import Schemas
import Syntax
import Testing

@testable import struct Schemas.JSONPointer
@testable import enum Schemas.BundledDocuments

/// The other types and the operations of the user management service.
@Suite struct UserManagementTests {
    struct Shape: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// `name:type`, with a question mark where null is a value.
        let fields: [String]
    }

    private static let common = ["Name:string?", "NameOther:string?", "Description:string?", "DescriptionOther:string?"]

    static let shapes: [Shape] = [
        Shape(testDescription: "GroupDTO", fields: ["Id:int32"] + common + ["IsActive:boolean"]),
        Shape(testDescription: "RoleDTO", fields: ["Id:int32"] + common + ["IsActive:boolean", "IsChecked:boolean"]),
        Shape(testDescription: "PrivilegeDTO", fields: ["Id:guid"] + common + ["ControlId:string?", "IsActive:boolean"]),
        Shape(
            testDescription: "UserMenuItemDTO",
            fields: [
                "Id:int32", "Name:string?", "NameOther:string?", "ParentId:int32?", "URL:string?", "ApplicationId:int32?",
                "ItemOrder:int32",
            ]),
        Shape(testDescription: "ReturnResult", fields: ["ResultCode:enumeration", "ResultMessage:string?"]),
    ]

    @Test(arguments: shapes)
    func typeHasTheFieldsOfTheSamples(_ shape: Shape) throws {
        let schema = try SchemaCatalog().schema(named: shape.testDescription)
        #expect(schema.fields.map { "\($0.name):\($0.type.word)\($0.isNullable ? "?" : "")" } == shape.fields)
        #expect(schema.fields.allSatisfy { !$0.isRequired })
    }

    struct Found: Sendable, CustomTestStringConvertible {
        let testDescription: String, schema: String, field: String
        let rules: [RuleKind]
        let source: String
    }

    private static let groupPage = "help page of the same service, GET api/Group"
    private static let rolePage = "help page of the same service, POST api/User/AddRolesToUser"
    private static func named(_ most: Int) -> [RuleKind] {
        [
            .required, .pattern(#"([a-zA-Z]).{3,\#(most)}$|[\u0621-\u064A].{3,\#(most)}"#),
            .length(minimum: 2, maximum: 50),
        ]
    }
    private static let text = [RuleKind.length(minimum: 0, maximum: 225)]

    static let foundRules: [Found] = [
        Found(testDescription: "group name", schema: "GroupDTO", field: "Name", rules: named(50), source: groupPage),
        Found(testDescription: "group's other name", schema: "GroupDTO", field: "NameOther", rules: named(50), source: groupPage),
        Found(testDescription: "group description", schema: "GroupDTO", field: "Description", rules: text, source: groupPage),
        Found(testDescription: "group's other text", schema: "GroupDTO", field: "DescriptionOther", rules: text, source: groupPage),
        Found(testDescription: "group in use", schema: "GroupDTO", field: "IsActive", rules: [.required], source: groupPage),
        Found(testDescription: "role name", schema: "RoleDTO", field: "Name", rules: named(50), source: rolePage),
        Found(testDescription: "role's other name", schema: "RoleDTO", field: "NameOther", rules: named(18), source: rolePage),
        Found(testDescription: "role description", schema: "RoleDTO", field: "Description", rules: text, source: rolePage),
        Found(testDescription: "role's other text", schema: "RoleDTO", field: "DescriptionOther", rules: text, source: rolePage),
    ]

    @Test(arguments: foundRules)
    func foundRuleNamesItsSource(_ found: Found) throws {
        let schema = try SchemaCatalog().schema(named: found.schema)
        let field = schema.fields[try #require(schema.fieldIndex(named: found.field))]
        #expect(field.rules == found.rules.map { Rule($0, provenance: .found(source: found.source)) })
    }

    @Test(arguments: [("GroupDTO", 5), ("RoleDTO", 4), ("PrivilegeDTO", 0), ("UserMenuItemDTO", 0), ("ReturnResult", 0)])
    func noOtherFieldHasRules(_ name: String, _ fieldsWithRules: Int) throws {
        let schema = try SchemaCatalog().schema(named: name)
        #expect(schema.fields.count { !$0.rules.isEmpty } == fieldsWithRules)
    }

    struct Operation: Sendable, CustomTestStringConvertible {
        let testDescription: String, path: String, method: String
        let parameters: [String]
        let body: String?
        let answer: String
        let isFound: Bool
    }

    static let operations: [Operation] = [
        Operation(
            testDescription: "people to a role", path: "/api/Role/AddUsersToRole", method: "post",
            parameters: ["roleId:integer"], body: "UserDTO", answer: "ReturnResult", isFound: false),
        Operation(
            testDescription: "roles to a person", path: "/api/User/AddRolesToUser", method: "post",
            parameters: ["userId:integer"], body: "RoleDTO", answer: "ReturnResult", isFound: true),
        Operation(
            testDescription: "group by name", path: "/api/Group", method: "get",
            parameters: ["groupName:string", "type:integer"], body: nil, answer: "GroupDTO", isFound: true),
    ]

    @Test(arguments: operations)
    func operationIsAsDocumented(_ expected: Operation) throws {
        let document = try JSONValue.parse(BundledDocuments.bytes(of: "usermanagement"))
        let operation = try #require(document["paths"]?[expected.path]?[expected.method])
        #expect((operation["x-source"] != nil) == expected.isFound)

        guard case .array(let parameters)? = operation["parameters"] else { throw Missing.parameters }
        #expect(parameters.map { "\(text($0["name"])):\(text($0["schema"]?["type"]))" } == expected.parameters)
        #expect(parameters.allSatisfy { $0["in"] == .string("query") && $0["required"] == .bool(true) })

        let structured = ["application/json", "text/json", "application/xml", "text/xml"]
        if let element = expected.body {
            let content = members(operation["requestBody"]?["content"])
            #expect(content.map(\.name) == structured + ["application/x-www-form-urlencoded"])
            let list = "ArrayOf\(element)"
            #expect(content.allSatisfy { text($0.value["schema"]?["$ref"]) == "#/components/schemas/\(list)" })
            let array = document["components"]?["schemas"]?[list]
            #expect(array?["type"] == .string("array"))
            #expect(text(array?["items"]?["$ref"]) == "#/components/schemas/\(element)")
            #expect(text(array?["xml"]?["name"]) == list)
        } else {
            #expect(operation["requestBody"] == nil)
        }
        let responses = members(operation["responses"])
        #expect(responses.map(\.name) == ["200"])
        let answers = members(responses.first?.value["content"])
        #expect(answers.map(\.name) == structured)
        #expect(answers.allSatisfy { text($0.value["schema"]?["$ref"]) == "#/components/schemas/\(expected.answer)" })
    }

    @Test func namespacesAreThoseOfTheSamples() throws {
        let document = try JSONValue.parse(BundledDocuments.bytes(of: "usermanagement"))
        for component in members(document["components"]?["schemas"]) where component.name != "ReturnResultCode" {
            let area = component.name == "ReturnResult" ? "Infrastructure" : "Components.UserManagement.DTO"
            #expect(text(component.value["xml"]?["namespace"]) == "http://schemas.datacontract.org/2004/07/\(area)")
            #expect(text(component.value["xml"]?["name"]) == component.name)
        }
    }

    /// A misspelt extension would be without effect, and an unmarked secret would be shown.
    @Test(arguments: SchemaCatalog.systems)
    func everyExtensionOfADocumentIsAKnownOne(_ system: String) throws {
        let known: Set<String> = [
            "x-validation", "x-natural-key", "x-key-compare", "x-secret", "x-expects", "x-record", "x-found", "x-source", "x-enum-members",
            "x-enum-open", "x-undocumented", "x-zoneless", "x-volatile", "x-wire-name", "x-setting",
        ]
        func check(_ value: JSONValue, at place: JSONPointer) {
            if case .array(let elements) = value {
                for (index, element) in elements.enumerated() { check(element, at: place.appending(index)) }
            }
            for member in members(value) {
                let here = place.appending(member.name)
                #expect(!member.name.hasPrefix("x-") || known.contains(member.name), "\(here.text)")
                check(member.value, at: here)
            }
        }
        check(try JSONValue.parse(BundledDocuments.bytes(of: system)), at: JSONPointer())
    }

    private enum Missing: Error { case parameters }

    private func text(_ value: JSONValue?) -> String {
        if case .string(let text)? = value { text } else { "nothing" }
    }

    private func members(_ value: JSONValue?) -> [JSONValue.Member] {
        if case .object(let members)? = value { members } else { [] }
    }
}
