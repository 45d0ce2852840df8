import Readers
import Records
import Synchronization

/// Somebody who looks at the records of a source before the run; one a worker.
protocol FoldScanner: AnyObject {
    /// Looks at the numbered records of a chunk.
    ///
    /// - Parameter members: those of them that share their key with others, in record order.
    func scan(_ batch: RecordBatch, _ members: [FoldMember]) throws(Diagnostic)
}

/// A reading of the whole source that judges nothing and writes nothing: chunks are parsed and numbered, and scanned side by side.
final class FoldScan: @unchecked Sendable {
    private let prepared: PreparedRun
    private let members: RecordList<FoldMember>?
    private let isInterrupted: @Sendable () -> Bool
    private let splitter: any RecordSplitter
    private let splitterLock = Mutex(())
    private let gate = OrderedGate()
    private let state = RunState()

    /// - Parameter members: the records that share their key with others; `nil` while nobody knows.
    init(_ prepared: PreparedRun, members: RecordList<FoldMember>? = nil, isInterrupted: @escaping @Sendable () -> Bool) {
        self.prepared = prepared
        self.members = members
        self.isInterrupted = isInterrupted
        splitter = prepared.source.makeSplitter(recordLimit: prepared.options.recordLimit)
    }

    /// Reads the source from front to back.
    ///
    /// - Throws: what the splitter and the scanners throw, `interrupted`.
    func perform(_ makeScanner: @escaping @Sendable () -> any FoldScanner) throws(Diagnostic) {
        Workers.run(Workers.processorCount) { self.work(makeScanner()) }
        // An interrupt ends the input, so that what was read may be half of it.
        if isInterrupted() { throw RunMessages.interrupted() }
        if let failure = state.failure { throw failure }
    }

    private func work(_ scanner: any FoldScanner) {
        let batch = RecordBatch(schema: prepared.schema)
        batch.setDefaults(prepared.defaults)
        let parser = prepared.source.makeParser(prepared.reading)
        while takeChunk(into: batch) {
            parser.parse(batch)
            let members = gate.pass(batch.sequence) { number(batch) }
            do throws(Diagnostic) { try scanner.scan(batch, members) } catch { state.fail(error) }
        }
    }

    private func number(_ batch: RecordBatch) -> [FoldMember] {
        batch.firstRecord = state.records + 1
        batch.firstLine = prepared.source.startLine + state.lines
        if let failure = batch.failure { state.fail(state.placed(failure, prepared)) }
        state.records += batch.recordCount
        state.lines += batch.lineCount
        return members?.take(upTo: state.records) ?? []
    }

    private func takeChunk(into batch: RecordBatch) -> Bool {
        splitterLock.withLock { _ in
            if state.isClosing || isInterrupted() { return false }
            do throws(Diagnostic) {
                if try splitter.fill(batch) {
                    state.chunks += 1
                    return true
                }
                state.isClosing = true
            } catch {
                stopAtRecord(error)
            }
            return false
        }
    }

    /// The place of a record that the splitter refused is known when all before it are numbered.
    private func stopAtRecord(_ reason: Diagnostic) {
        gate.pass(state.chunks) { state.fail(state.placed(reason, prepared)) }
    }
}
