import Readers
import Records
import Synchronization
import Validation
import Writers

/// Runs a prepared job: chunks go from the splitter through a worker to the sinks, and leave in the order in which they came.
///
/// ```
///   splitter ──chunk──▶ parse ──▶ ║numbers║ ──▶ validate, render ──▶ ║books, offsets║ ──▶ write
///   one at a time       workers    in order        workers              in order          workers
/// ```
///
/// Both gates keep the order of the stream: the first numbers records and lines, the second keeps the books and sets the place
/// of each piece aside. A sink that takes records in order, as a database does, takes them at the second gate, while the other
/// workers parse and validate. Memory is bounded by the number of workers, whatever the size of the input.
public final class Run: @unchecked Sendable {
    let prepared: PreparedRun
    let options: RunOptions
    private let sinks: RunSinks
    private let listener: any RunListener
    private let isInterrupted: @Sendable () -> Bool
    private let splitter: any RecordSplitter
    private let rejectWriter: any RejectWriter
    private let reportFormat: (any ReportFormat)?

    private let keyWatch: KeyWatch?
    private let splitterLock = Mutex(())
    private let numberGate = OrderedGate()
    private let bookGate = OrderedGate()
    private let state = RunState()

    /// Opens the sinks.
    ///
    /// - Parameters:
    ///   - standardOutput: the descriptor behind a destination without a path.
    ///   - isInterrupted: whether the run should end as soon as it can.
    /// - Throws: what `RunSinks` throws.
    public init(
        _ prepared: PreparedRun, standardOutput: Int32, listener: any RunListener, isInterrupted: @escaping @Sendable () -> Bool
    ) throws(Diagnostic) {
        self.prepared = prepared
        self.listener = listener
        self.isInterrupted = isInterrupted
        options = prepared.options
        keyWatch = prepared.watchedKey == nil ? nil : KeyWatch(directory: options.temporaryDirectory)
        sinks = try RunSinks(prepared, standardOutput: standardOutput, isInterrupted: isInterrupted)
        splitter = prepared.source.makeSplitter(recordLimit: options.recordLimit)
        rejectWriter = prepared.makeRejectWriter()
        reportFormat = options.report.map { file -> any ReportFormat in
            file.name.hasSuffix(".json") ? DocumentReport() : LineReport()
        }
    }

    /// Does the job.
    ///
    /// - Returns: the books, and why the run stopped if it did. Nothing is thrown: a run that fails has an outcome too.
    public func perform(clock: () -> Double) -> RunOutcome { perform(clock: clock, collecting: nil) }

    /// Does the job; repeated keys go to a list, where one is given, and are else named.
    func perform(clock: () -> Double, collecting list: DuplicateList?) -> RunOutcome {
        let started = clock()
        do throws(Diagnostic) {
            try sinks.records?.begin()
            var encoding = RejectEncoding(prepared.rejectsEncoding)
            try sinks.rejects?.append(encoding.encoded(rejectWriter.header))
            if let reportFormat { try sinks.report?.append(reportFormat.header) }
        } catch {
            state.fail(error)
        }
        if state.failure == nil { Workers.run(Workers.processorCount) { self.work() } }
        var outcome = finish(collecting: list)
        outcome.seconds = clock() - started
        return outcome
    }

    // MARK: A worker's round

    private func work() {
        let piece = RunPiece(prepared, rejectWriter: rejectWriter, report: reportFormat, sinks: sinks)
        let parser = prepared.source.makeParser(prepared.reading)
        while takeChunk(into: piece) {
            parser.parse(piece.batch)
            number(piece)
            do throws(Diagnostic) { try piece.fold?.join(into: piece.batch) } catch { state.fail(error) }
            piece.process()
            guard let places = bookGate.pass(piece.batch.sequence, { enter(piece) }) else { return }
            do throws(Diagnostic) { try piece.write(places, to: sinks, streams: false) } catch { state.fail(error) }
        }
    }

    /// Takes the next chunk of the stream.
    ///
    /// - Returns: `false` when there is none, or none is wanted any more. Who takes one carries it through both gates.
    private func takeChunk(into piece: RunPiece) -> Bool {
        splitterLock.withLock { _ in
            if state.isClosing { return false }
            if isInterrupted() {
                state.fail(RunMessages.interrupted())
                return false
            }
            do throws(Diagnostic) {
                if try splitter.fill(piece.batch) {
                    piece.rejectEncoding.encoding = prepared.rejectsEncoding
                    state.chunks += 1
                    return true
                }
                state.isClosing = true
            } catch {
                stopAtRecord(error, sequence: state.chunks)
            }
            return false
        }
    }

    /// Numbers the records of the piece, and cuts the window of offset and limit out of them.
    private func number(_ piece: RunPiece) {
        numberGate.pass(piece.batch.sequence) {
            let batch = piece.batch
            batch.firstRecord = state.records + 1
            batch.firstLine = prepared.source.startLine + state.lines
            if let failure = batch.failure { state.fail(state.placed(failure, prepared)) }
            state.records += batch.recordCount
            state.lines += batch.lineCount
            let low = min(max(options.offset - (batch.firstRecord - 1), 0), batch.recordCount)
            var high = batch.recordCount
            if let limit = options.limit {
                let end = options.offset.addingReportingOverflow(limit)
                let last = end.overflow ? Int.max : end.partialValue
                high = max(low, min(high, last - (batch.firstRecord - 1)))
                if state.records >= last { state.isClosing = true }
            }
            piece.window = low..<high
            do throws(Diagnostic) { try piece.fold?.take(for: batch) } catch { state.fail(error) }
            if let duplicates = prepared.duplicates { piece.repeats = duplicates.take(upTo: batch.firstRecord + batch.recordCount - 1) }
        }
    }

    // MARK: What happens in order

    /// Enters the piece in the books and sets the places of its bytes aside; streams and record sinks have no places and are served
    /// here.
    ///
    /// - Returns: `nil` when the run stops here.
    private func enter(_ piece: RunPiece) -> RunPiece.Places? {
        var gate: Diagnostic?
        if state.failure != nil { return nil }
        // The records whose bytes are no UTF-8 are rejected either way; a change of encoding is said at once and stops the run in the end.
        if state.takeFirstDamage(in: piece.batch), let change = prepared.source.encodingChange(in: piece.batch) {
            listener.runDidNotice(change)
            state.encodingChange = change
        }
        if case .count(let most) = options.rejectLimit, state.books.rejected + piece.books.rejected > most {
            piece.cut(afterRejects: most - state.books.rejected)
            gate = RunMessages.tooManyRejects(most + 1, of: state.books.read + piece.books.read, .count(most), options)
        }
        state.enter(piece)
        if options.isSingle && state.books.delivered > 1 {
            state.fail(RunMessages.severalRecords(options.destination?.name ?? "DEST"))
            return nil
        }
        if let keyWatch, !piece.keys.isEmpty {
            do throws(Diagnostic) { try keyWatch.add(piece.keys) } catch {
                state.fail(error)
                return nil
            }
        }
        listener.runDidFind(piece.findings, in: piece.batch, text: piece.text)
        listener.runDidRead(records: state.books.read, bytes: prepared.source.input.bytesRead, of: prepared.source.input.size)
        let places = piece.reserve(in: sinks)
        do throws(Diagnostic) {
            try piece.deliver(to: sinks)
            try piece.write(places, to: sinks, streams: true)
            guard let gate else { return places }
            // What belongs to this piece is still written; nobody takes another.
            try piece.write(places, to: sinks, streams: false)
            state.fail(gate)
        } catch {
            state.fail(error)
        }
        return nil
    }

    /// Ends the run at a record that the splitter refused: its place is known when all before it are numbered.
    private func stopAtRecord(_ reason: Diagnostic, sequence: Int) {
        numberGate.pass(sequence) { state.fail(state.placed(reason, prepared)) }
    }

    // MARK: The end

    private func finish(collecting list: DuplicateList?) -> RunOutcome {
        if isInterrupted() && state.failure == nil { state.fail(RunMessages.interrupted()) }
        var outcome = RunOutcome()
        outcome.books = state.books
        outcome.passed = state.passed
        outcome.passed += prepared.source.passed
        outcome.warnings = state.tally.warnings
        outcome.tally = state.tally.entries(prepared.schema)
        outcome.stop = state.failure ?? endGate()
        let isGate = outcome.stop.map { $0.code == .tooManyRejects } ?? false
        // A document of one record is none without it.
        let isNoDocument = options.isSingle && state.books.delivered == 0
        let keepsRecords = (!isGate && !isNoDocument) || sinks.records?.isRevocable == false
        if !keepsRecords && sinks.records != nil {
            outcome.books.notAttempted += outcome.books.delivered
            outcome.books.delivered = 0
        }
        if !outcome.books.balance && (outcome.stop == nil || isGate) { outcome.stop = RunMessages.unbalanced(outcome.books) }
        guard outcome.stop == nil || outcome.stop?.code == .tooManyRejects else {
            sinks.abandon()
            return outcome
        }
        do throws(Diagnostic) {
            if let list {
                try keyWatch?.forEachRepeat { (repeated) throws(Diagnostic) in
                    try list.add(.init(record: UInt64(repeated.record), first: UInt64(repeated.first)))
                }
            } else if outcome.stop == nil {
                try nameRepeatedKeys(&outcome)
            }
            if let reportFormat {
                try sinks.report?.append(reportFormat.footer(outcome, description))
            }
            try sinks.finish(keepsRecords: keepsRecords, hasRejects: outcome.books.rejected + outcome.books.duplicate > 0)
        } catch {
            sinks.abandon()
            outcome.stop = error
        }
        return outcome
    }

    /// Says which records have a natural key that stands in the source before.
    private func nameRepeatedKeys(_ outcome: inout RunOutcome) throws(Diagnostic) {
        guard let keyWatch else { return }
        let fields = prepared.schema.naturalKey.map { prepared.schema.fields[$0].name }
        let field = fields.joined(separator: ", ")
        let column = prepared.schema.naturalKey.first.flatMap { prepared.binding.column(ofField: $0) }.map { $0 + 1 }
        var counts = [false: 0, true: 0]
        let piece = ByteBuffer()
        try keyWatch.forEachRepeat { (repeated) throws(Diagnostic) in
            counts[repeated.isVariant, default: 0] += 1
            let warning = RunMessages.repeatedKey(repeated, field: field, source: options.source.name)
            listener.runDidFindLate(warning)
            guard let reportFormat, let file = sinks.report else { return }
            piece.removeAll()
            let late = LateWarning(
                record: repeated.record, line: repeated.line, field: field, column: column, code: warning.code, message: warning.message)
            reportFormat.append(late, to: piece)
            let skip = sinks.takeFirstFinding() ? reportFormat.separatorLength : 0
            try file.append(Array(piece.bytes[skip...]))
        }
        for (isVariant, code) in [(false, DiagnosticCode.duplicateKey), (true, .similarKey)] {
            guard let count = counts[isVariant], count > 0 else { continue }
            outcome.warnings += count
            outcome.tally.append(.init(field: field, rule: .unique, code: code, severity: .warning, count: count))
        }
    }

    /// What can only be judged when everything has been read.
    private func endGate() -> Diagnostic? {
        if let change = prepared.source.encodingChange ?? state.encodingChange { return RunMessages.stopping(change) }
        if state.records == 0 && !options.allowsEmpty { return RunMessages.noRecords(prepared.source) }
        if case .percent(let most) = options.rejectLimit,
            Double(state.books.rejected) * 100 > most * Double(state.books.read - state.books.filtered) {
            return RunMessages.tooManyRejects(state.books.rejected, of: state.books.read, .percent(most), options)
        }
        return nil
    }

    private var description: RunDescription {
        RunDescription(
            runID: options.runID, source: options.source.name, schema: prepared.schema.name,
            fieldCount: prepared.source.columns.count, bytes: state.bytes)
    }
}
