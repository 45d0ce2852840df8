/// The white space of .NET's `Char.IsWhiteSpace`, on which `Required` decides whether a string is blank.
///
/// U+0009–000D, 0020, 0085, 00A0, 1680, 2000–200A, 2028, 2029, 202F, 205F, 3000. The zero-width characters (U+200B, U+FEFF) are
/// not among them.
enum DotNetWhiteSpace {
    /// Whether every scalar of the UTF-8 text is white space. An empty text is blank.
    ///
    /// - Complexity: O(*n*), ends at the first scalar that is none.
    static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var i = 0
        while i < bytes.count {
            let length = whiteSpaceLength(bytes, i)
            if length == 0 { return false }
            i += length
        }
        return true
    }

    /// The length in bytes of the white space scalar at the offset, or 0.
    private static func whiteSpaceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
        let lead = bytes[i]
        if lead == 0x20 || (lead >= 0x09 && lead <= 0x0D) { return 1 }
        if lead == 0xC2, i + 1 < bytes.count { return bytes[i + 1] == 0x85 || bytes[i + 1] == 0xA0 ? 2 : 0 }
        guard i + 2 < bytes.count else { return 0 }
        switch (lead, bytes[i + 1], bytes[i + 2]) {
        case (0xE1, 0x9A, 0x80), (0xE3, 0x80, 0x80): return 3
        case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F): return 3
        default: return 0
        }
    }
}
