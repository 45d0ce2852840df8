import Records
import Testing

@testable import Syntax

@Suite struct DataContractTests {
    @Test(arguments: [
        ("UserName", "UserName"), ("<Name>k__BackingField", "_x003C_Name_x003E_k__BackingField"), ("_x003C_Name", "_x003C_Name"), ("1st", "_x0031_st"),
        ("a b:c", "a_x0020_b_x003A_c"), ("-a-", "_x002D_a-"), ("\u{645}\u{62D}", "\u{645}\u{62D}"), ("a\u{1F600}", "a\u{1F600}"), ("a\u{F0000}", "a_x000F0000_"), ("", ""),
    ])
    func namesAreEncoded(_ name: String, _ expected: String) { #expect(DataContract.encoded(name) == expected) }

    @Test func membersAreInTheOrderOfTheirUTF16Units() {
        let names = ["b", "a", "B", "_", "Aa", "AB", "\u{FFFD}", "\u{1F600}", "1"]
        let schema = Schema(
            name: "T", system: "test", validation: .jsonSchema,
            fields: names.map { Field(name: $0, type: .string) } + [Field(name: "o", type: .object), Field(name: "o.z", path: ["o", "z"], type: .string)])
        #expect(DataContract.members(of: schema, in: nil).map { schema.fields[$0].name } == ["AB", "Aa", "B", "_", "1", "a", "b", "o", "\u{1F600}", "\u{FFFD}"])
        #expect(DataContract.members(of: schema, in: 9).map { schema.fields[$0].name } == ["o.z"])
    }

    @Test func elementsOfListsHaveTheNamesOfTheirTypes() {
        func scalar(_ type: FieldType) -> Schema {
            Schema(name: "S", system: "test", validation: .jsonSchema, fields: [Field(name: "value", type: type)], isScalar: true)
        }
        let types: [(FieldType, String)] = [
            (.string, "string"), (.int32, "int"), (.int64, "long"), (.number, "decimal"), (.boolean, "boolean"), (.guid, "guid"), (.dateTime, "dateTime"),
        ]
        for (type, name) in types {
            let item = DataContract.item(of: scalar(type), in: "urn:x")
            #expect(item.name == name)
            #expect(item.namespace == DataContract.arrays)
        }
        let record = Schema(name: "R", system: "test", validation: .jsonSchema, fields: [Field(name: "a", type: .string)])
        #expect(DataContract.item(of: record, in: "urn:x") == ("R", "urn:x"))
    }
}
