import Records
import Syntax

/// Finds the header of a table and the dialect it is written in.
///
/// Where a header ends depends on the dialect: a line break in `Id;"First\nname"` is part of a name only where `;` separates.
/// The header is therefore looked for in every dialect at once. The best is one in which every quote opens or closes a cell;
/// of several, the one with most cells: values may hold any of the delimiters, column names hardly ever do.
struct CSVHeaderSearch {
    private struct Candidate {
        let dialect: CSVDialect
        var boundary: CSVBoundary
        /// The length of the header in bytes, once it is known.
        var end: Int?
    }

    private var candidates = CSVDialect.candidates.map { delimiter in
        let dialect = CSVDialect(delimiter: delimiter)
        return Candidate(dialect: dialect, boundary: CSVBoundary(dialect: dialect), end: nil)
    }

    /// Goes on looking in bytes that begin with the header; each call sees all that the one before saw.
    ///
    /// - Returns: whether the header's end is known in every dialect.
    mutating func look(in bytes: UnsafePointer<UInt8>, count: Int, isComplete: Bool) -> Bool {
        for index in candidates.indices where candidates[index].end == nil {
            candidates[index].end = candidates[index].boundary.end(in: bytes, count: count, target: 0, isComplete: isComplete)
        }
        return candidates.allSatisfy { $0.end != nil }
    }

    /// Returns the best dialect and the length of the header in it; ties go to the comma.
    ///
    /// - Returns: `nil` when the header that has no end yet is more likely than those that have one: their quotes are astray.
    func best(in bytes: UnsafePointer<UInt8>) -> (dialect: CSVDialect, end: Int)? {
        var best: (dialect: CSVDialect, end: Int)?
        var bestRank = (0, 0)
        for candidate in candidates {
            guard let end = candidate.end else { continue }
            let header = UnsafeBufferPointer(start: bytes, count: end)
            let cells = CSVLexer.cells(ofRecord: header, dialect: candidate.dialect)
            let rank = (Self.isWellFormed(cells, header) ? 1 : 0, cells.count)
            if best == nil || rank > bestRank {
                best = (candidate.dialect, end)
                bestRank = rank
            }
        }
        return bestRank.0 == 0 && candidates.contains { $0.end == nil } ? nil : best
    }

    private static func isWellFormed(_ cells: [CSVCell], _ header: UnsafeBufferPointer<UInt8>) -> Bool {
        cells.allSatisfy { cell in
            if cell.isQuoted { return !cell.isUnclosed && !cell.hasTextAfterQuote }
            return !header[cell.start..<cell.start + cell.length].contains(ASCII.quote)
        }
    }
}
