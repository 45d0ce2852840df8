import Records
import Syntax

/// One worker's share of the repairs: rewrites the cells of chunks, and counts.
final class FixWorker: @unchecked Sendable {
    /// A value before and after one repair.
    struct Example {
        let place: Place
        let column: Int
        let old: String
        let new: String
    }

    /// What became of the last chunk: its bytes with the repairs made.
    let output = ByteBuffer(capacity: 1 << 18)
    private(set) var counts: [Repair: [Int: Int]] = [:]
    private(set) var examples: [Repair: [Example]] = [:]
    private(set) var changedValues = 0
    private(set) var changedRecords = 0
    private(set) var untouchedRecords = 0
    private(set) var passed = PassedOver()

    /// Whether the last chunk has a value that is not UTF-8.
    private(set) var hasDamage = false

    private let plan: FixPlan
    private let dialect: CSVDialect
    private let hasSecrets: Bool
    private var cells: [CSVCell] = []
    private var changes: [Change] = []
    /// Whether the changes leave nothing in the record.
    private var isEmptied = false
    private let scratch = ByteBuffer()

    /// A cell that gets another value.
    private struct Change {
        let column: Int
        let cell: CSVCell
        let old: [Unicode.Scalar]
        let new: [Unicode.Scalar]
        let repairs: [Repair]
    }

    init(_ plan: FixPlan, dialect: CSVDialect) {
        self.plan = plan
        self.dialect = dialect
        hasSecrets = plan.isSecret.contains(true)
    }

    /// Repairs a chunk of whole records into `output`.
    ///
    /// - Returns: how many records and line ends it holds.
    func fix(_ chunk: ByteBuffer, sequence: Int) -> (records: Int, lines: Int) {
        hasDamage = false
        output.removeAll()
        output.shrink(to: 8 << 20)
        let base = UnsafePointer(chunk.pointer)
        var lexer = CSVLexer(base, count: chunk.count, dialect: dialect)
        var copied = 0
        var records = 0
        while !lexer.isAtEnd {
            let line = lexer.lineCount
            if let length = CSVBlankRow.length(base, from: lexer.position, count: chunk.count, dialect: dialect) {
                if length > 0 { passed.blankRows += 1 }
                lexer.passRecord()
                continue
            }
            cells.removeAll(keepingCapacity: true)
            var cell = lexer.next()
            cells.append(cell)
            while !cell.endsRecord {
                cell = lexer.next()
                cells.append(cell)
            }
            if cells.count > plan.repairs.count && cells[plan.repairs.count...].allSatisfy({ $0.length == 0 }) { passed.paddedRecords += 1 }
            let place = Place(chunk: sequence, record: records, line: line)
            records += 1
            findChanges(base)
            if changes.isEmpty { continue }
            if isInDoubt {
                untouchedRecords += 1
                continue
            }
            changedRecords += 1
            for change in changes {
                count(change, place)
                if !plan.isSurvey { write(change, base, &copied) }
            }
        }
        if !plan.isSurvey { output.append(base + copied, count: chunk.count - copied) }
        return (records, lexer.lineCount)
    }

    /// Whether it is not sure which cell is which: a quote that runs to the end of the file, surplus cells, or missing ones in
    /// a table with secrets, where one may have moved into any column.
    private var isInDoubt: Bool {
        let columns = plan.repairs.count
        if cells.last?.isUnclosed == true { return true }
        if cells.count > columns { return cells[columns...].contains { $0.length > 0 } }
        return cells.count < columns && hasSecrets
    }

    // MARK: What changes

    private func findChanges(_ base: UnsafePointer<UInt8>) {
        changes.removeAll(keepingCapacity: true)
        for column in 0..<min(cells.count, plan.repairs.count) {
            let repairs = plan.repairs[column]
            let cell = cells[column]
            if repairs.isEmpty || cell.length == 0 { continue }
            var p = base + cell.start
            var count = cell.length
            let traits = ValueTraits(p, count: count)
            if !traits.has(ValueTraits.high) && !Self.mayChangeASCII(p, count, traits, repairs) { continue }
            if cell.needsUnescaping, let quote = dialect.quote {
                scratch.removeAll()
                CSVEscaping.unescape(UnsafeBufferPointer(start: p, count: count), quote: quote, into: scratch)
                p = UnsafePointer(scratch.pointer)
                count = scratch.count
            }
            if traits.has(ValueTraits.high) && UTF8Validation.firstInvalidOffset(p, count: count) != nil {
                hasDamage = true
                continue
            }
            let old = Array(String(decoding: UnsafeBufferPointer(start: p, count: count), as: UTF8.self).unicodeScalars)
            if let change = change(old, repairs, column, cell) { changes.append(change) }
        }
        if !plan.isSurvey && !changes.isEmpty { keepRecord(base) }
    }

    /// Sees to it that a record of which nothing is left does not become a blank row, which would be no record any more: its cells are
    /// written in quotes, or stay where there are none.
    private func keepRecord(_ base: UnsafePointer<UInt8>) {
        isEmptied = changes.allSatisfy { $0.new.allSatisfy(ScalarClass.isBlank) } && cells.indices.allSatisfy { index in
            let cell = cells[index]
            if cell.isQuoted { return false }
            return changes.contains { $0.column == index }
                || (0..<cell.length).allSatisfy { base[cell.start + $0] == ASCII.space || base[cell.start + $0] == ASCII.tab }
        }
        if isEmptied && dialect.quote == nil { changes.removeAll() }
    }

    private func change(_ old: [Unicode.Scalar], _ repairs: [Repair], _ column: Int, _ cell: CSVCell) -> Change? {
        if plan.isSurvey {
            // What is half of a mojibake is no damage of another kind.
            let text = repairs.first == .mojibake ? Repair.mojibake.apply(old) ?? old : old
            let useful = repairs.filter { $0.apply($0 == .mojibake ? old : text) != nil }
            return useful.isEmpty ? nil : Change(column: column, cell: cell, old: old, new: text, repairs: useful)
        }
        guard let (new, changed) = Repair.apply(repairs, to: old) else { return nil }
        return Change(column: column, cell: cell, old: old, new: new, repairs: changed)
    }

    /// Whether a value of ASCII characters can have something to repair. Values of letters and digits alone have not.
    @inline(__always)
    private static func mayChangeASCII(_ p: UnsafePointer<UInt8>, _ count: Int, _ traits: ValueTraits, _ repairs: [Repair]) -> Bool {
        if traits.hasOnly(ValueTraits.letter | ValueTraits.digit) { return false }
        if p[0] <= ASCII.space || p[count - 1] <= ASCII.space { return true }
        return repairs.contains { $0 != .trim && $0.concernsASCII }
    }

    private func count(_ change: Change, _ place: Place) {
        changedValues += 1
        for repair in change.repairs {
            counts[repair, default: [:]][change.column, default: 0] += 1
            if examples[repair, default: []].count == FixReport.exampleLimit { continue }
            // The example shows what this repair does; behind another one it may have nothing to do with the value as it was read.
            let new = repair.apply(change.old) ?? change.new
            let old = Self.text(change.old)
            if examples[repair, default: []].contains(where: { $0.old == old }) { continue }
            examples[repair, default: []].append(Example(place: place, column: change.column, old: old, new: Self.text(new)))
        }
    }

    static func text(_ scalars: [Unicode.Scalar]) -> String { String(String.UnicodeScalarView(scalars)) }

    // MARK: Writing

    /// Copies what lies before the cell as it is, and writes the cell in the way it was written: in quotes if it had them.
    private func write(_ change: Change, _ base: UnsafePointer<UInt8>, _ copied: inout Int) {
        let extent = Self.extent(of: change.cell)
        output.append(base + copied, count: extent.lowerBound - copied)
        scratch.removeAll()
        scratch.append(Self.text(change.new))
        let force = change.cell.isQuoted || isEmptied
        CSVEscaping.append(scratch.bytes, dialect: dialect, force: force, to: output)
        copied = extent.upperBound
    }

    /// Where a cell lies with its quotes.
    static func extent(of cell: CSVCell) -> Range<Int> {
        guard cell.isQuoted else { return cell.start..<cell.start + cell.length }
        let end = cell.start + cell.length
        return cell.start - 1..<(cell.hasTextAfterQuote ? end : end + 1)
    }

    func merge(_ other: FixWorker) {
        for (repair, columns) in other.counts {
            for (column, count) in columns { counts[repair, default: [:]][column, default: 0] += count }
        }
        for (repair, theirs) in other.examples {
            var merged: [Example] = []
            for example in (examples[repair, default: []] + theirs).sorted(by: { ($0.place, $0.column) < ($1.place, $1.column) })
            where !merged.contains(where: { $0.old == example.old }) && merged.count < FixReport.exampleLimit {
                merged.append(example)
            }
            examples[repair] = merged
        }
        changedValues += other.changedValues
        changedRecords += other.changedRecords
        untouchedRecords += other.untouchedRecords
        passed += other.passed
    }
}
