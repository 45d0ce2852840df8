import CSQLite

/// A compiled statement: bind, step, read, reset, as often as wanted.
///
/// Parameters are counted from 1 and columns from 0, as the library does. Binding does not throw, so that loops over many values
/// stay short: the next `step` throws what a bind refused.
public final class SQLiteStatement {
    private let handle: OpaquePointer
    private let connection: SQLiteConnection
    private var refusal = SQLITE_OK

    init(_ sql: String, _ connection: SQLiteConnection) throws(SQLiteError) {
        var compiled: OpaquePointer?
        let code = sqlite3_prepare_v3(connection.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &compiled, nil)
        guard code == SQLITE_OK else { throw connection.error(code, sql: sql) }
        // Comments and blanks compile to nothing.
        guard let compiled else { throw SQLiteError(extendedCode: SQLITE_MISUSE, message: "no statement", sql: sql) }
        handle = compiled
        self.connection = connection
    }

    deinit { sqlite3_finalize(handle) }

    /// The text of the statement, with placeholders for what is bound.
    public var sql: String { sqlite3_sql(handle).map { String(cString: $0) } ?? "" }

    // MARK: Binding

    @inline(__always) public func bindNull(at index: Int) { note(sqlite3_bind_null(handle, Int32(truncatingIfNeeded: index))) }

    @inline(__always) public func bind(_ number: Int64, at index: Int) {
        note(sqlite3_bind_int64(handle, Int32(truncatingIfNeeded: index), number))
    }

    /// Binds UTF-8 bytes without copying them: they must stay where they are until the statement has been stepped.
    ///
    /// - Parameter count: the length in bytes, at most 2³¹ − 1.
    @inline(__always) public func bind(borrowing text: UnsafePointer<UInt8>, count: Int, at index: Int) {
        note(transload_sqlite3_bind_text_static(handle, Int32(truncatingIfNeeded: index), text, Int32(truncatingIfNeeded: count)))
    }

    /// Binds a copy of a text.
    public func bind(text: String, at index: Int) {
        var text = text
        let code = text.withUTF8 {
            // An empty text may have no address, and no address means NULL.
            transload_sqlite3_bind_text_copy(handle, Int32(truncatingIfNeeded: index), $0.baseAddress ?? UnsafePointer(bitPattern: 1), Int32($0.count))
        }
        note(code)
    }

    @inline(__always) private func note(_ code: Int32) {
        if code != SQLITE_OK { refusal = code }
    }

    // MARK: Running

    /// Goes to the next row.
    ///
    /// - Returns: `false` when there is none; the statement is then reset and can be run again.
    public func step() throws(SQLiteError) -> Bool {
        guard refusal == SQLITE_OK else {
            defer { refusal = SQLITE_OK }
            throw connection.error(refusal, sql: sql)
        }
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        guard code == SQLITE_DONE else {
            // Before the reset, which forgets what went wrong.
            let error = connection.error(code, sql: sql)
            sqlite3_reset(handle)
            throw error
        }
        sqlite3_reset(handle)
        return false
    }

    /// Runs the statement to its end; rows are passed over.
    public func run() throws(SQLiteError) {
        while try step() {}
    }

    /// Starts over, so that new values can be bound. What is bound stays bound.
    public func reset() { sqlite3_reset(handle) }

    // MARK: Reading the row under the cursor

    public var columnCount: Int { Int(sqlite3_column_count(handle)) }

    public func isNull(at column: Int) -> Bool { sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL }

    public func integer(at column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }

    /// The text of a column; `nil` for NULL. Numbers come as their digits.
    public func text(at column: Int) -> String? {
        guard let bytes = sqlite3_column_text(handle, Int32(column)) else { return nil }
        let count = Int(sqlite3_column_bytes(handle, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    /// The storage class of a column, as `typeof()` names it: `null`, `integer`, `real`, `text` or `blob`.
    public func storage(at column: Int) -> String {
        switch sqlite3_column_type(handle, Int32(column)) {
        case SQLITE_INTEGER: "integer"
        case SQLITE_FLOAT: "real"
        case SQLITE_TEXT: "text"
        case SQLITE_BLOB: "blob"
        default: "null"
        }
    }
}
