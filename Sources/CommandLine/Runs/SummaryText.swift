import Pipeline
import Records

/// The words at the end of a run.
enum SummaryText {
    /// Returns the line that balances the books: `read 40 = valid 34 + rejected 6 in 0.1 s`.
    static func books(_ outcome: RunOutcome, _ words: RunConsole.Words) -> String {
        let books = outcome.books
        let good: String
        switch words {
        case .judging: good = "valid"
        case .delivering(isDryRun: true): good = "would deliver"
        case .delivering(isDryRun: false): good = "delivered"
        }
        var parts = ["\(good) \(count(books.delivered))", "rejected \(count(books.rejected))"]
        if books.duplicate > 0 { parts.append("duplicate \(count(books.duplicate))") }
        if books.folded > 0 { parts.append("folded \(count(books.folded))") }
        if books.filtered > 0 { parts.append("filtered \(count(books.filtered))") }
        if books.notAttempted > 0 { parts.append("not attempted \(count(books.notAttempted))") }
        var line = "read \(count(books.read)) = " + parts.joined(separator: " + ")
        if outcome.warnings > 0 { line += "; \(count(outcome.warnings)) " + (outcome.warnings == 1 ? "warning" : "warnings") }
        return line + " in \(seconds(outcome.seconds))\n"
    }

    /// Returns what was passed over, a line a kind; empty when nothing was.
    static func passed(_ passed: PassedOver) -> String {
        var text = ""
        if passed.blankRows > 0 { text += "note: \(count(passed.blankRows)) blank \(passed.blankRows == 1 ? "row" : "rows") passed over\n" }
        if passed.paddedRecords > 0 {
            text += "note: \(count(passed.paddedRecords)) \(passed.paddedRecords == 1 ? "record ends" : "records end") "
                + "in more delimiters than the header, with nothing between them\n"
        }
        return text
    }

    /// Returns a table of what failed, a line an entry.
    static func tally(_ entries: [RunOutcome.TallyEntry]) -> String {
        let rows = entries.map { entry in
            [count(entry.count), entry.field.isEmpty ? "(record)" : entry.field, entry.rule.rawValue, entry.severity.rawValue, entry.code.text]
        }
        let table = [["count", "field", "rule", "severity", "code"]] + rows
        let widths = (0..<5).map { column in table.map { $0[column].count }.max() ?? 0 }
        return table.map { row in
            var line = "  " + String(repeating: " ", count: widths[0] - row[0].count) + row[0]
            for column in 1..<5 {
                line += "  " + row[column] + String(repeating: " ", count: column == 4 ? 0 : widths[column] - row[column].count)
            }
            return line + "\n"
        }.joined()
    }

    /// A whole number with a comma between the thousands.
    static func count(_ number: Int) -> String {
        var digits = String(number.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (number < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
    }

    /// A duration with one decimal.
    static func seconds(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) s"
    }
}
