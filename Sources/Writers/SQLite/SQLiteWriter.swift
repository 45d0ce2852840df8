import Records
import SQLite

/// Writes records into a table of an SQLite database, and the elements of their collections into tables below it.
///
/// ```swift
/// let sink = try SQLiteWriter(users, fields: [0, 1, 7], to: .init(name: "users.db", path: "/data/users.db"), isInterrupted: { false })
/// try sink.insert(batch, records: [0..<batch.recordCount])
/// try sink.finish()
/// ```
///
/// A new database is made as `NAME.part` without a journal, as fast as the disk takes it, and renamed when it is complete: a run
/// that fails leaves nothing. An existing one is added to in a single ordinary transaction, so that a crash leaves it as it was;
/// the numbers of the new records then continue behind the highest one.
///
/// - Not thread-safe: a sink has one caller at a time.
public final class SQLiteWriter: RecordSink {
    /// Where the database is, and what may become of one that exists.
    public struct Destination: Sendable {
        /// The file as the user named it.
        public var name: String
        /// The absolute path.
        public var path: String
        /// The name of the table; the schema's when `nil`.
        public var table: String?
        /// Whether an existing database is added to. One that does not exist is made.
        public var appends = false
        /// Whether an existing file is replaced.
        public var mayReplace = false

        public init(name: String, path: String, table: String? = nil) {
            self.name = name
            self.path = path
            self.table = table
        }
    }

    private let name: String
    /// The unfinished file of a new database; `nil` for one that is added to.
    private let output: OutputFile?
    private let path: String
    private let isInPlace: Bool
    // Both go when the sink is settled, since the file may only be moved when nobody has it open.
    private(set) var database: SQLiteConnection?
    private var inserter: SQLiteTableInserter?

    /// How long a database that is in use is waited for: longer than a short query of others, shorter than a person's patience.
    private static let busyTimeout: Int32 = 500

    /// Opens the database and makes its tables, or finds that they fit.
    ///
    /// - Parameters:
    ///   - fields: the fields that the source fills, counted from 0; the columns of the others stay NULL.
    ///   - isInterrupted: whether the run should end as soon as it can.
    /// - Throws: what `OutputFile` throws; `databaseBusy`, `notADatabase`, `databaseMismatch` where an existing database or its
    ///   table cannot take the records; `databaseFailed`.
    public init(
        _ schema: Schema, fields: [Int], to destination: Destination, isInterrupted: @escaping @Sendable () -> Bool
    ) throws(Diagnostic) {
        name = destination.name
        path = FilePaths.resolvingLinks(destination.path)
        let exists = FilePaths.exists(path)
        if exists && !FilePaths.isRegularFile(path) { throw SQLiteMessages.notAFile(name) }
        isInPlace = destination.appends && exists
        if exists && !isInPlace && !destination.mayReplace { throw SQLiteMessages.exists(name) }
        output = isInPlace
            ? nil
            : try OutputFile(
                name: name, path: destination.path, isPrivate: schema.holdsSecrets, mayReplace: destination.mayReplace,
                isInterrupted: isInterrupted)
        if !isInPlace { try checkForJournal() }
        let table = SQLiteTable(schema, name: destination.table ?? schema.name)
        let database = try translated { () throws(SQLiteError) in
            try isInPlace ? Self.openInPlace(path) : Self.openNew(output?.partialPath ?? path)
        }
        self.database = database
        let preparation = SQLiteTablePreparation(database: database, name: name)
        try preparation.prepare(table)
        if isInPlace && schema.holdsSecrets { try closeToOthers() }
        var lastRecords: [String: Int64] = [:]
        for member in table.family { lastRecords[member.name] = try preparation.lastRecord(of: member) }
        inserter = try translated { () throws(SQLiteError) in
            try SQLiteTableInserter(table, fields: fields, database) { lastRecords[$0.name] ?? 0 }
        }
    }

    deinit { abandon() }

    // MARK: Opening

    /// A new database: nobody else knows it, and what fails is thrown away, so that nothing has to be written twice or waited for.
    private static func openNew(_ path: String) throws(SQLiteError) -> SQLiteConnection {
        let database = try SQLiteConnection(path: path, access: .create)
        try database.execute("PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; BEGIN")
        return database
    }

    /// A database of others. Nobody may read it meanwhile: a reader at the wrong moment would refuse the commit after all the work.
    private static func openInPlace(_ path: String) throws(SQLiteError) -> SQLiteConnection {
        let database = try SQLiteConnection(path: path, access: .readWrite)
        // The library opens what it may not write for reading, and says so at the first write.
        if database.isReadOnly { throw SQLiteError(extendedCode: SQLiteError.readOnlyCode, message: "the file is read-only") }
        database.setBusyTimeout(milliseconds: busyTimeout)
        try database.execute("BEGIN EXCLUSIVE")
        return database
    }

    /// A journal belongs to the name of its database: SQLite would play that of an old one into the new one.
    private func checkForJournal() throws(Diagnostic) {
        for ending in ["-journal", "-wal"] where FilePaths.size(path + ending) ?? 0 > 0 {
            throw SQLiteMessages.journalLeft(name, name + ending)
        }
    }

    private func closeToOthers() throws(Diagnostic) {
        if let code = FilePaths.closeToOthers(path) { throw SQLiteMessages.notPrivate(name, errno: code) }
    }

    // MARK: Records

    public func insert(_ batch: RecordBatch, records: [Range<Int>]) throws(Diagnostic) {
        guard let inserter else { return }
        do throws(SQLiteTableInserter.Refusal) { try inserter.insert(batch, records: records) } catch {
            throw SQLiteMessages.refused(error, name)
        }
    }

    // MARK: The end

    public func finish() throws(Diagnostic) {
        guard let database else { return }
        try translated { () throws(SQLiteError) in try database.execute("COMMIT") }
        close()
        guard let output else { return }
        try checkForJournal()
        try output.finish()
    }

    public func abandon() {
        // Where the database has rolled back by itself, there is nothing left to take back.
        if isInPlace, let database, database.isInTransaction { try? database.execute("ROLLBACK") }
        close()
        output?.abandon()
    }

    private func close() {
        inserter = nil
        database = nil
    }

    private func translated<Answer>(_ body: () throws(SQLiteError) -> Answer) throws(Diagnostic) -> Answer {
        do throws(SQLiteError) { return try body() } catch { throw SQLiteMessages.failed(error, name) }
    }
}
