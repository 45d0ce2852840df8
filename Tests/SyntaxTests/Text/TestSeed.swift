import Foundation

/// Where the random tests of CSV and text begin. TRANSLOAD_SEED repeats a run whose seed was printed.
enum TestSeed {
    static let value: UInt64 =
        ProcessInfo.processInfo.environment["TRANSLOAD_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...999_999_999)

    /// Prints the seed and returns a generator; `salt` keeps the tests of one run apart.
    static func generator(_ test: String, salt: UInt64) -> JSONFuzzGenerator {
        print("\(test) seed \(value); TRANSLOAD_SEED=\(value) repeats it")
        return JSONFuzzGenerator(state: value &+ salt &* 0x1000_0000_0000)
    }
}

/// Bytes as people read them in a failure.
func readable(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: Array(bytes), as: UTF8.self).debugDescription
}
