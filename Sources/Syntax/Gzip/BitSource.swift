/// Compressed input as bits, lowest bit of each byte first (RFC 1951, section 3.1.1).
///
/// Up to 63 bits are held; bits above `count` are zero. What is held survives a change of the input, so that a symbol may
/// begin in one feed and end in the next.
struct BitSource {
    private(set) var bits: UInt64 = 0
    /// How many bits are held.
    private(set) var count = 0
    private(set) var next: UnsafePointer<UInt8>?
    /// How many bytes are left behind `next`.
    private(set) var available = 0
    /// How many bytes were handed in by earlier feeds and by this one.
    private var fed = 0

    /// The offset of the byte that holds the next bit, counted from 0 over all feeds.
    var offset: Int { fed - available - (count + 7) / 8 }

    /// Where the input handed in so far ends.
    var endOffset: Int { fed }

    /// Hands in the next bytes of the input, in place of those of the feed before, which must be released or used up.
    mutating func feed(_ input: UnsafeBufferPointer<UInt8>) {
        next = input.baseAddress
        available = input.count
        fed += input.count
    }

    /// Gives back what is left of the feed: the next one begins with it.
    mutating func release() {
        fed -= available
        available = 0
        next = nil
    }

    /// Holds as many bits as there is room for, 56 to 63, unless the input is used up.
    mutating func fill() {
        guard var pointer = next else { return }
        while count < 56 && available > 0 {
            bits |= UInt64(pointer.pointee) << UInt64(count)
            pointer += 1
            count += 8
            available -= 1
        }
        next = pointer
    }

    /// Takes bits that are known to be held.
    mutating func drop(_ width: Int) {
        bits >>= UInt64(width)
        count -= width
    }

    /// Takes up to 32 bits, or nothing and returns `nil` when the input does not have them yet.
    mutating func take(_ width: Int) -> Int? {
        fill()
        if count < width { return nil }
        let value = Int(bits & (1 << UInt64(width) - 1))
        drop(width)
        return value
    }

    /// Passes over the bits up to the next byte boundary.
    mutating func alignToByte() { drop(count & 7) }

    /// Copies up to `limit` whole bytes out, from a byte boundary on, and returns how many there were.
    mutating func takeBytes(into target: UnsafeMutablePointer<UInt8>, limit: Int) -> Int {
        var taken = 0
        while taken < limit && count >= 8 {
            target[taken] = UInt8(truncatingIfNeeded: bits)
            drop(8)
            taken += 1
        }
        let direct = min(limit - taken, available)
        if direct > 0, let pointer = next {
            (target + taken).update(from: pointer, count: direct)
            next = pointer + direct
            available -= direct
        }
        return taken + direct
    }

    /// Takes over where a loop with its own copies of the state has ended.
    mutating func resume(bits: UInt64, count: Int, next: UnsafePointer<UInt8>) {
        if let old = self.next { available -= next - old }
        self.next = next
        self.bits = bits & (1 << UInt64(count) &- 1)
        self.count = count
    }
}
