import Records

/// What stands between the quotes of a JSON string, turned into text.
public enum JSONString {
    /// Appends the UTF-8 form of a string's content, its escapes resolved (RFC 8259 section 7).
    ///
    /// - A pair of `\u` escapes that form a surrogate pair becomes one character.
    /// - A surrogate without its partner becomes U+FFFD, since UTF-8 has no form for it; .NET's JSON reader does the same.
    /// - `\u0000` becomes a NUL byte.
    ///
    /// - Parameter raw: the bytes of a `name` or `string` token. Anything else is safe too: an escape that the lexer would have
    ///   refused is copied as it stands.
    /// - Returns: whether every surrogate had its partner.
    /// - Complexity: O(*n*); the runs between escapes are copied whole.
    @discardableResult
    public static func unescape(_ raw: UnsafeBufferPointer<UInt8>, into buffer: ByteBuffer) -> Bool {
        guard let base = raw.baseAddress else { return true }
        let count = raw.count
        // No escape is shorter than the UTF-8 form of what it stands for.
        buffer.reserve(count)
        var at = 0
        var isWhole = true
        while at < count {
            let backslash = nextBackslash(base, from: at, count: count)
            buffer.append(base + at, count: backslash &- at)
            at = backslash
            if at < count { at = appendEscape(base, at: at, count: count, to: buffer, &isWhole) }
        }
        return isWhole
    }

    /// Returns the text of a string's content.
    ///
    /// - Parameter hasEscapes: the flag of the token; without it the bytes are taken as they are.
    static func text(_ raw: UnsafeBufferPointer<UInt8>, hasEscapes: Bool) -> String {
        guard hasEscapes else { return String(decoding: raw, as: UTF8.self) }
        let buffer = ByteBuffer(capacity: raw.count)
        unescape(raw, into: buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    private static func nextBackslash(_ base: UnsafePointer<UInt8>, from start: Int, count: Int) -> Int {
        var at = start
        while at &+ 8 <= count {
            let word = UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self)
            let hits = JSONWord.backslashes(UInt64(littleEndian: word))
            if hits != 0 { return at &+ hits.trailingZeroBitCount &>> 3 }
            at &+= 8
        }
        while at < count, base[at] != JSONByte.backslash { at &+= 1 }
        return at
    }

    /// Appends what the escape at `at` stands for and returns the offset behind it.
    private static func appendEscape(
        _ base: UnsafePointer<UInt8>, at: Int, count: Int, to buffer: ByteBuffer, _ isWhole: inout Bool
    ) -> Int {
        guard at &+ 1 < count else {
            buffer.append(JSONByte.backslash)
            return count
        }
        let byte: UInt8
        switch base[at &+ 1] {
        case JSONByte.quote, JSONByte.backslash, JSONByte.slash: byte = base[at &+ 1]
        case JSONByte.lowerB: byte = 0x08
        case JSONByte.lowerF: byte = 0x0C
        case JSONByte.lowerN: byte = JSONByte.lineFeed
        case JSONByte.lowerR: byte = JSONByte.carriageReturn
        case JSONByte.lowerT: byte = JSONByte.tab
        case JSONByte.lowerU:
            if let unit = codeUnit(base, at: at, count: count) {
                return appendUnit(unit, base, at: at, count: count, to: buffer, &isWhole)
            }
            byte = JSONByte.backslash
            buffer.append(byte)
            return at &+ 1
        default:
            buffer.append(JSONByte.backslash)
            return at &+ 1
        }
        buffer.append(byte)
        return at &+ 2
    }

    /// The UTF-16 unit of the `\uXXXX` at `at`, or `nil` when there is no such escape.
    private static func codeUnit(_ base: UnsafePointer<UInt8>, at: Int, count: Int) -> UInt16? {
        guard at &+ 6 <= count, base[at] == JSONByte.backslash, base[at &+ 1] == JSONByte.lowerU else { return nil }
        var unit: UInt16 = 0
        for index in at &+ 2..<at &+ 6 {
            guard let digit = JSONByte.hexValue(base[index]) else { return nil }
            unit = unit &<< 4 | digit
        }
        return unit
    }

    private static func appendUnit(
        _ unit: UInt16, _ base: UnsafePointer<UInt8>, at: Int, count: Int, to buffer: ByteBuffer, _ isWhole: inout Bool
    ) -> Int {
        var scalar = UInt32(unit)
        var end = at &+ 6
        if unit & 0xFC00 == 0xD800, let low = codeUnit(base, at: end, count: count), low & 0xFC00 == 0xDC00 {
            scalar = 0x10000 &+ (scalar & 0x3FF) &<< 10 &+ UInt32(low & 0x3FF)
            end &+= 6
        } else if unit & 0xF800 == 0xD800 {
            scalar = 0xFFFD
            isWhole = false
        }
        appendScalar(scalar, to: buffer)
        return end
    }

    private static func appendScalar(_ scalar: UInt32, to buffer: ByteBuffer) {
        func append(_ value: UInt32) { buffer.append(UInt8(truncatingIfNeeded: value)) }
        switch scalar {
        case 0..<0x80:
            append(scalar)
        case 0x80..<0x800:
            append(0xC0 | scalar &>> 6)
            append(0x80 | scalar & 0x3F)
        case 0x800..<0x10000:
            append(0xE0 | scalar &>> 12)
            append(0x80 | scalar &>> 6 & 0x3F)
            append(0x80 | scalar & 0x3F)
        default:
            append(0xF0 | scalar &>> 18)
            append(0x80 | scalar &>> 12 & 0x3F)
            append(0x80 | scalar &>> 6 & 0x3F)
            append(0x80 | scalar & 0x3F)
        }
    }
}
