import Pipeline
import Readers
import Records
import Syntax

/// Counts the findings of a run that `transload fix` would cure, and names the command that does.
struct CureTally {
    /// How many findings are looked at: working out a cure takes microseconds, and this is done in the order of the stream.
    static let limit = 10_000

    private var looked = 0
    private var passedOver = 0
    private var cured = 0
    private var repairs: Set<Repair> = []
    /// Their headers, in the form in which names are compared.
    private var columns: Set<String> = []

    mutating func add(_ finding: Finding, in batch: RecordBatch, text: FindingText) {
        guard finding.severity == .error else { return }
        if looked == Self.limit {
            passedOver += 1
            return
        }
        looked += 1
        let cures = text.cures(finding, batch)
        if cures.isEmpty { return }
        cured += 1
        repairs.formUnion(cures)
        columns.insert(ColumnBinder.folded(text.column(finding)))
    }

    /// Returns the words about what can be cured, with a command that can be typed as it stands but for DEST; `nil` when nothing can.
    func hint(_ options: RunOptions) -> String? {
        if cured == 0 { return nil }
        var words = ["transload fix", Self.quoted(options.source.name), "-o DEST"]
        if let schema = options.schema { words.append("--schema " + Self.quoted(schema)) }
        for given in options.columnOverrides where columns.contains(ColumnBinder.folded(given.header)) {
            words.append("--column " + Self.quoted("\(given.header)=\(given.field)"))
        }
        words += options.sourceTable.typedFlags
        words.append("--accept " + Repair.allCases.filter(repairs.contains).map(\.name).joined(separator: ","))
        let number = SummaryText.count(cured)
        let subject = passedOver > 0
            ? "\(number) of the first \(SummaryText.count(Self.limit)) findings" : cured == 1 ? "1 finding" : "\(number) findings"
        return "\(subject) would be cured by: " + words.joined(separator: " ")
    }

    /// The word as a shell takes it.
    static func quoted(_ word: String) -> String {
        let isPlain = !word.isEmpty && word.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D...0x2F, 0x5F, 0x3A, 0x40, 0x2B, 0x2C: true
            default: byte >= 0x80
            }
        }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
