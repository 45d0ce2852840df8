/// What a table holds besides records and is passed over: counted, and said once.
public struct PassedOver: Sendable, Equatable {
    /// Rows of nothing but delimiters and blanks.
    public var blankRows = 0
    /// Records that end in more delimiters than the header, with nothing between them.
    public var paddedRecords = 0

    public init() {}

    public static func += (left: inout PassedOver, right: PassedOver) {
        left.blankRows += right.blankRows
        left.paddedRecords += right.paddedRecords
    }
}
