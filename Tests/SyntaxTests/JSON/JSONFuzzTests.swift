import Foundation
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

    private static let fragments: [[UInt8]] =
        ["{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "0", "-", ".", "e", "+", "1", "true", "null", "false", " ", "\n", "\0"]
        .map { Array($0.utf8) } + [[0x80], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98, 0x80], [0xFF]]

    private func mutate(_ document: [UInt8], _ random: inout JSONFuzzGenerator) -> [UInt8] {
        var text = document
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0...text.count, using: &random)
            let length = Int.random(in: 0...min(6, text.count - place), using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: text.removeSubrange(place..<place + length)
            case 1: text.insert(contentsOf: Self.fragments.randomElement(using: &random) ?? [], at: place)
            case 2: text.insert(contentsOf: text[place..<place + length], at: Int.random(in: 0...text.count, using: &random))
            case 3 where place < text.count: text[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 4 where place < text.count: text[place] = UInt8.random(in: 0...255, using: &random)
            default: text.removeLast(min(length, text.count))
            }
        }
        return text
    }

    @Test func mutatedDocumentsAreJudgedLikeTheTwinDoes() {
        print("JSON fuzz seed \(Self.seed); TRANSLOAD_SEED=\(Self.seed) repeats it")
        var random = JSONFuzzGenerator(state: Self.seed)
        var accepted = 0
        let rounds = 30_000
        for _ in 0..<rounds {
            let document = Array((JSONCorpus.good.randomElement(using: &random) ?? "").utf8)
            let text = mutate(document, &random)
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
            for _ in 0..<Int.random(in: 0...8, using: &random) { raw += Self.fragments.randomElement(using: &random) ?? [] }
            buffer.removeAll()
            raw.withUnsafeBufferPointer { JSONString.unescape($0, into: buffer) }
            #expect(buffer.count <= raw.count)
        }
    }
}
