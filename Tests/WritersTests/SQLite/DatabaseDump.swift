import SQLite

/// What a database holds, read with the same library and none of the writer.
struct DatabaseDump {
    let database: SQLiteConnection

    init(_ path: String) throws { database = try SQLiteConnection(path: path, access: .readOnly) }

    /// The rows of a table in the order of their numbers. Text stands in quotes, NULL as a word.
    func rows(_ table: String) throws -> [String] {
        let statement = try database.prepare("SELECT * FROM \(SQLiteName.quoted(table)) ORDER BY _record")
        var rows: [String] = []
        while try statement.step() {
            let cells = (0..<statement.columnCount).map { column in
                let text = statement.text(at: column) ?? "NULL"
                return statement.storage(at: column) == "text" ? "'\(text)'" : text
            }
            rows.append(cells.joined(separator: " "))
        }
        return rows
    }

    func tables() throws -> [String] {
        let statement = try database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        var names: [String] = []
        while try statement.step() { names.append(statement.text(at: 0) ?? "") }
        return names
    }

    /// The statement that made a table.
    func creation(_ table: String) throws -> String? {
        let statement = try database.prepare("SELECT sql FROM sqlite_schema WHERE name = ?")
        statement.bind(text: table, at: 1)
        return try statement.step() ? statement.text(at: 0) : nil
    }

    func isSound() throws -> Bool {
        let statement = try database.prepare("PRAGMA integrity_check")
        return try statement.step() && statement.text(at: 0) == "ok"
    }
}
