import Readers
import Records
import Validation
import Writers

/// One worker's share of a run: a batch on its way from the splitter to the sinks, with everything that is made of it.
final class RunPiece {
    /// What becomes of a record.
    private enum Fate: UInt8 {
        case delivered, rejected, duplicate, folded, filtered
    }

    let batch: RecordBatch
    /// The records of the batch that belong to the run, counted from 0.
    var window = 0..<0
    /// The records of the batch whose key stands before, where they are to be left out.
    var repeats: [DuplicateList.Entry] = []
    /// Where records are joined: what the batch has to do with that.
    let fold: FoldShare?
    private(set) var findings: [Finding] = []
    private(set) var books = Books()
    let text: FindingText

    private let prepared: PreparedRun
    /// `nil` where records are not rendered: there is no destination, or one that takes records as they are.
    private let writer: (any RecordWriter)?
    private let rejectWriter: (any RejectWriter)?
    private let report: (any ReportFormat)?
    private let validator: RecordValidator
    private var fates: [Fate] = []
    /// The records that are delivered, in runs of neighbours.
    private var delivered: [Range<Int>] = []
    private let records = ByteBuffer(capacity: 1 << 16)
    private let rejects = ByteBuffer(capacity: 1 << 12)
    var rejectEncoding = RejectEncoding()
    private let reportLines = ByteBuffer(capacity: 1 << 12)
    /// The natural keys of the good records, where somebody watches them.
    private(set) var keys: [KeyEntry] = []
    private let folding = KeyFolding()
    private let scratch = ByteBuffer()
    private static let keptCapacity = 8 << 20

    init(
        _ prepared: PreparedRun, rejectWriter: any RejectWriter, report: (any ReportFormat)?, sinks: RunSinks
    ) {
        self.prepared = prepared
        fold = prepared.fold.map(FoldShare.init)
        writer = sinks.records?.writer
        self.rejectWriter = sinks.rejects == nil ? nil : rejectWriter
        self.report = sinks.report == nil ? nil : report
        batch = RecordBatch(schema: prepared.schema)
        batch.setDefaults(prepared.defaults)
        validator = RecordValidator(prepared.plan)
        text = FindingText(
            schema: prepared.schema, binding: prepared.binding, columns: prepared.source.columns,
            suggestion: Suggestion(prepared.plan))
    }

    /// Judges the records of the window and renders what becomes of them.
    func process() {
        findings.removeAll(keepingCapacity: true)
        for buffer in [records, rejects, reportLines] {
            buffer.removeAll()
            buffer.shrink(to: Self.keptCapacity)
        }
        if let fold {
            fold.forEachOwn(window) { validator.validate(batch, records: $0, into: &findings) }
        } else {
            validator.validate(batch, records: window, into: &findings)
        }
        if !batch.faults.isEmpty { addFaults() }
        fold?.add(to: &findings, batch, window)
        decideFates()
        renderRecords()
        renderFindings()
        rejectEncoding.encode(rejects)
        if let key = prepared.watchedKey { gather(key) }
    }

    /// Keeps the natural keys of the good records.
    private func gather(_ key: WatchedKey) {
        keys.removeAll(keepingCapacity: true)
        let view = batch.view
        for range in delivered {
            for record in range {
                guard let exact = folding.hash(record, key.fields, view, form: key.form, scratch: scratch),
                    let group = key.watchesSpelling ? folding.hash(record, key.fields, view, form: .loose, scratch: scratch) : exact
                else { continue }
                keys.append(KeyEntry(
                    high: group.high, low: group.low, exact: exact.high, record: UInt64(batch.number(of: record)),
                    line: UInt64(batch.line(of: record))))
            }
        }
    }

    /// Ends the window with the reject that is one too many, and renders anew.
    ///
    /// - Parameter allowed: how many rejects the piece may have.
    func cut(afterRejects allowed: Int) {
        var rejected = 0
        for record in window where fates[record] == .rejected {
            rejected += 1
            if rejected > allowed {
                window = window.lowerBound..<record + 1
                break
            }
        }
        process()
    }

    /// Puts the findings on form in front of those on rules. A record whose form is broken gets no others: which of its cells
    /// is which is not known.
    private func addFaults() {
        let faults = batch.faults.filter { window.contains($0.record) }
        let broken = Set(faults.lazy.filter { $0.severity == .error }.map(\.record))
        var merged: [Finding] = []
        merged.reserveCapacity(faults.count + findings.count)
        var next = 0
        for finding in findings where !broken.contains(finding.record) {
            while next < faults.count && faults[next].record <= finding.record {
                merged.append(faults[next])
                next += 1
            }
            merged.append(finding)
        }
        merged += faults[next...]
        findings = merged
    }

    private func decideFates() {
        fates.removeAll(keepingCapacity: true)
        fates.append(contentsOf: repeatElement(.delivered, count: batch.recordCount))
        for finding in findings where finding.severity == .error { fates[finding.record] = .rejected }
        if !prepared.filter.isEmpty {
            func judge(_ records: Range<Int>) {
                for record in records where !prepared.filter.keeps(record, batch) { fates[record] = .filtered }
            }
            if let fold { fold.forEachOwn(window, judge) } else { judge(window) }
            fold?.forEachLater(window) { if $1 == .filtered { fates[$0] = .filtered } }
            findings.removeAll { fates[$0.record] == .filtered }
        }
        books = Books()
        books.read = window.count
        for record in window where fates[record] == .filtered { books.filtered += 1 }
        fold?.forEachLater(window) { record, _ in
            guard fates[record] == .delivered else { return }
            fates[record] = .folded
            books.folded += 1
        }
        if !repeats.isEmpty { setDuplicatesAside() }
    }

    /// Gives each good record whose key stands before the fate of a duplicate, with a finding that names the first.
    private func setDuplicatesAside() {
        guard let name = prepared.options.uniqueField else { return }
        let field = ColumnBinder.field(named: name, in: batch.schema) ?? -1
        for entry in repeats {
            let record = Int(entry.record) - batch.firstRecord
            guard window.contains(record), fates[record] == .delivered else { continue }
            fates[record] = .duplicate
            books.duplicate += 1
            findings.append(Finding(record: record, field: field, code: .duplicateKey, rule: .unique, found: Int(entry.first)))
        }
        findings.sort { $0.record < $1.record }
    }

    private func renderRecords() {
        delivered.removeAll(keepingCapacity: true)
        var start = window.lowerBound
        func deliver(upTo end: Int) {
            if end > start {
                delivered.append(start..<end)
                books.delivered += end - start
            }
            start = end + 1
        }
        for record in window where fates[record] != .delivered { deliver(upTo: record) }
        deliver(upTo: window.upperBound)
        guard let writer else { return }
        for range in delivered { writer.append(batch, records: range, to: records) }
    }

    private func renderFindings() {
        var index = 0
        while index < findings.count {
            let record = findings[index].record
            var end = index
            while end < findings.count && findings[end].record == record { end += 1 }
            if fates[record] == .rejected || fates[record] == .duplicate {
                rejectWriter?.append(batch, record, note(findings[index..<end], record), to: rejects)
                if fates[record] == .rejected { books.rejected += 1 }
            }
            if let report {
                for finding in findings[index..<end] { report.append(finding, batch, text, to: reportLines) }
            }
            index = end
        }
    }

    private func note(_ findings: ArraySlice<Finding>, _ record: Int) -> RejectNote {
        var note = RejectNote(run: prepared.options.runID, record: batch.number(of: record), line: batch.line(of: record))
        for finding in findings where finding.severity == .error {
            note.columns.append(text.column(finding))
            note.targets.append(text.field(finding))
            note.rules.append(finding.rule.rawValue)
            note.messages.append(text.message(finding))
            note.suggestions.append(text.suggestion(finding, batch, besideTheRecord: true) ?? "")
        }
        if note.suggestions.allSatisfy(\.isEmpty) { note.suggestions = [] }
        return note
    }

    // MARK: Leaving

    /// Where the bytes of a piece go in each file.
    struct Places {
        fileprivate let records: Int
        fileprivate let rejects: Int
        fileprivate let report: Int
        /// How many bytes of the piece go unwritten: the separator in front of the first item of a file.
        fileprivate let recordsSkip: Int
        fileprivate let reportSkip: Int
    }

    /// Sets the places of the piece's bytes aside. Called in stream order.
    func reserve(in sinks: RunSinks) -> Places {
        let recordsSkip = records.count > 0 && sinks.takeFirstRecord() ? writer?.separatorLength ?? 0 : 0
        let reportSkip = reportLines.count > 0 && sinks.takeFirstFinding() ? report?.separatorLength ?? 0 : 0
        return Places(
            records: sinks.records?.file?.reserve(records.count - recordsSkip) ?? 0, rejects: sinks.rejects?.reserve(rejects.count) ?? 0,
            report: sinks.report?.reserve(reportLines.count - reportSkip) ?? 0, recordsSkip: recordsSkip, reportSkip: reportSkip)
    }

    /// Hands the delivered records to a sink that takes them as they are. Called in stream order.
    func deliver(to sinks: RunSinks) throws(Diagnostic) {
        if let sink = sinks.records?.sink, !delivered.isEmpty { try sink.insert(batch, records: delivered) }
    }

    /// Writes the piece's bytes to those sinks that are streams, or to those that are not.
    func write(_ places: Places, to sinks: RunSinks, streams: Bool) throws(Diagnostic) {
        func put(_ buffer: ByteBuffer, _ file: OutputFile?, at offset: Int, skip: Int = 0) throws(Diagnostic) {
            guard let file, file.isSeekable != streams, buffer.count > skip else { return }
            try file.write(UnsafeBufferPointer(rebasing: buffer.bytes[skip...]), at: offset)
        }
        try put(records, sinks.records?.file, at: places.records, skip: places.recordsSkip)
        try put(rejects, sinks.rejects, at: places.rejects)
        try put(reportLines, sinks.report, at: places.report, skip: places.reportSkip)
    }
}
