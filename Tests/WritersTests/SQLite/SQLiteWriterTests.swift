import Foundation
import Records
import SQLite
import Testing

@testable import Writers

@Suite struct SQLiteWriterTests {
    private typealias Value = Batches.Value
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func open(
        _ schema: Schema = Batches.user, fields: [Int]? = nil, table: String? = nil, mayReplace: Bool = false
    ) throws(Diagnostic) -> SQLiteWriter {
        var destination = SQLiteWriter.Destination(name: "users.db", path: folder("users.db"), table: table)
        destination.mayReplace = mayReplace
        return try SQLiteWriter(schema, fields: fields ?? Array(schema.fields.indices), to: destination, isInterrupted: { false })
    }

    private func write(_ records: [[Value]], fields: [Int]? = nil, table: String? = nil) throws {
        let sink = try open(fields: fields, table: table)
        let batch = Batches.batch(Batches.user, records)
        try sink.insert(batch, records: [0..<batch.recordCount])
        try sink.finish()
    }

    private func dump() throws -> DatabaseDump { try DatabaseDump(folder("users.db")) }

    // MARK: Values

    @Test func everyStateComesBack() throws {
        try write([
            [.number("17"), .string("Omar"), .boolean(true), .missing],
            [.number("-2147483648"), .string(""), .boolean(false), .null],
            [.missing, .missing, .missing, .list([])],
            [.null, .null, .null, .null],
        ])
        #expect(try dump().rows("User") == ["1 17 'Omar' 1 NULL", "2 -2147483648 '' 0 NULL", "3 NULL NULL NULL 0", "4 NULL NULL NULL NULL"])
        #expect(try dump().isSound())
    }

    @Test(arguments: [
        "عمر بن الخطّاب", "😀👩‍👩‍👧", "O'Neil", "\"quoted\"", "a\nb\r\n\tc", "';DROP TABLE User;--", "007", "1e5", " 12 ", "NULL", "\u{FEFF}x",
    ])
    func textIsKeptToTheByte(_ text: String) throws {
        try write([[.missing, .string(text), .missing, .missing]])
        let select = try dump().database.prepare("SELECT Name, typeof(Name) FROM User")
        #expect(try select.step())
        #expect(select.text(at: 0).map { Array($0.utf8) } == Array(text.utf8))
        #expect(select.text(at: 1) == "text")
    }

    @Test func numbersBeyondEighteenDigitsLoseNoDigit() throws {
        try write([
            [.number("999999999999999999"), .missing, .missing, .missing],
            [.number("-999999999999999999"), .missing, .missing, .missing],
            [.number("9223372036854775807"), .missing, .missing, .missing],
        ])
        #expect(try dump().rows("User").map { $0.split(separator: " ")[1] } == ["999999999999999999", "-999999999999999999", "9223372036854775807"])
    }

    @Test func recordsThatAreLeftOutLeaveGapsInTheNumbers() throws {
        let sink = try open()
        let batch = Batches.batch(Batches.user, (0..<100).map { [.number("\($0)"), .missing, .missing, .missing] })
        batch.firstRecord = 1001
        try sink.insert(batch, records: [0..<3, 50..<51, 60..<95])
        try sink.finish()
        let expected = (Array(0..<3) + [50] + Array(60..<95)).map { "\($0 + 1001) \($0) NULL NULL NULL" }
        #expect(try dump().rows("User") == expected)
    }

    @Test func batchMayBeFilledAnewAfterTheCall() throws {
        let sink = try open()
        for round in 0..<3 {
            let batch = Batches.batch(Batches.user, (0..<20).map { [.missing, .string("r\(round)n\($0)"), .missing, .missing] })
            batch.firstRecord = round * 20 + 1
            try sink.insert(batch, records: [0..<20])
            batch.chunk.pointer.update(repeating: 0x78, count: batch.chunk.count)
        }
        try sink.finish()
        #expect(try dump().rows("User").last == "60 NULL 'r2n19' NULL NULL")
        #expect(try dump().database.integer("SELECT count(DISTINCT Name) FROM User") == 60)
    }

    // MARK: Tables

    @Test func columnsHaveTypes() throws {
        try write([])
        #expect(try dump().creation("User") == """
            CREATE TABLE "User" (
              "_record" INTEGER PRIMARY KEY,
              "Id" INTEGER,
              "Name" TEXT,
              "Active" INTEGER,
              "Roles" INTEGER
            )
            """)
        #expect(try dump().creation("User_Roles") == """
            CREATE TABLE "User_Roles" (
              "_record" INTEGER PRIMARY KEY,
              "_parent" INTEGER NOT NULL REFERENCES "User" ("_record"),
              "_index" INTEGER NOT NULL,
              "Name" TEXT,
              "Permissions" INTEGER,
              UNIQUE ("_parent", "_index")
            )
            """)
    }

    @Test func elementsGoIntoTablesBelow() throws {
        let reading: Value = .list([[.string("read")], [.string("write")]])
        try write([
            [.missing, .string("a"), .missing, .list([[.string("admin"), reading], [.string("guest"), .list([])]])],
            [.missing, .string("b"), .missing, .missing],
            [.missing, .string("c"), .missing, .list([[.string("clerk"), .list([[.string("stamp")]])]])],
        ])
        #expect(try dump().tables() == ["User", "User_Roles", "User_Roles_Permissions"])
        #expect(try dump().rows("User") == ["1 NULL 'a' NULL 2", "2 NULL 'b' NULL NULL", "3 NULL 'c' NULL 1"])
        #expect(try dump().rows("User_Roles") == ["1 1 0 'admin' 2", "2 1 1 'guest' 0", "3 3 0 'clerk' 1"])
        #expect(try dump().rows("User_Roles_Permissions") == ["1 1 0 'read'", "2 1 1 'write'", "3 3 0 'stamp'"])
        #expect(try dump().database.integer("SELECT count(*) FROM pragma_foreign_key_check") == 0)
    }

    @Test func elementsOfRecordsThatAreLeftOutAreLeftOut() throws {
        let sink = try open()
        let batch = Batches.batch(Batches.user, (0..<40).map { number in
            [.missing, .missing, .missing, .list([[.string("r\(number)"), .missing]])]
        })
        try sink.insert(batch, records: [3..<5, 20..<21])
        try sink.finish()
        #expect(try dump().rows("User_Roles") == ["1 4 0 'r3' NULL", "2 5 0 'r4' NULL", "3 21 0 'r20' NULL"])
    }

    @Test func everyTypeHasAColumn() throws {
        let tag = Schema(name: "Tag", system: "test", validation: .jsonSchema, fields: [Field(name: "value", type: .string)], isScalar: true)
        let schema = Schema(
            name: "Client", system: "test", validation: .jsonSchema,
            fields: [
                Field(name: "Key", type: .guid), Field(name: "Created", type: .int64), Field(name: "Rate", type: .number),
                Field(name: "Since", type: .dateTime),
                Field(name: "Kind", type: .enumeration([EnumerationMember(name: "Web")])),
                Field(name: "Flow", type: .enumeration([EnumerationMember(name: "Code", number: 0)])),
                Field(name: "Owner", type: .object), Field(name: "Owner.Name", path: ["Owner", "Name"], type: .string),
                Field(name: "Tags", type: .collection(tag)),
            ])
        let sink = try open(schema)
        let batch = Batches.batch(schema, [
            [
                .string("0f8fad5b-d9cb-469f-a165-70867728950e"), .number("1767225600000"), .number("0.10000000000000000001"),
                .string("2026-01-01T00:00:00Z"), .string("Web"), .number("0"), .missing, .string("Omar"), .list([[.string("a")], [.string("b")]]),
            ],
            [.missing, .missing, .missing, .missing, .missing, .missing, .missing, .missing, .missing],
        ])
        batch.settleObjects()
        try sink.insert(batch, records: [0..<2])
        try sink.finish()
        #expect(try dump().rows("Client") == [
            "1 '0f8fad5b-d9cb-469f-a165-70867728950e' 1767225600000 '0.10000000000000000001' '2026-01-01T00:00:00Z' 'Web' 0 1 'Omar' 2",
            "2 NULL NULL NULL NULL NULL NULL NULL NULL NULL",
        ])
        #expect(try dump().rows("Client_Tags") == ["1 1 0 'a'", "2 1 1 'b'"])
        #expect(try dump().creation("Client")?.contains("\"Rate\" TEXT,\n  \"Since\" TEXT,\n  \"Kind\" TEXT,\n  \"Flow\" INTEGER") == true)
    }

    @Test func fieldsThatNothingFillsAreNull() throws {
        try write([[.number("1"), .string("left out"), .boolean(true), .missing]], fields: [0, 2])
        #expect(try dump().rows("User") == ["1 1 NULL 1 NULL"])
    }

    @Test func tableIsCalledAsWished() throws {
        try write([[.missing, .missing, .missing, .list([[.string("x"), .missing]])]], table: "people \"2026\"")
        #expect(try dump().tables() == ["people \"2026\"", "people \"2026\"_Roles", "people \"2026\"_Roles_Permissions"])
    }

    @Test func fieldsThatDifferByCaseOrAreCalledAsOursGetNames() throws {
        let schema = Schema(
            name: "Odd", system: "test", validation: .jsonSchema,
            fields: ["id", "ID", "_record", "Id"].map { Field(name: $0, type: .string) })
        let sink = try open(schema)
        let batch = Batches.batch(schema, [[.string("a"), .string("b"), .string("c"), .string("d")]])
        try sink.insert(batch, records: [0..<1])
        try sink.finish()
        #expect(try dump().creation("Odd")?.contains("\"id\" TEXT,\n  \"ID_2\" TEXT,\n  \"_record_2\" TEXT,\n  \"Id_3\" TEXT") == true)
        #expect(try dump().rows("Odd") == ["1 'a' 'b' 'c' 'd'"])
    }

    @Test func tableWiderThanAStatementIsWritten() throws {
        let schema = Schema(
            name: "Wide", system: "test", validation: .jsonSchema, fields: (0..<1_990).map { Field(name: "f\($0)", type: .string) })
        let sink = try open(schema)
        let batch = Batches.batch(schema, (0..<40).map { row in (0..<1_990).map { .string("\(row)/\($0)") } })
        try sink.insert(batch, records: [0..<40])
        try sink.finish()
        #expect(try dump().database.integer("SELECT count(*) FROM Wide WHERE f1989 = (_record - 1) || '/1989'") == 40)
    }

    // MARK: Complete or not at all

    @Test func nothingGoesByTheNameUntilFinished() throws {
        let sink = try open()
        #expect(folder.names == ["users.db.part"])
        try sink.finish()
        #expect(folder.names == ["users.db"])
        sink.abandon()
        #expect(folder.names == ["users.db"])
    }

    @Test func abandonedAndForgottenSinksLeaveNothing() throws {
        let sink = try open()
        let batch = Batches.batch(Batches.user, [[.missing, .string("x"), .missing, .missing]])
        try sink.insert(batch, records: [0..<1])
        sink.abandon()
        #expect(folder.names.isEmpty)
        _ = try open()
        #expect(folder.names.isEmpty)
    }

    @Test func replacementAppearsAtTheEnd() throws {
        try folder.write("old", to: "users.db")
        var sink = try open(mayReplace: true)
        sink.abandon()
        #expect(try folder.text("users.db") == "old")
        sink = try open(mayReplace: true)
        try sink.finish()
        #expect(try dump().tables().first == "User")
    }

    @Test func databaseWithSecretsIsForItsOwnerOnly() throws {
        let schema = Schema(
            name: "Key", system: "test", validation: .jsonSchema, fields: [Field(name: "Password", type: .string, marks: .secret)])
        try open(schema).finish()
        #expect(try folder.mode("users.db") == 0o600)
    }
}
