/// Folds the look-aheads at the start of a pattern into its automaton.
///
/// All of them and the rest of the pattern begin at the same unit, so they run side by side:
/// ```
///   ^(?=.*\d)(?!.*\s).{4,8}$        .{4,8}$ │ .*\d │ .*\s
///                                  ─────────┼──────┼──────
///   state                             m     │  a   │  b       → one number for each triple that is reached
///   at the end, valid when            m accepts, a has found or finds here, b has not
/// ```
/// A triple is dead as soon as one part decides against the text.
struct Product {
    struct LookAhead {
        let automaton: Automaton
        let negative: Bool
    }

    let main: Automaton
    let lookAheads: [LookAhead]
    let stateLimit: Int

    /// - Throws: `PatternError` when more than the limit of states is needed.
    func automaton() throws(PatternError) -> Automaton {
        if lookAheads.isEmpty { return main }
        let classCount = main.classCount
        var table = StateTable()
        _ = table.number(of: [])
        _ = table.number(of: Stepper.foundKey)
        var result = Automaton(
            classCount: classCount, transitions: [UInt32](repeating: Automaton.dead, count: 2 * classCount),
            acceptsAtEnd: [false, true], starts: [])
        for unitClass in 0..<classCount { result.transitions[classCount + unitClass] = Automaton.found }

        var key: [UInt32] = []
        for (index, mainStart) in main.starts.enumerated() {
            key = [mainStart] + lookAheads.map { $0.automaton.starts[index] }
            settle(&key)
            result.starts.append(UInt32(table.number(of: key)))
        }
        var state = 2
        var parts: [UInt32] = []
        while state < table.count {
            try Determiniser.check(states: table.count, words: result.transitions.count, limit: stateLimit)
            parts.removeAll(keepingCapacity: true)
            parts.append(contentsOf: table[state])
            for unitClass in 0..<classCount {
                key.removeAll(keepingCapacity: true)
                key.append(main.next(parts[0], unitClass))
                for index in 1..<parts.count { key.append(lookAheads[index - 1].automaton.next(parts[index], unitClass)) }
                settle(&key)
                result.transitions.append(UInt32(table.number(of: key)))
            }
            result.acceptsAtEnd.append(acceptsAtEnd(parts))
            state += 1
        }
        return result
    }

    /// Replaces a key whose verdict no further unit can change by that of the dead or the found state.
    private func settle(_ key: inout [UInt32]) {
        var isFound = key[0] == Automaton.found
        var isDead = key[0] == Automaton.dead
        for (index, part) in lookAheads.enumerated() {
            let state = key[index + 1]
            let met = part.negative ? Automaton.dead : Automaton.found
            let failed = part.negative ? Automaton.found : Automaton.dead
            if state != met { isFound = false }
            if state == failed { isDead = true }
        }
        if isDead {
            key.removeAll(keepingCapacity: true)
        } else if isFound {
            key = Stepper.foundKey
        }
    }

    private func acceptsAtEnd(_ parts: [UInt32]) -> Bool {
        guard main.acceptsAtEnd[Int(parts[0])] else { return false }
        for (index, part) in lookAheads.enumerated()
        where part.automaton.acceptsAtEnd[Int(parts[index + 1])] == part.negative { return false }
        return true
    }
}
