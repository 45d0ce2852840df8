import Foundation

/// Tables of people for tests that need more of them than a folder should hold.
enum People {
    static let header = "UserName,FirstName,LastName,Email,Password,Phone,IsActiveUser,Address"

    /// A record that breaks no rule; no two have the same user name or password.
    static func good(_ number: Int) -> String {
        "user\(number),Ann,Lee,user\(number)@example.com,\(password(number)),0114550101,true,\"Tower \(number), Riyadh\""
    }

    /// A password that passes, and that can be told from everything else in a table.
    static func password(_ number: Int) -> String { "Zq-\(number)-Secret" }

    static func table(_ records: [String]) -> String { ([header] + records).map { $0 + "\n" }.joined() }

    /// Returns a runner whose directory holds the text as `people.csv`.
    static func runner(_ table: Data, name: String = "people.csv") throws -> CaseRunner {
        let runner = try CaseRunner()
        try table.write(to: runner.directory.appendingPathComponent(name))
        return runner
    }
}

extension CaseRunner {
    /// The file of this name in the working directory; `nil` when there is none.
    func file(_ name: String) -> Data? { try? Data(contentsOf: directory.appendingPathComponent(name)) }
}

extension CaseRunner.Result {
    var errorText: String { String(decoding: errors, as: UTF8.self) }
}

/// A small generator that gives the same numbers for the same seed everywhere (splitmix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Whether something that happens once in `times` happens.
    mutating func oneIn(_ times: Int) -> Bool { Int.random(in: 0..<times, using: &self) == 0 }
}
