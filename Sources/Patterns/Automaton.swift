/// A deterministic automaton over the classes of an alphabet, before it is packed for matching.
///
/// State 0 is dead. In an automaton that only asks whether a match exists, state 1 has found one and stays.
struct Automaton: Sendable {
    static let dead: UInt32 = 0
    static let found: UInt32 = 1

    let classCount: Int
    /// The next state for each state and class: `transitions[state * classCount + class]`.
    var transitions: [UInt32]
    /// Whether the text may end in a state.
    var acceptsAtEnd: [Bool]
    /// The first state by what stands before the text: `Context.rawValue`. Only a search needs more than `.start`.
    var starts: [UInt32]

    var stateCount: Int { acceptsAtEnd.count }

    func next(_ state: UInt32, _ unitClass: Int) -> UInt32 { transitions[Int(state) * classCount + unitClass] }
}

/// What an assertion can see on one side of a position.
enum Context: UInt8, Sendable, CaseIterable {
    case other
    /// The start of the text, or its end.
    case edge
    case newline
    case word
}
