import Records

/// Decodes and encodes the keys and values of forms.
public enum FormEscaping {
    /// Appends the decoded text: `+` is a blank, `%41` a byte, `%u20AC` a UTF-16 unit, as .NET has it beyond the standard.
    ///
    /// A `%` that begins neither stands for itself. Two units that make a character become that one; half of one becomes U+FFFD.
    /// The bytes need not be UTF-8 afterwards.
    ///
    /// - Complexity: O(*n*). The result is never longer than the text.
    public static func decode(_ text: UnsafeBufferPointer<UInt8>, into out: ByteBuffer) {
        out.reserve(text.count)
        var i = 0
        while i < text.count {
            switch text[i] {
            case ASCII.plus:
                out.append(ASCII.space)
                i += 1
            case FormByte.percent:
                if let byte = hex(text, at: i + 1, count: 2) {
                    out.append(UInt8(truncatingIfNeeded: byte))
                    i += 3
                } else if let unit = unit(text, at: i) {
                    i += 6
                    var scalar = unit
                    if unit & 0xFC00 == 0xD800, let low = self.unit(text, at: i), low & 0xFC00 == 0xDC00 {
                        scalar = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
                        i += 6
                    }
                    append(scalar, to: out)
                } else {
                    out.append(FormByte.percent)
                    i += 1
                }
            case let byte:
                out.append(byte)
                i += 1
            }
        }
    }

    private static func unit(_ text: UnsafeBufferPointer<UInt8>, at i: Int) -> UInt32? {
        guard i + 1 < text.count, text[i] == FormByte.percent, text[i + 1] == FormByte.smallU else { return nil }
        return hex(text, at: i + 2, count: 4)
    }

    private static func hex(_ text: UnsafeBufferPointer<UInt8>, at start: Int, count: Int) -> UInt32? {
        guard start + count <= text.count else { return nil }
        var value: UInt32 = 0
        for byte in text[start..<start + count] {
            switch byte {
            case ASCII.zero...ASCII.nine: value = value << 4 | UInt32(byte - ASCII.zero)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x41 + 10)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x61 + 10)
            default: return nil
            }
        }
        return value
    }

    private static func append(_ scalar: UInt32, to out: ByteBuffer) {
        let character = Unicode.Scalar(scalar) ?? "\u{FFFD}"
        for byte in UTF8.encode(character) ?? UTF8.encodedReplacementCharacter { out.append(byte) }
    }

    /// Appends a text so that it decodes to itself: letters, digits and `-._*` stand as they are, a blank is `+`, and every other
    /// byte is `%XX` (HTML, `application/x-www-form-urlencoded percent-encode set`).
    ///
    /// - Complexity: O(*n*).
    public static func encode(_ text: UnsafeBufferPointer<UInt8>, into out: ByteBuffer) {
        out.reserve(text.count * 3)
        for byte in text {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A, ASCII.zero...ASCII.nine, ASCII.minus, FormByte.dot, 0x5F, 0x2A: out.append(byte)
            case ASCII.space: out.append(ASCII.plus)
            default:
                out.append(FormByte.percent)
                out.append(capitalDigit(byte >> 4))
                out.append(capitalDigit(byte & 15))
            }
        }
    }

    private static func capitalDigit(_ value: UInt8) -> UInt8 { value < 10 ? ASCII.zero + value : 0x41 + value - 10 }
}
