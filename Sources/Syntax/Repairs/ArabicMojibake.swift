/// Undoes one reading of Arabic UTF-8 as Windows-1256: `ط§ظ„` was `ال`.
///
/// Here the wrong text is Arabic letters too, so that being well-formed UTF-8 is not enough: `رک` would be as well. In what is taken
/// back, each `ط`, `ظ`, `ع` or `غ` (the first bytes of Arabic letters, D8 to DB) has the second byte behind it, two of them at least,
/// and one of the second bytes at least is a sign like `§` or `…`, which no word has behind a letter. Whatever else there is
/// becomes Latin letters or punctuation.
enum ArabicMojibake {
    /// Returns the text as it was before, or `nil` when it is none.
    static func undoneOnce(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard hasEvidence(text) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        for scalar in text {
            guard let byte = byte(scalar) else { return nil }
            bytes.append(byte)
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else { return nil }
        let result = Array(decoded.unicodeScalars)
        return result.count(where: isArabic) >= 2 && result.allSatisfy(isExpected) ? result : nil
    }

    /// Whether the second of two neighbours is a sign that may be the second byte of an Arabic letter behind the first.
    static func isEvidence(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
        guard (0x637...0x63A).contains(first.value), !isArabic(second), let byte = byte(second) else { return false }
        return byte & 0xC0 == 0x80
    }

    private static func hasEvidence(_ text: [Unicode.Scalar]) -> Bool {
        text.indices.dropFirst().contains { isEvidence(text[$0 - 1], text[$0]) }
    }

    private static func isArabic(_ scalar: Unicode.Scalar) -> Bool { (0x600...0x6FF).contains(scalar.value) }

    private static func isExpected(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x80, 0xA0...0x17F, 0x600...0x6FF, 0x2000...0x206F, 0x20AC, 0xFB50...0xFDFF, 0xFE70...0xFEFF: true
        default: false
        }
    }

    /// The byte of Windows-1256 that the scalar is read from, or `nil`.
    private static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
        if scalar.value < 0x80 { return UInt8(scalar.value) }
        guard scalar.value < UInt32(bytes.count) else { return nil }
        let byte = bytes[Int(scalar.value)]
        return byte == 0 ? nil : byte
    }

    /// For each scalar up to the highest of the page its byte; 0 where it has none.
    private static let bytes: [UInt8] = {
        var bytes = [UInt8](repeating: 0, count: 0x2123)
        for (index, scalar) in high.enumerated() { bytes[Int(scalar)] = UInt8(0x80 + index) }
        return bytes
    }()

    /// What the bytes 80 to FF stand for.
    private static let high: [UInt16] = [
        0x20AC, 0x067E, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0679, 0x2039, 0x0152, 0x0686, 0x0698, 0x0688,
        0x06AF, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x06A9, 0x2122, 0x0691, 0x203A, 0x0153, 0x200C, 0x200D, 0x06BA,
        0x00A0, 0x060C, 0x00A2, 0x00A3, 0x00A4, 0x00A5, 0x00A6, 0x00A7,
        0x00A8, 0x00A9, 0x06BE, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF,
        0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x00B4, 0x00B5, 0x00B6, 0x00B7,
        0x00B8, 0x00B9, 0x061B, 0x00BB, 0x00BC, 0x00BD, 0x00BE, 0x061F,
        0x06C1, 0x0621, 0x0622, 0x0623, 0x0624, 0x0625, 0x0626, 0x0627,
        0x0628, 0x0629, 0x062A, 0x062B, 0x062C, 0x062D, 0x062E, 0x062F,
        0x0630, 0x0631, 0x0632, 0x0633, 0x0634, 0x0635, 0x0636, 0x00D7,
        0x0637, 0x0638, 0x0639, 0x063A, 0x0640, 0x0641, 0x0642, 0x0643,
        0x00E0, 0x0644, 0x00E2, 0x0645, 0x0646, 0x0647, 0x0648, 0x00E7,
        0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x0649, 0x064A, 0x00EE, 0x00EF,
        0x064B, 0x064C, 0x064D, 0x064E, 0x00F4, 0x064F, 0x0650, 0x00F7,
        0x0651, 0x00F9, 0x0652, 0x00FB, 0x00FC, 0x200E, 0x200F, 0x06D2,
    ]
}
