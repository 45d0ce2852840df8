import Readers
import Records
import Schemas
import Synchronization
import Syntax
import Writers

/// Repairs the values of a source and writes it again, every other byte as it was.
///
/// ```swift
/// let fixing = try Fixing(options, catalog: SchemaCatalog(), standardInput: 0, standardOutput: 1, isInterrupted: { false })
/// let report = try fixing.perform()     // everything is written, but not under its name
/// try fixing.finish()
/// ```
///
/// A source in another encoding than UTF-8 is written in UTF-8, and one that is compressed is written unpacked.
///
/// Workers repair chunks as they come; the pieces go to the file in stream order. Memory is that of a few chunks.
public final class Fixing: @unchecked Sendable {
    /// What a person should know about the schema; `nil` nearly always.
    public let note: Diagnostic?
    private let options: FixOptions
    private let source: CSVSource
    private let schema: Schema?
    private let plan: FixPlan
    private let header: HeaderFix?
    private let file: OutputFile?
    private let queue: ChunkQueue
    private let gate = OrderedGate()
    private let workers = Mutex<[FixWorker]>([])
    private let firstChange = Mutex<(chunk: Int, change: Diagnostic)?>(nil)

    /// Opens source and destination.
    ///
    /// - Throws: what opening the source and reading its header throws, `fieldUnknown`, `sourceIsDestination`, and what
    ///   `OutputFile` throws.
    public init(
        _ options: FixOptions, catalog: SchemaCatalog, standardInput: Int32, standardOutput: Int32,
        isInterrupted: @escaping @Sendable () -> Bool
    ) throws(Diagnostic) {
        self.options = options
        let input = try ByteSource(
            name: options.source.name, path: options.source.path, descriptor: standardInput, isInterrupted: isInterrupted)
        // A guess that is written down as UTF-8 would look like a fact from then on.
        let writes = options.destination != nil && !options.accepted.isEmpty
        var table = options.table
        table.text.refusesGuess = writes
        source = try Inspection.open(input, table, isInterrupted)
        schema = try Inspection.schema(
            options.schema, ColumnBinder(overrides: options.columnOverrides, allowsUndocumented: options.allowsUndocumented), source, catalog)
        note = try schema.flatMap { (schema) throws(Diagnostic) in try catalog.note(on: schema) }
        plan = try FixPlan(options, columns: source.columns, schema: schema)
        header = plan.repairsHeader ? HeaderFix(source.head, from: source.headerStart, dialect: source.dialect) : nil
        queue = ChunkQueue(source, recordLimit: options.recordLimit, isInterrupted: isInterrupted)
        guard let destination = options.destination, !plan.isSurvey else {
            file = nil
            return
        }
        if let path = destination.path, let identity = input.identity,
            FilePaths.isFile(path, device: identity.device, inode: identity.inode) {
            throw RunMessages.destinationIsSource(destination.name)
        }
        file = try OutputFile(
            name: destination.name, path: destination.path, descriptor: standardOutput,
            isPrivate: plan.isSecret.contains(true) || schema?.holdsSecrets == true, mayReplace: options.mayOverwrite,
            isInterrupted: isInterrupted)
    }

    /// Repairs everything and writes it, without giving the file its name.
    ///
    /// - Throws: what reading and writing throws, or `interrupted`. The destination is then as it was.
    public func perform() throws(Diagnostic) -> FixReport {
        do throws(Diagnostic) {
            try file?.append(header?.bytes ?? source.head)
            Workers.run(Workers.processorCount) { self.work() }
            try queue.check()
            if file != nil, let change = source.encodingChange ?? lateChange { throw RunMessages.stopping(change) }
        } catch {
            file?.abandon()
            throw error
        }
        let all = workers.withLock { $0 }
        let worker = all.first ?? FixWorker(plan, dialect: source.dialect)
        for other in all.dropFirst() { worker.merge(other) }
        return report(of: worker)
    }

    /// Gives the finished file its name.
    public func finish() throws(Diagnostic) { try file?.finish() }

    // MARK: A worker's round

    private func work() {
        let worker = FixWorker(plan, dialect: source.dialect)
        let batch = ChunkQueue.makeBatch()
        while queue.take(batch) {
            let (records, lines) = worker.fix(batch.chunk, sequence: batch.sequence)
            queue.count(batch.sequence, records: records, lines: lines)
            if worker.hasDamage { noteChange(in: batch) }
            let place = gate.pass(batch.sequence) { enter(worker.output) }
            guard let place, let file else { continue }
            do throws(Diagnostic) { try file.write(worker.output.bytes, at: place) } catch { queue.fail(error) }
        }
        workers.withLock { $0.append(worker) }
    }

    /// Keeps the first chunk in which the text goes on in another encoding.
    private func noteChange(in batch: RecordBatch) {
        guard let change = source.encodingChange(in: batch) else { return }
        firstChange.withLock { first in
            if first.map({ batch.sequence < $0.chunk }) ?? true { first = (batch.sequence, change) }
        }
    }

    /// The change that was noted, with its line in the source. Asked when all workers have ended.
    private var lateChange: Diagnostic? {
        guard let first = firstChange.withLock({ $0 }) else { return nil }
        var change = first.change
        // The line is counted from the chunk's first, which is 1.
        if let line = change.position?.line {
            change.position?.line = queue.resolver().line(Place(chunk: first.chunk, record: 0, line: line - 1))
        }
        return change
    }

    /// Sets the place of a piece aside; a stream is written here, since it has no places.
    ///
    /// - Returns: where the piece goes; `nil` when it needs no writing any more.
    private func enter(_ piece: ByteBuffer) -> Int? {
        guard let file, !queue.hasFailed else { return nil }
        let place = file.reserve(piece.count)
        if file.isSeekable { return place }
        do throws(Diagnostic) { try file.write(piece.bytes, at: place) } catch { queue.fail(error) }
        return nil
    }

    // MARK: The report

    private func report(of worker: FixWorker) -> FixReport {
        let places = queue.resolver()
        var report = FixReport(source: options.source.name)
        report.records = places.end.records
        report.changedRecords = worker.changedRecords
        report.changedValues = worker.changedValues
        report.untouchedRecords = worker.untouchedRecords
        report.passed = worker.passed
        report.passed.blankRows += source.blankRows
        report.schema = schema?.name
        report.encoding = source.encoding.encoding.isUTF8 ? nil : source.encoding.encoding.name
        for kind in FixKind.all where plan.isSurvey || options.accepted.contains(kind) {
            var entry = FixReport.Entry(kind: kind)
            switch kind {
            case .repair(let repair):
                let counts = worker.counts[repair, default: [:]].sorted { $0.key < $1.key }
                entry.count = counts.reduce(0) { $0 + $1.value }
                entry.columns = counts.map { (source.columns[$0.key], $0.value) }
                entry.examples = worker.examples[repair, default: []].map { shown($0, places) }
            case .header:
                let changes = header?.changes ?? []
                entry.count = changes.count
                entry.examples = changes.prefix(FixReport.exampleLimit).map {
                    FixReport.Example(header: $0.old, line: max(1, source.startLine - 1), old: $0.old, new: $0.new)
                }
            }
            report.entries.append(entry)
        }
        return report
    }

    private func shown(_ example: FixWorker.Example, _ places: PlaceResolver) -> FixReport.Example {
        let isToken = Array(example.old.utf8).withUnsafeBufferPointer { bytes in
            bytes.baseAddress.map { SecretColumns.isToken($0, count: bytes.count) } ?? false
        }
        let isHidden = plan.isSecret[example.column] || isToken
        return FixReport.Example(
            header: source.columns[example.column], record: places.record(example.place), line: places.line(example.place),
            old: isHidden ? InspectReport.mask : example.old, new: isHidden ? InspectReport.mask : example.new)
    }
}
