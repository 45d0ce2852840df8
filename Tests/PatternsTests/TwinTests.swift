import Foundation
import Testing

@testable import Patterns

@Suite struct TwinTests {
    static let seed = ProcessInfo.processInfo.environment["TRANSLOAD_SEED"].flatMap { UInt64($0) } ?? 20_261_123

    @Test(arguments: [PatternDialect.dotNet, .ecmaScript])
    func automataAgreeWithBacktracking(_ dialect: PatternDialect) throws {
        print("TRANSLOAD_SEED=\(Self.seed) \(dialect)")
        var source = RandomPatterns(random: SeededGenerator(state: Self.seed))
        var compared = 0
        var matched = 0
        for _ in 0..<1500 {
            let text = source.pattern()
            var parser = PatternParser(text, dialect: dialect)
            guard let tree = try? parser.parse(), let pattern = try? Pattern(text, dialect: dialect) else { continue }
            for _ in 0..<6 {
                let input = source.text()
                var twin = TwinMatcher(tree, dialect: dialect, text: input)
                guard let whole = try? twin.matchesWhole(), let contained = try? twin.containsMatch() else { continue }
                compared += 1
                if whole { matched += 1 }
                #expect(pattern.matchesWhole(input) == whole, "\(text.debugDescription) on \(input.debugDescription)")
                #expect(pattern.containsMatch(input) == contained, "\(text.debugDescription) in \(input.debugDescription)")
            }
        }
        #expect(compared > 4000)
        #expect(matched > 300)
    }

    @Test func slowSearchAgreesWithItsAutomaton() throws {
        var source = RandomPatterns(random: SeededGenerator(state: Self.seed &+ 1))
        for _ in 0..<300 {
            let text = source.pattern()
            guard let compiled = try? CompiledPattern(text, dialect: .dotNet, stateLimit: 10_000),
                compiled.lookAheads.isEmpty, let pattern = try? Pattern(text)
            else { continue }
            let slow = SlowSearch(threadsOf: compiled)
            for _ in 0..<5 {
                let input = source.text()
                let bytes = Array(input.utf8) + [0]
                #expect(
                    slow.containsMatch(bytes, count: bytes.count - 1) == pattern.containsMatch(input),
                    "\(text.debugDescription) in \(input.debugDescription)")
            }
        }
    }
}
