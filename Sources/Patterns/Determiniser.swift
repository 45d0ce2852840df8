/// Turns an `NFA` into an `Automaton` by subset construction over the ordered lists of `Stepper`.
///
/// Only states that some text reaches are made, breadth first. Per state the threads are followed once for each kind of
/// context that a next unit can have (at most three, and the end), then each class takes its step.
struct Determiniser {
    /// The words of lists, the transitions and a quarter of the steps that a state may cost on average: a few thousand
    /// states of thousands of threads each must eat neither the memory nor seconds.
    static let wordsPerState = 800

    private var stepper: Stepper
    private let stateLimit: Int
    private var table = StateTable()

    init(_ stepper: Stepper, stateLimit: Int) {
        self.stepper = stepper
        self.stateLimit = stateLimit
    }

    /// - Parameter contexts: what may stand before the first unit; `starts` of the result has an entry for each `Context`.
    /// - Throws: `PatternError` when more than the limit of states is needed.
    mutating func automaton(startingIn contexts: [Context] = [.edge]) throws(PatternError) -> Automaton {
        let classCount = stepper.classCount
        var result = Automaton(
            classCount: classCount, transitions: [UInt32](repeating: Automaton.dead, count: 2 * classCount),
            acceptsAtEnd: [false, true], starts: [UInt32](repeating: Automaton.dead, count: Context.allCases.count))
        for unitClass in 0..<classCount { result.transitions[classCount + unitClass] = Automaton.found }
        _ = table.number(of: [])
        _ = table.number(of: Stepper.foundKey)
        for context in contexts {
            result.starts[Int(context.rawValue)] = UInt32(table.number(of: stepper.startKey(behind: context)))
        }

        let kinds = Context.allCases.filter { stepper.contextAhead.contains($0) }
        var row = [UInt32](repeating: 0, count: classCount)
        var key: [UInt32] = []
        var state = 2
        while state < table.count {
            let words = max(table.size, result.transitions.count, stepper.steps / 4)
            try Self.check(states: table.count, words: words, limit: stateLimit)
            for kind in kinds {
                let matched = stepper.follow(table[state], ahead: kind)
                for unitClass in 0..<classCount where stepper.contextAhead[unitClass] == kind {
                    if matched, stepper.goal != .preferredMatch {
                        row[unitClass] = Automaton.found
                        continue
                    }
                    stepper.consume(unitClass, into: &key)
                    row[unitClass] = key.count == 1 && key != Stepper.foundKey ? Automaton.dead : UInt32(table.number(of: key))
                }
            }
            result.transitions += row
            result.acceptsAtEnd.append(stepper.follow(table[state], ahead: .edge))
            state += 1
        }
        return result
    }

    static func check(states: Int, words: Int, limit: Int) throws(PatternError) {
        if states > limit { throw .tooManyStates(limit: limit) }
        if words / wordsPerState > limit { throw .tooMuchWork(limit: limit) }
    }
}
