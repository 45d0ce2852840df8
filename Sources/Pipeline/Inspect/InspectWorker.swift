import Readers
import Records
import Syntax

/// One worker's share of an inspection: what it saw of each column, and of the form of records.
///
/// It has one owner at a time: its thread, and when that has ended whoever merges.
final class InspectWorker: @unchecked Sendable {
    /// Records out of the ordinary.
    struct Irregular {
        var count = 0
        var first: Place?

        mutating func add(_ place: Place) {
            count += 1
            if first.map({ place < $0 }) ?? true { first = place }
        }

        mutating func merge(_ other: Irregular) {
            count += other.count
            if let place = other.first, first.map({ place < $0 }) ?? true { first = place }
        }
    }

    private(set) var columns: [ColumnProfile]
    private(set) var lineEnds = InspectReport.LineEnds()
    private(set) var blankLines = 0
    private(set) var passed = PassedOver()
    private(set) var short = Irregular()
    private(set) var long = Irregular()
    private(set) var unclosed = Irregular()
    private(set) var malformed = Irregular()

    private let dialect: CSVDialect
    private var cells: [CSVCell] = []
    private let scratch = ByteBuffer()

    /// - Parameter scopedKinds: for each column what is damage in it and none in others.
    init(scopedKinds: [[DamageKind]], dialect: CSVDialect) {
        columns = scopedKinds.map { ColumnProfile(scopedKinds: $0) }
        self.dialect = dialect
    }

    /// Takes in a chunk of whole records.
    ///
    /// - Returns: how many records and line ends it holds.
    func inspect(_ chunk: ByteBuffer, sequence: Int) -> (records: Int, lines: Int) {
        let base = UnsafePointer(chunk.pointer)
        let isMalformed = UTF8Validation.firstInvalidOffset(base, count: chunk.count) != nil
        var lexer = CSVLexer(base, count: chunk.count, dialect: dialect)
        var records = 0
        while !lexer.isAtEnd {
            let start = lexer.position
            let line = lexer.lineCount
            if let length = CSVBlankRow.length(base, from: start, count: chunk.count, dialect: dialect) {
                if length == 0 { blankLines += 1 } else { passed.blankRows += 1 }
                lexer.passRecord()
                countLineEnd(base, start, lexer.position)
                continue
            }
            cells.removeAll(keepingCapacity: true)
            var cell = lexer.next()
            cells.append(cell)
            while !cell.endsRecord {
                cell = lexer.next()
                cells.append(cell)
            }
            let place = Place(chunk: sequence, record: records, line: line)
            if isMalformed && UTF8Validation.firstInvalidOffset(base + start, count: lexer.position - start) != nil { malformed.add(place) }
            take(base, place, isMalformed)
            countLineEnd(base, start, lexer.position)
            records += 1
        }
        return (records, lexer.lineCount)
    }

    private func take(_ base: UnsafePointer<UInt8>, _ place: Place, _ isMalformed: Bool) {
        var isCertain = cells.count == columns.count
        if let last = cells.last, last.isUnclosed {
            unclosed.add(place)
        } else if cells.count < columns.count {
            short.add(place)
        } else if cells.count > columns.count {
            isCertain = cells[columns.count...].allSatisfy { $0.length == 0 }
            if isCertain { passed.paddedRecords += 1 } else { long.add(place) }
        }
        for index in 0..<min(cells.count, columns.count) {
            let cell = cells[index]
            if cell.length == 0 { continue }
            if cell.needsUnescaping, let quote = dialect.quote {
                scratch.removeAll()
                CSVEscaping.unescape(UnsafeBufferPointer(start: base + cell.start, count: cell.length), quote: quote, into: scratch)
                columns[index].add(scratch.pointer, count: scratch.count, at: place, isCertain: isCertain, mayBeMalformed: isMalformed)
            } else {
                columns[index].add(base + cell.start, count: cell.length, at: place, isCertain: isCertain, mayBeMalformed: isMalformed)
            }
        }
    }

    private func countLineEnd(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
        guard end > start else { return }
        switch base[end - 1] {
        case ASCII.lineFeed:
            if end - start >= 2 && base[end - 2] == ASCII.carriageReturn { lineEnds.crlf += 1 } else { lineEnds.lf += 1 }
        case ASCII.carriageReturn: lineEnds.cr += 1
        default: break
        }
    }

    func merge(_ other: InspectWorker) {
        for (mine, theirs) in zip(columns, other.columns) { mine.merge(theirs) }
        lineEnds.lf += other.lineEnds.lf
        lineEnds.crlf += other.lineEnds.crlf
        lineEnds.cr += other.lineEnds.cr
        blankLines += other.blankLines
        passed += other.passed
        short.merge(other.short)
        long.merge(other.long)
        unclosed.merge(other.unclosed)
        malformed.merge(other.malformed)
    }
}
