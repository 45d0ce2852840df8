/// The parts of a pattern that its automata are made from: the rest of the pattern, its leading look-aheads, their sets.
struct CompiledPattern: Sendable {
    struct LookAhead: Sendable {
        let nfa: NFA
        let negative: Bool
    }

    let main: NFA
    let lookAheads: [LookAhead]
    let alphabet: Alphabet
    let sets: [UnitSet]
    let dialect: PatternDialect
    let stateLimit: Int

    init(_ source: String, dialect: PatternDialect, stateLimit: Int) throws(PatternError) {
        var parser = PatternParser(source, dialect: dialect)
        var leading: [(body: PatternNode, negative: Bool)] = []
        let rest = Self.withoutLeadingLookAheads(try parser.parse(), into: &leading).node

        var table = SetTable()
        main = try NFA(rest, sets: &table, dialect: dialect, stateLimit: stateLimit)
        var lookAheads: [LookAhead] = []
        for (body, negative) in leading {
            let nfa = try NFA(body, sets: &table, dialect: dialect, stateLimit: stateLimit)
            lookAheads.append(LookAhead(nfa: nfa, negative: negative))
        }
        for nfa in [main] + lookAheads.map(\.nfa) {
            for set in Stepper.assertionSets(of: nfa, dialect: dialect) { _ = table.number(of: set) }
        }
        self.lookAheads = lookAheads
        self.dialect = dialect
        self.stateLimit = stateLimit
        sets = table.sets
        alphabet = Alphabet(sets)
    }

    /// Takes out the look-aheads before which the pattern consumes nothing.
    ///
    /// - Returns: what is left, and whether that consumes nothing but assertions, so that more look-aheads may follow.
    private static func withoutLeadingLookAheads(
        _ node: PatternNode, into leading: inout [(body: PatternNode, negative: Bool)]
    ) -> (node: PatternNode, isZeroWidth: Bool) {
        switch node {
        case .empty, .assertion: return (node, true)
        case .lookAhead(let body, let negative, _):
            leading.append((body, negative))
            return (.empty, true)
        case .sequence(let parts):
            var kept: [PatternNode] = []
            var isZeroWidth = true
            for part in parts {
                guard isZeroWidth else {
                    kept.append(part)
                    continue
                }
                let (rest, still) = withoutLeadingLookAheads(part, into: &leading)
                kept.append(rest)
                isZeroWidth = still
            }
            return (.joined(kept), isZeroWidth)
        case .set, .alternatives, .repetition: return (node, false)
        }
    }

    /// The automaton behind `matchesWhole`: the preferred match from the first unit.
    func wholeAutomaton() throws(PatternError) -> Automaton {
        try product(goal: .preferredMatch, contexts: [.edge], limit: stateLimit)
    }

    /// An automaton of any size that finds a match from the first unit on, for each of the contexts that may precede it.
    func prefixAutomaton() throws(PatternError) -> Automaton {
        try product(goal: .anyMatch, contexts: Context.allCases, limit: .max)
    }

    func stepper(_ nfa: NFA, goal: Stepper.Goal) -> Stepper {
        Stepper(nfa: nfa, goal: goal, alphabet: alphabet, sets: sets, dialect: dialect)
    }

    private func product(
        goal: Stepper.Goal, contexts: [Context], limit: Int
    ) throws(PatternError) -> Automaton {
        var determiniser = Determiniser(stepper(main, goal: goal), stateLimit: limit)
        let mainAutomaton = try determiniser.automaton(startingIn: contexts)
        var parts: [Product.LookAhead] = []
        for lookAhead in lookAheads {
            var determiniser = Determiniser(stepper(lookAhead.nfa, goal: .anyMatch), stateLimit: limit)
            let automaton = try determiniser.automaton(startingIn: contexts)
            parts.append(Product.LookAhead(automaton: automaton, negative: lookAhead.negative))
        }
        return try Product(main: mainAutomaton, lookAheads: parts, stateLimit: limit).automaton()
    }
}
