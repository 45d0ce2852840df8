#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Records

/// The records of a source whose key stands before, in record order, on disk: read once, from front to back.
public final class DuplicateList: @unchecked Sendable {
    /// One record and the first that has its key; 1-based numbers.
    struct Entry {
        let record: UInt64
        let first: UInt64
    }

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

    /// Appends an entry behind those with lower numbers.
    func add(_ entry: Entry) throws(Diagnostic) {
        var entry = entry
        if fwrite(&entry, MemoryLayout<Entry>.stride, 1, file) != 1 { throw RunMessages.cannotSort("the temporary folder", errno: errno) }
    }

    /// Ends the writing; from here on the list is read.
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
        var entry = Entry(record: 0, first: 0)
        return fread(&entry, MemoryLayout<Entry>.stride, 1, file) == 1 ? entry : nil
    }
}
