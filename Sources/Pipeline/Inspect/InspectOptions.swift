import Readers
import Syntax

/// Everything that `transload inspect` is told.
public struct InspectOptions: Sendable {
    public var source: RunOptions.File
    /// The schema's name; `nil` has it guessed from the header, and none is fine too.
    public var schema: String?
    public var columnOverrides: [ColumnBinder.Override] = []
    /// What the source is written in; `nil` finds out.
    public var encoding: TextEncoding?
    /// The longest record, in bytes.
    public var recordLimit = 16 << 20

    public init(source: RunOptions.File) { self.source = source }
}
