import Foundation

/// A small repeatable source of randomness (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    /// The seed of this test run: TRANSLOAD_SEED, else always the same.
    public static let seed = ProcessInfo.processInfo.environment["TRANSLOAD_SEED"].flatMap { UInt64($0) } ?? 20_261_123

    private var state: UInt64

    public init(_ seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    public mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

    public mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }

    public mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
}
