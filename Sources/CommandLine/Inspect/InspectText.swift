import Pipeline
import Syntax

/// An inspection as people read it: the form of the file, a table of columns, the damage.
struct InspectText {
    /// Whether values are shown in full length.
    let isWhole: Bool

    private static let sampleWidth = 24
    private static let exampleWidth = 48
    private static let headerWidth = 28

    func text(_ report: InspectReport) -> String {
        form(report) + "\n" + columns(report) + "\n" + damage(report)
    }

    // MARK: The form

    private func form(_ report: InspectReport) -> String {
        var rows = [
            ("size", Self.counted(report.bytes, "byte")),
            ("encoding", encoding(report)),
            ("dialect", "columns separated by \(report.delimiter)" + (report.quote.map { ", quoted with \($0)" } ?? ", no quotes")),
            ("line ends", lineEnds(report.lineEnds)),
            ("header", Self.counted(report.columns.count, "column")),
            ("records", SummaryText.count(report.records)),
        ]
        if report.blankLines > 0 { rows.append(("", Self.counted(report.blankLines, "blank line"))) }
        if report.passed.blankRows > 0 { rows.append(("", Self.counted(report.passed.blankRows, "blank row"))) }
        if report.passed.paddedRecords > 0 {
            rows.append(("", "\(SummaryText.count(report.passed.paddedRecords)) ending in more delimiters than the header"))
        }
        let irregular = [
            (report.shortRecords, "with fewer cells than the header"), (report.longRecords, "with more cells than the header"),
            (report.unclosedQuotes, "with a quote that is never closed"), (report.malformedRecords, "with bytes that are not UTF-8"),
        ]
        for (found, words) in irregular where found.count > 0 {
            rows.append(("", "\(SummaryText.count(found.count)) \(words), the first in line \(SummaryText.count(found.firstLine))"))
        }
        let bound = "\(report.boundColumns) of \(Self.counted(report.columns.count, "column")) \(report.boundColumns == 1 ? "is a field" : "are fields") of it"
        rows.append(("schema", report.schema.map { "\($0): \(bound)" } ?? "the header fits none, or several alike; --schema NAME names one"))
        return Self.shown(report.source) + "\n" + rows.map { "  " + Self.pad($0.0, 11) + $0.1 + "\n" }.joined()
    }

    private func encoding(_ report: InspectReport) -> String {
        let name = report.encoding + (report.hasByteOrderMark ? " with byte order mark" : "")
        let evidence = report.encodingEvidence.map { (report.isEncodingGuessed ? ", a guess: " : ": ") + $0 } ?? ""
        return name + evidence + (report.encodingChange.map { "; " + $0 } ?? "")
    }

    private func lineEnds(_ ends: InspectReport.LineEnds) -> String {
        let kinds = [(ends.lf, "LF"), (ends.crlf, "CRLF"), (ends.cr, "CR")].filter { $0.0 > 0 }
        if kinds.isEmpty { return "none behind records" }
        if kinds.count == 1 { return kinds[0].1 }
        return "mixed: " + kinds.map { "\(SummaryText.count($0.0)) \($0.1)" }.joined(separator: ", ")
    }

    // MARK: The columns

    private func columns(_ report: InspectReport) -> String {
        let head = ["#", "header", "field", "filled", "distinct", "length", "samples"]
        let rows = report.columns.enumerated().map { index, column in
            [
                String(index + 1), cut(column.header, Self.headerWidth), Self.guess(column.guess), SummaryText.count(column.filled),
                (column.isDistinctExact ? "" : "about ") + SummaryText.count(column.distinct), Self.lengths(column),
                column.samples.map { $0 == InspectReport.mask ? $0 : "'" + cut($0, Self.sampleWidth) + "'" }.joined(separator: " "),
            ]
        }
        return "columns\n" + Self.table([head] + rows, rightAligned: [0, 3, 4])
    }

    private static func guess(_ guess: ColumnGuess) -> String {
        guard let field = guess.field else { return "- (\(guess.reason.rawValue))" }
        return guess.isBound ? "\(field) (\(guess.reason.rawValue))" : "\(field)? (\(guess.reason.rawValue))"
    }

    private static func lengths(_ column: InspectReport.Column) -> String {
        if column.filled == 0 { return "-" }
        return column.shortest == column.longest ? "\(column.shortest)" : "\(column.shortest)-\(column.longest)"
    }

    // MARK: The damage

    private func damage(_ report: InspectReport) -> String {
        if report.damage.isEmpty { return "damage\n  none found\n" }
        var text = "damage\n"
        for kind in DamageKind.allCases {
            let found = report.damage.filter { $0.kind == kind }
            if found.isEmpty { continue }
            text += "  \(kind.title)\n"
            let rows = found.map { [cut($0.header, Self.headerWidth), SummaryText.count($0.count), place($0), example($0)] }
            text += Self.table(rows, rightAligned: [1], indent: "    ")
            text += "    -> \(kind.advice)\n"
        }
        return text
    }

    private func place(_ damage: InspectReport.Damage) -> String {
        guard let record = damage.record else { return "line \(SummaryText.count(damage.line))" }
        return "record \(SummaryText.count(record)), line \(SummaryText.count(damage.line))"
    }

    private func example(_ damage: InspectReport.Damage) -> String {
        if damage.example == InspectReport.mask { return damage.example }
        return (damage.kind == .headerTwins ? "like " : "") + "'" + cut(damage.example, Self.exampleWidth) + "'"
    }

    // MARK: Pieces

    /// A value of at most so many characters, unless values are wanted whole.
    private func cut(_ value: String, _ width: Int) -> String {
        let shown = Self.shown(value)
        return isWhole || shown.count <= width ? shown : shown.prefix(width - 1) + "…"
    }

    /// A value with what cannot be seen made visible: `<U+00A0>` for a no-break blank.
    static func shown(_ value: String) -> String {
        guard value.unicodeScalars.contains(where: isHidden) else { return DiagnosticText.printable(value) }
        var text = ""
        for scalar in value.unicodeScalars {
            if isHidden(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                text += "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return DiagnosticText.printable(text)
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        ScalarClass.isOddBlank(scalar) || ScalarClass.isInvisible(scalar) || ScalarClass.isJoiner(scalar)
    }

    static func counted(_ number: Int, _ word: String) -> String { SummaryText.count(number) + " " + word + (number == 1 ? "" : "s") }

    static func pad(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }

    /// Rows with their cells in columns two blanks apart; the last cell is as long as it is.
    static func table(_ rows: [[String]], rightAligned: Set<Int>, indent: String = "  ") -> String {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            var line = indent
            for (column, cell) in row.enumerated() {
                let gap = String(repeating: " ", count: widths[column] - cell.count)
                let isLast = column == row.count - 1
                line += rightAligned.contains(column) ? gap + cell : cell + (isLast ? "" : gap)
                if !isLast { line += "  " }
            }
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }
}
