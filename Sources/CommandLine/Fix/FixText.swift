import Pipeline

/// What `transload fix` changes, as people read it before they say yes.
enum FixText {
    private static let valueWidth = 48

    /// Returns each kind with its count, its columns and examples.
    ///
    /// - Parameter showsAll: whether kinds that change nothing are listed too, as those are that somebody asked for.
    static func list(_ report: FixReport, showsAll: Bool) -> String {
        let entries = report.entries.filter { showsAll || $0.count > 0 }
        let names = InspectText.table(
            entries.map { [$0.kind.name, counted($0), $0.kind.summary] }, rightAligned: []
        ).split(separator: "\n")
        var text = InspectText.shown(report.source) + "\n"
        if entries.isEmpty { text += "  nothing to repair\n" }
        for (name, entry) in zip(names, entries) {
            text += name + "\n"
            if !entry.columns.isEmpty {
                text += "    in " + entry.columns.map { "\(InspectText.shown($0.header)) \(SummaryText.count($0.count))" }.joined(separator: ", ") + "\n"
            }
            for example in entry.examples { text += "    " + line(example) + "\n" }
        }
        return text
    }

    private static func counted(_ entry: FixReport.Entry) -> String {
        InspectText.counted(entry.count, entry.kind == .header ? "header" : "value")
    }

    private static func line(_ example: FixReport.Example) -> String {
        let change = example.old == InspectReport.mask ? example.old : "'\(cut(example.old))' → '\(cut(example.new))'"
        guard let record = example.record else { return "line \(example.line): \(change)" }
        return "record \(SummaryText.count(record)), line \(SummaryText.count(example.line)): \(change)"
    }

    private static func cut(_ value: String) -> String {
        let shown = InspectText.shown(value)
        return shown.count <= valueWidth ? shown : shown.prefix(valueWidth - 1) + "…"
    }

    /// Returns the last line: what was changed, of how much.
    static func summary(_ report: FixReport, written name: String?) -> String {
        let changed = "\(InspectText.counted(report.changedValues, "value")) in \(SummaryText.count(report.changedRecords)) of "
            + InspectText.counted(report.records, "record")
        var text = name.map { "wrote \($0 == "-" ? "standard output" : "'\(InspectText.shown($0))'"): \(changed) changed\n" } ?? "would change \(changed); nothing is written\n"
        if let encoding = report.encoding { text += "note: the source is written in \(encoding), what fix writes in UTF-8\n" }
        if report.untouchedRecords > 0 {
            text += "note: \(InspectText.counted(report.untouchedRecords, "record")) with too many or too few cells "
                + (report.untouchedRecords == 1 ? "stays as it is" : "stay as they are") + ": it is not sure which cell is which\n"
        }
        return text
    }
}
