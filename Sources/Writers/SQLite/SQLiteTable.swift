import Records
import SQLite

/// A schema as a table, its collections as tables below it.
///
/// ```
///   UserDTO          _record INTEGER PRIMARY KEY │ UserName TEXT │ IsActiveUser INTEGER │ Groups INTEGER │ …
///   UserDTO_Groups   _record INTEGER PRIMARY KEY │ _parent INTEGER │ _index INTEGER │ Name TEXT │ …
/// ```
///
/// - `_record` is the record's number in its source, counted from 1; a record that was rejected leaves a gap. The natural key of a
///   schema is no key of the table: real sources repeat it, and a table must not judge otherwise than the rules do.
/// - The column of a collection holds the number of its elements, so that an empty list can be told from none; that of a nested
///   object holds 1 where the object is there, and its members have columns of their own, `Owner.Name`.
/// - `_parent` is the `_record` of the record around an element, `_index` its place in the list, counted from 0.
/// - Missing and null are both NULL; an empty string is ''.
struct SQLiteTable {
    /// What a column holds.
    enum Storage: String {
        case text = "TEXT"
        case integer = "INTEGER"
    }

    struct Column {
        let name: String
        let storage: Storage
    }

    static let recordColumn = "_record"
    static let parentColumn = "_parent"
    static let indexColumn = "_index"

    let name: String
    /// The parent's name; `nil` for the table of the records themselves.
    let parent: String?
    /// One a field of the schema, in its order.
    let columns: [Column]
    /// The tables of the collections, with the fields that hold them.
    let children: [(field: Int, table: SQLiteTable)]

    init(_ schema: Schema, name: String, parent: String? = nil) {
        self.name = name
        self.parent = parent
        var taken: Set<String> = [Self.recordColumn, Self.parentColumn, Self.indexColumn]
        columns = schema.fields.map { Column(name: Self.unique($0.name, &taken), storage: Self.storage(of: $0.type)) }
        var children: [(Int, SQLiteTable)] = []
        for (index, field) in schema.fields.enumerated() {
            guard case .collection(let element) = field.type else { continue }
            children.append((index, SQLiteTable(element, name: name + "_" + columns[index].name, parent: name)))
        }
        self.children = children
    }

    /// The columns in front of the fields'.
    var ownColumns: [String] {
        parent == nil ? [Self.recordColumn] : [Self.recordColumn, Self.parentColumn, Self.indexColumn]
    }

    /// Names of columns that differ only by case are the same to SQLite, and two fields may be called so.
    private static func unique(_ name: String, _ taken: inout Set<String>) -> String {
        var result = name
        var number = 2
        while !taken.insert(result.lowercased()).inserted {
            result = "\(name)_\(number)"
            number += 1
        }
        return result
    }

    private static func storage(of type: FieldType) -> Storage {
        switch type {
        // A decimal number as REAL would lose digits.
        case .string, .guid, .dateTime, .number: .text
        case .enumeration: type.isNumericEnumeration ? .integer : .text
        case .int32, .int64, .boolean, .object, .collection: .integer
        }
    }

    // MARK: SQL

    /// The statement that makes the table, without those below it.
    var creation: String {
        var lines = ["\(SQLiteName.quoted(Self.recordColumn)) INTEGER PRIMARY KEY"]
        if let parent {
            let key = SQLiteName.quoted(Self.recordColumn)
            lines.append("\(SQLiteName.quoted(Self.parentColumn)) INTEGER NOT NULL REFERENCES \(SQLiteName.quoted(parent)) (\(key))")
            lines.append("\(SQLiteName.quoted(Self.indexColumn)) INTEGER NOT NULL")
        }
        lines += columns.map { "\(SQLiteName.quoted($0.name)) \($0.storage.rawValue)" }
        if parent != nil {
            // It also finds the elements of a record.
            lines.append("UNIQUE (\(SQLiteName.quoted(Self.parentColumn)), \(SQLiteName.quoted(Self.indexColumn)))")
        }
        return "CREATE TABLE \(SQLiteName.quoted(name)) (\n  \(lines.joined(separator: ",\n  "))\n)"
    }

    /// The statement that inserts rows, with a placeholder a value.
    ///
    /// - Parameter fields: the fields that are given; the others become NULL.
    func insertion(of fields: [Int], rows: Int) -> String {
        let names = ownColumns + fields.map { columns[$0].name }
        let row = "(" + repeatElement("?", count: names.count).joined(separator: ",") + ")"
        return "INSERT INTO \(SQLiteName.quoted(name)) (\(names.map(SQLiteName.quoted).joined(separator: ","))) VALUES "
            + repeatElement(row, count: rows).joined(separator: ",")
    }

    /// The table and all below it, parents first.
    var family: [SQLiteTable] { [self] + children.flatMap(\.table.family) }
}
