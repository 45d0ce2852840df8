import Readers
import Syntax

/// Everything that `transload inspect` is told.
public struct InspectOptions: Sendable {
    public var source: RunOptions.File
    /// The schema's name; `nil` has it guessed from the header, and none is fine too.
    public var schema: String?
    /// Whether fields and schemas are used that the documented page does not have.
    public var allowsUndocumented = false
    public var columnOverrides: [ColumnBinder.Override] = []
    /// What is said about how the source is written.
    public var table = TableOptions()
    /// The longest record, in bytes.
    public var recordLimit = 16 << 20

    public init(source: RunOptions.File) { self.source = source }
}
