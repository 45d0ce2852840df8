import Records
import Schemas
import Testing

/// The store of OAuth clients, written down from its help page.
@Suite struct AliceTests {
    @Test func documentHasTheOperationOfThePage() throws {
        #expect(
            try DocumentedOperation.operations(of: "alice") == [
                DocumentedOperation(
                    line: "POST /api/clients/add", body: "UpsertClientRequest",
                    bodyMedia: DocumentedOperation.helpPageAll + ["application/x-www-form-urlencoded"],
                    answers: ["200 ValidationResult"], answerMedia: DocumentedOperation.helpPageAll)
            ])
    }

    private static let pairs = "list of KeyValuePairOfguidstring?"

    static let shapes: [DocumentedShape] = [
        DocumentedShape(
            "UpsertClientRequest",
            [
                "Enabled:boolean", "ClientName:string?", "ClientId:string?", "ClientSecrets:list of KeyValuePairOfguidsecret?",
                "RedirectUris:\(pairs)", "AllowedScopes:\(pairs)", "AllowedCorsOrigins:\(pairs)", "PostLogoutRedirectUris:\(pairs)",
                "Flow:int32", "RequireConsent:boolean", "AllowRememberConsent:boolean", "ClientUri:string?", "AccessTokenType:int32",
                "AccountId:guid?", "AccessTokenLifetime:int32", "EnableLocalLogin:boolean", "IdentityProviderRestrictions:\(pairs)",
                "ClientSignupFlowTemplate:list of KeyValuePairOfClientSignupFlowTemplateKeysstring?", "AmxSecret:string?",
                "LayoutId:string?",
            ]),
        DocumentedShape("KeyValuePairOfguidstring", ["Key:guid", "Value:string?"]),
        DocumentedShape("KeyValuePairOfguidsecret", ["Key:guid", "Value:string?"]),
        DocumentedShape("KeyValuePairOfClientSignupFlowTemplateKeysstring", ["Key:enumeration", "Value:string?"]),
        DocumentedShape("ValidationResult", ["IsValid:boolean", "Errors:list of ValidationFailure?"]),
    ]

    @Test(arguments: shapes)
    func typeHasTheFieldsOfThePage(_ shape: DocumentedShape) throws {
        let schema = try SchemaCatalog().schema(named: shape.name)
        #expect(DocumentedShape.fields(of: schema) == shape.fields)
        #expect(schema.fields.allSatisfy { $0.rules.isEmpty })
    }

    @Test func clientSaysWhatIsSpecialAboutIt() throws {
        let client = try SchemaCatalog().schema(named: "UpsertClientRequest")
        #expect(client.validation == .dotNetDataAnnotations && client.keyComparison == .exact)
        #expect(client.naturalKey.map { client.fields[$0].name } == ["ClientId"])
        #expect(DocumentedShape.marked(.secret, in: client) == ["ClientSecrets", "AmxSecret"])
    }

    struct Element: Sendable, CustomTestStringConvertible {
        let testDescription: String, element: String, area: String
    }

    @Test(arguments: [
        Element(testDescription: "UpsertClientRequest", element: "UpsertClientRequest", area: "Alice.Dto.Requests.Client"),
        Element(testDescription: "KeyValuePairOfguidstring", element: "KeyValuePairOfguidstring", area: "System.Collections.Generic"),
        Element(testDescription: "KeyValuePairOfguidsecret", element: "KeyValuePairOfguidstring", area: "System.Collections.Generic"),
        Element(
            testDescription: "KeyValuePairOfClientSignupFlowTemplateKeysstring",
            element: "KeyValuePairOfClientSignupFlowTemplateKeysstring4T9o1gJJ", area: "System.Collections.Generic"),
        Element(testDescription: "ValidationResult", element: "ValidationResult", area: "FluentValidation.Results"),
    ])
    func elementsAreThoseOfTheSamples(_ sample: Element) throws {
        let schema = try SchemaCatalog().schema(named: sample.testDescription)
        #expect(schema.xml?.element == sample.element)
        #expect(schema.xml?.namespace == "http://schemas.datacontract.org/2004/07/\(sample.area)")
    }

    @Test func pairsAreSpelledInTheirOwnWayInXML() throws {
        let catalog = SchemaCatalog()
        #expect(try catalog.schema(named: "KeyValuePairOfguidstring").fields.map(\.xmlName) == ["key", "value"])
        let secret = try catalog.schema(named: "KeyValuePairOfguidsecret")
        #expect(secret.fields.map(\.xmlName) == ["key", "value"])
        #expect(DocumentedShape.marked(.secret, in: secret) == ["Value"])
        #expect(try catalog.schema(named: "ValidationResult").fields.map(\.xmlName) == ["IsValid", "errors"])
    }

    @Test func onlyOneMemberOfTheKeysIsKnown() throws {
        let key = try SchemaCatalog().schema(named: "KeyValuePairOfClientSignupFlowTemplateKeysstring").fields[0]
        guard case .enumeration(let members) = key.type else {
            Issue.record("the key is no enumeration")
            return
        }
        #expect(members == [EnumerationMember(name: "IsActive", number: 1)] && key.isOpenEnumeration)
    }
}
