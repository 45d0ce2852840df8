import Records
import Syntax

/// Writes rejected records in the shape in which they came, with the reasons. It has no state, so that all workers share it.
public protocol RejectWriter: Sendable {
    /// What stands before the first record.
    var header: [UInt8] { get }

    /// Appends one record and what is wrong with it.
    ///
    /// - Parameter record: counted from 0 in the batch.
    func append(_ batch: RecordBatch, _ record: Int, _ note: RejectNote, to out: ByteBuffer)
}

/// What a reject file says about a record, one text a column.
public struct RejectNote: Sendable {
    public var run: String
    public var record: Int
    public var line: Int
    /// The source columns, the target fields, the rules, the messages and the suggestions, in the order of the findings.
    public var columns: [String]
    public var targets: [String]
    public var rules: [String]
    public var messages: [String]
    public var suggestions: [String]

    public init(
        run: String, record: Int, line: Int, columns: [String] = [], targets: [String] = [], rules: [String] = [],
        messages: [String] = [], suggestions: [String] = []
    ) {
        self.run = run
        self.record = record
        self.line = line
        self.columns = columns
        self.targets = targets
        self.rules = rules
        self.messages = messages
        self.suggestions = suggestions
    }

    /// The texts in the order of `RejectColumns.names`, but for the last, which keeps the record's own text.
    var texts: [String] {
        [run, String(record), String(line)] + [columns, targets, rules, messages, suggestions].map { $0.joined(separator: " | ") }
    }
}
