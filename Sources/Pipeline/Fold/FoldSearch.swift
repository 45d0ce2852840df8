import Records
import Schemas
import Validation

/// The first two of the three readings of a run with `--fold`, and the joining between them and the third.
///
/// ```
///   reading 1   keys of all records ──sort──▶ which records share a key with others
///   reading 2   those records ──sort by first record──▶ joined, judged ──▶ FoldList
///   reading 3   the run: a joined record stands in the place of the first, the others have its fate
/// ```
///
/// Everything that grows with the source lies on disk; in memory are the runs that are being sorted and one joined record.
public enum FoldSearch {
    /// - Throws: what makes a run impossible, `flagsConflict` for a source that cannot be read more than once, `fieldUnknown`,
    ///   `recordTooLong` for records that are together longer than a record may be, `interrupted`.
    public static func list(
        _ options: RunOptions, catalog: SchemaCatalog, isInterrupted: @escaping @Sendable () -> Bool
    ) throws(Diagnostic) -> FoldList {
        guard let name = options.foldField else { return try FoldList(directory: options.temporaryDirectory) }
        let refusal = RunMessages.cannotReadTwice(options.source.name, flag: "--fold", times: "three times", instead: nil)
        guard let path = options.source.path, !path.hasPrefix("/dev/") else { throw refusal }
        func prepare() throws(Diagnostic) -> PreparedRun {
            try PreparedRun(options, catalog: catalog, standardInput: -1, isInterrupted: isInterrupted)
        }
        let first = try prepare()
        if first.source.input.size == nil { throw refusal }
        let key = try FoldKey(name, first)
        let list = try FoldList(directory: options.temporaryDirectory)
        try findMembers(first, key, list, isInterrupted)
        let second = try prepare()
        let spool = try RowSpool(directory: options.temporaryDirectory, runLength: options.foldRunLength)
        let shared = Shared(spool)
        try FoldScan(second, members: list.members, isInterrupted: isInterrupted).perform { RowScanner(shared) }
        var joining = try FoldJoining(second, key, list, isInterrupted)
        try spool.forEachRow { (row, bytes) throws(Diagnostic) in try joining.take(row, bytes) }
        try joining.finish()
        try list.rewind()
        return list
    }

    /// Finds the records that share their key with others.
    private static func findMembers(
        _ prepared: PreparedRun, _ key: FoldKey, _ list: FoldList, _ isInterrupted: @escaping @Sendable () -> Bool
    ) throws(Diagnostic) {
        let directory = prepared.options.temporaryDirectory
        let sorter = KeySorter(directory: directory, runLength: prepared.options.foldRunLength / KeyEntry.size)
        let shared = Shared(sorter)
        try FoldScan(prepared, isInterrupted: isInterrupted).perform { KeyScanner(key, shared) }

        let inOrder = KeySorter(directory: directory, runLength: prepared.options.foldRunLength / KeyEntry.size)
        var leader: KeyEntry?
        var isAlone = true
        func add(_ entry: KeyEntry, first: UInt64) throws(Diagnostic) {
            try inOrder.add([KeyEntry(high: entry.record, low: 0, exact: first, record: 0, line: 0)])
        }
        try sorter.forEachEntry { (entry) throws(Diagnostic) in
            guard let known = leader, known.hasSameKey(as: entry) else {
                leader = entry
                isAlone = true
                return
            }
            if isAlone { try add(known, first: known.record) }
            isAlone = false
            try add(entry, first: known.record)
        }
        try inOrder.forEachEntry { (entry) throws(Diagnostic) in
            try list.members.add(FoldMember(record: entry.high, first: entry.exact))
        }
        try list.members.rewind()
    }
}
