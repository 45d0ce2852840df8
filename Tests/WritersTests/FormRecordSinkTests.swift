import Records
import Testing
import Writers

@Suite struct FormRecordSinkTests {
    private static let pair = Schema(
        name: "Pair", system: "test", validation: .dotNetDataAnnotations, fields: [Field(name: "Key", type: .guid), Field(name: "Value", type: .string)])
    private static let client = Schema(
        name: "Client", system: "test", validation: .dotNetDataAnnotations,
        fields: [
            Field(name: "Id", type: .int32, isNullable: false), Field(name: "Name", type: .string), Field(name: "Secrets", type: .collection(pair)),
        ])

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let records: [[Batches.Value]]
        let form: String
        var layout = FormRecordSink.Layout.list
    }

    @Test(arguments: [
        Case(testDescription: "one record has no index", records: [[.number("7"), .string("a&b c"), .missing]], form: "Id=7&Name=a%26b+c", layout: .record),
        Case(
            testDescription: "the indices of a list run on",
            records: [[.number("7"), .missing, .missing], [.number("8"), .null, .null]], form: "[0].Id=7&[1].Id=8&[1].Name="),
        Case(testDescription: "null where the type has none is left out", records: [[.null, .string("é"), .missing]], form: "[0].Name=%C3%A9"),
        Case(testDescription: "an empty string", records: [[.missing, .string(""), .missing]], form: "[0].Name="),
        Case(testDescription: "an empty list is there", records: [[.missing, .missing, .list([])]], form: "[0].Secrets[].Key="),
        Case(
            testDescription: "a pair has both halves",
            records: [[.missing, .missing, .list([[.string("k"), .null], [.string("l"), .missing], [.missing, .string("v")]])]],
            form: "[0].Secrets[0].Key=k&[0].Secrets[0].Value=&[0].Secrets[1].Key=l&[0].Secrets[1].Value=&[0].Secrets[2].Key=&[0].Secrets[2].Value=v"),
        Case(testDescription: "a record without any value", records: [[.missing, .missing, .missing], [.null, .null, .null]], form: "[0].Id=&[1].Name="),
        Case(testDescription: "no record", records: [], form: ""),
    ])
    func recordsBecomePairs(_ c: Case) throws {
        let folder = try TestFolder()
        let sink = try open(folder, c.layout)
        let batch = Batches.batch(Self.client, c.records)
        // In pieces of one, as workers may deliver them.
        for record in 0..<batch.recordCount { try sink.insert(batch, records: [record..<record + 1]) }
        try sink.finish()
        #expect(try folder.text("a.form") == c.form)
    }

    @Test func secondRecordOfASingleFormIsRefused() throws {
        let folder = try TestFolder()
        let sink = try open(folder, .record)
        let batch = Batches.batch(Self.client, [[.number("1"), .missing, .missing], [.number("2"), .missing, .missing]])
        let error = #expect(throws: Diagnostic.self) { try sink.insert(batch, records: [0..<2]) }
        #expect(error?.code == .severalRecords)
        #expect(error?.message == "a form holds one Client, and there are more for 'a.form'")
        sink.abandon()
        #expect(folder.names.isEmpty)
    }

    private func open(_ folder: TestFolder, _ layout: FormRecordSink.Layout) throws -> FormRecordSink {
        let file = try OutputFile(name: "a.form", path: folder("a.form"), isPrivate: true, mayReplace: false, isInterrupted: { false })
        return FormRecordSink(file, Self.client, layout: layout)
    }
}
