import Records

/// A record on its way to the first one with its key.
struct SpooledRow {
    /// The first record with the key, and the record itself; 1-based numbers.
    var first: UInt64
    var record: UInt64
    var marks: RowMarks
    /// How many bytes the record has in the form of `RecordEncoder`.
    var length: UInt32

    static func precedes(_ a: SpooledRow, _ b: SpooledRow) -> Bool { a.first != b.first ? a.first < b.first : a.record < b.record }
}

/// What is known of the form of a record.
struct RowMarks: OptionSet {
    let rawValue: UInt32

    /// The form is broken: the record is rejected, and with it all that have its key.
    static let broken = RowMarks(rawValue: 1)
    /// The record lacks cells, so that a secret may stand where another value belongs.
    static let lacksCells = RowMarks(rawValue: 2)
}

/// Sorts any number of records by the first one with their key, in bounded memory: runs are sorted and put on disk, and merged
/// when all are there.
///
/// ```
///   run    │ header │ record │ header │ record │ …      sorted by (first, record)
///   file   │ run 1 │ run 2 │ …                          without a name
/// ```
final class RowSpool {
    private struct Place {
        let row: SpooledRow
        let start: Int
    }

    private let file: SpoolFile
    private let runLength: Int
    private let bytes = ByteBuffer(capacity: 1 << 16)
    private var places: [Place] = []
    private var runs: [Range<Int>] = []
    /// What all runs together may take while they are merged, in bytes, and what one takes at least.
    private static let mergeMemory = 16 << 20
    private static let leastBlock = 1 << 12

    /// - Parameters:
    ///   - directory: where the runs go.
    ///   - runLength: how many bytes of records are sorted in memory.
    init(directory: String, runLength: Int = 8 << 20) throws(Diagnostic) {
        file = try SpoolFile(directory: directory)
        self.runLength = runLength
    }

    /// - Parameters:
    ///   - rows: records in any order; `length` says how many of the bytes are theirs.
    ///   - records: the records, one behind the other.
    /// - Throws: `writeFailed` when the disk is full.
    func add(_ rows: [SpooledRow], _ records: UnsafeBufferPointer<UInt8>) throws(Diagnostic) {
        var start = bytes.count
        bytes.append(records)
        for row in rows {
            places.append(Place(row: row, start: start))
            start += Int(row.length)
        }
        if bytes.count + places.count * MemoryLayout<Place>.stride >= runLength { try spill() }
    }

    private func spill() throws(Diagnostic) {
        places.sort { SpooledRow.precedes($0.row, $1.row) }
        let start = file.count
        let out = ByteBuffer(capacity: 1 << 18)
        for place in places {
            out.appendBytes(of: place.row)
            out.append(bytes.pointer + place.start, count: Int(place.row.length))
            if out.count >= 1 << 18 {
                try file.append(out.bytes)
                out.removeAll()
            }
        }
        try file.append(out.bytes)
        runs.append(start..<file.count)
        places.removeAll(keepingCapacity: true)
        bytes.removeAll()
        bytes.shrink(to: 2 * runLength)
    }

    /// Calls `body` with every record, by the first one with its key and then by number. The bytes are valid during the call.
    ///
    /// - Complexity: O(*n* log runs), with a block of memory a run.
    func forEachRow(_ body: (SpooledRow, UnsafeBufferPointer<UInt8>) throws(Diagnostic) -> Void) throws(Diagnostic) {
        if !places.isEmpty { try spill() }
        let blockLength = max(Self.leastBlock, min(1 << 18, Self.mergeMemory / max(runs.count, 1)))
        var heap = RunHeap()
        for range in runs {
            let reader = SpoolReader(file, range, blockLength: blockLength)
            heap.push(RunHead(row: try Self.header(reader), reader: reader))
        }
        while let head = heap.top {
            try body(head.row, try head.reader.take(Int(head.row.length)))
            if head.reader.isAtEnd {
                heap.removeTop()
            } else {
                heap.replaceTop(RunHead(row: try Self.header(head.reader), reader: head.reader))
            }
        }
    }

    private static func header(_ reader: SpoolReader) throws(Diagnostic) -> SpooledRow {
        let bytes = try reader.take(MemoryLayout<SpooledRow>.stride)
        return UnsafeRawBufferPointer(bytes).loadUnaligned(as: SpooledRow.self)
    }
}

/// A run and the record that comes next in it.
private struct RunHead {
    let row: SpooledRow
    let reader: SpoolReader
}

/// The runs, the one with the lowest record on top.
private struct RunHeap {
    private var heads: [RunHead] = []

    var top: RunHead? { heads.first }

    mutating func push(_ head: RunHead) {
        heads.append(head)
        var child = heads.count - 1
        while child > 0, SpooledRow.precedes(heads[child].row, heads[(child - 1) / 2].row) {
            heads.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func replaceTop(_ head: RunHead) {
        heads[0] = head
        sink()
    }

    mutating func removeTop() {
        heads.swapAt(0, heads.count - 1)
        heads.removeLast()
        sink()
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heads.count {
                if SpooledRow.precedes(heads[child].row, heads[least].row) { least = child }
            }
            if least == parent { return }
            heads.swapAt(parent, least)
            parent = least
        }
    }
}
