import Records
import Schemas
import Testing

/// The group operations of vProtect, written down from the vendor's page, and the types that other pages give.
@Suite struct VProtectTests {
    private static let guid = "path guid:string!"

    private static func membership(_ path: String) -> DocumentedOperation {
        DocumentedOperation(
            line: "POST /groups/{guid}/\(path)", parameters: [guid], body: "ArrayOfStringDTO", bodyMedia: DocumentedOperation.json,
            answers: ["201 AppUserGroupDetails"], answerMedia: DocumentedOperation.json)
    }

    static let operations: [DocumentedOperation] = [
        DocumentedOperation(
            line: "GET /groups",
            parameters: [
                "query direction:string", "query filter:string", "query nameLike:string", "query orderBy:string",
                "query page:int32", "query size:int32",
            ],
            answers: ["200 ArrayOfAppUserGroupListRecord"], answerMedia: DocumentedOperation.json),
        DocumentedOperation(
            line: "POST /groups", body: "AppUserGroupRequest", bodyMedia: DocumentedOperation.json,
            answers: ["201 AppUserGroupDetails"], answerMedia: DocumentedOperation.json),
        DocumentedOperation(
            line: "GET /groups/{guid}", parameters: [guid], answers: ["200 AppUserGroupDetails"],
            answerMedia: DocumentedOperation.json),
        DocumentedOperation(
            line: "PUT /groups/{guid}", parameters: [guid], body: "AppUserGroupRequest", bodyMedia: DocumentedOperation.json,
            answers: ["204 AppUserGroupDetails"], answerMedia: DocumentedOperation.json),
        DocumentedOperation(line: "DELETE /groups/{guid}", parameters: [guid], answers: ["204"]),
        membership("roles/add"), membership("roles/remove"), membership("users/add"), membership("users/remove"),
    ]

    @Test func documentHasTheOperationsOfThePage() throws {
        #expect(try DocumentedOperation.operations(of: "vprotect") == Self.operations)
    }

    static let shapes: [DocumentedShape] = [
        DocumentedShape(
            "AppUserGroup",
            [
                "guid:string?", "name:string~", "description:string?", "deletable:boolean~", "defaultLdapGroup:boolean~",
                "defaultKeycloakGroup:boolean~", "users:list of AppUser?", "roles:list of AppUserRole?",
            ]),
        DocumentedShape(
            "AppUser",
            [
                "guid:string?", "login:string?", "firstName:string?", "lastName:string?", "externalId:string?",
                "infoTourEnabled:boolean?~", "active:boolean?", "source:enumeration?", "language:enumeration?", "uiTimeZone:string?",
                "thirdPartyRestriction:enumeration?", "endpointsOrganization:object?", "endpointsOrganization.guid:string?",
                "endpointsOrganization.name:string?", "groups:list of NameAndGuid?", "appUserSettings:object?",
                "appUserSettings.pageSize:int32?", "appUserSettings.timeFormat:string?", "lastSuccessfulLogin:int64?",
                "lastFailedLogin:int64?", "lastFailedLoginIp:string?",
            ]),
        DocumentedShape(
            "AppUserRole",
            [
                "guid:string?", "name:string~", "description:string?", "deletable:boolean?~", "privileges:list of enumeration?",
                "privilegeContexts:list of PrivilegeContext?", "isRootAccess:boolean?~",
            ]),
        DocumentedShape("PrivilegeContext", ["type:string?", "instanceGuid:string?", "instanceUuid:string?", "instanceName:string?"]),
        DocumentedShape("NameAndGuid", ["guid:string?", "name:string?"]),
        DocumentedShape("StringDTO", ["value:string"]),
    ]

    @Test(arguments: shapes)
    func typeHasTheFieldsThatWereFound(_ shape: DocumentedShape) throws {
        #expect(DocumentedShape.fields(of: try SchemaCatalog().schema(named: shape.name)) == shape.fields)
    }

    @Test(arguments: ["AppUserGroupRequest", "AppUserGroupDetails", "AppUserGroupListRecord", "appusergrouprequest"])
    func nameOfThePageLeadsToOurs(_ name: String) throws {
        #expect(try SchemaCatalog().schema(named: name).name == "AppUserGroup")
    }

    @Test func groupSaysWhatIsSpecialAboutIt() throws {
        let catalog = SchemaCatalog()
        let group = try catalog.schema(named: "AppUserGroup")
        #expect(group.validation == .jsonSchema && group.keyComparison == .exact && !group.isUndocumented)
        #expect(group.naturalKey.map { group.fields[$0].name } == ["name"])
        #expect(group.fields[1].rules.map(\.kind) == [.required, .length(minimum: 1, maximum: 36)])
        let user = try catalog.schema(named: "AppUser")
        #expect(DocumentedShape.marked(.volatile, in: user) == ["lastSuccessfulLogin", "lastFailedLogin", "lastFailedLoginIp"])
        #expect(DocumentedShape.marked(.openEnumeration, in: user) == ["source", "language", "thirdPartyRestriction"])
        let pointer = try catalog.schema(named: "StringDTO").fields[0]
        #expect(pointer.wireNameSetting == "string-key" && pointer.wireNames == ["value", "string", "guid", "name"])
    }
}
