import Foundation
import SQLite
import Testing

@Suite struct SQLiteConnectionTests {
    private let temporary: TemporaryDatabase

    init() throws { temporary = try TemporaryDatabase() }

    @Test func fileIsMadeOnlyOnRequest() throws {
        for access in [SQLiteConnection.Access.readOnly, .readWrite] {
            let error = try #require(sqliteError { try temporary.connect(access) })
            #expect(error.kind == .cannotOpen && error.systemError == ENOENT && error.sql == nil)
        }
        try temporary.connect(.create).execute("CREATE TABLE t (a)")
        #expect(try temporary.connect(.readOnly).integer("SELECT count(*) FROM sqlite_schema") == 1)
    }

    @Test func textFileIsNoDatabase() throws {
        try Data(String(repeating: "a,b,c\n", count: 1000).utf8).write(to: URL(fileURLWithPath: temporary.path))
        let database = try temporary.connect(.readWrite)
        #expect(sqliteError { try database.execute("BEGIN EXCLUSIVE") }?.kind == .notADatabase)
    }

    @Test func secondWriterFindsItBusy() throws {
        let first = try temporary.connect(), second = try temporary.connect()
        try first.execute("CREATE TABLE t (a); BEGIN IMMEDIATE")
        #expect(first.isInTransaction && !second.isInTransaction)
        #expect(sqliteError { try second.execute("BEGIN IMMEDIATE") }?.kind == .busy)
        try first.execute("COMMIT")
        try second.execute("BEGIN IMMEDIATE; COMMIT")
    }

    @Test func readOnlyConnectionRefusesToWrite() throws {
        try temporary.connect().execute("CREATE TABLE t (a)")
        let database = try temporary.connect(.readOnly)
        #expect(database.isReadOnly)
        #expect(sqliteError { try database.execute("INSERT INTO t VALUES (1)") }?.kind == .readOnly)
    }

    @Test func databaseWithALimitIsFull() throws {
        let database = try temporary.connect()
        try database.execute("PRAGMA max_page_count = 4; CREATE TABLE t (a)")
        let error = try #require(sqliteError { try database.execute("INSERT INTO t VALUES (zeroblob(100000))") })
        #expect(error.kind == .full)
    }

    @Test func errorHasTheStatementAndNoBoundValue() throws {
        let database = try temporary.connect()
        try database.execute("CREATE TABLE t (a CHECK (a <> 'secret'))")
        let insert = try database.prepare("INSERT INTO t VALUES (?1 || 'ret')")
        insert.bind(text: "sec", at: 1)
        let error = try #require(sqliteError { try insert.run() })
        #expect(error.sql == "INSERT INTO t VALUES (?1 || 'ret')")
        #expect(error.description == "SQLite error 275: CHECK constraint failed: a <> 'secret' in: INSERT INTO t VALUES (?1 || 'ret')")
    }

    @Test func integerIsNilForNoRowAndForNull() throws {
        let database = try temporary.connect()
        #expect(try database.integer("SELECT 1 WHERE 0") == nil)
        #expect(try database.integer("SELECT NULL") == nil)
        #expect(try database.integer("SELECT 42") == 42)
    }

    @Test(arguments: ["plain", "two words", "\"", "a\"\"b", "ثلاثة", "]; DROP TABLE t; --", "'"])
    func quotedNameIsOneName(_ name: String) throws {
        let database = try temporary.connect()
        try database.execute("CREATE TABLE \(SQLiteName.quoted(name)) (a)")
        let select = try database.prepare("SELECT name FROM sqlite_schema")
        #expect(try select.step() && select.text(at: 0) == name)
        #expect(try !select.step())
    }

    @Test func kindFollowsThePrimaryCode() {
        let kinds: [(Int32, SQLiteError.Kind)] = [
            (5, .busy), (6, .busy), (261, .busy), (8, .readOnly), (1544, .readOnly), (3, .readOnly), (14, .cannotOpen), (26, .notADatabase),
            (13, .full), (19, .constraint), (2067, .constraint), (10, .inputOutput), (778, .inputOutput), (9, .interrupted),
            (1, .other), (11, .other),
        ]
        for (code, kind) in kinds { #expect(SQLiteError(extendedCode: code, message: "").kind == kind, "\(code)") }
    }
}
