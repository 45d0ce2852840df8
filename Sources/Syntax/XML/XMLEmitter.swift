import Records

/// Writes XML text into a buffer.
public enum XMLEmitter {
    /// The most bytes that a text can take: every byte escaped.
    @inlinable @inline(__always) public static func textLimit(_ count: Int) -> Int { count &* 5 }

    /// Appends text between tags. `<`, `>` and `&` are escaped, as XmlWriter of .NET does it, and CR, which readers would turn
    /// into LF; quotes and all else stay.
    ///
    /// - Parameter bytes: well-formed UTF-8 in a `ByteBuffer`, so that a few bytes behind it may be read, without what
    ///   `XMLCharacters.firstForbidden` finds.
    /// - Complexity: O(*n*).
    @inlinable public static func appendText(_ bytes: UnsafePointer<UInt8>, count: Int, to out: ByteBuffer) {
        out.reserve(textLimit(count))
        out.count &+= putText(bytes, count: count, at: out.pointer + out.count)
    }

    /// Writes text and returns how many bytes that took, at most `textLimit(count)`.
    ///
    /// Eight bytes are moved at a time. Up to seven bytes behind the value are read, and up to seven behind the text written.
    @inlinable @inline(__always)
    public static func putText(_ bytes: UnsafePointer<UInt8>, count: Int, at target: UnsafeMutablePointer<UInt8>) -> Int {
        let source = UnsafeRawPointer(bytes)
        let sink = UnsafeMutableRawPointer(target)
        var written = 0
        var i = 0
        while i < count {
            let word = source.loadUnaligned(fromByteOffset: i, as: UInt64.self)
            let left = count &- i
            let step = left < 8 ? left : 8
            if needsEscape(word) {
                for k in 0..<step { written &+= putEscaped(bytes[i &+ k], at: target + written) }
            } else {
                sink.storeBytes(of: word, toByteOffset: written, as: UInt64.self)
                written &+= step
            }
            i &+= step
        }
        return written
    }

    /// Whether one of eight bytes is `<`, `>`, `&` or CR.
    @inlinable @inline(__always) static func needsEscape(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let ampersand = word ^ (ones &* 0x26)
        let carriageReturn = word ^ (ones &* 0x0D)
        // 3C and 3E differ in one bit.
        let bracket = (word & (ones &* 0xFD)) ^ (ones &* 0x3C)
        return (((ampersand &- ones) & ~ampersand) | ((carriageReturn &- ones) & ~carriageReturn) | ((bracket &- ones) & ~bracket))
            & 0x8080_8080_8080_8080 != 0
    }

    @inlinable static func putEscaped(_ byte: UInt8, at target: UnsafeMutablePointer<UInt8>) -> Int {
        switch byte {
        case 0x3C: put("&lt;", at: target)
        case 0x3E: put("&gt;", at: target)
        case 0x26: put("&amp;", at: target)
        case 0x0D: put("&#xD;", at: target)
        default:
            put(byte, at: target)
        }
    }

    @inlinable static func put(_ byte: UInt8, at target: UnsafeMutablePointer<UInt8>) -> Int {
        target[0] = byte
        return 1
    }

    @inlinable static func put(_ text: StaticString, at target: UnsafeMutablePointer<UInt8>) -> Int {
        target.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
        return text.utf8CodeUnitCount
    }

    /// Appends an attribute's value without its quotes, which are double ones.
    public static func appendAttribute(_ text: String, to out: ByteBuffer) {
        for byte in text.utf8 {
            switch byte {
            case 0x22: out.append("&quot;")
            case 0x3C: out.append("&lt;")
            case 0x26: out.append("&amp;")
            case 0x09, 0x0A, 0x0D: out.append("&#x\(String(byte, radix: 16, uppercase: true));")
            default: out.append(byte)
            }
        }
    }
}

/// Knows which characters XML 1.0 cannot carry, not even as references: controls but for tab and line ends, U+FFFE and U+FFFF.
public enum XMLCharacters {
    /// Returns the offset of the first byte of such a character, or `nil` when there is none.
    ///
    /// - Parameter bytes: well-formed UTF-8 in a `ByteBuffer`, so that a few bytes behind it may be read.
    /// - Complexity: O(*n*), eight bytes at a time.
    @inlinable public static func firstForbidden(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int? {
        let raw = UnsafeRawPointer(bytes)
        let ones: UInt64 = 0x0101_0101_0101_0101
        var i = 0
        while i < count {
            let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
            let lead = word ^ (ones &* 0xEF)
            let found = (((word &- ones &* 0x20) & ~word) | ((lead &- ones) & ~lead)) & (ones &* 0x80)
            if found != 0, let place = firstForbidden(bytes, from: i, to: min(i &+ 8, count), count: count) { return place }
            i &+= 8
        }
        return nil
    }

    @usableFromInline static func firstForbidden(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, count: Int) -> Int? {
        for i in start..<end {
            let byte = bytes[i]
            if byte < 0x20 && byte != ASCII.tab && byte != ASCII.lineFeed && byte != ASCII.carriageReturn { return i }
            if byte == 0xEF && i + 2 < count && bytes[i + 1] == 0xBF && bytes[i + 2] >= 0xBE { return i }
        }
        return nil
    }
}
