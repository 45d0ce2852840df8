@testable import Patterns

/// The slow and obvious matcher that the automata are compared with: backtracking over UTF-16 units, way by way.
///
/// It shares only the parser with the module. `OutOfSteps` is thrown when a pattern takes too long.
struct TwinMatcher {
    struct OutOfSteps: Error {}

    let tree: PatternNode
    let dialect: PatternDialect
    let units: [UInt16]
    private var steps = 20_000

    init(_ tree: PatternNode, dialect: PatternDialect, text: String) {
        self.tree = tree
        self.dialect = dialect
        units = Array(text.utf16)
    }

    mutating func matchesWhole() throws -> Bool { try preferredEnd(from: 0) == units.count }

    mutating func containsMatch() throws -> Bool {
        for start in 0...units.count where try preferredEnd(from: start) != nil { return true }
        return false
    }

    private mutating func preferredEnd(from start: Int) throws -> Int? {
        var end: Int?
        _ = try walk(tree, start) { _, position in
            end = position
            return true
        }
        return end
    }

    private typealias Continuation = (inout TwinMatcher, Int) throws -> Bool

    private mutating func walk(_ node: PatternNode, _ position: Int, _ then: @escaping Continuation) throws -> Bool {
        steps -= 1
        if steps < 0 { throw OutOfSteps() }
        switch node {
        case .empty:
            return try then(&self, position)
        case .set(let set):
            guard position < units.count, set.contains(UInt32(units[position])) else { return false }
            return try then(&self, position + 1)
        case .assertion(let assertion):
            return holds(assertion, position) ? try then(&self, position) : false
        case .lookAhead(let body, let negative, _):
            let found = try walk(body, position) { _, _ in true }
            return found != negative ? try then(&self, position) : false
        case .alternatives(let parts):
            for part in parts where try walk(part, position, then) { return true }
            return false
        case .sequence(let parts):
            return try walk(parts[...], position, then)
        case .repetition(let body, let minimum, let maximum, let lazy):
            let loop = Loop(body: body, minimum: minimum, maximum: maximum ?? .max, lazy: lazy, then: then)
            return try iterate(loop, done: 0, position)
        }
    }

    private mutating func walk(
        _ parts: ArraySlice<PatternNode>, _ position: Int, _ then: @escaping Continuation
    ) throws -> Bool {
        guard let first = parts.first else { return try then(&self, position) }
        return try walk(first, position) { try $0.walk(parts.dropFirst(), $1, then) }
    }

    private struct Loop {
        let body: PatternNode
        let minimum: Int
        let maximum: Int
        let lazy: Bool
        let then: Continuation
    }

    private mutating func iterate(_ loop: Loop, done: Int, _ position: Int) throws -> Bool {
        if done < loop.minimum { return try again(loop, done: done, position) }
        if loop.lazy, try loop.then(&self, position) { return true }
        if done < loop.maximum, try again(loop, done: done, position) { return true }
        return loop.lazy ? false : try loop.then(&self, position)
    }

    private mutating func again(_ loop: Loop, done: Int, _ position: Int) throws -> Bool {
        let dialect = dialect
        return try walk(loop.body, position) { twin, end in
            if end == position {
                if dialect == .dotNet, done + 1 >= loop.minimum { return try loop.then(&twin, end) }
                if dialect == .ecmaScript, done >= loop.minimum { return false }
            }
            return try twin.iterate(loop, done: done + 1, end)
        }
    }

    private func holds(_ assertion: PatternNode.Assertion, _ position: Int) -> Bool {
        let isEnd = position == units.count
        let isNewlineAhead = !isEnd && units[position] == 10
        switch assertion {
        case .textStart: return position == 0
        case .lineStart: return position == 0 || units[position - 1] == 10
        case .textEnd: return isEnd
        case .finalLineEnd: return isEnd || isNewlineAhead && position == units.count - 1
        case .lineEnd: return isEnd || isNewlineAhead
        case .wordBoundary: return isWord(position - 1) != isWord(position)
        case .notWordBoundary: return isWord(position - 1) == isWord(position)
        }
    }

    private func isWord(_ index: Int) -> Bool {
        guard units.indices.contains(index) else { return false }
        let words = dialect == .dotNet ? CharacterClasses.boundaryWord : CharacterClasses.asciiWord
        return words.contains(UInt32(units[index]))
    }
}
