import SQLite
import Testing

@Suite struct SQLiteStatementTests {
    private let temporary: TemporaryDatabase
    private let database: SQLiteConnection

    init() throws {
        temporary = try TemporaryDatabase()
        database = try temporary.connect()
        try database.execute("CREATE TABLE t (a, b)")
    }

    private func row(_ sql: String) throws -> [String?] {
        let statement = try database.prepare(sql)
        guard try statement.step() else { return [] }
        return (0..<statement.columnCount).map { statement.text(at: $0) }
    }

    @Test func valuesComeBackAsTheyWereBound() throws {
        let insert = try database.prepare("INSERT INTO t VALUES (?, ?)")
        insert.bind(Int64.min, at: 1)
        insert.bind(text: "عمر 😀 \"quoted\" 'single'\n", at: 2)
        try insert.run()
        let select = try database.prepare("SELECT a, b FROM t")
        #expect(try select.step())
        #expect(select.integer(at: 0) == Int64.min)
        #expect(select.storage(at: 0) == "integer" && select.storage(at: 1) == "text")
        #expect(select.text(at: 1) == "عمر 😀 \"quoted\" 'single'\n")
        #expect(try !select.step())
    }

    @Test func nullAndEmptyAreTwoThings() throws {
        let insert = try database.prepare("INSERT INTO t VALUES (?, ?)")
        insert.bindNull(at: 1)
        insert.bind(text: "", at: 2)
        try insert.run()
        #expect(try row("SELECT typeof(a), typeof(b), length(b) FROM t") == ["null", "text", "0"])
    }

    @Test func borrowedBytesAreReadWhenTheStatementRuns() throws {
        let insert = try database.prepare("INSERT INTO t VALUES (?, ?)")
        var bytes = Array("abcdef".utf8)
        try bytes.withUnsafeMutableBufferPointer { buffer in
            let base = try #require(buffer.baseAddress)
            insert.bind(borrowing: base, count: 3, at: 1)
            insert.bind(borrowing: base + 3, count: 0, at: 2)
            try insert.run()
            // The next row needs no new binding where the value lies in the same place.
            base[0] = UInt8(ascii: "x")
            try insert.run()
        }
        #expect(try row("SELECT group_concat(a || '/' || b) FROM t") == ["abc/,xbc/"])
    }

    @Test func bindingBeyondTheParametersIsThrownByTheStep() throws {
        let insert = try database.prepare("INSERT INTO t VALUES (?, 1)")
        insert.bind(1, at: 2)
        #expect(sqliteError { try insert.run() }?.code == 25)
        // The refusal is told once.
        insert.bind(1, at: 1)
        try insert.run()
        #expect(try row("SELECT count(*) FROM t") == ["1"])
    }

    @Test func statementThatFailedCanRunAgain() throws {
        try database.execute("CREATE UNIQUE INDEX i ON t (a)")
        let insert = try database.prepare("INSERT INTO t (a) VALUES (?)")
        insert.bind(1, at: 1)
        try insert.run()
        let error = try #require(sqliteError { try insert.run() })
        #expect(error.kind == .constraint && error.extendedCode == 2067)
        insert.bind(2, at: 1)
        try insert.run()
        #expect(try row("SELECT count(*) FROM t") == ["2"])
    }

    @Test func statementKeepsItsConnectionOpen() throws {
        var connection: SQLiteConnection? = try temporary.connect()
        let statement = try #require(try connection?.prepare("SELECT 7"))
        connection = nil
        #expect(try statement.step() && statement.integer(at: 0) == 7)
    }

    @Test(arguments: ["", "   ", "-- nothing"])
    func commentIsNoStatement(_ sql: String) { #expect(sqliteError { try database.prepare(sql) }?.message == "no statement") }
}
