#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Syntax

/// Counts lines as fast as memory is read.
enum LineFeeds {
    /// The number of line feeds.
    ///
    /// - Parameter beforeMark: whether to count only up to the first byte order mark that is not the first character.
    static func count(_ bytes: UnsafeBufferPointer<UInt8>, beforeMark: Bool = false) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        let end = beforeMark ? markOffset(bytes) ?? bytes.count : bytes.count
        var lines = 0
        var i = 0
        while let found = memchr(base + i, Int32(ASCII.lineFeed), end - i) {
            lines += 1
            i = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base + 1
        }
        return lines
    }

    /// Where U+FEFF, or U+FFFE as the mark of the other order, stands in UTF-8.
    private static func markOffset(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var i = 1
        while i + 3 <= bytes.count {
            if bytes[i] == 0xEF {
                let isMark = bytes[i + 1] == 0xBB && bytes[i + 2] == 0xBF
                let isSwapped = bytes[i + 1] == 0xBF && bytes[i + 2] == 0xBE
                if isMark || isSwapped { return i }
            }
            i += 1
        }
        return nil
    }
}
