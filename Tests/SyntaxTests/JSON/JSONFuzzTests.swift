import Foundation
import Mutations
import Records
import Syntax
import Testing

/// SplitMix64: the same seed gives the same documents on every machine.
struct JSONFuzzGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite struct JSONFuzzTests {
    /// TRANSLOAD_SEED repeats a run whose seed was printed.
    static let seed: UInt64 =
        ProcessInfo.processInfo.environment["TRANSLOAD_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...999_999_999)

    private static let mutator = Mutator(
        ["{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "0", "-", ".", "e", "+", "1", "true", "null", "false", " ", "\n", "\0"]
            .map { Array($0.utf8) } + Mutator.halfCharacters)

    @Test func mutatedDocumentsAreJudgedLikeTheTwinDoes() {
        print("JSON fuzz seed \(Self.seed); TRANSLOAD_SEED=\(Self.seed) repeats it")
        var random = JSONFuzzGenerator(state: Self.seed)
        var accepted = 0
        let rounds = 30_000
        for _ in 0..<rounds {
            let document = Array((JSONCorpus.good.randomElement(using: &random) ?? "").utf8)
            let text = Self.mutator.mutated(document, &random)
            let error = jsonVerdict(text)
            let expected = JSONTwin.accepts(text)
            if expected { accepted += 1 }
            guard (error == nil) == expected else {
                Issue.record("seed \(Self.seed): \(text) is \(expected ? "JSON" : "not JSON"), the lexer says \(String(describing: error))")
                return
            }
            if let error {
                let (line, column) = text.withUnsafeBufferPointer { error.location(in: $0) }
                guard line > 0, column > 0, error.offset >= 0, error.offset <= text.count else {
                    Issue.record("seed \(Self.seed): \(text) places \(error) at \(line):\(column)")
                    return
                }
            }
        }
        #expect(accepted > rounds / 20 && accepted < rounds, "mutations must hit both verdicts")
    }

    @Test func twinAgreesOnTheCorpus() {
        for text in JSONCorpus.good { #expect(JSONTwin.accepts(Array(text.utf8)), "\(text)") }
        for bad in JSONCorpus.bad { #expect(!JSONTwin.accepts(bad.text), "\(bad.testDescription)") }
    }

    @Test func unescapingAnythingIsSafe() {
        var random = JSONFuzzGenerator(state: Self.seed &+ 1)
        let buffer = ByteBuffer()
        for _ in 0..<5_000 {
            var raw: [UInt8] = []
            for _ in 0..<Int.random(in: 0...8, using: &random) { raw += Self.mutator.fragment(&random) }
            buffer.removeAll()
            raw.withUnsafeBufferPointer { _ = JSONString.unescape($0, into: buffer) }
            #expect(buffer.count <= raw.count)
        }
    }
}
