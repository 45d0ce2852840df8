import Foundation
import Testing

/// Inputs that are too large to be kept as files.
@Suite struct LargeInputTests {
    @Test func headerOfAHundredThousandColumnsIsRefused() throws {
        let header = (1...100_000).map { "c\($0)" }.joined(separator: ",") + "\n1\n"
        let result = try People.runner(Data(header.utf8)).run("transload validate people.csv")
        #expect(result.exitCodes == [65])
        #expect(result.errorText == "people.csv:1: the header has 100000 columns, at most 4096 are read [E112]\n")
    }

    @Test func headerWithoutEndIsRefused() throws {
        let header = Data(repeating: UInt8(ascii: "x"), count: 3 << 20)
        let result = try People.runner(header).run("transload validate people.csv")
        #expect(result.exitCodes == [65])
        #expect(
            result.errorText == """
                people.csv:1: the header is longer than 1 MiB [E111]
                hint: is this a CSV file with a header line?\n
                """)
    }

    @Test func recordOfAHundredThousandCellsIsRejected() throws {
        let long = People.good(2) + String(repeating: ",x", count: 100_000 - 8)
        let table = People.table([People.good(1), long, People.good(3)])
        let runner = try People.runner(Data(table.utf8))
        let result = try runner.run(
            "transload convert people.csv -o out.ndjson --rejects bad.csv\ntransload validate bad.csv -q --rejects again.csv")
        #expect(result.exitCodes == [1, 1])
        #expect(result.errorText.contains("people.csv:3: record 2: 100000 cells, the header has 8; the surplus is not empty [E107]\n"))
        #expect(result.errorText.hasSuffix("read 3 = delivered 2 + rejected 1 in 0.0 s\n"))
        // The whole record is in the rejects file, and in that of the next round.
        #expect((runner.file("bad.csv")?.count ?? 0) > long.utf8.count)
        #expect((runner.file("again.csv")?.count ?? 0) > long.utf8.count)
    }

    @Test func recordBeyondTheLimitStopsTheRunAndNamesItsPlace() throws {
        var records = (1...20_000).map { People.good($0) }
        records[17_999] = "user,\"" + String(repeating: "a\n", count: 9 << 20)
        let runner = try People.runner(Data(People.table(records).utf8))
        let result = try runner.run("transload convert people.csv -o out.ndjson --rejects bad.csv --progress never -q")
        #expect(result.exitCodes == [65])
        #expect(
            result.errorText == """
                people.csv:18001: record 18000: record is longer than 16 MiB [E111]
                hint: a quote opened in it may never be closed; --max-record raises the limit\n
                """)
        #expect(try runner.changedFiles().keys.sorted() == ["people.csv"])
    }

    @Test func blankRowsBeforeTheHeaderAndBetweenChunksAreCounted() throws {
        let blank = String(repeating: ",,,,,,,\r\n", count: 40_000)
        let table = blank + [People.header, People.good(1)].map { $0 + "\r\n" }.joined() + blank + ",Ann\r\n" + blank
        let result = try People.runner(Data(table.utf8)).run("transload validate people.csv")
        #expect(result.exitCodes == [1])
        #expect(result.errorText.contains("people.csv:80003: record 2: UserName: missing or blank, a value is required [E201]"))
        #expect(result.errorText.contains("note: 120,000 blank rows passed over\n"))
    }

    /// A table that is ASCII for longer than a block is known as a code page only while it is read.
    @Test func rejectsAreInTheEncodingThatShowsLate() throws {
        let arabic = Data([0xDA, 0xE3, 0xD1, 0x20, 0xC7, 0xE1, 0xDA, 0xE1, 0xED])
        let good = (1...5_000).map { People.good($0) }
        var table = Data(People.table(good).utf8)
        for name in ["1", "2"] { table += Data("omar,".utf8) + arabic + Data("\(name),Lee\r\n".utf8) }
        let runner = try People.runner(table)
        let result = try runner.run("transload validate people.csv --rejects bad.csv -q")
        #expect(result.exitCodes == [1] && table.count > 1 << 18)
        let rejects = try #require(runner.file("bad.csv"))
        #expect(rejects.range(of: arabic + Data("1,Lee,".utf8)) != nil && rejects.range(of: arabic + Data("2,Lee,".utf8)) != nil)
    }

    @Test func blankLinesBeforeTheHeaderAreCounted() throws {
        // A CRLF lies across every border of the blocks that are read.
        let blank = "\n" + String(repeating: "\r\n", count: 1 << 19)
        let table = blank + [People.header, People.good(1), ",Ann"].map { $0 + "\r\n" }.joined()
        let result = try People.runner(Data(table.utf8)).run("transload validate people.csv")
        #expect(result.exitCodes == [1])
        let line = (1 << 19) + 1 + 3
        #expect(result.errorText.contains("people.csv:\(line): record 2: UserName: missing or blank, a value is required [E201]"))
    }

    /// What one person has must fit a record, however many rows it comes in.
    @Test func joinedRecordBeyondTheLimitStopsTheRun() throws {
        let rows = (0..<50).map { "ann,Ann,Lee,a@x.co,Aa1!aa,Role\($0)" + String(repeating: "x", count: 3000) }
        let table = "UserName,FirstName,LastName,Email,Password,RoleDTOs\n" + People.good(1).prefix(5) + ",Bo,Lee,b@x.co,Aa1!aa,\n"
            + rows.joined(separator: "\n") + "\n"
        let runner = try People.runner(Data(table.utf8))
        let result = try runner.run("transload convert people.csv --fold UserName --max-record 64K -o out.ndjson -q")
        #expect(result.exitCodes == [65])
        #expect(
            result.errorText == """
                people.csv: record 2: with the later records of its key it is longer than 65536 bytes [E111]
                hint: --max-record raises the limit; a key that many people share is no key\n
                """)
        #expect(try runner.changedFiles().keys.sorted() == ["people.csv"])
        #expect(try runner.run("transload convert people.csv --fold UserName -o out.ndjson -q").exitCodes == [0])
    }

    @Test func valueOfManyMegabytesIsOneFinding() throws {
        let long = "user2,Ann,Lee,user2@example.com,Zq-2-Secret,,true," + String(repeating: "ش", count: 3 << 20)
        let runner = try People.runner(Data(People.table([People.good(1), long]).utf8))
        let result = try runner.run("transload validate people.csv -q --report report.ndjson")
        #expect(result.exitCodes == [1])
        let report = String(decoding: runner.file("report.ndjson") ?? Data(), as: UTF8.self)
        #expect(report.contains("\"message\":\"Address: 3145728 characters, at most 50 are allowed\""))
    }

    @Test func numbersStayRightOverManyChunks() throws {
        var records = (1...30_000).map { People.good($0) }
        for number in [1, 9_999, 20_000, 30_000] { records[number - 1] = "user\(number),Ann,,user@example.com,Zq-1-Secret,,true," }
        let runner = try People.runner(Data(People.table(records).utf8))
        let result = try runner.run("transload convert people.csv -o out.csv --rejects bad.csv --report report.ndjson -q")
        #expect(result.exitCodes == [1])
        let places = String(decoding: runner.file("report.ndjson") ?? Data(), as: UTF8.self).split(separator: "\n")
            .map { $0.prefix { $0 != "f" } }
        #expect(places == [1, 9_999, 20_000, 30_000].map { "{\"record\":\($0),\"line\":\($0 + 1),\"" })
        // The records that are left stand in their order, header first.
        let names = String(decoding: runner.file("out.csv") ?? Data(), as: UTF8.self).split(separator: "\n")
            .map { $0.prefix { $0 != "," } }
        let kept = (1...30_000).filter { ![1, 9_999, 20_000, 30_000].contains($0) }
        #expect(names == ["UserName"] + kept.map { "user\($0)" })
    }
}
