import Testing

@testable import Patterns

@Suite struct LimitTests {
    @Test(arguments: ["(a|b)*a(a|b){12}", ".{2000}"])
    func tooManyStatesNameTheLimit(_ source: String) {
        let error = #expect(throws: PatternError.self) { try Pattern(source, stateLimit: 2000) }
        #expect(error?.construct == "state limit 2000")
        #expect(error?.reason == "the automaton of this pattern needs more than 2000 states; shorten its repetition counts")
    }

    @Test(arguments: ["(?:a{1000}){1000}", "a{2147483647}", "(?:){2147483647}a{2000000}", "(?:a?b?){2500}"])
    func hugePatternsEndEarly(_ source: String) {
        let error = #expect(throws: PatternError.self) { try Pattern(source, stateLimit: 2000) }
        #expect(error?.construct == "state limit 2000")
        #expect(
            error?.reason
                == "the automaton of this pattern grows too large before it has 2000 states; shorten its repetition counts")
    }

    @Test(arguments: [Int.max, 1, 0, -1, .min])
    func anyLimitIsSafe(_ limit: Int) {
        let isCompiled = (try? Pattern("a{3}", stateLimit: limit)) != nil
        #expect(isCompiled == (limit == .max))
    }

    @Test func limitCountsEveryState() throws {
        let count = try Pattern("a{10}b").stateCount
        _ = try Pattern("a{10}b", stateLimit: count)
        #expect(throws: PatternError.tooManyStates(limit: count - 1)) { try Pattern("a{10}b", stateLimit: count - 1) }
    }

    /// Patterns on which a backtracking engine takes exponential time keep a handful of states, and a text takes as many
    /// steps as it has units.
    @Test(arguments: ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^([a-zA-Z]+)*$", "^(a*)*b*$", "(x+x+)+y", "^(.*a.*)*$"])
    func nastyPatternsStaySmall(_ source: String) throws {
        let pattern = try Pattern(source)
        #expect(pattern.stateCount <= 12)
        let text = String(repeating: "a", count: 100_000)
        #expect(!pattern.matchesWhole(text + "\n"))
        _ = pattern.containsMatch(text)
    }

    @Test func searchBeyondTheLimitStillAnswers() throws {
        // Anchored it is a chain; found anywhere it would need 2¹³ states.
        let pattern = try Pattern("a[ab]{12}c", stateLimit: 100)
        #expect(pattern.stateCount < 20)
        #expect(pattern.containsMatch("bb" + "a" + String(repeating: "b", count: 12) + "c"))
        #expect(!pattern.containsMatch(String(repeating: "ab", count: 2000)))
    }

    @Test func compilingAGreatPatternCountsEachStateOnce() throws {
        #expect(try Pattern("^[a-z]{1,900}$").stateCount < 910)
        #expect(try Pattern(UserPatterns.password).stateCount < 1000)
    }

    @Test func severalThreadsMayAskForTheSearch() async throws {
        let pattern = try Pattern("b+c")
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 { group.addTask { pattern.containsMatch("aabbc") && !pattern.containsMatch("aabb") } }
            for await found in group { #expect(found) }
        }
    }
}
