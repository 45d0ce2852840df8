import Records
import Syntax
import Testing

@testable import Schemas

@Suite struct SchemaCatalogTests {
    @Test func systemsAreListedWithoutReading() {
        #expect(SchemaCatalog.systems == ["usermanagement", "appspider", "vprotect", "clienthub", "alice"])
    }

    static let records = ["UserDTO", "Account", "AppUserGroup", "DTOClient", "UpsertClientRequest"]

    @Test func recordsAreTheTypesThatPeopleDeliver() throws {
        #expect(try SchemaCatalog().recordSchemas().map(\.name) == Self.records)
    }

    @Test func allNamesAreTheObjectsWithFields() throws {
        #expect(
            try SchemaCatalog().allNames().prefix(6)
                == ["UserDTO", "GroupDTO", "RoleDTO", "PrivilegeDTO", "UserMenuItemDTO", "ReturnResult"])
    }

    @Test func everySchemaLoads() throws {
        let catalog = SchemaCatalog()
        let names = try catalog.allNames()
        // A name that two documents have could be asked for only by one of them.
        #expect(Set(names.map { $0.lowercased() }).count == names.count)
        for name in names { #expect(try catalog.schema(named: name).name == name) }
    }

    @Test(arguments: ["userdto", "USERDTO", "UserDto"])
    func anotherCaseFindsTheSchema(_ name: String) throws {
        #expect(try SchemaCatalog().schema(named: name).name == "UserDTO")
    }

    @Test func askingTwiceGivesTheSameObject() throws {
        let catalog = SchemaCatalog()
        let copy = catalog
        #expect(try catalog.schema(named: "UserDTO") === copy.schema(named: "userdto"))
    }

    @Test func unknownNameOffersTheNearest() throws {
        let hint = "schemas: UserDTO, GroupDTO, RoleDTO, PrivilegeDTO, UserMenuItemDTO, ReturnResult, Account, AccountClient and "
            + "\(try SchemaCatalog().allNames().count - 8) more"
        #expect(throws: Diagnostic(.schemaUnknown, "no schema 'UserDto2'; nearest is 'UserDTO'", hint: hint)) {
            try SchemaCatalog().schema(named: "UserDto2")
        }
        #expect(throws: Diagnostic(.schemaUnknown, "no schema 'Invoice'", hint: hint)) {
            try SchemaCatalog().schema(named: "Invoice")
        }
    }

    /// A component that is a list or a number is none of the schemas that a record can have.
    @Test(arguments: ["ArrayOfUserDTO", "ReturnResultCode", ""])
    func whatIsNoRecordIsUnknown(_ name: String) {
        let error = #expect(throws: Diagnostic.self) { try SchemaCatalog().schema(named: name) }
        #expect(error?.code == .schemaUnknown)
    }

    private func loader(_ schemas: String, origin: String = "own.json") throws -> OpenAPILoader {
        let text = #"{"openapi":"3.1.0","info":{"title":"T","version":"1"},"components":{"schemas":{\#(schemas)}}}"#
        return try Array(text.utf8).withUnsafeBufferPointer { try OpenAPILoader(text: $0, system: "own", origin: origin) }
    }

    private static let thing = #""Thing":{"type":"object","properties":{"Id":{"type":"boolean"}}}"#

    @Test func addedSchemaIsFoundByName() throws {
        let catalog = SchemaCatalog(adding: [try loader(Self.thing + ##","Alias":{"$ref":"#/components/schemas/Thing"}"##)])
        #expect(catalog.systems == SchemaCatalog.systems + ["own"])
        #expect(try catalog.schema(named: "thing") === catalog.schema(named: "Alias"))
        #expect(try catalog.allNames(of: "own") == ["Thing"])
        // Nothing is marked, so nothing takes part in the guess.
        #expect(try catalog.recordSchemas().map(\.name) == Self.records)
        #expect(catalog.unmarkedNames.map(\.name) == ["Thing"])
        #expect(try catalog.note(on: catalog.schema(named: "Thing")) == nil)
    }

    @Test func addedSchemaTakesThePlaceOfABuiltInOne() throws {
        let user = #""UserDTO":{"type":"object","x-record":true,"properties":{"Id":{"type":"boolean"}}}"#
        let catalog = SchemaCatalog(adding: [try loader(user)])
        let schema = try catalog.schema(named: "userdto")
        #expect(schema.system == "own")
        #expect(try catalog.recordSchemas().filter { $0.name == "UserDTO" }.map(\.system) == ["own"])
        let note = try #require(try catalog.note(on: schema))
        #expect(note.severity == .note && note.message.contains("'own.json'") && note.message.contains("usermanagement"))
        #expect(try catalog.note(on: catalog.schema(named: "Account")) == nil)
    }

    /// A list or a text of the same name is no schema that a record can have.
    @Test func addedComponentThatIsNoRecordHidesNothing() throws {
        let catalog = SchemaCatalog(adding: [try loader(#""Account":{"type":"string"}"#)])
        #expect(try catalog.schema(named: "Account").system == "appspider")
    }

    @Test func nameOfTwoAddedDocumentsIsAmbiguous() throws {
        let catalog = SchemaCatalog(adding: [try loader(Self.thing), try loader(Self.thing, origin: "other.json")])
        let hint = "schemas: Thing of own.json, Thing of other.json"
        #expect(throws: Diagnostic(.schemaAmbiguous, "schema 'Thing' fits 2 schemas", hint: hint)) {
            try catalog.schema(named: "Thing")
        }
    }

    @Test func addedTextThatIsNotJSONHasAPlace() throws {
        let error = #expect(throws: Diagnostic.self) {
            try Array("{\n  oops\n}".utf8).withUnsafeBufferPointer { try OpenAPILoader(text: $0, system: "own", origin: "own.json") }
        }
        #expect(error?.code == .malformedJSON)
        #expect(error?.position == SourcePosition(source: "own.json", line: 2, column: 3))
    }

    @Test func indexFindsNamesWithoutATree() throws {
        #expect(
            try BundledDocuments.componentNames(of: "usermanagement") == [
                "UserDTO", "GroupDTO", "RoleDTO", "PrivilegeDTO", "UserMenuItemDTO", "ReturnResult", "ReturnResultCode",
                "ArrayOfUserDTO", "ArrayOfRoleDTO",
            ])
    }

    struct Document: Sendable, CustomTestStringConvertible {
        let testDescription: String, text: String, names: [String]
    }

    @Test(arguments: [
        Document(testDescription: "no components", text: #"{"openapi":"3.1.0"}"#, names: []),
        Document(testDescription: "no schemas", text: #"{"components":{"links":{"schemas":{"A":{}}}}}"#, names: []),
        Document(testDescription: "escaped names", text: #"{"comp\u006fnents":{"schemas":{"A\u0042":{},"C":[1]}}}"#, names: ["AB", "C"]),
        Document(testDescription: "schemas elsewhere", text: #"{"schemas":{"A":{}},"components":{"schemas":{"B":{}}}}"#, names: ["B"]),
        Document(testDescription: "not an object", text: "[]", names: []),
        Document(testDescription: "components not an object", text: #"{"components":[1]}"#, names: []),
        Document(testDescription: "schemas not an object", text: #"{"components":{"schemas":7}}"#, names: []),
    ])
    func indexReadsOnlyComponentSchemas(_ document: Document) throws {
        let names = try Array(document.text.utf8).withUnsafeBufferPointer { try OpenAPIIndex.componentNames(in: $0) }
        #expect(names == document.names)
    }
}
