import Foundation
import Testing

/// `--unique`, beside a dictionary that holds every key.
@Suite struct UniqueTests {
    @Test func firstGoodRecordOfEachKeyIsDelivered() throws {
        // More than one chunk, and every seventh record is bad, so that some keys have their first good record later.
        var rows: [(user: String, isGood: Bool)] = []
        for index in 0..<12_000 { rows.append(("user\(index * 7919 % 3001)", index % 7 != 0)) }
        let lines = rows.enumerated().map { index, row in
            "\(index % 2 == 0 ? row.user : row.user.uppercased()),Ann,\(row.isGood ? "Lee" : "L"),a\(index)@example.com,Zq-1-Secret"
        }
        let runner = try People.runner(Data(("UserName,FirstName,LastName,Email,Password\n" + lines.joined(separator: "\n") + "\n").utf8))
        let result = try runner.run(
            "transload convert people.csv --schema UserDTO --unique UserName -o out.csv --rejects bad.csv --progress never")
        #expect(result.exitCodes == [1])

        var seen: Set<String> = []
        let expected = rows.enumerated().filter { $1.isGood && seen.insert($1.user).inserted }.map { "a\($0.offset)@example.com" }
        let delivered = String(decoding: runner.file("out.csv") ?? Data(), as: UTF8.self)
            .split(separator: "\n").dropFirst().map { String($0.split(separator: ",")[3]) }
        #expect(delivered == expected)
        let bad = rows.count { !$0.isGood }
        #expect(result.errorText.hasSuffix(
            "read 12,000 = delivered \(SummaryLine.grouped(expected.count)) + rejected \(SummaryLine.grouped(bad)) + duplicate "
                + "\(SummaryLine.grouped(rows.count - bad - expected.count)) in 0.0 s\n"))
    }
}

extension SummaryLine {
    /// A number as the summary writes it.
    fileprivate static func grouped(_ number: Int) -> String {
        number < 1000 ? String(number) : "\(number / 1000)," + String(String(number % 1000 + 1000).dropFirst())
    }
}
