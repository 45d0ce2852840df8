import Readers
import Records
import Writers

/// Everything that a run of `validate` or `convert` is told.
public struct RunOptions: Sendable {
    /// A file as the user named it, and where it is; a `nil` path is a standard stream.
    public struct File: Sendable {
        public let name: String
        public let path: String?

        public init(name: String, path: String?) {
            self.name = name
            self.path = path
        }
    }

    /// How many rejects end a run.
    public enum RejectLimit: Sendable, Equatable {
        /// More than this many, at once.
        case count(Int)
        /// More than this share of the records, in percent, at the end.
        case percent(Double)
    }

    /// A value for a field that has no column.
    public struct Constant: Sendable {
        public let field: String
        public let value: String
        /// Whether the value came out of the environment or a file, as secrets must.
        public let isIndirect: Bool

        public init(field: String, value: String, isIndirect: Bool) {
            self.field = field
            self.value = value
            self.isIndirect = isIndirect
        }
    }

    public var runID: String
    public var source: File
    /// What is said about how the source is written.
    public var sourceTable = TableOptions()
    /// The source's format; `nil` finds out.
    public var sourceFormat: SourceFormat?
    /// Where the records stand in a JSON document, as RFC 6901 writes it; `nil` finds out.
    public var pointer: String?
    /// The first flag given that is about tables alone; `nil` when there is none.
    public var tableFlag: String?
    /// The schema's name; `nil` has it guessed from the header.
    public var schema: String?
    /// `nil` writes no records: `validate`, or a dry run.
    public var destination: File?
    public var format: OutputFormat = .ndjson
    /// The table of a database; the schema's name when `nil`.
    public var table: String?
    /// Whether a database that exists is added to.
    public var appends = false
    /// Whether a JSON array has a line for each member.
    public var isPretty = false
    /// The time zone of servers that take no zone; `nil` is the default, and a schema without such fields asks for none.
    public var zone: String?
    public static let defaultZone = "Europe/Rome"
    /// How a table holds collections.
    public var nestedStyle: NestedStyle = .json
    public var rejects: File?
    public var report: File?
    public var columnOverrides: [ColumnBinder.Override] = []
    public var constants: [Constant] = []
    public var filters: [FilterExpression] = []
    public var emptyAs: EmptyCell = .missing
    /// How many records are passed over first.
    public var offset = 0
    /// How many records are read behind the offset; `nil` reads all.
    public var limit: Int?
    public var rejectLimit: RejectLimit?
    /// The longest record, in bytes.
    public var recordLimit = 16 << 20
    public var isStrict = false
    /// Whether fields and schemas are used that the documented page does not have.
    public var allowsUndocumented = false
    public var allowsEmpty = false
    public var mayOverwrite = false
    public var showsValues = false
    /// Whether records whose natural key stands in the source before are named.
    public var watchesKeys = false
    /// The field of which only the first record with a value is delivered; `nil` delivers all.
    public var uniqueField: String?
    /// The field whose records with one value are joined into one; `nil` joins none.
    public var foldField: String?
    /// How many bytes of records, and of keys, a run with `foldField` sorts in memory.
    public var foldRunLength = 8 << 20
    /// Where temporary files go.
    public var temporaryDirectory = "/tmp"
    /// Where small things are remembered between runs; `nil` remembers nothing.
    public var stateDirectory: String?

    public init(runID: String, source: File) {
        self.runID = runID
        self.source = source
    }
}
