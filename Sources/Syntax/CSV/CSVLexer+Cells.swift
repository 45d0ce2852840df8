import Records

extension CSVLexer {
    /// Returns the cells of one record as they lie in the text.
    ///
    /// For headers and reject files; records of the hot path never go through an array.
    ///
    /// - Complexity: O(*n*); copies the record once.
    public static func cells(ofRecord record: UnsafeBufferPointer<UInt8>, dialect: CSVDialect) -> [CSVCell] {
        withPadding(record) { base in
            var lexer = CSVLexer(base, count: record.count, dialect: dialect)
            var cells: [CSVCell] = []
            while true {
                let cell = lexer.next()
                cells.append(cell)
                if cell.endsRecord { return cells }
            }
        }
    }

    /// Returns the texts of the cells of one record, unescaped. Bytes that are not UTF-8 become U+FFFD.
    public static func texts(ofRecord record: UnsafeBufferPointer<UInt8>, dialect: CSVDialect) -> [String] {
        let buffer = ByteBuffer()
        return cells(ofRecord: record, dialect: dialect).map { cell in
            let content = UnsafeBufferPointer(rebasing: record[cell.start..<cell.start + cell.length])
            guard cell.needsUnescaping, let quote = dialect.quote else { return String(decoding: content, as: UTF8.self) }
            buffer.removeAll()
            CSVEscaping.unescape(content, quote: quote, into: buffer)
            return String(decoding: buffer.bytes, as: UTF8.self)
        }
    }

    /// Moves behind the record that begins at the position.
    public mutating func passRecord() { while !next().endsRecord {} }

    private static func withPadding<Result>(
        _ record: UnsafeBufferPointer<UInt8>, _ body: (UnsafePointer<UInt8>) -> Result
    ) -> Result {
        let copy = ByteBuffer(capacity: record.count + padding)
        copy.append(record)
        return withExtendedLifetime(copy) { body(copy.pointer) }
    }
}
