/// Finds where values end, so that a stream of them can be cut into chunks that parse alone.
///
/// ```
///   [ {"a":"}"},  {"b":[{}]},  {"c":1} ]          values inside an array, or one behind the other
///     └──────┘ ▲               ▲       ▲
///   level 1, 2 │0              │0      └ a bracket below level 0: the array around them is closed
///              └───────────────┴ level 0 outside strings behind a bracket: a value may be cut off here
/// ```
///
/// The finder goes through the stream once and knows nothing but strings and brackets: whether the text is JSON at all is for the
/// lexer to say. Sixty-four bytes are taken at a time, as bit masks, up to the wanted length; behind it, and where the array
/// may be closed, a byte at a time.
public struct JSONBoundary {
    /// What was found.
    public enum Outcome: Equatable, Sendable {
        /// A value ends here: the offset behind its last byte.
        case value(end: Int)
        /// The array around the values is closed by the bracket at this offset.
        case closed(at: Int)
        /// Neither, as far as the buffer goes.
        case more
    }

    private var level = 0
    private var isInString = false
    /// Whether the next byte is escaped by a backslash in front of it.
    private var isEscaped = false
    /// Up to which offset of the buffer the state is known.
    private var scanned = 0

    public init() {}

    /// Begins a new buffer between two values.
    public mutating func restart() { self = JSONBoundary() }

    /// Returns the first end of an array or object at level 0 at or behind `target`, or the bracket that closes the array around.
    ///
    /// Scalars between the values end nowhere; they belong to the chunk of the next end. After `more` the caller appends to the
    /// same bytes and asks again; after an end it starts the next buffer there and calls `restart()`.
    ///
    /// - Parameter target: the wanted length in bytes.
    /// - Complexity: O(*n*) over all calls on one buffer.
    public mutating func end(in bytes: UnsafePointer<UInt8>, count: Int, target: Int) -> Outcome {
        let wanted = min(target, count)
        while scanned &+ 64 < wanted {
            if passBlock(bytes + scanned) {
                scanned &+= 64
            } else if let closed = step(bytes, upTo: scanned &+ 64, from: Int.max) {
                return closed
            }
        }
        return step(bytes, upTo: count, from: target) ?? .more
    }

    /// Takes single bytes.
    ///
    /// - Parameter target: from which length on an end is wanted.
    private mutating func step(_ bytes: UnsafePointer<UInt8>, upTo end: Int, from target: Int) -> Outcome? {
        while scanned < end {
            let byte = bytes[scanned]
            if isEscaped {
                isEscaped = false
            } else if isInString {
                if byte == JSONByte.quote { isInString = false } else if byte == JSONByte.backslash { isEscaped = true }
            } else if byte == JSONByte.quote {
                isInString = true
            } else if byte == JSONByte.backslash {
                // No JSON, but the masks take it for an escape too.
                isEscaped = true
            } else if byte | 0x20 == JSONByte.openBrace {
                level &+= 1
            } else if byte | 0x20 == JSONByte.closeBrace {
                if level == 0 { return .closed(at: scanned) }
                level &-= 1
                if level == 0 && scanned &+ 1 >= target {
                    scanned &+= 1
                    return .value(end: scanned)
                }
            }
            scanned &+= 1
        }
        return nil
    }

    /// Takes 64 bytes at once.
    ///
    /// - Returns: `false`, with nothing taken, when the array around the values may be closed in them.
    @inline(__always) private mutating func passBlock(_ p: UnsafePointer<UInt8>) -> Bool {
        let block = UnsafeRawPointer(p).loadUnaligned(as: SIMD64<UInt8>.self)
        let backslashes = bitMask(block, JSONByte.backslash)
        var quotes = bitMask(block, JSONByte.quote)
        var carry: UInt64 = isEscaped ? 1 : 0
        var passed: UInt64 = 0
        if backslashes | carry != 0 {
            passed = escapedBytes(backslashes, &carry)
            quotes &= ~passed
        }
        let strings = prefixXOR(quotes) ^ (isInString ? ~0 : 0)
        passed |= strings
        let opened = (bitMask(block, JSONByte.openBrace) | bitMask(block, JSONByte.openBracket)) & ~passed
        let closed = (bitMask(block, JSONByte.closeBrace) | bitMask(block, JSONByte.closeBracket)) & ~passed
        if level < closed.nonzeroBitCount { return false }
        level &+= opened.nonzeroBitCount &- closed.nonzeroBitCount
        isInString = strings >> 63 == 1
        isEscaped = carry != 0
        return true
    }
}

/// One bit a byte, the first byte lowest: whether it is `wanted`.
@inline(__always) func bitMask(_ block: SIMD64<UInt8>, _ wanted: UInt8) -> UInt64 {
    let bytes = unsafeBitCast(block .== SIMD64<UInt8>(repeating: wanted), to: SIMD8<UInt64>.self)
    let gathered = ((bytes & .init(repeating: 0x8040_2010_0804_0201)) &* .init(repeating: 0x0101_0101_0101_0101)) &>> .init(repeating: 56)
    return (gathered &<< SIMD8<UInt64>(0, 8, 16, 24, 32, 40, 48, 56)).wrappedSum()
}

/// The bytes that a backslash in front escapes; `carry` is 1 when that is so for the first byte, and becomes 1 when it is for
/// the byte behind the last.
///
/// A run of backslashes escapes by its odd members. Adding the runs that begin at odd places to all of them carries through
/// each such run, so that even and odd change places behind it.
@inline(__always) private func escapedBytes(_ backslashes: UInt64, _ carry: inout UInt64) -> UInt64 {
    let even: UInt64 = 0x5555_5555_5555_5555
    let runs = backslashes & ~carry
    let behind = runs &<< 1 | carry
    let oddStarts = runs & ~even & ~behind
    let (sum, overflow) = oddStarts.addingReportingOverflow(runs)
    carry = overflow ? 1 : 0
    return (even ^ (sum &<< 1)) & behind
}

/// For each bit, whether the number of bits set up to it, itself included, is odd.
@inline(__always) private func prefixXOR(_ bits: UInt64) -> UInt64 {
    var x = bits
    x ^= x &<< 1
    x ^= x &<< 2
    x ^= x &<< 4
    x ^= x &<< 8
    x ^= x &<< 16
    x ^= x &<< 32
    return x
}
