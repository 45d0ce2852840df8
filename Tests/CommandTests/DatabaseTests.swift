import Foundation
import SQLite
import Testing

/// `convert` into a database: what is in it is read back with SQLite, since its bytes depend on the library.
@Suite struct DatabaseTests {
    private static let people = People.table([
        People.good(1), "user2,Sara,Omar,user2@example.com,\(People.password(2)),,no,\"King's \"\"Road\"\", الرياض\"",
        ",Ann,Lee,user3@example.com,\(People.password(3)),,true,Riyadh", People.good(4),
    ])

    private func runner(_ table: String = people) throws -> CaseRunner { try People.runner(Data(table.utf8)) }

    private func rows(_ runner: CaseRunner, _ file: String, _ sql: String) throws -> [[String?]] {
        let path = runner.directory.appendingPathComponent(file).path
        let statement = try SQLiteConnection(path: path, access: .readOnly).prepare(sql)
        var rows: [[String?]] = []
        while try statement.step() { rows.append((0..<statement.columnCount).map { statement.text(at: $0) }) }
        return rows
    }

    @Test(arguments: ["out.db", "out.sqlite", "out.SQLITE3", "sqlite:out", "sqlite:out.csv"])
    func goodRecordsAreRowsAndTheOthersRejects(_ destination: String) throws {
        let runner = try runner()
        let result = try runner.run("transload convert people.csv -o \(destination) --rejects bad.csv")
        #expect(result.exitCodes == [1])
        #expect(result.errorText.hasSuffix("read 4 = delivered 3 + rejected 1 in 0.0 s\n"))
        let file = destination.hasPrefix("sqlite:") ? String(destination.dropFirst(7)) : destination
        #expect(try runner.changedFiles().keys.sorted() == ["bad.csv", file, "people.csv"].sorted())
        let found = try rows(runner, file, "SELECT _record, UserName, LastName, IsActiveUser, typeof(IsActiveUser), Phone, Address, Id FROM UserDTO")
        #expect(found == [
            ["1", "user1", "Lee", "1", "integer", "0114550101", "Tower 1, Riyadh", nil],
            ["2", "user2", "Omar", "0", "integer", nil, "King's \"Road\", الرياض", nil],
            ["4", "user4", "Lee", "1", "integer", "0114550101", "Tower 4, Riyadh", nil],
        ])
    }

    @Test func emptyAndNullAreTwoThings() throws {
        let runner = try runner(People.header + ",LoginDays\n" + People.good(1) + ",\n")
        _ = try runner.run(
            """
            transload convert people.csv -o null.db --empty-as null -q
            transload convert people.csv -o empty.db --empty-as empty -q
            """)
        for (file, type) in [("null.db", "null"), ("empty.db", "text")] {
            #expect(try rows(runner, file, "SELECT typeof(LoginDays) FROM UserDTO") == [[type]], "\(file)")
        }
    }

    @Test func formatMayBeSaidByFlag() throws {
        let runner = try runner()
        #expect(try runner.run("transload convert people.csv -o people --output-format sqlite --table staff -q").exitCodes == [1])
        #expect(try rows(runner, "people", "SELECT count(*) FROM staff") == [["3"]])
    }

    @Test func listsHaveTablesOfTheirOwn() throws {
        let table = "UserName,FirstName,LastName,Email,Password,IsActiveUser,Address,Groups[0].Name,Groups[1].Name\n"
            + "ann,Ann,Lee,ann@example.com,\(People.password(1)),true,Riyadh,Finance,HR\n"
            + "bob,Bob,Lee,bob@example.com,\(People.password(2)),true,Riyadh,,\n"
        let runner = try runner(table)
        let result = try runner.run("transload convert people.csv -o out.db -q")
        #expect(result.exitCodes == [0], "\(result.errorText)")
        #expect(try rows(runner, "out.db", "SELECT UserName, Groups FROM UserDTO") == [["ann", "2"], ["bob", nil]])
        let groups = try rows(runner, "out.db", "SELECT _parent, _index, Name FROM UserDTO_Groups ORDER BY _record")
        #expect(groups == [["1", "0", "Finance"], ["1", "1", "HR"]])
    }

    @Test func appendingTwiceKeepsBoth() throws {
        let runner = try runner()
        let result = try runner.run(
            """
            transload convert people.csv -o out.db --append -q
            transload convert people.csv -o out.db --append -q
            transload convert people.csv -o out.db -q
            transload convert people.csv -o out.db --overwrite -q
            """)
        #expect(result.exitCodes == [1, 1, 73, 1])
        #expect(result.errorText == "error: 'out.db' exists [E401]\nhint: --append adds to it, --overwrite replaces it\n")
        #expect(try rows(runner, "out.db", "SELECT count(*), max(_record) FROM UserDTO") == [["3", "4"]])
    }

    @Test func recordsOfManyChunksComeInTheirOrder() throws {
        let runner = try runner(People.table((1...40_000).map { $0 % 1_000 == 7 ? "," + People.good($0) : People.good($0) }))
        let result = try runner.run("transload convert people.csv -o out.db --rejects bad.csv -q")
        #expect(result.exitCodes == [1])
        #expect(try rows(runner, "out.db", "SELECT count(*), sum(UserName = 'user' || _record) FROM UserDTO") == [["39960", "39960"]])
    }

    @Test func stoppedRunsLeaveTheDatabaseAsItWas() throws {
        let runner = try runner()
        let result = try runner.run(
            """
            transload convert people.csv -o new.db --max-errors 0 -q
            transload convert people.csv -o out.db --append -q
            transload convert people.csv -o out.db --append --max-errors 0 -q
            transload convert people.csv -o out.db --append --max-errors 10% -q
            transload convert people.csv -o out.db --append --dry-run -q
            """)
        #expect(result.exitCodes == [3, 1, 3, 3, 1])
        #expect(try runner.changedFiles().keys.sorted() == ["out.db", "people.csv"])
        #expect(try rows(runner, "out.db", "SELECT count(*) FROM UserDTO") == [["3"]])
    }

    @Test func dryRunFindsAnExistingDatabase() throws {
        let runner = try runner()
        let result = try runner.run(
            """
            transload convert people.csv -o out.db -q
            transload convert people.csv -o out.db --dry-run -q
            """)
        #expect(result.exitCodes == [1, 73])
        #expect(result.errorText == "error: 'out.db' exists [E401]\nhint: --append adds to it, --overwrite replaces it\n")
    }

    @Test func gateCountsWhatWasNotWritten() throws {
        let result = try runner().run("transload convert people.csv -o new.db --max-errors 0")
        #expect(result.errorText.hasSuffix("read 3 = delivered 0 + rejected 1 + not attempted 2 in 0.0 s\n"))
    }

    @Test func tableThatDoesNotFitIs73AndABusyDatabase75() throws {
        let runner = try runner()
        let path = runner.directory.appendingPathComponent("out.db").path
        let other = try SQLiteConnection(path: path, access: .create)
        try other.execute("CREATE TABLE UserDTO (_record INTEGER PRIMARY KEY, Id TEXT)")
        let script = "transload convert people.csv -o out.db --append -q"
        var result = try runner.run(script)
        #expect(result.exitCodes == [73])
        #expect(result.errorText == """
            error: table 'UserDTO' of 'out.db' has a column 'Id' of type TEXT, expected INTEGER [E422]
            hint: --table NAME takes another table, and makes it\n
            """)
        try other.execute("BEGIN IMMEDIATE")
        result = try runner.run(script)
        #expect(result.exitCodes == [75])
        #expect(result.errorText == "error: another program is using 'out.db' [E421]\nhint: try again when it has ended\n")
    }

    @Test func sourceIsNotWrittenOver() throws {
        let runner = try runner()
        let result = try runner.run("transload convert people.csv -o sqlite:people.csv --append -q")
        #expect(result.exitCodes == [64])
        #expect(runner.file("people.csv") == Data(Self.people.utf8))
        #expect(try runner.changedFiles().keys.sorted() == ["people.csv"])
    }

    @Test func fileIsForItsOwnerOnly() throws {
        let runner = try runner()
        _ = try runner.run("transload convert people.csv -o out.db -q")
        let path = runner.directory.appendingPathComponent("out.db").path
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    }
}
