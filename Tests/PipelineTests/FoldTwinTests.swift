import Foundation
import Records
import Schemas
import Testing

@testable import Pipeline

/// `--fold`, beside a fold that holds the whole table in dictionaries.
///
/// `TRANSLOAD_SEED` sets the first seed; a failure names its own.
@Suite struct FoldTwinTests {
    private static let firstSeed = ProcessInfo.processInfo.environment["TRANSLOAD_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0...1 << 40)
    private static let seeds = (0..<40).map { firstSeed &+ $0 }

    @Test(arguments: seeds)
    func foldedTableIsThatOfTheTwin(_ seed: UInt64) throws {
        print("TRANSLOAD_SEED=\(seed)")
        var random = Lottery(seed: seed)
        // Now and then a table is longer than a chunk, so that people lie in several.
        let count = random.below(10) == 0 ? 9000 : 1 + random.below(60)
        let rows = FoldTwin.rows(count, &random)
        let isFiltered = random.below(3) == 0
        let twin = FoldTwin(rows, isFiltered: isFiltered)

        let file = try SourceFile(FoldTwin.text(rows))
        var options = RunOptions(runID: "run", source: .init(name: "in.csv", path: file.path))
        options.schema = "UserDTO"
        options.destination = .init(name: "out", path: file.destination)
        options.rejects = .init(name: "bad", path: file.destination + ".bad")
        options.format = .ndjson
        options.foldField = "UserName"
        // A few records a run, or all in one.
        options.foldRunLength = random.below(2) == 0 ? 300 : 1 << 20
        if isFiltered { options.filters = [FilterExpression(field: "IsLocked", values: ["true"], isNegated: false)] }
        let catalog = SchemaCatalog()
        let fold = try FoldSearch.list(options, catalog: catalog, isInterrupted: { false })
        let prepared = try PreparedRun(options, catalog: catalog, standardInput: -1, fold: fold, isInterrupted: { false })
        let run = try Run(prepared, standardOutput: -1, listener: Nobody(), isInterrupted: { false })
        let outcome = run.perform { 0 }

        let comment = Comment(rawValue: "seed \(seed)")
        #expect(outcome.stop == nil, comment)
        #expect(outcome.books.balance && outcome.books.read == count, comment)
        #expect(outcome.books.delivered == twin.delivered.count, comment)
        #expect(outcome.books.rejected == twin.rejected.count, comment)
        #expect(outcome.books.folded == twin.folded, comment)
        #expect(outcome.books.filtered == twin.filtered, comment)
        let written = try String(contentsOfFile: file.destination, encoding: .utf8).split(separator: "\n").map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? NSDictionary
        }
        #expect(written == twin.delivered, comment)
        #expect(try Self.rejects(file.destination + ".bad") == twin.rejected, comment)
    }

    /// The numbers of the records in a rejects file, in its order.
    private static func rejects(_ path: String) throws -> [Int] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: ",run,").dropFirst().compactMap {
            Int($0.prefix { $0 != "," })
        }
    }

    private final class Nobody: RunListener {
        func runDidFind(_ findings: [Finding], in batch: RecordBatch, text: FindingText) {}
        func runDidFindLate(_ warning: Diagnostic) {}
        func runDidNotice(_ diagnostic: Diagnostic) {}
        func runDidRead(records: Int, bytes: Int, of total: Int?) {}
    }
}

/// The slow and obvious fold: everything in memory, one person after the other.
private struct FoldTwin {
    struct Row {
        var cells: [String]
        var roles: [String]
        var isSurplus: Bool
        var isDamaged: Bool
    }

    static let scalars = ["UserName", "FirstName", "LastName", "Email", "Password", "IsLocked"]
    var delivered: [NSDictionary?] = []
    var rejected: [Int] = []
    var folded = 0
    var filtered = 0

    init(_ rows: [Row], isFiltered: Bool) {
        var people: [String: [Int]] = [:]
        for (index, row) in rows.enumerated() where !row.isSurplus && !row.cells[0].isEmpty { people[row.cells[0].lowercased(), default: []].append(index) }
        for (index, row) in rows.enumerated() {
            var group = [index]
            if !row.isSurplus, let all = people[row.cells[0].lowercased()] { group = all }
            if group[0] != index { continue }
            var isGood = !row.isSurplus
            var joined: [String: Any] = [:]
            for (field, name) in Self.scalars.enumerated() {
                let values = group.map { rows[$0].cells[field] }.filter { !$0.isEmpty }
                let same = Set(values.map { name == "UserName" || name == "IsLocked" ? $0.lowercased() : $0 })
                if same.count > 1 { isGood = false }
                guard let value = values.first else {
                    if name != "IsLocked" { isGood = false }
                    continue
                }
                joined[name] = name == "IsLocked" ? value.lowercased() == "true" : value
                if value == "J2" { isGood = false }
            }
            var roles: [String] = []
            for member in group where !rows[member].isDamaged { for role in rows[member].roles where !roles.contains(role) { roles.append(role) } }
            if !roles.isEmpty { joined["RoleDTOs"] = roles.map { ["Name": $0] } }
            if group.contains(where: { rows[$0].isDamaged }) { isGood = false }

            if isFiltered && joined["IsLocked"] as? Bool != true {
                filtered += group.count
            } else if isGood {
                delivered.append(joined as NSDictionary)
                folded += group.count - 1
            } else {
                rejected += group.map { $0 + 1 }
            }
        }
        rejected.sort()
    }

    static func rows(_ count: Int, _ random: inout Lottery) -> [Row] {
        let people = max(1, count / (1 + random.below(5)))
        let trouble = 20 + random.below(200)
        return (0..<count).map { _ in
            let person = random.below(people)
            var cells = ["user\(person)", "Ann", "Lee", "u\(person)@x.co", "Aa1!aa", person % 3 == 0 ? "true" : ""]
            for field in 1..<5 where random.below(12) == 0 { cells[field] = "" }
            if random.below(4) == 0 { cells[0] = cells[0].uppercased() }
            if random.below(3) == 0 { cells[5] = cells[5].uppercased() }
            if random.below(trouble) == 0 { cells[0] = "" }
            if random.below(trouble) == 0 { cells[1] = "J2" }
            if random.below(trouble) == 0 { cells[2] = "Lea" }
            if random.below(trouble) == 0 { cells[5] = "false" }
            // A record without a partner keeps its list as it is, so that no row says a role twice.
            let start = random.below(6)
            return Row(
                cells: cells, roles: (0..<random.below(4)).map { "Role\((start + $0) % 6)" }, isSurplus: random.below(trouble) == 0,
                isDamaged: random.below(trouble) == 0)
        }
    }

    static func text(_ rows: [Row]) -> String {
        let lines = rows.map { row in
            let list = row.isDamaged ? "[x" : row.roles.joined(separator: ";")
            return row.cells.joined(separator: ",") + "," + list + (row.isSurplus ? ",surplus" : "")
        }
        return ((scalars + ["RoleDTOs"]).joined(separator: ",") + "\n") + lines.map { $0 + "\n" }.joined()
    }
}

/// A small generator that gives the same numbers for the same seed everywhere (splitmix64).
private struct Lottery {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(bound))
    }
}
