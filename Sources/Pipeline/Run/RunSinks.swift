import Readers
import Records
import Writers

/// The files that a run writes: records, rejects, report.
///
/// All are opened before the first record is read, so that a directory that cannot be written to costs no time; all appear
/// complete or not at all.
final class RunSinks {
    let records: RecordOutput?
    let rejects: OutputFile?
    let report: OutputFile?
    private let ledger: RejectLedger
    private let rejectsPath: String?
    private let reportPath: String?
    private var hasRecord = false
    private var hasFinding = false

    /// - Throws: what `OutputFile` and `RecordOutput` throw, `sourceIsDestination`, `flagsConflict`, or `rejectsChanged` for a reject file or a report
    ///   that somebody has worked on or that the program did not write.
    init(
        _ prepared: PreparedRun, standardOutput: Int32, isInterrupted: @escaping @Sendable () -> Bool
    ) throws(Diagnostic) {
        let options = prepared.options
        ledger = RejectLedger(stateDirectory: options.stateDirectory)
        try Self.checkNames(options, prepared.source.input.identity)
        rejectsPath = options.rejects?.path
        reportPath = options.report?.path
        for (file, flag) in [(options.rejects, "--rejects"), (options.report, "--report")] {
            if let file, let path = file.path, FilePaths.isRegularFile(path), !ledger.isUntouched(path) {
                throw RunMessages.changedSince(file.name, flag: flag)
            }
        }
        // Both hold values, so only their owner may read them; both are made anew by every run.
        func open(_ file: RunOptions.File?) throws(Diagnostic) -> OutputFile? {
            guard let file else { return nil }
            return try OutputFile(
                name: file.name, path: file.path, descriptor: standardOutput, isPrivate: true, mayReplace: true,
                isInterrupted: isInterrupted)
        }
        records = try RecordOutput.open(prepared, standardOutput: standardOutput, isInterrupted: isInterrupted)
        rejects = try open(options.rejects)
        report = try open(options.report)
    }

    private static func checkNames(_ options: RunOptions, _ source: FileIdentity?) throws(Diagnostic) {
        let outputs = [options.destination, options.rejects, options.report].compactMap { $0 }
        for (index, output) in outputs.enumerated() {
            for other in outputs[..<index] where areSame(output, other) { throw RunMessages.sameOutput(output.name) }
        }
        // The file itself is compared, not its name: standard input may be a file as well.
        guard let source else { return }
        func isSource(_ file: RunOptions.File) -> Bool {
            file.path.map { FilePaths.isFile($0, device: source.device, inode: source.inode) } ?? false
        }
        if let file = options.rejects, isSource(file) { throw RunMessages.rejectsAreSource(file.name) }
        for file in [options.destination, options.report].compactMap({ $0 }) where isSource(file) {
            throw RunMessages.destinationIsSource(file.name)
        }
    }

    private static func areSame(_ first: RunOptions.File, _ second: RunOptions.File) -> Bool {
        guard let a = first.path, let b = second.path else { return first.path == nil && second.path == nil }
        if FilePaths.isRegularFile(a) && FilePaths.areSame(a, b) { return true }
        return FilePaths.resolvingLinks(a) == FilePaths.resolvingLinks(b) && !FilePaths.isDevice(a)
    }

    /// Gives the finished files their names. Without a reject there is no reject file, and an earlier one goes.
    ///
    /// - Parameter keepsRecords: whether the records are wanted; a gate may have said no.
    func finish(keepsRecords: Bool, hasRejects: Bool) throws(Diagnostic) {
        if keepsRecords { try records?.finish() } else { records?.abandon() }
        try report?.finish()
        if let path = reportPath { ledger.remember(path) }
        guard let rejects, let path = rejectsPath else {
            try self.rejects?.finish()
            return
        }
        if hasRejects {
            try rejects.finish()
            ledger.remember(path)
        } else {
            rejects.abandon()
            if FilePaths.isRegularFile(path) { FilePaths.remove(path) }
        }
    }

    /// Whether this is the first piece with records. Called in stream order.
    func takeFirstRecord() -> Bool {
        defer { hasRecord = true }
        return !hasRecord
    }

    /// Whether this is the first piece with findings. Called in stream order.
    func takeFirstFinding() -> Bool {
        defer { hasFinding = true }
        return !hasFinding
    }

    func abandon() {
        records?.abandon()
        rejects?.abandon()
        report?.abandon()
    }
}
