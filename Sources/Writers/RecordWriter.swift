import Records

/// Turns records into the bytes of one format. A writer has no state, so that all workers share it; who puts the pieces in
/// order adds the header in front, takes one separator off the first piece, and adds the footer behind.
public protocol RecordWriter: Sendable {
    /// What stands before the first record.
    var header: [UInt8] { get }
    /// What stands behind the last record.
    var footer: [UInt8] { get }
    /// How many bytes of separator precede each record; the first record of an output goes without.
    var separatorLength: Int { get }

    /// Whether `unwritable` may find anything.
    var isSelective: Bool { get }

    /// Appends records of a batch.
    ///
    /// - Parameter records: which records, counted from 0 in the batch.
    /// - Complexity: O(bytes written).
    func append(_ batch: RecordBatch, records: Range<Int>, to out: ByteBuffer)

    /// Returns the first value of a record that the format cannot carry, so that the record must not be appended; `nil` when all
    /// of it can be written.
    ///
    /// - Parameter record: counted from 0 in the batch.
    /// - Complexity: O(bytes of the record).
    func unwritable(_ batch: RecordBatch, record: Int) -> UnwritableValue?
}

extension RecordWriter {
    /// Most formats carry everything.
    public var isSelective: Bool { false }
    public func unwritable(_ batch: RecordBatch, record: Int) -> UnwritableValue? { nil }
}

/// A value that a format cannot carry.
public struct UnwritableValue: Sendable, Equatable {
    public enum Reason: Sendable, Equatable {
        /// It holds a character that has no form in the format.
        case character
        /// It is the number of an enumeration's member whose name is not known.
        case unnamedMember
    }

    /// The way from the record to a nested one; empty for a field of the record itself.
    public var steps: [FieldStep] = []
    /// The field's position, counted from 0, in the schema that `steps` lead to.
    public var field: Int
    public var reason: Reason

    public init(steps: [FieldStep] = [], field: Int, reason: Reason) {
        self.steps = steps
        self.field = field
        self.reason = reason
    }
}

/// The formats that records are written in.
public enum OutputFormat: String, Sendable, CaseIterable {
    case csv, tsv, json, ndjson, xml, form, sqlite

    /// The format that a file name's ending stands for, or `nil`.
    public init?(fileName: String) {
        let name = fileName.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
        let ending = name[name.index(after: dot)...].lowercased()
        self.init(rawValue: ["db", "sqlite3"].contains(ending) ? OutputFormat.sqlite.rawValue : ending)
    }

    /// Whether the format is a table, with a column for each field.
    public var isTable: Bool { self == .csv || self == .tsv }

    /// Whether the document can be one record by itself, without a list around it.
    public var canBeSingle: Bool { self == .json || self == .xml || self == .form }

    /// Returns the writer of the format; `nil` for a database and a form, which take records one after the other.
    ///
    /// - Parameters:
    ///   - columns: the columns of a table; documents have every field.
    ///   - isPretty: whether a JSON array has a line for each member.
    ///   - isSingle: whether the document is one record without a list around it.
    public func writer(
        for schema: Schema, columns: [TableColumn], isPretty: Bool = false, isSingle: Bool = false
    ) -> (any RecordWriter)? {
        switch self {
        case .csv: CSVRecordWriter(schema, columns: columns, dialect: .init())
        case .tsv: CSVRecordWriter(schema, columns: columns, dialect: .init(delimiter: 0x09))
        case .json where isSingle: JSONRecordWriter(schema, layout: .lines)
        case .json where isPretty: PrettyJSONWriter(schema)
        case .json: JSONRecordWriter(schema, layout: .array)
        case .ndjson: JSONRecordWriter(schema, layout: .lines)
        case .xml: DataContractWriter(schema, layout: isSingle ? .single : .list)
        case .form, .sqlite: nil
        }
    }
}
