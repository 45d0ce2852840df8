/// Splits CSV text into cells without copying a byte.
///
/// The text is looked at 64 bytes at a time: one bit for each byte that could matter (delimiter, quote, LF, CR). The lexer
/// walks from bit to bit, so the bytes of a plain value are never touched one by one.
///
/// ```
///                 ┌──────────────── delimiter, line end: the cell ends ───────────────┐
///                 ▼                                                                   │
///   ┌────────────────┐  quote at the start   ┌──────────────┐  quote, not doubled  ┌──────────────┐
///   │ start of cell  │ ────────────────────▶ │ quoted cell  │ ───────────────────▶ │ after quote  │
///   └────────────────┘                       └──────────────┘                      └──────────────┘
///        │  anything else                       ▲     │ doubled quote                   │ anything else
///        ▼                                      └─────┘ (needs unescaping)              ▼
///   ┌────────────────┐                                                             the rest belongs to the
///   │ plain cell     │  a quote here is an ordinary character                      cell (needs unescaping)
///   └────────────────┘
/// ```
///
/// - Important: `CSVLexer.padding` bytes behind the text must be readable. They are looked at, never used.
@frozen public struct CSVLexer {
    /// How far behind the end of the text the lexer may look, in bytes.
    public static let padding = 64

    @usableFromInline let base: UnsafePointer<UInt8>
    @usableFromInline let end: Int
    @usableFromInline let delimiter: UInt8
    @usableFromInline let quote: UInt8
    @usableFromInline let isQuoting: Bool
    /// Where the next cell starts, counted in bytes from the start of the text.
    public var position: Int
    /// How many line ends have been passed, also those inside quotes; CRLF counts once.
    public var lineCount = 0
    @usableFromInline var block: Int
    @usableFromInline var bits: UInt64 = 0

    /// - Parameters:
    ///   - base: the first byte of the text.
    ///   - count: the length of the text in bytes.
    @inlinable public init(_ base: UnsafePointer<UInt8>, count: Int, dialect: CSVDialect) {
        self.base = base
        end = count
        delimiter = dialect.delimiter
        quote = dialect.quote ?? 0
        isQuoting = dialect.quote != nil
        position = 0
        block = -64
    }

    @inlinable public var isAtEnd: Bool { position >= end }

    /// Returns the offset of the next byte that could end or open something, or `end` when there is none.
    @inlinable @inline(__always) mutating func nextMark() -> Int {
        while bits == 0 {
            block &+= 64
            if block >= end {
                block = end
                return end
            }
            bits = markBits(base + block, delimiter, quote, isQuoting)
            let rest = end &- block
            if rest < 64 { bits &= (1 &<< UInt64(truncatingIfNeeded: rest)) &- 1 }
        }
        let offset = block &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        return offset
    }

    /// Returns the next cell and moves behind it. At the end of the text it returns an empty cell that ends the input.
    ///
    /// - Complexity: O(length of the cell / 64 + number of marks in it).
    @inlinable @inline(__always) public mutating func next() -> CSVCell {
        let start = position
        var mark = nextMark()
        if isQuoting && mark == start && mark < end && base[mark] == quote { return quotedCell(from: start) }
        while mark < end {
            let byte = base[mark]
            if byte == delimiter {
                position = mark &+ 1
                return CSVCell(start: start, length: mark &- start, flags: 0)
            }
            if byte == ASCII.lineFeed || byte == ASCII.carriageReturn {
                passLineEnd(mark, byte)
                return CSVCell(start: start, length: mark &- start, flags: CSVCell.endsRecord)
            }
            mark = nextMark()
        }
        position = end
        return CSVCell(start: start, length: end &- start, flags: CSVCell.endsRecord | CSVCell.endsInput)
    }

    @inlinable @inline(__always) mutating func passLineEnd(_ mark: Int, _ byte: UInt8) {
        position = mark &+ 1
        lineCount &+= 1
        if byte == ASCII.carriageReturn && position < end && base[position] == ASCII.lineFeed {
            _ = nextMark()
            position &+= 1
        }
    }

    @inlinable mutating func quotedCell(from start: Int) -> CSVCell {
        var flags = CSVCell.isQuoted
        while true {
            let mark = nextMark()
            guard mark < end else {
                position = end
                flags |= CSVCell.endsRecord | CSVCell.endsInput | CSVCell.isUnclosed
                return CSVCell(start: start &+ 1, length: end &- start &- 1, flags: flags)
            }
            let byte = base[mark]
            if byte == quote {
                if mark &+ 1 < end && base[mark &+ 1] == quote {
                    _ = nextMark()
                    flags |= CSVCell.needsUnescaping
                    continue
                }
                return afterQuote(from: start, closedAt: mark, flags: flags)
            }
            if byte == ASCII.lineFeed || byte == ASCII.carriageReturn {
                // The LF of a CRLF is a mark of its own; only the CR counts.
                if byte == ASCII.carriageReturn || mark == 0 || base[mark &- 1] != ASCII.carriageReturn { lineCount &+= 1 }
            }
        }
    }

    @inlinable mutating func afterQuote(from start: Int, closedAt closing: Int, flags: UInt32) -> CSVCell {
        while true {
            let mark = nextMark()
            var flags = flags
            let length: Int
            if mark == closing &+ 1 || (mark >= end && closing &+ 1 == end) {
                length = closing &- start &- 1
            } else {
                // Text after the closing quote: the cell keeps it, and unescaping takes the quotes out.
                length = min(mark, end) &- start &- 1
                flags |= CSVCell.needsUnescaping | CSVCell.hasTextAfterQuote
            }
            guard mark < end else {
                position = end
                return CSVCell(start: start &+ 1, length: length, flags: flags | CSVCell.endsRecord | CSVCell.endsInput)
            }
            let byte = base[mark]
            if byte == delimiter {
                position = mark &+ 1
                return CSVCell(start: start &+ 1, length: length, flags: flags)
            }
            if byte == ASCII.lineFeed || byte == ASCII.carriageReturn {
                passLineEnd(mark, byte)
                return CSVCell(start: start &+ 1, length: length, flags: flags | CSVCell.endsRecord)
            }
        }
    }
}

/// One cell of a CSV text: where its bytes lie, and what surrounds it.
@frozen public struct CSVCell {
    /// The offset of the first byte of the content: behind the opening quote, if there is one.
    public let start: Int
    /// The length in bytes up to the closing quote, or, with text after it, up to the end of that text.
    public let length: Int
    @usableFromInline let flags: UInt32

    @usableFromInline static let endsRecord: UInt32 = 1
    @usableFromInline static let endsInput: UInt32 = 2
    @usableFromInline static let isQuoted: UInt32 = 4
    @usableFromInline static let needsUnescaping: UInt32 = 8
    @usableFromInline static let isUnclosed: UInt32 = 16
    @usableFromInline static let hasTextAfterQuote: UInt32 = 32

    @inlinable init(start: Int, length: Int, flags: UInt32) {
        self.start = start
        self.length = length
        self.flags = flags
    }

    @inlinable public var endsRecord: Bool { flags & CSVCell.endsRecord != 0 }
    /// Whether the text is over with this cell.
    @inlinable public var endsInput: Bool { flags & CSVCell.endsInput != 0 }
    @inlinable public var isQuoted: Bool { flags & CSVCell.isQuoted != 0 }
    /// Whether the content holds doubled quotes or text after the closing quote.
    @inlinable public var needsUnescaping: Bool { flags & CSVCell.needsUnescaping != 0 }
    /// Whether the text ends before the closing quote.
    @inlinable public var isUnclosed: Bool { flags & CSVCell.isUnclosed != 0 }
    @inlinable public var hasTextAfterQuote: Bool { flags & CSVCell.hasTextAfterQuote != 0 }
}

/// Returns one bit for each of 64 bytes, the first byte lowest: set where the byte is the delimiter, a quote, LF or CR.
@inlinable @inline(__always)
func markBits(_ p: UnsafePointer<UInt8>, _ delimiter: UInt8, _ quote: UInt8, _ isQuoting: Bool) -> UInt64 {
    let v = UnsafeRawPointer(p).loadUnaligned(as: SIMD64<UInt8>.self)
    let lines = (v .== SIMD64<UInt8>(repeating: 0x0A)) .| (v .== SIMD64<UInt8>(repeating: 0x0D))
    let cells = v .== SIMD64<UInt8>(repeating: delimiter)
    let quotes = v .== SIMD64<UInt8>(repeating: isQuoting ? quote : delimiter)
    return moveMask(lines .| cells .| quotes)
}

/// Returns the 64 lanes of a mask as 64 bits, the first lane lowest.
@inlinable @inline(__always)
func moveMask(_ mask: SIMDMask<SIMD64<Int8>>) -> UInt64 {
    let lanes = unsafeBitCast(mask, to: SIMD8<UInt64>.self)
    let weighted = (lanes & SIMD8(repeating: 0x8040_2010_0804_0201)) &* SIMD8(repeating: 0x0101_0101_0101_0101)
    let bytes = weighted &>> SIMD8(repeating: 56)
    return (bytes &<< SIMD8<UInt64>(0, 8, 16, 24, 32, 40, 48, 56)).wrappedSum()
}
