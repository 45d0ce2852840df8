#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Records

/// Something about a record that a list holds.
protocol RecordListEntry: BitwiseCopyable {
    /// The 1-based number of the record.
    var record: UInt64 { get }
}

/// Facts about records, in record order, on disk: read from front to back.
final class RecordList<Entry: RecordListEntry> {
    private let file: UnsafeMutablePointer<FILE>
    private var next: Entry?

    /// - Throws: `writeFailed` when the directory cannot be written to.
    init(directory: String) throws(Diagnostic) {
        let descriptor = try KeySorter.openNameless(in: directory)
        guard let file = fdopen(descriptor, "w+") else {
            close(descriptor)
            throw RunMessages.cannotSort(directory, errno: errno)
        }
        self.file = file
    }

    deinit { fclose(file) }

    /// Appends an entry behind those of the same record and of records with lower numbers.
    func add(_ entry: Entry) throws(Diagnostic) {
        var entry = entry
        if fwrite(&entry, MemoryLayout<Entry>.stride, 1, file) != 1 { throw RunMessages.cannotSort("the temporary folder", errno: errno) }
    }

    /// Ends the writing, or a reading: from here on the list is read from its front.
    func rewind() throws(Diagnostic) {
        if fflush(file) != 0 || fseek(file, 0, SEEK_SET) != 0 { throw RunMessages.cannotSort("the temporary folder", errno: errno) }
        next = read()
    }

    /// Returns the entries up to a record, itself included, that have not been returned yet.
    func take(upTo record: Int) -> [Entry] {
        var entries: [Entry] = []
        while let entry = next, entry.record <= UInt64(record) {
            entries.append(entry)
            next = read()
        }
        return entries
    }

    private func read() -> Entry? {
        withUnsafeTemporaryAllocation(of: Entry.self, capacity: 1) { room in
            fread(room.baseAddress, MemoryLayout<Entry>.stride, 1, file) == 1 ? room[0] : nil
        }
    }
}
