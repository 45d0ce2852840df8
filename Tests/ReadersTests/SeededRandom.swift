import Foundation

/// SplitMix64: the same seed gives the same texts on every machine. TRANSLOAD_SEED repeats a run whose seed was printed.
struct SeededRandom: RandomNumberGenerator {
    static let seed: UInt64 =
        ProcessInfo.processInfo.environment["TRANSLOAD_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...999_999_999)

    private var state = SeededRandom.seed

    init(_ test: String) { print("\(test) seed \(Self.seed); TRANSLOAD_SEED=\(Self.seed) repeats it") }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A random text of the pieces that matter to CSV.
    mutating func csv(pieces count: ClosedRange<Int>) -> [UInt8] {
        let pieces = ["a", "b", ",", ",", "\"", "\"\"", "\n", "\r", "\r\n", ";", "é", " ", "\"x\"", ",\"", "\",", "\"\n", "\n\"", "\n"]
        var text: [UInt8] = []
        for _ in 0..<Int.random(in: count, using: &self) { text += Array((pieces.randomElement(using: &self) ?? "").utf8) }
        return text
    }
}
