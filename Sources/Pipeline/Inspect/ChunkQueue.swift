import Readers
import Records
import Synchronization

/// Hands the chunks of a source to workers, one at a time and in stream order, and keeps why it had to stop.
///
/// For passes over a source that need no schema: the batches it fills carry text only.
final class ChunkQueue: @unchecked Sendable {
    private struct Ending {
        var isClosed = false
        var failure: Diagnostic?
    }

    private let splitter: CSVSplitter
    private let isInterrupted: @Sendable () -> Bool
    private let splitterLock = Mutex(())
    private let ending = Mutex(Ending())
    private let counts = Mutex(ChunkCounts())
    private let startLine: Int

    init(_ source: CSVSource, recordLimit: Int, isInterrupted: @escaping @Sendable () -> Bool) {
        splitter = CSVSplitter(source, recordLimit: recordLimit)
        startLine = source.startLine
        self.isInterrupted = isInterrupted
    }

    /// A batch for `take`: it has a chunk and no fields.
    static func makeBatch() -> RecordBatch {
        RecordBatch(schema: Schema(name: "", system: "", validation: .jsonSchema, fields: []))
    }

    /// Fills the batch with the next chunk.
    ///
    /// - Returns: `false` when there is none, or none is wanted any more.
    func take(_ batch: RecordBatch) -> Bool {
        splitterLock.withLock { _ in
            if ending.withLock({ $0.isClosed }) { return false }
            if isInterrupted() {
                fail(RunMessages.interrupted())
                return false
            }
            do throws(Diagnostic) {
                if try splitter.fill(batch) { return true }
                ending.withLock { $0.isClosed = true }
            } catch {
                fail(error)
            }
            return false
        }
    }

    /// Says what a chunk turned out to hold.
    func count(_ chunk: Int, records: Int, lines: Int) {
        counts.withLock { $0.set(chunk, records: records, lines: lines) }
    }

    /// Stops the pass; the first reason is kept.
    func fail(_ reason: Diagnostic) {
        ending.withLock {
            $0.isClosed = true
            if $0.failure == nil { $0.failure = reason }
        }
    }

    /// Whether somebody stopped the pass.
    var hasFailed: Bool { ending.withLock { $0.failure != nil } }

    /// Turns places into records and lines. Asked when all workers have ended.
    func resolver() -> PlaceResolver { counts.withLock { $0.resolver(startLine: startLine) } }

    /// - Throws: why the pass was stopped. Records and lines of a record that is too long are counted from the source's first.
    func check() throws(Diagnostic) {
        if isInterrupted() { fail(RunMessages.interrupted()) }
        guard var failure = ending.withLock({ $0.failure }) else { return }
        let end = resolver().end
        if let record = failure.position?.record { failure.position?.record = record + end.records }
        if let line = failure.position?.line { failure.position?.line = line - 1 + end.line }
        throw failure
    }
}
