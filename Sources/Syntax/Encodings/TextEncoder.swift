import Records

/// Turns UTF-8 into text of another encoding: the way back of a `Transcoder`, for what is written beside a source in its own encoding.
///
/// Characters that the encoding lacks become question marks. A byte that is no UTF-8 stands for bytes without a meaning in the
/// source; it becomes something without a meaning again, so that whoever reads the text refuses it as well.
public protocol TextEncoder: AnyObject {
    /// Appends a whole text; nothing is held back, and every call begins anew.
    ///
    /// - Complexity: O(*n*), without allocation once `out` has the room.
    func encode(_ text: UnsafeBufferPointer<UInt8>, to out: ByteBuffer)
}

extension TextEncoding {
    /// Makes an encoder from UTF-8 to this encoding.
    ///
    /// - Returns: `nil` when the encoding is UTF-8, or the system lacks its table.
    public func makeEncoder() -> (any TextEncoder)? {
        switch form {
        case .utf8: return nil
        case .utf16(let isBigEndian): return UnicodeEncoder(isWide: false, isBigEndian: isBigEndian)
        case .utf32(let isBigEndian): return UnicodeEncoder(isWide: true, isBigEndian: isBigEndian)
        case .page:
            if let table = CodePageTable(systemName) { return CodePageEncoder(table) }
            return IconvEncoder(systemName)
        }
    }
}

/// What stands for a character that an encoding lacks.
private let substitute: UInt8 = 0x3F

/// UTF-8 to UTF-16 or UTF-32, of either order.
final class UnicodeEncoder: TextEncoder {
    private let isWide: Bool
    private let isBigEndian: Bool
    /// Half of a surrogate pair, which alone is no text in either encoding.
    private static let meaningless: UInt32 = 0xDC00

    init(isWide: Bool, isBigEndian: Bool) {
        self.isWide = isWide
        self.isBigEndian = isBigEndian
    }

    func encode(_ text: UnsafeBufferPointer<UInt8>, to out: ByteBuffer) {
        out.reserve(text.count * (isWide ? 4 : 2))
        text.forEachScalar { scalar in
            let value = scalar ?? Self.meaningless
            if isWide {
                append(UInt16(truncatingIfNeeded: isBigEndian ? value >> 16 : value), to: out)
                append(UInt16(truncatingIfNeeded: isBigEndian ? value : value >> 16), to: out)
            } else if value >= 0x10000 {
                append(UInt16(0xD800 + (value - 0x10000) >> 10), to: out)
                append(UInt16(0xDC00 + (value - 0x10000) & 0x3FF), to: out)
            } else {
                append(UInt16(value), to: out)
            }
        }
    }

    @inline(__always) private func append(_ unit: UInt16, to out: ByteBuffer) {
        out.append(UInt8(truncatingIfNeeded: isBigEndian ? unit >> 8 : unit))
        out.append(UInt8(truncatingIfNeeded: isBigEndian ? unit : unit >> 8))
    }
}

/// UTF-8 to a code page of single bytes: one look-up a character.
final class CodePageEncoder: TextEncoder {
    /// For each scalar of the basic plane its byte; `lacking` where the page has none. Of several bytes the lowest.
    private let bytes: [UInt16]
    private static let lacking: UInt16 = 0x100
    private let question: UInt8
    /// A byte without a meaning, where the page has one.
    private let meaningless: UInt8?

    init(_ page: CodePageTable) {
        var bytes = [UInt16](repeating: Self.lacking, count: 0x10000)
        var meaningless: UInt8?
        for (byte, entry) in page.entries.enumerated().reversed() {
            if entry & CodePageTable.meaningless != 0 {
                meaningless = UInt8(byte)
                continue
            }
            let length = Int(entry >> 24 & 3)
            withUnsafeBytes(of: entry.littleEndian) { raw in
                UnsafeBufferPointer(rebasing: raw.bindMemory(to: UInt8.self)[..<length]).forEachScalar { scalar in
                    if let scalar { bytes[Int(scalar)] = UInt16(byte) }
                }
            }
        }
        self.bytes = bytes
        self.meaningless = meaningless
        let found = bytes[Int(substitute)]
        question = found == Self.lacking ? substitute : UInt8(truncatingIfNeeded: found)
    }

    func encode(_ text: UnsafeBufferPointer<UInt8>, to out: ByteBuffer) {
        out.reserve(text.count)
        bytes.withUnsafeBufferPointer { bytes in
            text.forEachScalar { scalar in
                guard let scalar else { return out.append(meaningless ?? question) }
                let byte = scalar < 0x10000 ? bytes[Int(scalar)] : Self.lacking
                out.append(byte == Self.lacking ? question : UInt8(truncatingIfNeeded: byte))
            }
        }
    }
}

/// UTF-8 to any encoding through the system: those whose characters take several bytes.
final class IconvEncoder: TextEncoder {
    private let converter: IconvConverter
    private let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 12)

    init?(_ systemName: String) {
        guard let converter = IconvConverter(from: "UTF-8", to: systemName) else { return nil }
        self.converter = converter
    }

    deinit { block.deallocate() }

    func encode(_ text: UnsafeBufferPointer<UInt8>, to out: ByteBuffer) {
        var position = 0
        while position < text.count {
            let before = position
            var end = 0
            let outcome = converter.convert(text, &position, into: block, &end)
            out.append(UnsafeBufferPointer(rebasing: block[..<end]))
            switch outcome {
            case .done: break
            case .isFull where position > before || end > 0: continue
            case .isFull, .isCutOff, .meaningless: pass(text, &position, to: out)
            }
        }
        var end = 0
        converter.flush(into: block, &end)
        out.append(UnsafeBufferPointer(rebasing: block[..<end]))
    }

    /// Passes over a character that the encoding lacks, or a byte that is none.
    private func pass(_ text: UnsafeBufferPointer<UInt8>, _ position: inout Int, to out: ByteBuffer) {
        guard let base = text.baseAddress else { return }
        let length = UTF8Validation.scalarLength(base + position, available: text.count - position)
        position += max(length, 1)
        if length == 0 { return out.append(meaninglessByte) }
        var end = 0
        withUnsafeBytes(of: substitute) { raw in
            var start = 0
            _ = converter.convert(raw.bindMemory(to: UInt8.self), &start, into: block, &end)
        }
        out.append(UnsafeBufferPointer(rebasing: block[..<end]))
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Calls the body with each scalar of UTF-8, and with `nil` for each byte that is part of none.
    @inline(__always) fileprivate func forEachScalar(_ body: (UInt32?) -> Void) {
        guard let base = baseAddress else { return }
        var i = 0
        while i < count {
            let p = base + i
            let length = UTF8Validation.scalarLength(p, available: count - i)
            switch length {
            case 1: body(UInt32(p[0]))
            case 2: body(UInt32(p[0] & 0x1F) << 6 | UInt32(p[1] & 0x3F))
            case 3: body(UInt32(p[0] & 0x0F) << 12 | UInt32(p[1] & 0x3F) << 6 | UInt32(p[2] & 0x3F))
            case 4: body(UInt32(p[0] & 0x07) << 18 | UInt32(p[1] & 0x3F) << 12 | UInt32(p[2] & 0x3F) << 6 | UInt32(p[3] & 0x3F))
            default: body(nil)
            }
            i += Swift.max(length, 1)
        }
    }
}
