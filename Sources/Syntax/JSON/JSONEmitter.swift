import Records

/// Writes JSON text (RFC 8259) into a buffer.
public enum JSONEmitter {
    /// The most bytes that a string literal can take: every byte escaped, and two quotes.
    @inlinable @inline(__always) public static func literalLimit(_ count: Int) -> Int { count &* 6 &+ 2 }

    /// Appends a string literal with its quotes. Only what RFC 8259 section 7 demands is escaped: quote, backslash, controls.
    ///
    /// - Parameter bytes: well-formed UTF-8 in a `ByteBuffer`, so that a few bytes behind it may be read.
    /// - Complexity: O(*n*).
    @inlinable public static func appendString(_ bytes: UnsafePointer<UInt8>, count: Int, to out: ByteBuffer) {
        out.reserve(literalLimit(count))
        out.count &+= putString(bytes, count: count, at: out.pointer + out.count)
    }

    /// Writes a string literal with its quotes and returns how many bytes that took, at most `literalLimit(count)`.
    ///
    /// Eight bytes are moved at a time; a word that holds something to escape is taken byte by byte. Up to seven bytes behind the
    /// value are read, and up to seven behind the literal written.
    @inlinable @inline(__always)
    public static func putString(_ bytes: UnsafePointer<UInt8>, count: Int, at target: UnsafeMutablePointer<UInt8>) -> Int {
        target[0] = ASCII.quote
        var written = 1
        let source = UnsafeRawPointer(bytes)
        let sink = UnsafeMutableRawPointer(target)
        var i = 0
        while i < count {
            let word = source.loadUnaligned(fromByteOffset: i, as: UInt64.self)
            let left = count &- i
            let step = left < 8 ? left : 8
            if needsEscape(left < 8 ? blankingBehind(word, left) : word) {
                for k in 0..<step { written &+= putEscaped(bytes[i &+ k], at: target + written) }
            } else {
                sink.storeBytes(of: word, toByteOffset: written, as: UInt64.self)
                written &+= step
            }
            i &+= step
        }
        target[written] = ASCII.quote
        return written &+ 1
    }

    /// Whether one of eight bytes is a quote, a backslash or a control character.
    @inlinable @inline(__always) static func needsEscape(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quote = word ^ (ones &* UInt64(ASCII.quote))
        let backslash = word ^ (ones &* UInt64(ASCII.backslash))
        let controls = (word &- ones &* 0x20) & ~word
        return (((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | controls) & highs != 0
    }

    /// The word with every byte behind the first `count` (1 to 7) turned into a blank.
    @inlinable @inline(__always) static func blankingBehind(_ word: UInt64, _ count: Int) -> UInt64 {
        let kept = (1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1
        return (UInt64(littleEndian: word) & kept) | (0x2020_2020_2020_2020 & ~kept)
    }

    @usableFromInline static let hexDigits: StaticString = "0123456789abcdef"

    /// Writes one byte in escaped form and returns how many bytes that took, at most 6.
    @inlinable static func putEscaped(_ byte: UInt8, at target: UnsafeMutablePointer<UInt8>) -> Int {
        let short: UInt8
        switch byte {
        case ASCII.quote, ASCII.backslash: short = byte
        case 0x08: short = 0x62
        case 0x09: short = 0x74
        case 0x0A: short = 0x6E
        case 0x0C: short = 0x66
        case 0x0D: short = 0x72
        case 0..<0x20:
            target[0] = ASCII.backslash
            target[1] = 0x75
            target[2] = ASCII.zero
            target[3] = ASCII.zero
            target[4] = hexDigits.utf8Start[Int(byte >> 4)]
            target[5] = hexDigits.utf8Start[Int(byte & 15)]
            return 6
        default:
            target[0] = byte
            return 1
        }
        target[0] = ASCII.backslash
        target[1] = short
        return 2
    }

    /// Appends a text as a string literal.
    public static func appendString(_ text: String, to out: ByteBuffer) {
        let copy = ByteBuffer(capacity: text.utf8.count)
        copy.append(text)
        withExtendedLifetime(copy) { appendString(UnsafePointer(copy.pointer), count: copy.count, to: out) }
    }

    /// Appends a whole number.
    public static func appendNumber(_ number: Int, to out: ByteBuffer) { out.append(String(number)) }
}
