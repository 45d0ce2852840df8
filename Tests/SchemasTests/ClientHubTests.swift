import Records
import Schemas
import Testing

/// The hub of installed clients, written down from its help page.
@Suite struct ClientHubTests {
    @Test func documentHasTheOperationOfThePage() throws {
        #expect(
            try DocumentedOperation.operations(of: "clienthub") == [
                DocumentedOperation(
                    line: "POST /api/ClientAddOrUpdateOrRemoveClients", body: "ArrayOfDTOClient",
                    bodyMedia: DocumentedOperation.helpPageJSON, answers: ["200 DTOResponseHello"],
                    answerMedia: DocumentedOperation.helpPageJSON)
            ])
    }

    static let shapes: [DocumentedShape] = [
        DocumentedShape(
            "DTOClient",
            [
                "Id:guid", "ClientCode:string?", "Token:string?", "AddClientTime:date-time?", "UpdClientTime:date-time?",
                "AppName:string?", "AppVersion:string?", "ClientGroupsId:guid?", "DTOClientGroup:object?", "DTOClientGroup.Id:guid",
                "DTOClientGroup.GroupName:string?", "ClientIpAddress:string?", "ClientPort:int32?",
            ]),
        DocumentedShape("DTOClientGroup", ["Id:guid", "GroupName:string?"]),
        DocumentedShape("DTOClientAssociation", ["Id:guid", "ClientId:guid", "ClientIdAssociated:guid"]),
        DocumentedShape(
            "DTOResponseHello",
            [
                "DTOClients:list of DTOClient?", "DTOClientGroups:list of DTOClientGroup?",
                "DTOClientAssociations:list of DTOClientAssociation?",
            ]),
    ]

    @Test(arguments: shapes)
    func typeHasTheFieldsOfThePage(_ shape: DocumentedShape) throws {
        #expect(DocumentedShape.fields(of: try SchemaCatalog().schema(named: shape.name)) == shape.fields)
    }

    @Test func clientSaysWhatIsSpecialAboutIt() throws {
        let client = try SchemaCatalog().schema(named: "DTOClient")
        #expect(client.validation == .dotNetDataAnnotations && client.keyComparison == .exact)
        #expect(client.naturalKey.map { client.fields[$0].name } == ["ClientCode"])
        #expect(DocumentedShape.marked(.secret, in: client) == ["Token"])
        #expect(DocumentedShape.marked(.volatile, in: client) == ["UpdClientTime"])
        #expect(client.fields.allSatisfy { $0.rules.isEmpty })
        #expect(client.xml == nil)
    }

    @Test func whatThePageDoesNotHaveIsGated() throws {
        #expect(try SchemaCatalog().schema(named: "DTOHello").isUndocumented)
    }
}
