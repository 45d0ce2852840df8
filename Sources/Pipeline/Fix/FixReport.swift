import Records

/// What `transload fix` changed or would change. Values in it are those to be shown: secrets are masked already.
public struct FixReport: Sendable {
    /// One kind of repair.
    public struct Entry: Sendable {
        public var kind: FixKind
        /// How many values it changed.
        public var count = 0
        /// In which columns, in the order of the header, with the number of values.
        public var columns: [(header: String, count: Int)] = []
        public var examples: [Example] = []
    }

    public struct Example: Sendable {
        public var header: String
        /// 1-based; `nil` for headers.
        public var record: Int?
        public var line: Int
        public var old: String
        public var new: String
    }

    /// How many examples of a kind are kept.
    public static let exampleLimit = 3

    public var source: String
    /// One for each kind that was asked for, in the order of `FixKind.all`.
    public var entries: [Entry] = []
    public var records = 0
    public var changedRecords = 0
    public var changedValues = 0
    /// Records whose cells are in doubt: they stay as they are.
    public var untouchedRecords = 0
    public var passed = PassedOver()
    /// What the source is written in, where that is not UTF-8.
    public var encoding: String?
    /// The schema whose fields say which columns hold digits and names; `nil` when the header fits none.
    public var schema: String?
}
