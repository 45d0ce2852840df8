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
