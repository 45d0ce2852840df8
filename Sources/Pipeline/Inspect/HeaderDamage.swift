import Readers
import Syntax

/// Damage to the headers themselves.
enum HeaderDamage {
    /// One kind of damage to a header: the column, counted from 0, and the one it clashes with, if any.
    struct Entry {
        let kind: DamageKind
        let column: Int
        let other: Int?
    }

    /// Returns what is wrong with headers, column by column.
    static func find(_ columns: [String]) -> [Entry] {
        var entries: [Entry] = []
        var firstOf: [String: Int] = [:]
        for (index, column) in columns.enumerated() {
            let scalars = Array(column.unicodeScalars)
            let inner = Repair.trim.apply(scalars)
            if inner != nil { entries.append(Entry(kind: .headerBlanks, column: index, other: nil)) }
            // An odd blank at an end is an outer blank and said once.
            if Repair.invisible.apply(inner ?? scalars) != nil || Repair.nbsp.apply(inner ?? scalars) != nil {
                entries.append(Entry(kind: .headerDamaged, column: index, other: nil))
            }
            let folded = ColumnBinder.folded(String(String.UnicodeScalarView(scalars.filter { !ScalarClass.isInvisible($0) })))
            if folded.isEmpty { continue }
            if let first = firstOf[folded] {
                let isSame = columns[first].unicodeScalars.elementsEqual(column.unicodeScalars)
                entries.append(Entry(kind: isSame ? .headerRepeated : .headerTwins, column: index, other: first))
            } else {
                firstOf[folded] = index
            }
        }
        return entries
    }
}
