/// Undoes UTF-8 that was read as Windows-1252 or Windows-1256 and saved again: `Ã©` was `é`, `Ø§Ù„` and `ط§ظ„` were `ال`.
public enum Mojibake {
    /// Returns the text as it was before, or `nil` when it is none.
    ///
    /// A text is taken back only whole: each of its scalars must be a byte of Windows-1252 (the five bytes that the code page
    /// leaves open are C1 controls, as browsers have it), and the bytes together well-formed UTF-8; or the same of Windows-1256, where
    /// the result shows that it is Arabic. What was encoded twice or more often is undone as many times.
    public static func undone(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        var result: [Unicode.Scalar]?
        while let step = undoneOnce(result ?? text) ?? ArabicMojibake.undoneOnce(result ?? text) { result = step }
        return result
    }

    private static func undoneOnce(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard text.contains(where: { $0.value >= 0xC2 && $0.value <= 0xF4 }) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        for scalar in text {
            guard let byte = byte(scalar) else { return nil }
            bytes.append(byte)
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else { return nil }
        return Array(decoded.unicodeScalars)
    }

    /// Whether the second of two neighbours may be a continuation byte behind the first: a cheap look before the whole is tried.
    public static func mayBegin(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
        guard first.value >= 0xC2, first.value <= 0xF4, let byte = byte(second) else { return ArabicMojibake.isEvidence(first, second) }
        return byte & 0xC0 == 0x80
    }

    /// The byte of Windows-1252 that the scalar is read from, or `nil`.
    static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
        if scalar.value <= 0xFF { return UInt8(scalar.value) }
        return high.firstIndex(of: UInt16(truncatingIfNeeded: scalar.value)).flatMap {
            scalar.value <= 0xFFFF ? UInt8(0x80 + $0) : nil
        }
    }

    /// What the bytes 80 to 9F stand for; 0 for the five that are open.
    private static let high: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]
}
