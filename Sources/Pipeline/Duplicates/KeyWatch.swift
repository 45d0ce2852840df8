import Records

/// Watches the natural keys of a run's good records, and names those that stand in it twice.
///
/// A key that differs from another only by case, blanks, marks on letters, tatweel or the carrier of a hamza is named too: it is
/// another key to a server, and mostly the same person.
final class KeyWatch {
    /// A record whose key stands before, or nearly so.
    struct Repeat: Equatable {
        /// 1-based numbers and line.
        let record: Int
        let line: Int
        let first: Int
        /// Whether the key is written in another way than that of the first record.
        let isVariant: Bool
    }

    private let sorter: KeySorter
    private let directory: String

    /// - Parameter directory: where sorted keys go that do not fit in memory.
    init(directory: String) {
        self.directory = directory
        sorter = KeySorter(directory: directory)
    }

    /// - Throws: `writeFailed` when the disk is full.
    func add(_ keys: [KeyEntry]) throws(Diagnostic) { try sorter.add(keys) }

    /// Calls `body` with every repeated key, in record order.
    ///
    /// - Complexity: O(*n* log *n*) in the records, in bounded memory.
    func forEachRepeat(_ body: (Repeat) throws(Diagnostic) -> Void) throws(Diagnostic) {
        let inOrder = KeySorter(directory: directory)
        try sorter.forEachGroup(ofAtLeast: 2) { (group) throws(Diagnostic) in
            var firsts: [UInt64: UInt64] = [:]
            guard let leader = group.first else { return }
            for entry in group {
                if let first = firsts[entry.exact] {
                    try inOrder.add([KeyEntry(high: entry.record, low: 0, exact: first, record: 0, line: entry.line)])
                } else {
                    firsts[entry.exact] = entry.record
                    if entry.record == leader.record { continue }
                    try inOrder.add([KeyEntry(high: entry.record, low: 1, exact: leader.record, record: 0, line: entry.line)])
                }
            }
        }
        try inOrder.forEachGroup(ofAtLeast: 1) { (group) throws(Diagnostic) in
            for entry in group {
                try body(Repeat(
                    record: Int(entry.high), line: Int(entry.line), first: Int(entry.exact), isVariant: entry.low == 1))
            }
        }
    }
}
