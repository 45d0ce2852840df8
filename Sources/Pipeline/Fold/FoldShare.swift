import Records

/// What a chunk of a run has to do with folding: the joined records in it, and the records that went into one before them.
final class FoldShare {
    private let list: FoldList
    private var verdicts: FoldList.VerdictReader
    private let bytes = ByteBuffer()
    private var joined: [FoldList.JoinedHeader] = []
    private var conflicts: [FoldList.Conflict] = []
    /// The records of the chunk that went into one before them, counted from 0, in order, and what became of that.
    private var later: [(record: Int, first: UInt64, verdict: FoldList.Verdict)] = []
    private var members: [FoldMember] = []

    init(_ list: FoldList) {
        self.list = list
        verdicts = list.verdictReader()
    }

    /// Takes what belongs to the records of a batch. Called in stream order.
    func take(for batch: RecordBatch) throws(Diagnostic) {
        let last = batch.firstRecord + batch.recordCount - 1
        bytes.removeAll()
        bytes.shrink(to: 1 << 22)
        members = list.members.take(upTo: last)
        conflicts = list.conflicts.take(upTo: last)
        joined = try list.takeJoined(upTo: last, into: bytes)
    }

    /// Puts the joined records into the places of the first ones with their keys.
    ///
    /// - Complexity: O(bytes of the joined records).
    func join(into batch: RecordBatch) throws(Diagnostic) {
        var start = 0
        for header in joined {
            var decoder = RecordDecoder(UnsafeBufferPointer(rebasing: bytes.bytes[start..<start + Int(header.length)]))
            start += Int(header.length)
            let record = Int(header.first) - batch.firstRecord
            guard (0..<batch.recordCount).contains(record) else { continue }
            decoder.read(into: batch, record: record)
            if header.marks.contains(.lacksCells) { batch.doubtful.append(record) }
        }
        later.removeAll(keepingCapacity: true)
        for member in members where member.record != member.first {
            let record = Int(member.record) - batch.firstRecord
            guard (0..<batch.recordCount).contains(record) else { continue }
            later.append((record, member.first, try verdicts.verdict(ofFirst: member.first)))
        }
    }

    /// Calls `body` with the records of a window that stand for themselves, in runs of neighbours.
    func forEachOwn(_ window: Range<Int>, _ body: (Range<Int>) -> Void) {
        var start = window.lowerBound
        for (record, _, _) in later where window.contains(record) {
            if record > start { body(start..<record) }
            start = record + 1
        }
        if start < window.upperBound { body(start..<window.upperBound) }
    }

    /// Adds what is to be said about records that disagree with others of their key, or that are rejected with them, in front of
    /// the other findings of their record. A record whose form is broken has that to be said and nothing else.
    ///
    /// - Parameter findings: in record order, those on the form among them.
    func add(to findings: inout [Finding], _ batch: RecordBatch, _ window: Range<Int>) {
        let broken = Set(batch.faults.lazy.filter { $0.severity == .error }.map(\.record))
        var own: [Finding] = []
        var disputed: Set<Int> = []
        for conflict in conflicts {
            let record = Int(conflict.record) - batch.firstRecord
            guard window.contains(record), !broken.contains(record) else { continue }
            disputed.insert(record)
            let code: DiagnosticCode = conflict.field < 0 ? .foldRejected : .foldConflict
            own.append(Finding(record: record, field: Int(conflict.field), code: code, rule: .fold, found: Int(conflict.other)))
        }
        for (record, first, verdict) in later where verdict == .rejected && window.contains(record) {
            if broken.contains(record) || disputed.contains(record) { continue }
            own.append(Finding(record: record, code: .foldRejected, rule: .fold, found: Int(first)))
        }
        if own.isEmpty { return }
        // Of one record those on fields come in the schema's order, and those on the whole record last.
        own.sort { ($0.record, UInt(bitPattern: $0.field)) < ($1.record, UInt(bitPattern: $1.field)) }
        var merged: [Finding] = []
        merged.reserveCapacity(findings.count + own.count)
        var next = 0
        for finding in findings {
            while next < own.count && own[next].record <= finding.record {
                merged.append(own[next])
                next += 1
            }
            merged.append(finding)
        }
        findings = merged + own[next...]
    }

    /// Calls `body` with every record of a window that went into one before it, and what became of that.
    func forEachLater(_ window: Range<Int>, _ body: (Int, FoldList.Verdict) -> Void) {
        for (record, _, verdict) in later where window.contains(record) { body(record, verdict) }
    }
}
