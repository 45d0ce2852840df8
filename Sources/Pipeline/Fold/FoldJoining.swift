import Records
import Validation
import Writers

/// Joins the records of each key as they come out of the spool, judges what they make together, and enters it in the list.
struct FoldJoining {
    private let prepared: PreparedRun
    private let list: FoldList
    private let isInterrupted: @Sendable () -> Bool
    private let joiner: RecordJoiner
    private let validator: RecordValidator
    private let measuresExtent: Bool
    private let disagreements: KeySorter
    private let bytes = ByteBuffer()
    private var findings: [Finding] = []

    /// The first record of the key that is being joined; 0 before the first key.
    private var first: UInt64 = 0
    private var marks: RowMarks = []
    private var isRejected = false
    /// A record behind the first whose form is broken; 0 when there is none.
    private var broken: UInt64 = 0
    /// The fields for which the first record has a conflict already.
    private var disputed: Set<Int> = []

    init(_ prepared: PreparedRun, _ key: FoldKey, _ list: FoldList, _ isInterrupted: @escaping @Sendable () -> Bool) throws(Diagnostic) {
        self.prepared = prepared
        self.list = list
        self.isInterrupted = isInterrupted
        joiner = RecordJoiner(prepared.schema, keyFields: [key.field])
        validator = RecordValidator(prepared.plan)
        measuresExtent = prepared.options.nestedStyle == .indexed
        disagreements = KeySorter(
            directory: prepared.options.temporaryDirectory, runLength: prepared.options.foldRunLength / KeyEntry.size)
    }

    /// Takes the next record, by the first one with its key and then by number.
    mutating func take(_ row: SpooledRow, _ bytes: UnsafeBufferPointer<UInt8>) throws(Diagnostic) {
        if row.first != first {
            try endKey()
            if isInterrupted() { throw RunMessages.interrupted() }
            joiner.begin()
            first = row.first
            marks = []
            isRejected = false
            broken = 0
            disputed.removeAll(keepingCapacity: true)
        }
        marks.formUnion(row.marks)
        if row.marks.contains(.broken) {
            isRejected = true
            if row.record != first && broken == 0 { broken = row.record }
        }
        joiner.join(bytes, number: row.record)
        for conflict in joiner.conflicts {
            isRejected = true
            try add(row.record, field: conflict.field, other: conflict.taken)
            if disputed.insert(conflict.field).inserted { try add(first, field: conflict.field, other: row.record) }
        }
        if joiner.size > max(prepared.options.recordLimit, 1) {
            throw RunMessages.joinedTooLong(
                prepared.options.source.name, record: Int(first), limit: prepared.options.recordLimit)
        }
    }

    /// Enters the last key and what all of them disagree about.
    mutating func finish() throws(Diagnostic) {
        try endKey()
        try disagreements.forEachEntry { (entry) throws(Diagnostic) in
            let field = entry.low == UInt64.max ? -1 : Int64(entry.low)
            try list.conflicts.add(FoldList.Conflict(record: entry.high, other: entry.exact, field: field))
        }
    }

    private func add(_ record: UInt64, field: Int, other: UInt64) throws(Diagnostic) {
        let low = field < 0 ? UInt64.max : UInt64(field)
        try disagreements.add([KeyEntry(high: record, low: low, exact: other, record: 0, line: 0)])
    }

    private mutating func endKey() throws(Diagnostic) {
        guard first > 0 else { return }
        if broken > 0 { try add(first, field: -1, other: broken) }
        let batch = joiner.batch
        bytes.removeAll()
        bytes.shrink(to: 1 << 20)
        RecordEncoder.append(0, of: batch, to: bytes)
        if measuresExtent { list.extent.include(batch) }
        findings.removeAll(keepingCapacity: true)
        validator.validate(batch, records: 0..<1, into: &findings)
        if findings.contains(where: { $0.severity == .error }) { isRejected = true }
        let isKept = prepared.filter.isEmpty || prepared.filter.keeps(0, batch)
        let header = FoldList.JoinedHeader(first: first, marks: marks, length: UInt32(truncatingIfNeeded: bytes.count))
        try list.add(header, bytes.bytes, isKept ? isRejected ? .rejected : .delivered : .filtered)
    }
}
