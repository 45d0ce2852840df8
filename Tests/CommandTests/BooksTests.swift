import Foundation
import Testing

/// Whatever a table holds and a run is told, every record is accounted for, and two runs write the same bytes.
///
/// `TRANSLOAD_SEED` sets the first seed; a failure names its own.
@Suite struct BooksTests {
    private static let firstSeed = ProcessInfo.processInfo.environment["TRANSLOAD_SEED"].flatMap { UInt64($0) } ?? 1
    private static let seeds = (0..<60).map { firstSeed &+ $0 }

    @Test(arguments: seeds)
    func booksBalance(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        // Now and then a table is longer than a chunk, so that several workers have a share in it.
        let count = generator.oneIn(12) ? 15_000 : Int.random(in: 1...60, using: &generator)
        let table = Self.table(count, &generator)
        let flags = Self.flags(count, &generator)
        let command = "transload convert people.csv -o out.ndjson --rejects bad.csv --report report.json" + flags

        let first = try People.runner(table), second = try People.runner(table)
        let result = try first.run(command)
        #expect(try second.run(command) == result, "seed \(seed): messages differ between two runs of \(command)")
        #expect(try second.changedFiles() == first.changedFiles(), "seed \(seed): files differ between two runs of \(command)")

        let books = try #require(SummaryLine(result.errorText), "seed \(seed): \(command)\n\(result.errorText)")
        let comment = Comment(rawValue: "seed \(seed): \(command)\n\(result.errorText.suffix(300))")
        #expect(books.read == books.delivered + books.rejected + books.folded + books.filtered + books.notAttempted, comment)
        let isStopped = result.exitCodes == [3]
        #expect(isStopped || result.exitCodes == [books.rejected > 0 ? 1 : 0], comment)
        #expect(isStopped == (first.file("out.ndjson") == nil), comment)
        #expect(Self.lines(first.file("out.ndjson")) == books.delivered, comment)
        #expect(Self.rejects(first.file("bad.csv")) == books.rejected, comment)
        try expectReport(first.file("report.json"), agreesWith: books, comment)
        // A run that was stopped may have only some of the records of a key among its rejects.
        if !isStopped || !flags.contains("--fold") { try expectRejectsStayRejected(first, books.rejected, flags, comment) }
    }

    private func expectReport(_ data: Data?, agreesWith books: SummaryLine, _ comment: Comment) throws {
        let report = try #require(JSONSerialization.jsonObject(with: data ?? Data()) as? [String: Any], comment)
        let totals = try #require(report["stats"] as? [String: Int], comment)
        let task = try #require((report["tasks"] as? [[String: Any]])?.first, comment)
        let findings = try #require(task["errors"] as? [[String: Any]], comment)
        let errors = findings.filter { $0["severity"] as? String == "error" }
        #expect(totals["rejected"] == books.rejected && totals["filtered"] == books.filtered && (totals["folded"] ?? 0) == books.folded, comment)
        #expect((task["stats"] as? [String: Int])?["rows"] == books.read, comment)
        #expect(totals["errors"] == errors.count && totals["warnings"] == findings.count - errors.count, comment)
        #expect(Set(errors.compactMap { $0["record"] as? Int }).count == books.rejected, comment)
    }

    /// A rejects file that nobody has touched is a source of which nothing passes: the second round loses nothing either.
    private func expectRejectsStayRejected(_ runner: CaseRunner, _ count: Int, _ flags: String, _ comment: Comment) throws {
        guard count > 0 else { return }
        let empty = ["null", "empty"].first { flags.contains("--empty-as \($0)") } ?? "missing"
        let fold = ["UserName", "Address"].first { flags.contains("--fold \($0)") }.map { " --fold \($0)" } ?? ""
        let result = try runner.run("transload validate bad.csv --rejects again.csv --progress never --empty-as \(empty)\(fold)")
        let books = try #require(SummaryLine(result.errorText), comment)
        #expect(books.read == count && books.rejected == count, "\(comment) again:\n\(result.errorText)")
        #expect(Self.rejects(runner.file("again.csv")) == count, comment)
    }

    // MARK: Random tables

    private static func table(_ count: Int, _ generator: inout SeededGenerator) -> Data {
        var bytes = Array((People.header + "\n").utf8)
        let rate = generator.oneIn(3) ? 3 : 40
        for number in 1...count {
            // People have a record each, or several.
            var record = Array(People.good(generator.oneIn(3) ? (number + 1) / 2 : number).utf8)
            if generator.oneIn(rate) { damage(&record, &generator) }
            bytes += record
            if number < count || !generator.oneIn(4) { bytes += generator.oneIn(50) ? [0x0D, 0x0A, 0x0A] : [0x0A] }
        }
        return Data(bytes)
    }

    private static func damage(_ record: inout [UInt8], _ generator: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 1...3, using: &generator) where !record.isEmpty {
            let place = Int.random(in: 0..<record.count, using: &generator)
            switch Int.random(in: 0..<8, using: &generator) {
            case 0: record.remove(at: place)
            case 1: record.insert(0x2C, at: place)
            // A pair of quotes mostly, since a lone one ends the table for good.
            case 2: record.insert(contentsOf: generator.oneIn(20) ? [0x22] : [0x22, 0x22], at: place)
            case 3: record[place] = 0
            case 4: record[place] = 0xFF
            case 5: record.removeSubrange(place...)
            case 6: record.insert(contentsOf: Array("é\u{200F}😀".utf8), at: place)
            default: record.insert(generator.oneIn(2) ? 0x0A : 0x0D, at: place)
            }
        }
    }

    private static func flags(_ count: Int, _ generator: inout SeededGenerator) -> String {
        var flags = " --progress never"
        let isFolded = generator.oneIn(3)
        if isFolded { flags += " --fold \(generator.oneIn(4) ? "Address" : "UserName")" }
        if !isFolded && generator.oneIn(3) { flags += " --offset \(Int.random(in: 0...count, using: &generator))" }
        if !isFolded && generator.oneIn(3) { flags += " --limit \(Int.random(in: 0...count, using: &generator))" }
        if generator.oneIn(4) { flags += " --max-errors \(Int.random(in: 0...4, using: &generator))" }
        if generator.oneIn(6) { flags += " --max-errors-share" }
        flags = flags.replacing(" --max-errors-share", with: flags.contains("--max-errors ") ? "" : " --max-errors 10%")
        let conditions = ["IsActiveUser=true", "UserName!=user3", "'Phone in 0114550101,7'", "FirstName="]
        if generator.oneIn(3), let condition = conditions.randomElement(using: &generator) { flags += " --where \(condition)" }
        if let state = ["missing", "null", "empty"].randomElement(using: &generator) { flags += " --empty-as \(state)" }
        return flags
    }

    // MARK: Counting

    private static func lines(_ data: Data?) -> Int { data?.count { $0 == 0x0A } ?? 0 }

    /// Every record of a rejects file names its run once.
    private static func rejects(_ data: Data?) -> Int {
        guard let data else { return 0 }
        return String(decoding: data, as: UTF8.self).components(separatedBy: "," + CaseRunner.runID + ",").count - 1
    }
}

/// The numbers of the last line of a run: `read 40 = delivered 34 + rejected 6 in 0.0 s`.
struct SummaryLine {
    var read = 0, delivered = 0, rejected = 0, folded = 0, filtered = 0, notAttempted = 0

    init?(_ text: String) {
        guard let line = text.split(separator: "\n").last(where: { $0.hasPrefix("read ") }) else { return nil }
        func number(behind word: String) -> Int? {
            guard let found = line.range(of: word + " ") else { return nil }
            return Int(line[found.upperBound...].prefix { $0.isNumber || $0 == "," }.filter { $0 != "," })
        }
        guard let read = number(behind: "read"), let rejected = number(behind: "rejected"),
            let good = number(behind: "delivered") ?? number(behind: "valid")
        else { return nil }
        self.read = read
        self.rejected = rejected
        delivered = good
        folded = number(behind: "folded") ?? 0
        filtered = number(behind: "filtered") ?? 0
        notAttempted = number(behind: "not attempted") ?? 0
    }
}
