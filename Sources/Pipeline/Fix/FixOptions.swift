import Readers
import Syntax

/// Everything that `transload fix` is told.
public struct FixOptions: Sendable {
    public var source: RunOptions.File
    /// `nil` writes nothing.
    public var destination: RunOptions.File?
    public var mayOverwrite = false
    /// What is repaired; empty counts what each repair would change by itself.
    public var accepted: Set<FixKind> = []
    /// The headers of the columns to repair; empty repairs every column that a repair is for.
    public var only: [String] = []
    /// The schema's name; `nil` has it guessed from the header, and none is fine too.
    public var schema: String?
    /// Whether fields and schemas that the documentation does not have are used.
    public var allowsUndocumented = false
    public var columnOverrides: [ColumnBinder.Override] = []
    /// What is said about how the source is written.
    public var table = TableOptions()
    /// The longest record, in bytes.
    public var recordLimit = 16 << 20

    public init(source: RunOptions.File) { self.source = source }
}
