import CSQLite

/// What the library says about a call that failed. Values that were bound are never part of it.
public struct SQLiteError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What a program can act on.
    public enum Kind: Sendable {
        /// Another connection holds the database.
        case busy
        case readOnly
        /// The file cannot be opened or created.
        case cannotOpen
        /// The file is something else than a database.
        case notADatabase
        /// The disk, or the database itself, has no room.
        case full
        case constraint
        /// The system refused to read or write; `systemError` says why.
        case inputOutput
        case interrupted
        /// Anything else, such as a statement that does not fit the tables, or a damaged file.
        case other
    }

    /// The primary result code, such as 5 for `SQLITE_BUSY`.
    public let code: Int32
    /// The extended result code, such as 2067 for `SQLITE_CONSTRAINT_UNIQUE`.
    public let extendedCode: Int32
    /// The library's own words.
    public let message: String
    /// The statement with its placeholders; `nil` where there was none.
    public let sql: String?
    /// The `errno` behind the failure; 0 where none is known.
    public let systemError: Int32

    /// The code of a write to what may only be read (`SQLITE_READONLY`).
    public static let readOnlyCode: Int32 = SQLITE_READONLY

    public init(extendedCode: Int32, message: String, sql: String? = nil, systemError: Int32 = 0) {
        code = extendedCode & 0xFF
        self.extendedCode = extendedCode
        self.message = message
        self.sql = sql
        self.systemError = systemError
    }

    public var kind: Kind {
        switch code {
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        case SQLITE_READONLY, SQLITE_PERM: .readOnly
        case SQLITE_CANTOPEN: .cannotOpen
        case SQLITE_NOTADB: .notADatabase
        case SQLITE_FULL: .full
        case SQLITE_CONSTRAINT: .constraint
        case SQLITE_IOERR: .inputOutput
        case SQLITE_INTERRUPT: .interrupted
        default: .other
        }
    }

    public var description: String {
        "SQLite error \(extendedCode): \(message)" + (sql.map { " in: \($0)" } ?? "")
    }
}
