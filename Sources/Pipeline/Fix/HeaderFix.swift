import Records
import Syntax

/// Repairs the header line, and nothing else of what stands in front of the records.
struct HeaderFix {
    /// A header before and after.
    struct Change {
        let column: Int
        let old: String
        let new: String
    }

    /// Everything in front of the first record, repaired.
    let bytes: [UInt8]
    let changes: [Change]

    /// - Parameters:
    ///   - head: everything in front of the first record: a byte order mark, blank lines, the header.
    ///   - start: where the header begins in it, counted from 0 in bytes.
    init(_ head: [UInt8], from start: Int, dialect: CSVDialect) {
        var changes: [Change] = []
        let out = ByteBuffer(capacity: head.count)
        head.withUnsafeBufferPointer { head in
            let record = UnsafeBufferPointer(rebasing: head[start...])
            let cells = CSVLexer.cells(ofRecord: record, dialect: dialect)
            let texts = CSVLexer.texts(ofRecord: record, dialect: dialect)
            var copied = 0
            for (column, (cell, old)) in zip(cells, texts).enumerated() {
                // A header that is all blanks stays: without it the line may be none.
                guard let (scalars, _) = Repair.apply(FixKind.headerRepairs, to: Array(old.unicodeScalars)), !scalars.isEmpty else { continue }
                let extent = FixWorker.extent(of: cell)
                out.append(UnsafeBufferPointer(rebasing: head[copied..<start + extent.lowerBound]))
                let new = FixWorker.text(scalars)
                let value = ByteBuffer(capacity: new.utf8.count)
                value.append(new)
                CSVEscaping.append(value.bytes, dialect: dialect, force: cell.isQuoted, to: out)
                copied = start + extent.upperBound
                changes.append(Change(column: column, old: old, new: new))
            }
            out.append(UnsafeBufferPointer(rebasing: head[copied...]))
        }
        bytes = Array(out.bytes)
        self.changes = changes
    }
}
