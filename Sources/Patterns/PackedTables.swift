/// The class of every UTF-16 unit in raw memory: a table for ASCII and pages of 256 for all units.
///
/// ```
///   unit 0x0661 ─▶ pageStarts[0x06] ─▶ pages[ that + 0x61 ] ─▶ class
/// ```
/// Pages whose units all have one class are shared.
final class PackedAlphabet: @unchecked Sendable {
    // Written by the initialiser only, hence safe to share.
    let ascii: UnsafeMutablePointer<UInt16>
    let pageStarts: UnsafeMutablePointer<UInt16>
    let pages: UnsafeMutablePointer<UInt16>

    init(_ alphabet: Alphabet) {
        pageStarts = .allocate(capacity: 256)
        ascii = .allocate(capacity: 128)
        var filled: [UInt16] = []
        var uniformPage = [Int](repeating: -1, count: alphabet.classCount)
        var interval = 0
        for page in 0..<256 {
            let first = UInt32(page) << 8
            while interval + 1 < alphabet.starts.count, alphabet.starts[interval + 1] <= first { interval += 1 }
            let isUniform = interval + 1 == alphabet.starts.count || alphabet.starts[interval + 1] >= first + 256
            let unitClass = Int(alphabet.classes[interval])
            if isUniform, uniformPage[unitClass] >= 0 {
                pageStarts[page] = UInt16(uniformPage[unitClass])
                continue
            }
            let start = filled.count
            pageStarts[page] = UInt16(start)
            if isUniform { uniformPage[unitClass] = start }
            var unit = first
            while unit < first + 256 {
                while interval + 1 < alphabet.starts.count, alphabet.starts[interval + 1] <= unit { interval += 1 }
                let next = interval + 1 < alphabet.starts.count ? alphabet.starts[interval + 1] : UnitSet.unitLimit
                let end = min(next, first + 256)
                filled.append(contentsOf: repeatElement(alphabet.classes[interval], count: Int(end - unit)))
                unit = end
            }
        }
        pages = .allocate(capacity: filled.count)
        for (index, value) in filled.enumerated() { (pages + index).initialize(to: value) }
        for unit in 0..<128 { (ascii + unit).initialize(to: filled[Int(pageStarts[0]) + unit]) }
    }

    deinit {
        ascii.deallocate()
        pageStarts.deallocate()
        pages.deallocate()
    }
}

/// An automaton in raw memory, its states premultiplied by the width of a row.
///
/// ```
///   row      │ next by class 0 │ … │ next by class n-1 │ 1 when the text may end here, else 0 │
/// ```
final class PackedAutomaton: @unchecked Sendable {
    // Written by the initialiser only, hence safe to share.
    let transitions: UnsafeMutablePointer<UInt32>
    let start: UInt32
    /// Where the flag stands in a row; a row is one longer.
    let endColumn: UInt32

    /// - Precondition: the rows of `automaton` together have fewer than 2³² entries.
    init(_ automaton: Automaton) {
        let classCount = automaton.classCount
        let width = UInt32(classCount + 1)
        transitions = .allocate(capacity: automaton.stateCount * Int(width))
        endColumn = UInt32(classCount)
        start = automaton.starts[Int(Context.edge.rawValue)] * width
        var target = transitions
        for state in 0..<automaton.stateCount {
            for unitClass in 0..<classCount {
                target.initialize(to: automaton.transitions[state * classCount + unitClass] * width)
                target += 1
            }
            target.initialize(to: automaton.acceptsAtEnd[state] ? 1 : 0)
            target += 1
        }
    }

    deinit { transitions.deallocate() }
}
