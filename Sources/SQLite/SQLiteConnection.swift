import CSQLite

/// One connection to one database file, used by one thread at a time. It closes when the last reference to it goes.
///
/// ```swift
/// let database = try SQLiteConnection(path: "/data/users.db", access: .create)
/// try database.execute("CREATE TABLE people (name TEXT)")
/// let insert = try database.prepare("INSERT INTO people VALUES (?)")
/// insert.bind(text: "Omar", at: 1)
/// try insert.run()
/// ```
public final class SQLiteConnection {
    public enum Access: Sendable {
        case readOnly
        /// Reads and writes a file that exists.
        case readWrite
        /// Reads and writes, and makes the file when there is none.
        case create
    }

    let handle: OpaquePointer

    /// Opens a file. Whether it is a database shows at the first statement, since the library reads nothing before.
    ///
    /// - Parameter path: an absolute path; the library gives a meaning of its own to an empty one and to `:memory:`.
    /// - Throws: an error of kind `cannotOpen`.
    public init(path: String, access: Access) throws(SQLiteError) {
        let mode = switch access {
        case .readOnly: SQLITE_OPEN_READONLY
        case .readWrite: SQLITE_OPEN_READWRITE
        case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        }
        var opened: OpaquePointer?
        // Without the library's own lock, since a connection has one user at a time.
        let code = sqlite3_open_v2(path, &opened, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let opened else {
            let error = SQLiteConnection.error(code, opened, sql: nil)
            sqlite3_close_v2(opened)
            throw error
        }
        handle = opened
    }

    // Statements that outlive the connection keep it open until they go.
    deinit { sqlite3_close_v2(handle) }

    /// Waits up to so many milliseconds for a database that another connection holds; 0, the default, does not wait.
    public func setBusyTimeout(milliseconds: Int32) { sqlite3_busy_timeout(handle, milliseconds) }

    /// Runs one or more statements that give no rows, or whose rows nobody wants.
    public func execute(_ sql: String) throws(SQLiteError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        if code != SQLITE_OK { throw error(code, sql: sql) }
    }

    /// Compiles one statement.
    public func prepare(_ sql: String) throws(SQLiteError) -> SQLiteStatement { try SQLiteStatement(sql, self) }

    /// Returns the first column of the first row as a whole number; `nil` for no row and for NULL.
    public func integer(_ sql: String) throws(SQLiteError) -> Int64? {
        let statement = try prepare(sql)
        return try statement.step() && !statement.isNull(at: 0) ? statement.integer(at: 0) : nil
    }

    /// Whether the file could only be opened for reading, whatever was asked for.
    public var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") == 1 }

    /// Whether a transaction is open. An error may have ended it.
    public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    func error(_ code: Int32, sql: String?) -> SQLiteError { SQLiteConnection.error(code, handle, sql: sql) }

    private static func error(_ code: Int32, _ handle: OpaquePointer?, sql: String?) -> SQLiteError {
        guard let handle else { return SQLiteError(extendedCode: code, message: String(cString: sqlite3_errstr(code)), sql: sql) }
        let extended = sqlite3_extended_errcode(handle)
        // A code that did not come from the connection, such as misuse, is not the one that it remembers.
        let isOwn = extended & 0xFF == code & 0xFF
        return SQLiteError(
            extendedCode: isOwn ? extended : code, message: String(cString: isOwn ? sqlite3_errmsg(handle) : sqlite3_errstr(code)),
            sql: sql, systemError: sqlite3_system_errno(handle))
    }
}

/// Names inside SQL.
public enum SQLiteName {
    /// Returns the name as an identifier in double quotes: whatever it holds, it is one name.
    public static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
}
