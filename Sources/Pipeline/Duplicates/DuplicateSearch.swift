import Records
import Schemas

/// The first of the two readings of a run with `--unique`: finds the good records whose key stands before.
///
/// Only records that pass every rule count, so that a person whose first record is rejected is not lost with the second.
public enum DuplicateSearch {
    /// - Throws: what a run throws, `flagsConflict` for a source that cannot be read twice, `fieldUnknown`.
    public static func duplicates(
        _ options: RunOptions, catalog: SchemaCatalog, isInterrupted: @escaping @Sendable () -> Bool
    ) throws(Diagnostic) -> DuplicateList {
        guard let path = options.source.path, !path.hasPrefix("/dev/") else {
            throw RunMessages.cannotReadTwice(options.source.name, flag: "--unique", instead: nil)
        }
        var search = options
        search.destination = nil
        search.rejects = nil
        search.report = nil
        search.rejectLimit = nil
        search.watchesKeys = true
        let prepared = try PreparedRun(search, catalog: catalog, standardInput: -1, isInterrupted: isInterrupted)
        if prepared.source.input.size == nil { throw RunMessages.cannotReadTwice(options.source.name, flag: "--unique", instead: nil) }
        let run = try Run(prepared, standardOutput: -1, listener: Silence(), isInterrupted: isInterrupted)
        let list = try DuplicateList(directory: options.temporaryDirectory)
        if let stop = run.perform(clock: { 0 }, collecting: list).stop, stop.code != .noRecords { throw stop }
        try list.rewind()
        return list
    }

    private final class Silence: RunListener {
        func runDidFind(_ findings: [Finding], in batch: RecordBatch, text: FindingText) {}
        func runDidFindLate(_ warning: Diagnostic) {}
        func runDidNotice(_ diagnostic: Diagnostic) {}
        func runDidRead(records: Int, bytes: Int, of total: Int?) {}
    }
}
