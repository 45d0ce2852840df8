import Records
import Synchronization

/// A record that shares its key with others, and the first that has it; 1-based numbers. The first is a member too.
struct FoldMember: RecordListEntry {
    let record: UInt64
    let first: UInt64
}

/// Gathers the keys of all records whose cells are known, whether or not they break a rule: the rules are for the joined record.
final class KeyScanner: FoldScanner {
    private let key: FoldKey
    private let sorter: Shared<KeySorter>
    private let folding = KeyFolding()
    private let scratch = ByteBuffer()
    private var keys: [KeyEntry] = []

    init(_ key: FoldKey, _ sorter: Shared<KeySorter>) {
        self.key = key
        self.sorter = sorter
    }

    func scan(_ batch: RecordBatch, _ members: [FoldMember]) throws(Diagnostic) {
        keys.removeAll(keepingCapacity: true)
        let unread = Set(batch.faults.lazy.filter(Self.isUnread).map(\.record))
        let view = batch.view
        for record in 0..<batch.recordCount where unread.isEmpty || !unread.contains(record) {
            guard let hash = folding.hash(record, [key.field], view, form: key.form, scratch: scratch) else { continue }
            keys.append(KeyEntry(high: hash.high, low: hash.low, exact: 0, record: UInt64(batch.number(of: record)), line: 0))
        }
        let keys = keys
        try sorter.use { (sorter) throws(Diagnostic) in try sorter.add(keys) }
    }

    /// Whether nobody knows which of the record's values is which, so that it has no key.
    private static func isUnread(_ fault: Finding) -> Bool {
        fault.severity == .error && fault.field < 0 && fault.code != .invalidUTF8 && fault.code != .nulByte
    }
}

/// Puts the records that share their key with others into a spool.
final class RowScanner: FoldScanner {
    private let spool: Shared<RowSpool>
    private let bytes = ByteBuffer(capacity: 1 << 16)
    private var rows: [SpooledRow] = []

    init(_ spool: Shared<RowSpool>) { self.spool = spool }

    func scan(_ batch: RecordBatch, _ members: [FoldMember]) throws(Diagnostic) {
        rows.removeAll(keepingCapacity: true)
        bytes.removeAll()
        bytes.shrink(to: 1 << 20)
        var fault = 0
        for member in members {
            let record = Int(member.record) - batch.firstRecord
            guard (0..<batch.recordCount).contains(record) else { continue }
            var marks: RowMarks = []
            while fault < batch.faults.count && batch.faults[fault].record <= record {
                if batch.faults[fault].record == record { marks.formUnion(Self.marks(batch.faults[fault])) }
                fault += 1
            }
            let start = bytes.count
            RecordEncoder.append(record, of: batch, to: bytes)
            rows.append(SpooledRow(first: member.first, record: member.record, marks: marks, length: UInt32(truncatingIfNeeded: bytes.count - start)))
        }
        let (rows, bytes) = (rows, bytes)
        try spool.use { (spool) throws(Diagnostic) in try spool.add(rows, bytes.bytes) }
    }

    private static func marks(_ fault: Finding) -> RowMarks {
        if fault.severity == .error { return .broken }
        return fault.code == .missingCells ? .lacksCells : []
    }
}

/// Something that several workers use, one at a time.
final class Shared<Value>: @unchecked Sendable {
    private let value: Value
    private let lock = Mutex(())

    init(_ value: Value) { self.value = value }

    func use<Result>(_ body: (Value) throws(Diagnostic) -> Result) throws(Diagnostic) -> Result {
        try lock.withLock { (_) throws(Diagnostic) in try body(value) }
    }
}
