import Patterns
import Testing
import ValidationSamples

/// Random patterns on random texts, matched here and by .NET.
@Suite(.enabled(if: Oracle.program != nil, Oracle.whyNot))
struct PatternInteropTests {
    private static let patternCount = 4_000

    @Test func automataMatchAsDotNetDoes() throws {
        let seed = SeededGenerator.seed
        print("TRANSLOAD_SEED=\(seed) patterns")
        var source = RandomDialect(seed: seed)
        var questions: [(pattern: Pattern, text: String)] = []
        var refused = 0
        for _ in 0..<Self.patternCount {
            let piece = source.pattern()
            // An empty pattern is no rule, and an empty text passes every one without a look.
            guard !piece.pattern.isEmpty, let pattern = try? Pattern(piece.pattern, stateLimit: 200) else {
                refused += 1
                continue
            }
            let texts = (0..<6).map { _ in source.text(for: piece) }
            for text in texts where !text.isEmpty { questions.append((pattern, text)) }
        }
        let lines = questions.map { Oracle.encoded($0.pattern.source) + "\t" + Oracle.encoded($0.text) }
        var mismatches = Mismatches("seed \(seed)")
        var counts: [String: Int] = [:]
        for (index, answer) in try Oracle.answers("regex", lines).enumerated() {
            let (pattern, text) = questions[index]
            counts[answer, default: 0] += 1
            if answer == "undecided" { continue }
            let mine = pattern.matchesWhole(text) ? "valid" : "invalid"
            if mine != answer {
                let question = "'\(pattern.source.escaped)' on '\(text.escaped)'"
                mismatches.add("question \(index): \(mine), .NET says \(answer): \(question)")
            }
        }
        print("\(questions.count) questions, \(refused) patterns refused here, \(counts), \(mismatches.count) mismatches")
        #expect(mismatches.count == 0)
        #expect(counts["valid", default: 0] > 1_500)
        #expect(refused < Self.patternCount / 2)
    }

    /// The classes of `Patterns` are tables; these are the same of .NET, unit by unit.
    @Test(arguments: [#"\w"#, #"\d"#, #"\s"#, ".", #"[^\da-zA-Z]"#, #"\p{Nd}"#, #"a\b."#])
    func classHasTheSameMembers(_ source: String) throws {
        let pattern = try Pattern(source)
        let front = source.hasPrefix("a") ? "a" : ""
        let texts = (UInt32(0)...0xFFFF).compactMap { Unicode.Scalar($0) }.map { front + String($0) }
        let encoded = Oracle.encoded(source)
        let answers = try Oracle.answers("regex", texts.map { encoded + "\t" + Oracle.encoded($0) })
        var mismatches = Mismatches(source)
        for (text, answer) in zip(texts, answers) where answer != (pattern.matchesWhole(text) ? "valid" : "invalid") {
            mismatches.add("on '\(text.escaped)': .NET says \(answer)")
        }
        #expect(mismatches.count == 0)
    }
}
