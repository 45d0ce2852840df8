import Records
import Schemas
import Testing

/// The account operations of AppSpider Enterprise, written down from the vendor's page.
@Suite struct AppSpiderTests {
    private static let root = "/AppSpiderEnterprise/rest/v1/"
    private static let accountId = "query accountId:uuid!"

    private static func operation(
        _ line: String, _ parameters: [String] = [accountId], body: String? = nil, answers: [String]
    ) -> DocumentedOperation {
        let parts = line.split(separator: " ")
        return DocumentedOperation(
            line: "\(parts[0]) \(root)\(parts[1])", parameters: parameters, body: body,
            bodyMedia: body == nil ? [] : DocumentedOperation.json, answers: answers, answerMedia: DocumentedOperation.json)
    }

    static let operations: [DocumentedOperation] = [
        operation("GET Account/GetAccount", answers: ["200 AccountAnswer", "400"]),
        operation("GET Account/GetAccountByUserName", ["query userName:string!"], answers: ["200 AccountAnswer", "400"]),
        operation("POST Account/AddAccount", [], body: "Account", answers: ["200 AccountIdAnswer", "400"]),
        operation("PUT Account/UpdateAccount", body: "Account", answers: ["200 AccountIdAnswer", "400"]),
        operation("DELETE Group/DeleteAccount", answers: ["200 Answer"]),
        operation("GET Account/GetClients", answers: ["200 AccountClientsAnswer", "400"]),
        operation("POST Account/AddClients", body: "AccountClients", answers: ["200 AccountIdAnswer", "400"]),
        operation("PUT Account/UpdateClients", body: "AccountClients", answers: ["200 AccountIdAnswer", "400"]),
        operation("DELETE Group/DeleteClients", body: "ArrayOfClientInfo", answers: ["200 Answer"]),
    ]

    @Test func documentHasTheOperationsOfThePage() throws {
        #expect(try DocumentedOperation.operations(of: "appspider") == Self.operations)
    }

    private static let envelope = ["IsSuccess:boolean!", "Reason:string?!", "ErrorMessage:string?!", "Links:list of Link!"]
    private static let person = ["FirstName", "LastName", "DefaultTimeZone", "Email"].map { $0 + ":string!" }
        + ["Enabled", "Locked", "External"].map { $0 + ":boolean!" }

    static let shapes: [DocumentedShape] = [
        DocumentedShape(
            "Account",
            ["Username:string!", "Password:string?!"] + person + ["Clients:list of AccountClient!", "UserId:guid"]),
        DocumentedShape(
            "AccountClient",
            [
                "Roles:list of AccountRole!", "NotInRoles:list of AccountRole!", "Groups:list of AccountGroup!", "ClientInfo:object!",
                "ClientInfo.ClientId:guid!", "ClientInfo.ClientName:string!",
            ]),
        DocumentedShape("AccountRole", ["RoleId:guid!", "RoleName:string!"]),
        DocumentedShape("AccountGroup", ["GroupId:guid!", "GroupName:string!"]),
        DocumentedShape("ClientInfo", ["ClientId:guid!", "ClientName:string!"]),
        DocumentedShape("AccountClients", ["Clients:list of AccountClient!"]),
        DocumentedShape("Link", ["Rel:string!", "Href:string!"]),
        DocumentedShape("Answer", envelope),
        DocumentedShape("AccountIdAnswer", ["Account:object!", "Account.UserId:guid!"] + envelope),
        DocumentedShape(
            "AccountClientsAnswer",
            ["Account:object!", "Account.Clients:list of AccountClient!", "Account.UserId:guid!"] + envelope),
        DocumentedShape(
            "AccountAnswer",
            ["Account:object!", "Account.Username:string!", "Account.Password:string?!"] + person.map { "Account." + $0 }
                + ["Account.Clients:list of AccountClient!", "Account.UserId:guid"] + envelope),
    ]

    @Test(arguments: shapes)
    func typeHasTheFieldsOfThePage(_ shape: DocumentedShape) throws {
        #expect(DocumentedShape.fields(of: try SchemaCatalog().schema(named: shape.name)) == shape.fields)
    }

    @Test func accountSaysWhatIsSpecialAboutIt() throws {
        let account = try SchemaCatalog().schema(named: "Account")
        #expect(account.validation == .jsonSchema && account.keyComparison == .caseInsensitive)
        #expect(account.naturalKey.map { account.fields[$0].name } == ["Username"])
        #expect(account.fields[0].wireNames == ["Username", "UserName"])
        #expect(DocumentedShape.marked(.secret, in: account) == ["Password"])
        #expect(DocumentedShape.marked(.writeOnly, in: account) == ["Password"])
        #expect(DocumentedShape.marked(.readOnly, in: account) == ["UserId"])
        #expect(!account.isUndocumented)
    }
}
