#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Finds where records end, so that a stream can be cut into chunks that parse alone.
///
/// Whether a line end closes a record depends on every quote before it. The finder therefore goes through the stream once,
/// from quote to quote, and looks at nothing in between; only behind the wanted length does it look for line ends.
public struct CSVBoundary {
    private let dialect: CSVDialect
    private var isInsideQuotes = false
    /// Up to which offset of the buffer the state is known.
    private var scanned = 0

    public init(dialect: CSVDialect) { self.dialect = dialect }

    /// Returns the offset just behind the first record end at or behind `target`, or `nil` when the buffer holds none.
    ///
    /// After `nil` the caller appends more input to the same bytes and asks again; after an offset it starts the next buffer
    /// there and calls `restart()`.
    ///
    /// - Parameters:
    ///   - target: the wanted length in bytes.
    ///   - isComplete: whether the input ends with this buffer; then the end of the buffer ends a record.
    /// - Complexity: O(*n*) over all calls on one buffer.
    public mutating func end(
        in bytes: UnsafePointer<UInt8>, count: Int, target: Int, isComplete: Bool
    ) -> Int? {
        passQuotes(bytes, upTo: min(target, count))
        while scanned < count {
            let byte = bytes[scanned]
            if byte == dialect.quote, let quote = dialect.quote {
                if !passQuote(bytes, count, quote, isComplete) { return nil }
                continue
            }
            if !isInsideQuotes {
                if byte == ASCII.lineFeed { return scanned + 1 }
                if byte == ASCII.carriageReturn {
                    if scanned + 1 < count { return bytes[scanned + 1] == ASCII.lineFeed ? scanned + 2 : scanned + 1 }
                    return isComplete ? count : nil
                }
            }
            scanned += 1
        }
        return isComplete ? count : nil
    }

    /// Begins a new buffer at a record boundary.
    public mutating func restart() {
        isInsideQuotes = false
        scanned = 0
    }

    /// Goes from quote to quote up to the target, which may end one byte behind it.
    private mutating func passQuotes(_ bytes: UnsafePointer<UInt8>, upTo target: Int) {
        guard let quote = dialect.quote else {
            scanned = max(scanned, target)
            return
        }
        while scanned < target {
            guard let found = memchr(bytes + scanned, Int32(quote), target - scanned) else {
                scanned = target
                return
            }
            scanned = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - bytes
            // A quote at the very end of the known bytes is left for the loop that can ask for more.
            if scanned + 1 >= target { return }
            _ = passQuote(bytes, target, quote, false)
        }
    }

    /// Takes the quote at `scanned`.
    ///
    /// - Returns: `false` when the next byte decides and is not there yet.
    private mutating func passQuote(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ quote: UInt8, _ isComplete: Bool) -> Bool {
        if isInsideQuotes {
            if scanned + 1 >= count && !isComplete { return false }
            if scanned + 1 < count && bytes[scanned + 1] == quote {
                scanned += 2
                return true
            }
            isInsideQuotes = false
        } else if scanned == 0 || opensCell(after: bytes[scanned - 1]) {
            isInsideQuotes = true
        }
        scanned += 1
        return true
    }

    private func opensCell(after byte: UInt8) -> Bool {
        byte == dialect.delimiter || byte == ASCII.lineFeed || byte == ASCII.carriageReturn
    }
}
