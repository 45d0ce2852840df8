import Foundation
import Testing

/// A password of the source stands in the destination and in the rejects file, and nowhere else.
@Suite struct SecretTests {
    /// Records that say something in as many ways as there are, each with a password of its own.
    private static let records: [String] = [
        People.good(1),
        ",Ann,Lee,user2@example.com,\(People.password(2)),0114550101,true,Riyadh",
        "user3,Ann,Lee,user3@example.com,zq-3-secret,0114550101,true,Riyadh",
        "user4,Ann,Lee,user4@example.com,\(String(repeating: People.password(4), count: 6)),0114550101,true,Riyadh",
        "user5,Ann,Lee,user5@example.com,\" \(People.password(5)) \",01 14,perhaps,Riyadh",
        // Cells lost and won: the password comes to stand under another header.
        "user6,Ann,\(People.password(6))",
        "user7,Ann,Lee,\(People.password(7)),0114550101,true,Riyadh",
        "user8,\(People.password(8)),0114550101,true,Riyadh",
        "user9,Ann,Lee,Lee,user9@example.com,\(People.password(9)),0114550101,true,Riyadh",
        "user10,Ann,Lee,user10@example.com,Zq-10,-Secret,0114550101,true,Riyadh",
        "user11,A\u{0}nn,Lee,user11@example.com,\(People.password(11)),0114550101,true,Riyadh",
        "user12,Ann,Lee,user12@example.com,Zq-\"12\"-Secret,0114550101,,Riyadh",
        "user13,Ann,Lee,user13@example.com,\"\(People.password(13)),0114550101,true,Riyadh",
    ]
    /// What must not be found, in parts too: half a password is a password.
    private static let secrets = ["-Secret", "-secret", "Zq-", "zq-"]

    private static let runs = [
        "transload validate people.csv",
        "transload validate people.csv --show-values --report report.json",
        "transload validate people.csv --show-values --report report.ndjson --empty-as empty --strict",
        "transload validate people.csv --show-values --max-errors 0 --fail-on warning",
        "transload validate people.csv --show-values --column Address=JobTitleId --report report.json",
        "transload validate people.csv --show-values --column Password=ConfirmPassword",
        "transload validate people.csv --show-values --column Password=Emial --column UserName=Pasword",
        "transload convert people.csv -o out.csv --rejects bad.csv --show-values --report report.ndjson",
        "transload convert people.csv -o out.json --rejects bad.csv --show-values --max-errors 2 --report report.json",
        "transload convert people.csv -o out.ndjson --dry-run --empty-as null --show-values",
        "transload convert people.csv -o none/out.ndjson --show-values",
        "transload convert people.csv -o out.db --rejects bad.csv --show-values --report report.json",
        "transload convert people.csv -o /dev/full --output-format csv --show-values",
        "transload validate people.csv --max-record 10 --show-values",
        "KEY='Zq-0-Secret' transload validate people.csv --column Password= --set Password=env:KEY --show-values",
        "KEY='zq-0-secret' transload validate people.csv --column Password= --set Password=env:KEY --show-values",
        "KEY='Zq-0-Secret' transload validate people.csv --set Password=env:KEY --show-values",
        "transload validate people.csv --set Password=Zq-0-Secret",
        "transload validate headless.csv --schema UserDTO --show-values",
        "transload validate headless.csv --show-values",
    ]

    @Test(arguments: runs)
    func passwordsAreInNoMessageAndNoReport(_ command: String) throws {
        let runner = try People.runner(Data(People.table(Self.records).utf8))
        let headless = Self.records.map { $0 + "\n" }.joined()
        try Data(headless.utf8).write(to: runner.directory.appendingPathComponent("headless.csv"))
        let result = try runner.run(command)
        #expect(result.output.isEmpty && !result.errors.isEmpty)
        expectNone(in: result.errors, "the messages of \(command)")
        for (name, data) in try runner.changedFiles() where name.hasPrefix("report") {
            expectNone(in: data, "\(name) of \(command)")
        }
    }

    @Test func rejectsFeedTheNextRunWithoutShowingThem() throws {
        let runner = try People.runner(Data(People.table(Self.records).utf8))
        let result = try runner.run(
            """
            transload convert people.csv -o out.csv --rejects bad.csv -q
            transload validate bad.csv --show-values --report report.json
            """)
        #expect(result.exitCodes == [1, 1])
        expectNone(in: result.errors, "the messages")
        expectNone(in: runner.file("report.json") ?? Data(), "the report")
    }

    @Test func filesWithPasswordsAreForTheirOwnerOnly() throws {
        let runner = try People.runner(Data(People.table(Self.records).utf8))
        _ = try runner.run("transload convert people.csv -o out.csv --rejects bad.csv --report report.json -q")
        for name in ["out.csv", "bad.csv", "report.json"] {
            let path = runner.directory.appendingPathComponent(name).path
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(name)")
        }
    }

    private func expectNone(in data: Data, _ place: String) {
        let text = String(decoding: data, as: UTF8.self)
        for secret in Self.secrets where text.contains(secret) {
            Issue.record("'\(secret)' stands in \(place):\n\(text)")
        }
    }
}
