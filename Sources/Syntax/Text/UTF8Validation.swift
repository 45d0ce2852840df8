/// Judges whether bytes are well-formed UTF-8 (Unicode 15, table 3-7): no overlong form, no surrogate, nothing above U+10FFFF.
///
/// Two steps of eight bytes at a time carry most text: eight ASCII bytes, or four two-byte letters (Latin-1, Greek, Cyrillic,
/// Hebrew, Arabic). Whatever fits neither is taken one scalar at a time.
public enum UTF8Validation {
    /// Returns the offset of the first byte that is not well-formed UTF-8, or `nil` when all are.
    ///
    /// - Complexity: O(*n*), without allocation.
    public static func firstInvalidOffset(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int? {
        let raw = UnsafeRawPointer(bytes)
        var i = 0
        while i < count {
            if i &+ 8 <= count {
                let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
                if word & highBits == 0 {
                    i &+= 8
                    continue
                }
                if word & pairMask == pairShape, !hasOverlongLead(word) {
                    i &+= 8
                    continue
                }
            }
            let length = scalarLength(bytes + i, available: count &- i)
            if length == 0 { return i }
            i &+= length
        }
        return nil
    }

    private static let highBits: UInt64 = 0x8080_8080_8080_8080
    /// Four times a lead byte 110xxxxx and a continuation byte 10xxxxxx, little-endian.
    private static let pairMask: UInt64 = 0xC0E0_C0E0_C0E0_C0E0
    private static let pairShape: UInt64 = 0x80C0_80C0_80C0_80C0

    /// Whether one of the four lead bytes is C0 or C1, which only overlong forms begin with.
    @inline(__always) private static func hasOverlongLead(_ word: UInt64) -> Bool {
        let significant = word & 0x001E_001E_001E_001E
        return (significant &- 0x0001_0001_0001_0001) & ~significant & 0x8000_8000_8000_8000 != 0
    }

    /// Returns the length in bytes, 1 to 4, of the scalar at the pointer, or 0 when it is malformed or cut off.
    @inline(__always) static func scalarLength(_ p: UnsafePointer<UInt8>, available: Int) -> Int {
        let lead = p[0]
        if lead < 0x80 { return 1 }
        if lead < 0xC2 { return 0 }
        if lead < 0xE0 {
            return available >= 2 && p[1] & 0xC0 == 0x80 ? 2 : 0
        }
        if lead < 0xF0 {
            guard available >= 3, p[1] & 0xC0 == 0x80, p[2] & 0xC0 == 0x80 else { return 0 }
            if lead == 0xE0 && p[1] < 0xA0 { return 0 }
            if lead == 0xED && p[1] >= 0xA0 { return 0 }
            return 3
        }
        guard lead < 0xF5, available >= 4, p[1] & 0xC0 == 0x80, p[2] & 0xC0 == 0x80, p[3] & 0xC0 == 0x80 else { return 0 }
        if lead == 0xF0 && p[1] < 0x90 { return 0 }
        if lead == 0xF4 && p[1] >= 0x90 { return 0 }
        return 4
    }

    /// Returns the number of UTF-16 units that well-formed UTF-8 stands for: what .NET calls the length of a string.
    ///
    /// - Complexity: O(*n*).
    public static func utf16Count(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int {
        var units = 0
        for i in 0..<count {
            let byte = bytes[i]
            // Every scalar has one lead byte; a lead byte of four-byte forms stands for two units.
            if byte & 0xC0 != 0x80 { units &+= byte >= 0xF0 ? 2 : 1 }
        }
        return units
    }

    /// Returns the number of Unicode scalars that well-formed UTF-8 stands for: what JSON Schema calls the length of a string.
    ///
    /// - Complexity: O(*n*).
    public static func scalarCount(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int {
        var scalars = 0
        for i in 0..<count where bytes[i] & 0xC0 != 0x80 { scalars &+= 1 }
        return scalars
    }
}
