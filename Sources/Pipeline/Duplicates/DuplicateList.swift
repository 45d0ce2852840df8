import Records

/// The records of a source whose key stands before, in record order, on disk: read once, from front to back.
public final class DuplicateList: @unchecked Sendable {
    /// One record and the first that has its key; 1-based numbers.
    struct Entry: RecordListEntry {
        let record: UInt64
        let first: UInt64
    }

    private let list: RecordList<Entry>

    /// - Throws: `writeFailed` when the directory cannot be written to.
    init(directory: String) throws(Diagnostic) { list = try RecordList(directory: directory) }

    /// Appends an entry behind those with lower numbers.
    func add(_ entry: Entry) throws(Diagnostic) { try list.add(entry) }

    /// Ends the writing; from here on the list is read.
    func rewind() throws(Diagnostic) { try list.rewind() }

    /// Returns the entries up to a record, itself included, that have not been returned yet.
    func take(upTo record: Int) -> [Entry] { list.take(upTo: record) }
}
