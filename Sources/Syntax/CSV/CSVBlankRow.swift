/// Recognises rows that hold nothing: delimiters and blanks up to the line end, as spreadsheet programs write for empty rows.
///
/// They are no records, as blank lines are none. A cell in quotes is something: somebody wrote an empty text.
public enum CSVBlankRow {
    /// Returns the length in bytes of the blank row that begins at an offset, without its line end; 0 for a blank line, `nil` when the
    /// row holds something.
    ///
    /// - Complexity: O(1) where the first byte belongs to a value, else O(length of the row).
    @inlinable @inline(__always)
    public static func length(_ base: UnsafePointer<UInt8>, from start: Int, count: Int, dialect: CSVDialect) -> Int? {
        let first = base[start]
        if first > ASCII.space && first != dialect.delimiter { return nil }
        return blankLength(base, from: start, count: count, dialect: dialect)
    }

    @usableFromInline
    static func blankLength(_ base: UnsafePointer<UInt8>, from start: Int, count: Int, dialect: CSVDialect) -> Int? {
        var i = start
        while i < count {
            let byte = base[i]
            if byte == ASCII.lineFeed || byte == ASCII.carriageReturn { break }
            guard byte == dialect.delimiter || ((byte == ASCII.space || byte == ASCII.tab) && byte != dialect.quote) else { return nil }
            i &+= 1
        }
        return i - start
    }
}
