import Testing
import ValidationSamples

/// Random records, judged here and by .NET.
@Suite(.enabled(if: Oracle.program != nil, Oracle.whyNot))
struct RecordInteropTests {
    static let recordCount = 24_000

    @Test func verdictsAreThoseOfDotNet() throws {
        let seed = SeededGenerator.seed
        print("TRANSLOAD_SEED=\(seed) records")
        var users = RandomUsers(seed: seed)
        let rows = (0..<Self.recordCount).map { _ in users.row() }
        let answers = try Oracle.answers("records", rows.map(line))
        let judged = try JudgedRows(rows).failingByRecord()
        var mismatches = Mismatches("seed \(seed)")
        var valid = 0
        var rulesSeen: Set<String> = []
        for (index, answer) in answers.enumerated() {
            let failing = judged[index].joined(separator: " ")
            if answer.isEmpty { valid += 1 }
            rulesSeen.formUnion(judged[index])
            if failing != answer {
                mismatches.add("record \(index): '\(failing)', .NET says '\(answer)': \(described(rows[index]))")
            }
        }
        print("\(rows.count) records, \(valid) valid, \(rulesSeen.count) rules broken, \(mismatches.count) mismatches")
        #expect(mismatches.count == 0)
        // 5 required, 9 patterns, 11 lengths; every one has been broken, and not everything is.
        #expect(rulesSeen.count == 25)
        #expect((2_000..<20_000).contains(valid))
    }

    /// Every UTF-16 unit that is a character of its own, at the beginning, inside and at the end of the ruled members.
    @Test func everyCharacterOfThePlaneIsJudgedAlike() throws {
        let characters = (UInt32(0)...0xFFFF).compactMap { Unicode.Scalar($0) }.map { String($0) }
        var rows: [[String: String]] = []
        for character in characters {
            rows.append([
                "UserName": character + "a", "FirstName": character, "FirstNameOther": "a" + character,
                "LastName": character + "م", "LastNameOther": "م" + character + "م", "InitialName": character,
                "Email": character + "@b.c" + character, "Password": "Aa" + character + "!", "Phone": character,
                "Mobile": "1" + character,
            ])
        }
        let answers = try Oracle.answers("records", rows.map(line))
        let judged = try JudgedRows(rows).failingByRecord()
        var mismatches = Mismatches("every character:")
        for (index, answer) in answers.enumerated() where judged[index].joined(separator: " ") != answer {
            mismatches.add("\(judged[index]), .NET says '\(answer)': \(described(rows[index]))")
        }
        print("\(rows.count) characters, \(mismatches.count) mismatches")
        #expect(mismatches.count == 0)
    }

    private func line(_ row: [String: String]) -> String {
        RandomUsers.members.map { row[$0].map(Oracle.encoded) ?? "-" }.joined(separator: "\t")
    }

    private func described(_ row: [String: String]) -> String {
        RandomUsers.members.compactMap { member in row[member].map { "\(member)='\($0.escaped)'" } }.joined(separator: " ")
    }
}
