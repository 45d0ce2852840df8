/// A pattern as a graph of steps, the preferred way out of a split first.
///
/// ```
///   a(b|c)*$          split ──1──▶ enter ─▶ … body … ─▶ check ─┐
///                       ▲ └──2──▶ exit                         │ consumed something: back to the split
///                       └──────────────────────────────────────┘ consumed nothing: .NET leaves, ECMAScript gives up
/// ```
///
/// `enter` and `check` stand only around bodies that can match nothing. They carry the rule of both standards that an
/// empty iteration ends the loop, which decides the order of preference in patterns such as `(|a)*`.
/// Counted repetitions are written out. `max` copies of `x{min,max}` nest: `x(x(x)?)?`.
struct NFA: Sendable {
    enum Kind: UInt8, Sendable {
        /// Consumes a unit of set `argument`.
        case set
        /// Prefers `next` to `other`.
        case split
        /// Passes when assertion `argument` holds.
        case assertion
        /// Notes that the loop at nesting level `argument` has consumed nothing in this iteration.
        case enter
        /// Goes on at `next`, or at `other` when the iteration of loop `argument` has consumed nothing.
        case check
        case match
        case fail
    }

    struct Node: Sendable {
        var kind: Kind
        var argument: Int32 = 0
        var next: Int32 = -1
        var other: Int32 = -1
    }

    private(set) var nodes: [Node] = []
    private(set) var start: Int32 = 0
    private let nodeLimit: Int
    private let stateLimit: Int
    private let emptyIterationLeaves: Bool

    /// The levels of nested loops with empty bodies that fit the bits of one configuration.
    static let levelLimit: Int32 = 32

    /// - Parameter sets: collects the sets that the nodes name by number.
    /// - Throws: `PatternError` for an inner look-ahead, or when the written out pattern has no chance to keep the limit.
    init(
        _ tree: PatternNode, sets: inout SetTable, dialect: PatternDialect, stateLimit: Int
    ) throws(PatternError) {
        self.stateLimit = stateLimit
        nodeLimit = 10 * max(stateLimit, 100)
        emptyIterationLeaves = dialect == .dotNet
        let match = try add(Node(kind: .match))
        start = try build(tree, then: match, level: 0, sets: &sets)
    }

    func uses(_ assertion: PatternNode.Assertion) -> Bool {
        nodes.contains { $0.kind == .assertion && $0.argument == Int32(assertion.rawValue) }
    }

    /// Returns, node by node, whether a match follows whatever comes next. May say no where loops with empty bodies obscure it.
    func matchesAtOnce() -> [Bool] {
        var result = nodes.map { $0.kind == .match }
        // A node is made before those that lead to it, save for the splits of unbounded loops, which may wait a round.
        var changed = true
        while changed {
            changed = false
            for index in nodes.indices where !result[index] && nodes[index].kind == .split {
                guard result[Int(nodes[index].next)] || result[Int(nodes[index].other)] else { continue }
                result[index] = true
                changed = true
            }
        }
        return result
    }

    private mutating func add(_ node: Node) throws(PatternError) -> Int32 {
        if nodes.count >= nodeLimit { throw .tooMuchWork(limit: stateLimit) }
        nodes.append(node)
        return Int32(nodes.count - 1)
    }

    /// Adds what matches `tree` and then goes on at `next`; returns its first node.
    private mutating func build(
        _ tree: PatternNode, then next: Int32, level: Int32, sets: inout SetTable
    ) throws(PatternError) -> Int32 {
        switch tree {
        case .empty:
            return next
        case .set(let set):
            return try add(Node(kind: .set, argument: sets.number(of: set), next: next))
        case .assertion(let assertion):
            return try add(Node(kind: .assertion, argument: Int32(assertion.rawValue), next: next))
        case .sequence(let parts):
            var entry = next
            for part in parts.reversed() { entry = try build(part, then: entry, level: level, sets: &sets) }
            return entry
        case .alternatives(let parts):
            var entry: Int32 = -1
            for part in parts.reversed() {
                let branch = try build(part, then: next, level: level, sets: &sets)
                entry = entry < 0 ? branch : try add(Node(kind: .split, next: branch, other: entry))
            }
            return entry
        case .repetition(let body, let minimum, let maximum, let lazy):
            return try build(
                Loop(body: body, minimum: minimum, maximum: maximum, lazy: lazy), then: next, level: level, sets: &sets)
        case .lookAhead(_, let negative, let offset):
            throw PatternError(
                offset: offset, construct: "inner look-ahead '\(negative ? "(?!" : "(?=")'",
                reason: "only look-aheads at the very start of the pattern can be folded into its automaton")
        }
    }

    private struct Loop {
        let body: PatternNode
        let minimum: Int
        let maximum: Int?
        let lazy: Bool
    }

    private mutating func build(
        _ loop: Loop, then exit: Int32, level: Int32, sets: inout SetTable
    ) throws(PatternError) -> Int32 {
        let nullable = loop.body.isNullable
        // .NET looks at the last mandatory iteration too, ECMAScript only at the optional ones.
        let firstChecked = nullable && emptyIterationLeaves ? max(loop.minimum, 1) : loop.minimum + 1
        let bodyLevel = nullable ? level + 1 : level
        if bodyLevel > Self.levelLimit {
            throw PatternError(
                offset: 0, construct: "nested loops", reason: "more than \(Self.levelLimit) loops with empty bodies are nested")
        }

        /// One copy of the body that goes on at `next`.
        func copy(_ iteration: Int, then next: Int32, _ nfa: inout NFA) throws(PatternError) -> Int32 {
            guard nullable, iteration >= firstChecked else {
                return try nfa.build(loop.body, then: next, level: bodyLevel, sets: &sets)
            }
            let whenEmpty = nfa.emptyIterationLeaves ? exit : try nfa.add(Node(kind: .fail))
            let check = try nfa.add(Node(kind: .check, argument: level, next: next, other: whenEmpty))
            let body = try nfa.build(loop.body, then: check, level: bodyLevel, sets: &sets)
            return try nfa.add(Node(kind: .enter, argument: level, next: body))
        }

        func choice(_ again: Int32, _ nfa: inout NFA) throws(PatternError) -> Int32 {
            try nfa.add(
                loop.lazy ? Node(kind: .split, next: exit, other: again) : Node(kind: .split, next: again, other: exit))
        }

        var entry = exit
        var mandatory = loop.minimum
        if let maximum = loop.maximum {
            var iteration = maximum
            while iteration > mandatory {
                entry = try choice(try copy(iteration, then: entry, &self), &self)
                iteration -= 1
            }
        } else {
            let split = try choice(-1, &self)
            // The optional copy doubles as the last mandatory one where both are judged alike.
            let last = try copy(max(firstChecked, mandatory), then: split, &self)
            if loop.lazy { nodes[Int(split)].other = last } else { nodes[Int(split)].next = last }
            let shared = mandatory > 0 && (!nullable || emptyIterationLeaves)
            entry = shared ? last : split
            if shared { mandatory -= 1 }
        }
        var iteration = mandatory
        while iteration > 0 {
            entry = try copy(iteration, then: entry, &self)
            iteration -= 1
        }
        return entry
    }
}
