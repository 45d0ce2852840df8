import Records
import SQLite

/// Makes the tables that a database lacks, and sees that those it has can take the records.
struct SQLiteTablePreparation {
    let database: SQLiteConnection
    /// The file as the user named it.
    let name: String

    /// Prepares a table and all below it.
    ///
    /// - Throws: `databaseMismatch` with the first thing that does not fit.
    func prepare(_ table: SQLiteTable) throws(Diagnostic) {
        for member in table.family {
            guard let kind = try ask({ () throws(SQLiteError) in try kind(of: member.name) }) else {
                try ask { () throws(SQLiteError) in try database.execute(member.creation) }
                continue
            }
            if kind != "table" { throw SQLiteMessages.isView(member.name, name) }
            try compare(member, try ask { () throws(SQLiteError) in try columns(of: member.name) })
        }
    }

    /// The highest number that a table has given to a row; 0 where it has none.
    ///
    /// - Throws: `databaseMismatch` when no more numbers would follow it.
    func lastRecord(of table: SQLiteTable) throws(Diagnostic) -> Int64 {
        let sql = "SELECT max(\(SQLiteName.quoted(SQLiteTable.recordColumn))) FROM \(SQLiteName.quoted(table.name))"
        let last = try ask { () throws(SQLiteError) in try database.integer(sql) } ?? 0
        if last > Int64.max / 2 { throw SQLiteMessages.numbersUsedUp(table.name, name) }
        return max(last, 0)
    }

    private func ask<Answer>(_ body: () throws(SQLiteError) -> Answer) throws(Diagnostic) -> Answer {
        do throws(SQLiteError) { return try body() } catch { throw SQLiteMessages.failed(error, name) }
    }

    // MARK: What is there

    private struct Existing {
        let name: String
        let type: String
        let mustHaveValue: Bool
        let isOnlyKey: Bool
    }

    /// `table`, `view`, or `nil` where nothing goes by the name.
    private func kind(of table: String) throws(SQLiteError) -> String? {
        let statement = try database.prepare("SELECT type FROM sqlite_schema WHERE name = ? COLLATE NOCASE AND type IN ('table', 'view')")
        statement.bind(text: table, at: 1)
        return try statement.step() ? statement.text(at: 0) : nil
    }

    private func columns(of table: String) throws(SQLiteError) -> [Existing] {
        let statement = try database.prepare("SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info(?)")
        statement.bind(text: table, at: 1)
        var columns: [Existing] = []
        var keys = 0
        while try statement.step() {
            let isKey = statement.integer(at: 4) > 0
            keys += isKey ? 1 : 0
            columns.append(Existing(
                name: statement.text(at: 0) ?? "", type: statement.text(at: 1) ?? "",
                mustHaveValue: statement.integer(at: 2) != 0 && statement.isNull(at: 3), isOnlyKey: isKey))
        }
        // A key of several columns numbers nothing by itself.
        if keys > 1 { columns = columns.map { Existing(name: $0.name, type: $0.type, mustHaveValue: $0.mustHaveValue, isOnlyKey: false) } }
        return columns
    }

    // MARK: Whether it fits

    private func compare(_ table: SQLiteTable, _ columns: [Existing]) throws(Diagnostic) {
        // ASCII case is all that SQLite folds in a name.
        let existing = Dictionary(columns.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
        guard let key = existing[SQLiteTable.recordColumn], key.isOnlyKey, key.type.uppercased() == "INTEGER" else {
            throw SQLiteMessages.noKey(table.name, name)
        }
        let own = table.ownColumns.dropFirst().map { SQLiteTable.Column(name: $0, storage: .integer) }
        let wanted = own + table.columns
        for column in wanted {
            guard let found = existing[column.name.lowercased()] else { throw SQLiteMessages.noColumn(column.name, table.name, name) }
            guard Self.storage(ofType: found.type) == column.storage else {
                throw SQLiteMessages.otherType(
                    column.name, found.type, expected: column.storage.rawValue, table.name, name)
            }
        }
        let names = Set(wanted.map { $0.name.lowercased() } + [SQLiteTable.recordColumn])
        for column in columns where column.mustHaveValue && !names.contains(column.name.lowercased()) {
            throw SQLiteMessages.demandingColumn(column.name, table.name, name)
        }
    }

    /// What a column of a declared type does with a value, by SQLite's rules of affinity; `nil` for what would change texts.
    private static func storage(ofType type: String) -> SQLiteTable.Storage? {
        let type = type.uppercased()
        if type.contains("INT") { return .integer }
        if type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT") { return .text }
        return nil
    }
}
