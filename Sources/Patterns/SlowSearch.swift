/// Finds a match anywhere without a search automaton, in time linear in the text.
///
/// Two kinds of pattern come here: those whose search automaton breaks the state limit, whose threads are followed one
/// unit at a time; and those with look-aheads that may match at any position. For the latter a set of states of the
/// product automaton runs through the text, joined by a fresh start at each unit.
@usableFromInline final class SlowSearch: Sendable {
    private enum Way: Sendable {
        case threads(Stepper)
        case states(Automaton, contexts: [Context])
    }

    private let way: Way
    private let alphabet: Alphabet

    init(threadsOf compiled: CompiledPattern) {
        way = .threads(compiled.stepper(compiled.main, goal: .anyMatchAnywhere))
        alphabet = compiled.alphabet
    }

    init(statesOf automaton: Automaton, compiled: CompiledPattern) {
        let words = compiled.dialect == .dotNet ? CharacterClasses.boundaryWord : CharacterClasses.asciiWord
        let contexts = compiled.alphabet.representatives.map { unit -> Context in
            unit == 0x0A ? .newline : words.contains(unit) ? .word : .other
        }
        way = .states(automaton, contexts: contexts)
        alphabet = compiled.alphabet
    }

    @usableFromInline func containsMatch(_ bytes: UnsafePointer<UInt8>, count: Int) -> Bool {
        let units = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self).utf16
        switch way {
        case .threads(let stepper): return search(units, with: stepper)
        case .states(let automaton, let contexts): return search(units, with: automaton, contexts)
        }
    }

    private func search(_ units: String.UTF16View, with shared: Stepper) -> Bool {
        var stepper = shared
        var key = stepper.startKey()
        for unit in units {
            let unitClass = alphabet.classOf(unit)
            if stepper.follow(key[...], ahead: stepper.contextAhead[unitClass]) { return true }
            stepper.consume(unitClass, into: &key)
            if key == Stepper.foundKey { return true }
        }
        return stepper.follow(key[...], ahead: .edge)
    }

    private func search(_ units: String.UTF16View, with automaton: Automaton, _ contexts: [Context]) -> Bool {
        var current = [automaton.starts[Int(Context.edge.rawValue)]]
        var next: [UInt32] = []
        var seen = [Int](repeating: -1, count: automaton.stateCount)
        var position = 0
        for unit in units {
            let unitClass = alphabet.classOf(unit)
            next.removeAll(keepingCapacity: true)
            for state in current {
                let target = automaton.next(state, unitClass)
                if target == Automaton.found { return true }
                if target == Automaton.dead || seen[Int(target)] == position { continue }
                seen[Int(target)] = position
                next.append(target)
            }
            let start = automaton.starts[Int(contexts[unitClass].rawValue)]
            if start == Automaton.found { return true }
            if start != Automaton.dead, seen[Int(start)] != position { next.append(start) }
            swap(&current, &next)
            position += 1
        }
        return current.contains { automaton.acceptsAtEnd[Int($0)] }
    }
}
