import Foundation
import Records
import SQLite
import Testing

@testable import Writers

/// Databases that exist: added to, or refused with a clear word and left as they are.
@Suite struct SQLiteDestinationTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func open(_ name: String = "users.db", appends: Bool = true, table: String? = nil) throws(Diagnostic) -> SQLiteWriter {
        var destination = SQLiteWriter.Destination(name: name, path: folder(name), table: table)
        destination.appends = appends
        return try SQLiteWriter(Batches.user, fields: [0, 1, 2, 3], to: destination, isInterrupted: { false })
    }

    private func refusal(_ name: String = "users.db", appends: Bool = true) -> Diagnostic? {
        do throws(Diagnostic) {
            _ = try open(name, appends: appends)
            return nil
        } catch {
            return error
        }
    }

    private func add(_ names: [String], table: String? = nil) throws {
        let sink = try open(table: table)
        try sink.insert(batch(names), records: [0..<names.count])
        try sink.finish()
    }

    private func batch(_ names: [String]) -> RecordBatch {
        Batches.batch(Batches.user, names.map { [.missing, .string($0), .missing, .list([[.string("of \($0)"), .missing]])] })
    }

    private func make(_ sql: String) throws { try SQLiteConnection(path: folder("users.db"), access: .create).execute(sql) }

    private func dump() throws -> DatabaseDump { try DatabaseDump(folder("users.db")) }

    // MARK: Adding

    @Test func numbersContinueBehindTheHighest() throws {
        try add(["a", "b"])
        try add(["c"])
        #expect(try dump().rows("User") == ["1 NULL 'a' NULL 1", "2 NULL 'b' NULL 1", "3 NULL 'c' NULL 1"])
        #expect(try dump().rows("User_Roles") == ["1 1 0 'of a' NULL", "2 2 0 'of b' NULL", "3 3 0 'of c' NULL"])
        #expect(folder.names == ["users.db"])
    }

    @Test func otherTablesStay() throws {
        try make("CREATE TABLE mine (a); INSERT INTO mine VALUES (1)")
        try add(["a"])
        try add(["b"], table: "more")
        #expect(try dump().tables() == ["User", "User_Roles", "User_Roles_Permissions", "mine", "more", "more_Roles", "more_Roles_Permissions"])
        #expect(try dump().database.integer("SELECT a FROM mine") == 1)
    }

    @Test func tableOfSomebodyElseThatFitsIsTaken() throws {
        try make("""
            CREATE TABLE user (_RECORD integer primary key, note TEXT DEFAULT 'x' NOT NULL, NAME VARCHAR(20), id BIGINT, roles INT, active TINYINT)
            """)
        try add(["a"])
        #expect(try dump().rows("user") == ["1 'x' 'a' NULL 1 NULL"])
    }

    @Test func emptyFileBecomesADatabase() throws {
        try folder.write("", to: "users.db")
        try add(["a"])
        #expect(try dump().rows("User") == ["1 NULL 'a' NULL 1"])
    }

    @Test func journalOfWritersAheadIsKept() throws {
        try make("PRAGMA journal_mode = WAL; CREATE TABLE mine (a)")
        try add(["a"])
        let select = try dump().database.prepare("PRAGMA journal_mode")
        #expect(try select.step() && select.text(at: 0) == "wal")
    }

    @Test func abandonedAdditionLeavesTheDatabaseAsItWas() throws {
        try add(["a"])
        let before = try Data(contentsOf: URL(fileURLWithPath: folder("users.db")))
        let sink = try open()
        for round in 0..<50 {
            let names = (0..<200).map { "\(round)-\($0)" + String(repeating: "x", count: 500) }
            let batch = batch(names)
            batch.firstRecord = round * 200 + 1
            try sink.insert(batch, records: [0..<200])
        }
        sink.abandon()
        #expect(try dump().rows("User").count == 1)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder("users.db"))).count == before.count)
        #expect(folder.names == ["users.db"])
    }

    @Test func databaseThatIsToHoldSecretsIsClosedToOthers() throws {
        let schema = Schema(
            name: "Key", system: "test", validation: .jsonSchema, fields: [Field(name: "Password", type: .string, marks: .secret)])
        try make("CREATE TABLE mine (a)")
        #expect(try folder.mode("users.db") != 0o600)
        var destination = SQLiteWriter.Destination(name: "users.db", path: folder("users.db"))
        destination.appends = true
        try SQLiteWriter(schema, fields: [0], to: destination, isInterrupted: { false }).finish()
        #expect(try folder.mode("users.db") == 0o600)
    }

    // MARK: Refusals

    struct Misfit: Sendable, CustomTestStringConvertible {
        let table: String, words: String
        var testDescription: String { words }
    }

    private static let fields = "Id INTEGER, Name TEXT, Active INTEGER, Roles INTEGER"

    @Test(arguments: [
        Misfit(table: "CREATE TABLE User (_record INTEGER PRIMARY KEY, Name TEXT, Active INTEGER, Roles INTEGER)", words: "has no column 'Id'"),
        Misfit(
            table: "CREATE TABLE User (_record INTEGER PRIMARY KEY, Id TEXT, Name TEXT, Active INTEGER, Roles INTEGER)",
            words: "has a column 'Id' of type TEXT, expected INTEGER"),
        Misfit(
            table: "CREATE TABLE User (_record INTEGER PRIMARY KEY, Id INTEGER, Name, Active INTEGER, Roles INTEGER)",
            words: "has a column 'Name' of type none, expected TEXT"),
        Misfit(table: "CREATE TABLE User (\(fields))", words: "does not have '_record' as its primary key"),
        Misfit(table: "CREATE TABLE User (_record INTEGER, \(fields), PRIMARY KEY (_record, Id))", words: "does not have '_record' as its primary key"),
        Misfit(
            table: "CREATE TABLE User (_record INTEGER PRIMARY KEY, \(fields), team TEXT NOT NULL)",
            words: "has a column 'team' that must have a value, and the records have none"),
        Misfit(table: "CREATE VIEW User AS SELECT 1 AS _record", words: "is a view, and records go into a table"),
        Misfit(
            table: "CREATE TABLE User (_record INTEGER PRIMARY KEY, \(fields)); INSERT INTO User (_record) VALUES (9223372036854775807)",
            words: "has so high a number in '_record' that none can follow"),
    ])
    func tableThatDoesNotFitIsNamed(_ misfit: Misfit) throws {
        try make(misfit.table)
        let before = try Data(contentsOf: URL(fileURLWithPath: folder("users.db")))
        #expect(refusal() == Diagnostic(
            .databaseMismatch, "table 'User' of 'users.db' \(misfit.words)", hint: "--table NAME takes another table, and makes it"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder("users.db"))) == before)
    }

    @Test func databaseInUseIsBusy() throws {
        try make("CREATE TABLE mine (a)")
        let other = try SQLiteConnection(path: folder("users.db"), access: .readWrite)
        for lock in ["BEGIN IMMEDIATE", "BEGIN; SELECT * FROM mine"] {
            try other.execute(lock)
            #expect(refusal() == Diagnostic(.databaseBusy, "another program is using 'users.db'", hint: "try again when it has ended"))
            try other.execute("ROLLBACK")
        }
        #expect(refusal() == nil)
    }

    @Test func textFileIsNotADatabase() throws {
        try folder.write(String(repeating: "a,b\n", count: 100), to: "users.db")
        #expect(refusal() == Diagnostic(
            .notADatabase, "'users.db' is not an SQLite database, or it is encrypted",
            hint: "name another file; --overwrite instead of --append replaces this one"))
        #expect(folder.names == ["users.db"])
    }

    @Test func damagedDatabaseIsRefusedInItsOwnWords() throws {
        try make("CREATE TABLE User (_record INTEGER PRIMARY KEY)")
        let file = try #require(FileHandle(forUpdatingAtPath: folder("users.db")))
        try file.seek(toOffset: 100)
        try file.write(contentsOf: Data(repeating: 0xFF, count: 900))
        try file.close()
        #expect(refusal()?.code == .databaseFailed)
        #expect(refusal()?.message.contains("malformed") == true)
    }

    @Test func existingFileIsRefusedWithoutAppend() throws {
        try make("CREATE TABLE mine (a)")
        #expect(refusal(appends: false) == Diagnostic(
            .destinationExists, "'users.db' exists", hint: "--append adds to it, --overwrite replaces it"))
    }

    @Test func whatIsNoFileIsRefused() throws {
        #expect(refusal("")?.code == .destinationUnwritable)
        #expect(refusal("none/users.db")?.hint == "the directory does not exist")
        var destination = SQLiteWriter.Destination(name: "/dev/null", path: "/dev/null")
        destination.mayReplace = true
        #expect(throws: Diagnostic(.destinationUnwritable, "'/dev/null' is not a regular file, and a database has to be one")) {
            _ = try SQLiteWriter(Batches.user, fields: [0], to: destination, isInterrupted: { false })
        }
    }

    @Test(arguments: ["-journal", "-wal"])
    func newDatabaseIsNotPutBesideAnOldJournal(_ ending: String) throws {
        try folder.write("x", to: "users.db" + ending)
        let refused = try #require(refusal(appends: false))
        #expect(refused.code == .databaseBusy && refused.message.hasPrefix("'users.db\(ending)' shows that 'users.db' is in use"))
        #expect(folder.names == ["users.db" + ending])
    }

    @Test func secondRunOnANewDatabaseIsTurnedAway() throws {
        let first = try open()
        #expect(refusal()?.code == .destinationInUse)
        try first.finish()
    }

    @Test func rowThatTheTableRefusesIsNamedByItsRecord() throws {
        try make("CREATE TABLE User (_record INTEGER PRIMARY KEY, Id INTEGER, Name TEXT UNIQUE, Active INTEGER, Roles INTEGER)")
        let sink = try open()
        let names = (0..<60).map { $0 == 41 ? "n7" : "n\($0)" }
        #expect(throws: Diagnostic(
            .databaseFailed,
            "record 42: table 'User' of 'users.db' refuses a row: UNIQUE constraint failed: User.Name (SQLite error 2067)",
            hint: "nothing was added; the table has a condition of its own")
        ) { try sink.insert(batch(names), records: [0..<60]) }
        sink.abandon()
        #expect(try dump().rows("User").isEmpty)
    }

    @Test func fullDatabaseIsAFailedWrite() throws {
        try make("CREATE TABLE mine (a)")
        let sink = try open()
        try sink.database?.execute("PRAGMA max_page_count = 12")
        let names = (0..<500).map { "\($0)" + String(repeating: "x", count: 500) }
        #expect(throws: Diagnostic(.writeFailed, "cannot write 'users.db': no space left on device", hint: "nothing was left behind")) {
            try sink.insert(batch(names), records: [0..<500])
        }
        sink.abandon()
        #expect(try dump().tables() == ["mine"])
    }

    @Test func readOnlyIsSaid() {
        #expect(SQLiteMessages.failed(SQLiteError(extendedCode: 8, message: ""), "users.db") == Diagnostic(
            .destinationUnwritable, "cannot write 'users.db': the file or its directory is read-only"))
        #expect(SQLiteMessages.failed(SQLiteError(extendedCode: 14, message: "unable", systemError: EACCES), "users.db") == Diagnostic(
            .destinationUnwritable, "cannot open 'users.db': permission denied"))
    }
}
