import Records
import Synchronization

/// What the workers of a run share. Each part says which lock or gate it lives under.
final class RunState: @unchecked Sendable {
    private struct Ending {
        var isClosing = false
        var failure: Diagnostic?
    }

    private let ending = Mutex(Ending())

    /// How many chunks have been taken. Under the splitter's lock.
    var chunks = 0
    /// How many records and lines have been numbered. Under the number gate.
    var records = 0
    var lines = 0
    /// Where the records went. Under the book gate.
    private(set) var books = Books()
    private(set) var passed = PassedOver()
    private var hasSeenDamage = false
    /// Where the text goes on in another encoding. Under the book gate.
    var encodingChange: Diagnostic?
    /// The offset in the source behind the last chunk that had a share in the run.
    private(set) var bytes = 0
    private(set) var tally = Tally()

    /// Whether nobody should take another chunk.
    var isClosing: Bool {
        get { ending.withLock { $0.isClosing } }
        set { ending.withLock { $0.isClosing = newValue } }
    }

    /// Why the run stops; the first reason is kept.
    var failure: Diagnostic? { ending.withLock { $0.failure } }

    func fail(_ reason: Diagnostic) {
        ending.withLock {
            $0.isClosing = true
            if $0.failure == nil { $0.failure = reason }
        }
    }

    /// A reason whose record and line are counted from a chunk, counted from the source. Under the number gate, before the chunk is
    /// numbered.
    func placed(_ reason: Diagnostic, _ prepared: PreparedRun) -> Diagnostic {
        var reason = reason
        reason.position?.source = prepared.options.source.name
        if let record = reason.position?.record { reason.position?.record = record + records }
        // A column on the chunk's first line is known only while the text has had no line end.
        if reason.position?.line == 1 && (lines > 0 || prepared.source.startLine > 1) { reason.position?.column = nil }
        if let line = reason.position?.line { reason.position?.line = line - 1 + prepared.source.startLine + lines }
        return reason
    }

    /// Whether a batch is the first with bytes that are not UTF-8. Under the book gate.
    func takeFirstDamage(in batch: RecordBatch) -> Bool {
        if hasSeenDamage || !batch.faults.contains(where: { $0.code == .invalidUTF8 }) { return false }
        hasSeenDamage = true
        return true
    }

    func enter(_ piece: RunPiece) {
        if !piece.window.isEmpty { bytes = piece.batch.byteOffset + piece.batch.chunk.count }
        passed += piece.batch.passed
        books.read += piece.books.read
        books.delivered += piece.books.delivered
        books.rejected += piece.books.rejected
        books.duplicate += piece.books.duplicate
        books.folded += piece.books.folded
        books.filtered += piece.books.filtered
        for finding in piece.findings { tally.add(finding) }
    }
}
