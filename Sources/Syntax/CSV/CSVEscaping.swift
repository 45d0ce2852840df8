import Records

/// Quotes and unquotes the content of CSV cells.
public enum CSVEscaping {
    /// Appends the content of a quoted cell: a doubled quote becomes one, and the first single quote closes the cell; what
    /// follows it belongs to the value as it stands.
    ///
    /// - Complexity: O(*n*).
    public static func unescape(_ content: UnsafeBufferPointer<UInt8>, quote: UInt8, into out: ByteBuffer) {
        out.reserve(content.count)
        var i = 0
        while i < content.count {
            let byte = content[i]
            if byte == quote {
                if i + 1 < content.count && content[i + 1] == quote {
                    out.append(quote)
                    i += 2
                    continue
                }
                out.append(UnsafeBufferPointer(rebasing: content[(i + 1)...]))
                return
            }
            out.append(byte)
            i += 1
        }
    }

    /// Appends a value as a cell: as it stands where that reads back as the same value, else in quotes.
    ///
    /// - Parameter force: whether to quote in any case, so that an empty string differs from an empty cell.
    /// - Complexity: O(*n*).
    public static func append(_ value: UnsafeBufferPointer<UInt8>, dialect: CSVDialect, force: Bool = false, to out: ByteBuffer) {
        guard let quote = dialect.quote, force || needsQuotes(value, dialect: dialect) else {
            out.append(value)
            return
        }
        out.reserve(value.count * 2 + 2)
        out.append(quote)
        for byte in value {
            if byte == quote { out.append(quote) }
            out.append(byte)
        }
        out.append(quote)
    }

    private static func needsQuotes(_ value: UnsafeBufferPointer<UInt8>, dialect: CSVDialect) -> Bool {
        value.contains { byte in
            byte == dialect.delimiter || byte == dialect.quote || byte == ASCII.lineFeed || byte == ASCII.carriageReturn
        }
    }
}
