/// Runs an `NFA` one UTF-16 unit at a time, keeping its threads in order of preference.
///
/// A state is a context and a list of items; an item is a node behind the last unit consumed, before anything that
/// consumes nothing has been followed, so that assertions still can look at the next unit:
/// ```
///   key     context │ node·h │ node·h │ MATCHED │ node·h …      preferred first
///
///   step    follow splits, loops, assertions for the class of the next unit   →  leaves, cut at the first match
///           keep the leaves whose set has that class                          →  the next key
/// ```
/// The bit *h* marks a thread that lives on the assumption that the newline read last ends the text: .NET's `$` let it pass
/// just before that newline. MATCHED is such a thread that matched there, one unit short of the end. Both vanish when
/// another unit follows, and at the end MATCHED beats whatever is less preferred.
struct Stepper {
    /// Whether only the existence of a match matters; order is then dropped and the first match settles the verdict.
    enum Goal { case preferredMatch, anyMatch, anyMatchAnywhere }

    static let matchedBeforeNewline: UInt32 = .max
    /// The key of a state that has found a match.
    static let foundKey: [UInt32] = [.max]

    let nfa: NFA
    let goal: Goal
    let classCount: Int
    /// What an assertion sees of a class when it is the next unit, and when it was the last one.
    let contextAhead: [Context]
    let contextBehind: [Context]
    /// `membership[set * classCount + class]`.
    private let membership: [Bool]
    private let matchesAtOnce: [Bool]

    /// How many nodes have been followed, a measure of the work.
    private(set) var steps = 0

    private var stack: [(node: Int32, flags: UInt32, marked: UInt32)] = []
    private var leaves: [UInt32] = []
    private var visited: [UInt32]
    private var isLeaf: [UInt32]
    private var visitedInLoop: Set<UInt64> = []
    private var generation: UInt32 = 0

    init(nfa: NFA, goal: Goal, alphabet: Alphabet, sets: [UnitSet], dialect: PatternDialect) {
        self.nfa = nfa
        self.goal = goal
        classCount = alphabet.classCount
        var membership: [Bool] = []
        membership.reserveCapacity(sets.count * alphabet.classCount)
        for set in sets { membership += alphabet.membership(of: set) }
        self.membership = membership

        let words = Stepper.boundaryWord(dialect)
        let seesWords = nfa.uses(.wordBoundary) || nfa.uses(.notWordBoundary)
        let seesNewlineAhead = nfa.uses(.finalLineEnd) || nfa.uses(.lineEnd)
        let seesNewlineBehind = nfa.uses(.lineStart)
        func contexts(newline: Bool) -> [Context] {
            alphabet.representatives.map { unit in
                if unit == 0x0A { return newline ? .newline : .other }
                return seesWords && words.contains(unit) ? .word : .other
            }
        }
        contextAhead = contexts(newline: seesNewlineAhead)
        contextBehind = contexts(newline: seesNewlineBehind)
        matchesAtOnce = goal == .preferredMatch ? [] : nfa.matchesAtOnce()
        visited = [UInt32](repeating: 0, count: nfa.nodes.count * 2)
        isLeaf = visited
    }

    /// The sets that assertions tell apart; they belong to the alphabet beside those of the nodes.
    static func assertionSets(of nfa: NFA, dialect: PatternDialect) -> [UnitSet] {
        var result: [UnitSet] = []
        if nfa.uses(.finalLineEnd) || nfa.uses(.lineEnd) || nfa.uses(.lineStart) { result.append(CharacterClasses.newline) }
        if nfa.uses(.wordBoundary) || nfa.uses(.notWordBoundary) { result.append(boundaryWord(dialect)) }
        return result
    }

    private static func boundaryWord(_ dialect: PatternDialect) -> UnitSet {
        dialect == .dotNet ? CharacterClasses.boundaryWord : CharacterClasses.asciiWord
    }

    func startKey(behind: Context = .edge) -> [UInt32] {
        [UInt32(behind.rawValue), UInt32(nfa.start) << 1]
    }

    /// Finds the threads that wait for a unit, given what comes next; they stay until the next call.
    ///
    /// - Returns: whether a match ends at this very position (the preferred one, when that is the goal).
    mutating func follow(_ key: ArraySlice<UInt32>, ahead: Context) -> Bool {
        leaves.removeAll(keepingCapacity: true)
        generation &+= 1
        if !visitedInLoop.isEmpty { visitedInLoop.removeAll(keepingCapacity: true) }
        guard let behind = key.first.flatMap({ Context(rawValue: UInt8(truncatingIfNeeded: $0)) }) else { return false }
        for item in key.dropFirst() {
            if item == Self.matchedBeforeNewline {
                if ahead != .edge { continue }
                return goal != .preferredMatch
            }
            let onlyAtEnd = item & 1
            if onlyAtEnd == 1, ahead != .edge { continue }
            if follow(Int32(item >> 1), onlyAtEnd: onlyAtEnd, behind: behind, ahead: ahead) { return true }
        }
        return false
    }

    /// Follows one thread depth first, preferred ways first.
    private mutating func follow(_ first: Int32, onlyAtEnd: UInt32, behind: Context, ahead: Context) -> Bool {
        stack.removeAll(keepingCapacity: true)
        stack.append((first, 0, onlyAtEnd))
        while let (node, flags, marked) = stack.popLast() {
            steps &+= 1
            if isVisited(node, flags, marked) { continue }
            let step = nfa.nodes[Int(node)]
            switch step.kind {
            case .set:
                let slot = Int(node) * 2
                if isLeaf[slot] == generation || isLeaf[slot + Int(marked)] == generation { continue }
                isLeaf[slot + Int(marked)] = generation
                leaves.append(UInt32(node) << 1 | marked)
            case .split:
                stack.append((step.other, flags, marked))
                stack.append((step.next, flags, marked))
            case .enter:
                stack.append((step.next, flags | 1 << UInt32(step.argument), marked))
            case .check:
                let bit: UInt32 = 1 << UInt32(step.argument)
                stack.append((flags & bit == 0 ? step.next : step.other, flags & ~bit, marked))
            case .assertion:
                switch holds(step.argument, behind: behind, ahead: ahead) {
                case .no: continue
                case .yes: stack.append((step.next, flags, marked))
                case .ifNewlineIsLast: stack.append((step.next, flags, 1))
                }
            case .match:
                if marked == 0 || ahead == .edge { return true }
                if leaves.last != Self.matchedBeforeNewline { leaves.append(Self.matchedBeforeNewline) }
            case .fail:
                continue
            }
        }
        return false
    }

    private mutating func isVisited(_ node: Int32, _ flags: UInt32, _ marked: UInt32) -> Bool {
        let slot = Int(node) * 2 + Int(marked)
        if flags == 0 {
            if visited[slot] == generation { return true }
            visited[slot] = generation
            return false
        }
        return !visitedInLoop.insert(UInt64(slot) << 32 | UInt64(flags)).inserted
    }

    private enum Truth { case no, yes, ifNewlineIsLast }

    private func holds(_ assertion: Int32, behind: Context, ahead: Context) -> Truth {
        switch PatternNode.Assertion(rawValue: UInt8(truncatingIfNeeded: assertion)) {
        case .textStart: behind == .edge ? .yes : .no
        case .lineStart: behind == .edge || behind == .newline ? .yes : .no
        case .textEnd: ahead == .edge ? .yes : .no
        case .finalLineEnd: ahead == .edge ? .yes : ahead == .newline ? .ifNewlineIsLast : .no
        case .lineEnd: ahead == .edge || ahead == .newline ? .yes : .no
        case .wordBoundary: (behind == .word) != (ahead == .word) ? .yes : .no
        case .notWordBoundary: (behind == .word) == (ahead == .word) ? .yes : .no
        case nil: .no
        }
    }

    /// Consumes a unit of a class with the threads that `follow` has found.
    mutating func consume(_ unitClass: Int, into key: inout [UInt32]) {
        key.removeAll(keepingCapacity: true)
        key.append(UInt32(contextBehind[unitClass].rawValue))
        generation &+= 1
        var matchedBefore = false
        for leaf in leaves {
            if leaf == Self.matchedBeforeNewline {
                if !matchedBefore { key.append(leaf) }
                matchedBefore = true
                continue
            }
            let node = nfa.nodes[Int(leaf >> 1)]
            guard membership[Int(node.argument) * classCount + unitClass] else { continue }
            if goal != .preferredMatch, leaf & 1 == 0, matchesAtOnce[Int(node.next)] {
                key = Self.foundKey
                return
            }
            add(node.next, marked: leaf & 1, behindMatch: matchedBefore, to: &key)
        }
        if goal == .anyMatchAnywhere { add(nfa.start, marked: 0, behindMatch: false, to: &key) }
        if goal != .preferredMatch { key[1...].sort() }
    }

    private mutating func add(_ node: Int32, marked: UInt32, behindMatch: Bool, to key: inout [UInt32]) {
        let slot = Int(node) * 2
        if visited[slot] == generation { return }
        if marked == 1, behindMatch || visited[slot + 1] == generation { return }
        visited[slot + Int(marked)] = generation
        key.append(UInt32(node) << 1 | marked)
    }
}
