#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Records

/// Carries the character references through that .NET writes and reads and XML 1.0 forbids: `&#x0;` to `&#x1F;` but for tab and
/// line ends, `&#xFFFE;`, `&#xFFFF;`, and halves of surrogate pairs.
///
/// libxml2 ends at such a reference. They are therefore written in another way before it sees them, and put right in the values
/// that it returns:
///
/// ```
///   a&#x1;b   ──▶   a U+10FFFE U+E001 b   ──libxml2──▶   the same   ──▶   a U+0001 b
/// ```
///
/// - U+10FFFE is a noncharacter that XML 1.0 allows. Where it stands in a document that is rewritten, it becomes
///   U+10FFFE U+E080, so that no document is changed.
/// - A high and a low half in a row are the one character that they make in .NET's strings.
/// - A half alone has no UTF-8 form: it becomes U+FFFD, which `restore` reports.
/// - References in comments and CDATA sections are text and stay.
public enum XMLForbiddenReferences {
    /// U+10FFFE.
    private static let mark: [UInt8] = [0xF4, 0x8F, 0xBF, 0xBE]
    /// The codes behind the mark, added to U+E000, for what is no control character.
    private static let markCode = 0x80
    private static let halfCode = 0xFD
    /// How many bytes the mark and its code take.
    private static let length = 7

    /// Whether the bytes hold such a reference, perhaps in a comment.
    ///
    /// - Complexity: O(*n*), from ampersand to ampersand.
    public static func isNeeded(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        var i = 0
        while let place = XMLScan.first(XMLScan.ampersand, base, from: i, to: bytes.count) {
            if let reference = reference(bytes, at: place), isForbidden(reference.code) { return true }
            i = place + 1
        }
        return false
    }

    /// Appends the bytes with every forbidden reference written as a mark and a code.
    ///
    /// - Complexity: O(*n*).
    public static func rewrite(_ bytes: UnsafeBufferPointer<UInt8>, into out: ByteBuffer) {
        _ = rewrite(bytes, into: out, until: .max)
    }

    /// Returns the offset in the original of an offset in what `rewrite` made of it.
    public static func originalOffset(_ offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        rewrite(bytes, into: ByteBuffer(capacity: bytes.count), until: offset)
    }

    /// - Returns: how far in the input it came until so many bytes were put out.
    private static func rewrite(_ bytes: UnsafeBufferPointer<UInt8>, into out: ByteBuffer, until limit: Int) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        let start = out.count
        var i = 0
        while i < bytes.count && out.count - start < limit {
            let byte = bytes[i]
            if byte == XMLScan.lessThan, i + 1 < bytes.count, bytes[i + 1] == XMLScan.exclamation,
                case .ends(let end) = XMLScan.section(base, from: i, to: bytes.count) {
                append(UnsafeBufferPointer(rebasing: bytes[i..<end]), to: out)
                i = end
            } else if byte == XMLScan.ampersand, let reference = reference(bytes, at: i) {
                i = pass(reference, bytes, at: i, into: out)
            } else if byte == mark[0], bytes[i...].starts(with: mark) {
                appendCode(markCode, to: out)
                i += mark.count
            } else {
                out.append(byte)
                i += 1
            }
        }
        return i
    }

    /// Appends text in which only the mark itself matters.
    private static func append(_ text: UnsafeBufferPointer<UInt8>, to out: ByteBuffer) {
        var i = 0
        while i < text.count {
            if text[i] == mark[0], text[i...].starts(with: mark) {
                appendCode(markCode, to: out)
                i += mark.count
            } else {
                out.append(text[i])
                i += 1
            }
        }
    }

    /// - Returns: behind the reference, or both where two halves make a pair.
    private static func pass(
        _ found: (code: Int, end: Int), _ bytes: UnsafeBufferPointer<UInt8>, at place: Int, into out: ByteBuffer
    ) -> Int {
        let code = found.code
        if (0xD800...0xDBFF).contains(code), let low = reference(bytes, at: found.end), (0xDC00...0xDFFF).contains(low.code) {
            append(scalar: 0x10000 + (code - 0xD800) << 10 + (low.code - 0xDC00), to: out)
            return low.end
        }
        if code == 0x10FFFE || !isForbidden(code) {
            if code == 0x10FFFE { appendCode(markCode, to: out) } else { out.append(UnsafeBufferPointer(rebasing: bytes[place..<found.end])) }
        } else if (0xD800...0xDFFF).contains(code) {
            appendCode(halfCode, to: out)
        } else {
            appendCode(code & 0xFF, to: out)
        }
        return found.end
    }

    private static func append(scalar: Int, to out: ByteBuffer) {
        if scalar == 0x10FFFE { return appendCode(markCode, to: out) }
        guard let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: scalar)) else { return }
        out.append(String(Character(scalar)))
    }

    private static func appendCode(_ code: Int, to out: ByteBuffer) {
        out.append(mark)
        out.append([0xEE, 0x80 | UInt8(code >> 6), 0x80 | UInt8(code & 0x3F)])
    }

    /// The number of a reference `&#10;` or `&#xA;` that begins here; `nil` when none does or no character has the number.
    private static func reference(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> (code: Int, end: Int)? {
        guard place + 3 < bytes.count, bytes[place] == XMLScan.ampersand, bytes[place + 1] == 0x23 else { return nil }
        let isHexadecimal = bytes[place + 2] == 0x78
        var i = place + (isHexadecimal ? 3 : 2)
        let first = i
        var code = 0
        while i < bytes.count, let digit = digit(bytes[i]), digit < (isHexadecimal ? 16 : 10), code <= 0x10FFFF {
            code = code * (isHexadecimal ? 16 : 10) + digit
            i += 1
        }
        guard i > first, i < bytes.count, bytes[i] == ASCII.semicolon, code <= 0x10FFFF else { return nil }
        return (code, i + 1)
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x30...0x39: Int(byte - 0x30)
        case 0x41...0x46, 0x61...0x66: Int(byte | 0x20) - 0x61 + 10
        default: nil
        }
    }

    private static func isForbidden(_ code: Int) -> Bool {
        if code < 0x20 { return code != 0x09 && code != 0x0A && code != 0x0D }
        return (0xD800...0xDFFF).contains(code) || code == 0xFFFE || code == 0xFFFF
    }

    /// Puts the characters back into a value, in its place.
    ///
    /// - Returns: how many bytes are left, and whether a half of a pair stood alone in it.
    /// - Complexity: O(*n*).
    public static func restore(_ value: UnsafeMutablePointer<UInt8>, count: Int) -> (count: Int, hasLoneHalf: Bool) {
        guard memchr(value, Int32(mark[0]), count) != nil else { return (count, false) }
        var written = 0
        var hasLoneHalf = false
        func put(_ bytes: [UInt8]) {
            for byte in bytes {
                value[written] = byte
                written += 1
            }
        }
        var i = 0
        while i < count {
            guard i + length <= count, memcmp(value + i, mark, mark.count) == 0 else {
                put([value[i]])
                i += 1
                continue
            }
            let code = Int(value[i + 5] & 0x3F) << 6 | Int(value[i + 6] & 0x3F)
            switch code {
            case markCode: put(mark)
            case halfCode:
                put([0xEF, 0xBF, 0xBD])
                hasLoneHalf = true
            case 0xFE: put([0xEF, 0xBF, 0xBE])
            case 0xFF: put([0xEF, 0xBF, 0xBF])
            default: put([UInt8(truncatingIfNeeded: code)])
            }
            i += length
        }
        return (written, hasLoneHalf)
    }
}
