#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Records
import SQLite

/// The words of everything that can go wrong with a database.
enum SQLiteMessages {
    /// What a failure of the library means for the run.
    static func failed(_ error: SQLiteError, _ name: String) -> Diagnostic {
        switch error.kind {
        case .busy: busy(name)
        case .readOnly:
            Diagnostic(.destinationUnwritable, "cannot write '\(name)': the file or its directory is read-only")
        case .cannotOpen:
            Diagnostic(.destinationUnwritable, "cannot open '\(name)': \(cause(error))")
        case .notADatabase:
            Diagnostic(
                .notADatabase, "'\(name)' is not an SQLite database, or it is encrypted",
                hint: "name another file; --overwrite instead of --append replaces this one")
        case .full, .inputOutput:
            Diagnostic(.writeFailed, "cannot write '\(name)': \(cause(error))", hint: "nothing was left behind")
        case .constraint, .interrupted, .other:
            Diagnostic(.databaseFailed, "'\(name)': \(error.message) (SQLite error \(error.extendedCode))")
        }
    }

    /// A statement that the database refused.
    static func refused(_ refusal: SQLiteTableInserter.Refusal, _ name: String) -> Diagnostic {
        guard refusal.error.kind == .constraint else { return failed(refusal.error, name) }
        let place = refusal.record.map { "record \($0): " } ?? ""
        return Diagnostic(
            .databaseFailed,
            "\(place)table '\(refusal.table)' of '\(name)' refuses a row: \(refusal.error.message) (SQLite error \(refusal.error.extendedCode))",
            hint: "nothing was added; the table has a condition of its own")
    }

    static func exists(_ name: String) -> Diagnostic {
        Diagnostic(.destinationExists, "'\(name)' exists", hint: "--append adds to it, --overwrite replaces it")
    }

    static func busy(_ name: String) -> Diagnostic {
        Diagnostic(.databaseBusy, "another program is using '\(name)'", hint: "try again when it has ended")
    }

    static func journalLeft(_ name: String, _ journal: String) -> Diagnostic {
        Diagnostic(
            .databaseBusy, "'\(journal)' shows that '\(name)' is in use, or was not closed; a new database beside it would be damaged",
            hint: "close the other program, or open the database once with 'sqlite3', which tidies up")
    }

    static func notAFile(_ name: String) -> Diagnostic {
        Diagnostic(.destinationUnwritable, "'\(name)' is not a regular file, and a database has to be one")
    }

    static func notPrivate(_ name: String, errno code: Int32) -> Diagnostic {
        Diagnostic(
            .destinationUnwritable, "'\(name)' is to hold secrets and cannot be closed to others: \(SystemError.text(code))",
            hint: "its owner can: chmod 600")
    }

    // MARK: A table that does not fit

    static func isView(_ table: String, _ name: String) -> Diagnostic {
        misfit(table, name, "is a view, and records go into a table")
    }

    static func noColumn(_ column: String, _ table: String, _ name: String) -> Diagnostic {
        misfit(table, name, "has no column '\(column)'")
    }

    static func otherType(_ column: String, _ declared: String, expected: String, _ table: String, _ name: String) -> Diagnostic {
        misfit(
            table, name,
            "has a column '\(column)' of type \(declared.isEmpty ? "none" : declared), expected \(expected)")
    }

    static func noKey(_ table: String, _ name: String) -> Diagnostic {
        misfit(table, name, "does not have '\(SQLiteTable.recordColumn)' as its primary key")
    }

    static func demandingColumn(_ column: String, _ table: String, _ name: String) -> Diagnostic {
        misfit(table, name, "has a column '\(column)' that must have a value, and the records have none")
    }

    static func numbersUsedUp(_ table: String, _ name: String) -> Diagnostic {
        misfit(table, name, "has so high a number in '\(SQLiteTable.recordColumn)' that none can follow")
    }

    private static func misfit(_ table: String, _ name: String, _ what: String) -> Diagnostic {
        Diagnostic(.databaseMismatch, "table '\(table)' of '\(name)' \(what)", hint: "--table NAME takes another table, and makes it")
    }

    private static func cause(_ error: SQLiteError) -> String {
        if error.systemError != 0 { return SystemError.text(error.systemError) }
        return error.kind == .full ? SystemError.text(ENOSPC) : error.message
    }
}
