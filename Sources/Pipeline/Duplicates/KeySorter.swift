#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Records

/// Sorts any number of key entries in bounded memory: runs of half a million are sorted and put on disk, and merged when all are there.
///
/// ```
///   add ──▶ │ run in memory │ ──full──▶ sorted run 1 ┐
///                                       sorted run 2 ├─▶ merge ──▶ entries in order
///                                       …            ┘
/// ```
///
/// The runs are one file without a name, so that nothing is left behind whatever happens.
final class KeySorter {
    private var run: [KeyEntry] = []
    private var runs: [Range<Int>] = []
    private let runLength: Int
    private let directory: String
    private var file: Int32 = -1
    private var written = 0

    /// - Parameters:
    ///   - directory: where the runs go.
    ///   - runLength: how many entries are sorted in memory, 40 bytes each.
    init(directory: String, runLength: Int = 1 << 19) {
        self.directory = directory
        self.runLength = runLength
    }

    deinit { if file >= 0 { close(file) } }

    /// - Throws: `writeFailed` when the disk is full.
    func add(_ entries: [KeyEntry]) throws(Diagnostic) {
        run += entries
        if run.count >= runLength { try spill() }
    }

    /// Calls `body` with every group of entries that share a key, in the order of the keys and each in record order.
    ///
    /// - Parameter least: how many entries a group must have to be worth a call.
    /// - Complexity: as `forEachEntry`, and the memory of the largest group.
    func forEachGroup(ofAtLeast least: Int, _ body: ([KeyEntry]) throws(Diagnostic) -> Void) throws(Diagnostic) {
        var group: [KeyEntry] = []
        try forEachEntry { (entry) throws(Diagnostic) in
            if let last = group.last, !last.hasSameKey(as: entry) {
                if group.count >= least { try body(group) }
                group.removeAll(keepingCapacity: true)
            }
            group.append(entry)
        }
        if group.count >= least { try body(group) }
    }

    /// Calls `body` with every entry, in the order of the keys and, of one key, in record order.
    ///
    /// - Complexity: O(*n* log *n*), with a buffer of 80 KiB a run.
    func forEachEntry(_ body: (KeyEntry) throws(Diagnostic) -> Void) throws(Diagnostic) {
        run.sort(by: KeyEntry.precedes)
        var sources: [RunReader] = []
        for range in runs { sources.append(try RunReader(file: file, range: range)) }
        sources.append(RunReader(entries: run))
        while true {
            var next = -1
            var least: KeyEntry?
            for index in sources.indices {
                guard let head = sources[index].head else { continue }
                if let known = least, !KeyEntry.precedes(head, known) { continue }
                next = index
                least = head
            }
            guard let least else { return }
            _ = try sources[next].take()
            try body(least)
        }
    }

    private func spill() throws(Diagnostic) {
        if file < 0 { file = try Self.openNameless(in: directory) }
        run.sort(by: KeyEntry.precedes)
        let range = written..<written + run.count * KeyEntry.size
        var failure: Int32 = 0
        run.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count, let base = bytes.baseAddress {
                let count = pwrite(file, base + done, bytes.count - done, off_t(range.lowerBound + done))
                if count < 0 && errno == EINTR { continue }
                if count <= 0 {
                    failure = errno
                    return
                }
                done += count
            }
        }
        if failure != 0 { throw RunMessages.cannotSort(directory, errno: failure) }
        runs.append(range)
        written = range.upperBound
        run.removeAll(keepingCapacity: true)
    }

    static func openNameless(in directory: String) throws(Diagnostic) -> Int32 {
        var template = Array((directory + "/transload-keys-XXXXXX").utf8CString)
        let file = mkstemp(&template)
        if file < 0 { throw RunMessages.cannotSort(directory, errno: errno) }
        unlink(template)
        return file
    }
}

/// Reads one sorted run, a block at a time.
private struct RunReader {
    private var entries: [KeyEntry]
    private var next = 0
    private let file: Int32
    private var rest: Range<Int>
    private static let blockLength = 2048

    init(entries: [KeyEntry]) {
        self.entries = entries
        file = -1
        rest = 0..<0
    }

    /// - Throws: `sourceUnreadable` when the run cannot be read back.
    init(file: Int32, range: Range<Int>) throws(Diagnostic) {
        entries = []
        self.file = file
        rest = range
        try fill()
    }

    /// The entry that comes next; `nil` at the end.
    var head: KeyEntry? { next < entries.count ? entries[next] : nil }

    mutating func take() throws(Diagnostic) -> KeyEntry? {
        let entry = head
        next += 1
        if next == entries.count && !rest.isEmpty { try fill() }
        return entry
    }

    private mutating func fill() throws(Diagnostic) {
        let count = min(Self.blockLength, rest.count / KeyEntry.size)
        let (file, start) = (file, rest.lowerBound)
        entries = Array(unsafeUninitializedCapacity: count) { buffer, initialized in
            let got = pread(file, UnsafeMutableRawPointer(buffer.baseAddress), count * KeyEntry.size, off_t(start))
            initialized = max(0, got) / KeyEntry.size
        }
        if entries.count < count { throw RunMessages.cannotReadBack(errno) }
        rest = rest.lowerBound + count * KeyEntry.size..<rest.upperBound
        next = 0
    }
}
