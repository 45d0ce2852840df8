/// Passes over ASCII, as fast as memory is read.
public enum ASCIIScan {
    /// Returns the offset of the first byte that is not ASCII, or `count`.
    ///
    /// - Complexity: O(*n*), 64 bytes a turn.
    public static func firstOther(_ bytes: UnsafePointer<UInt8>, count: Int) -> Int {
        let raw = UnsafeRawPointer(bytes)
        var i = 0
        while i &+ 64 <= count {
            let words = raw.loadUnaligned(fromByteOffset: i, as: SIMD8<UInt64>.self)
            let half = words.lowHalf | words.highHalf
            let quarter = half.lowHalf | half.highHalf
            if (quarter[0] | quarter[1]) & 0x8080_8080_8080_8080 != 0 { break }
            i &+= 64
        }
        while i < count && bytes[i] < 0x80 { i &+= 1 }
        return i
    }
}

/// Counts line ends.
enum LineEnds {
    /// The number of LF, or of CR without LF behind it, before an offset.
    static func count(_ bytes: UnsafeBufferPointer<UInt8>, before end: Int) -> Int {
        var lines = 0
        for i in 0..<end {
            if bytes[i] == ASCII.lineFeed {
                lines += 1
            } else if bytes[i] == ASCII.carriageReturn, i + 1 == bytes.count || bytes[i + 1] != ASCII.lineFeed {
                lines += 1
            }
        }
        return lines
    }
}
