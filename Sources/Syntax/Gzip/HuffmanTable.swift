/// A prefix code of deflate as a table of two levels, read with one or two look-ups (RFC 1951, section 3.2.2).
///
/// ```
///   next bits ─ low rootBits ─▶ │ first level │──symbol──▶ entry
///                               │             │──link────▶ │ second level, all of one width │──▶ entry
///
///   entry   31 ………………… 16 │ 15 … 12 │ 11 … 8                       │ 5 … 0
///           value          │ flags   │ bits of the code             │ bits of the code and its extra bits
///           (of a link: where the second level begins, its width, the bits of the first level)
/// ```
///
/// Value: a literal byte, or the base of a length or distance, to which the extra bits are added.
final class HuffmanTable {
    static let literal: UInt32 = 1 << 12
    static let link: UInt32 = 1 << 13
    static let endOfBlock: UInt32 = 1 << 14
    static let invalid: UInt32 = 1 << 15
    /// Whatever is not a plain length or distance.
    static let special = link | endOfBlock | invalid

    /// A code is at most this long.
    static let maximumLength = 15

    let rootBits: Int
    let entries: UnsafeMutablePointer<UInt32>
    private let symbols: [UInt32]

    /// - Parameter symbols: the entry of each symbol, without the length of its code: value, flags, and extra bits in the
    ///   lowest six bits.
    init(rootBits: Int, symbols: [UInt32]) {
        self.rootBits = rootBits
        self.symbols = symbols
        // A second level is shared by two symbols at least, so that there are never more than half as many.
        let secondLevels = symbols.count / 2 + 1
        entries = .allocate(capacity: 1 << rootBits + secondLevels << (Self.maximumLength - rootBits))
    }

    deinit { entries.deallocate() }

    /// Makes the table of the canonical code with these lengths.
    ///
    /// An incomplete code is accepted only when it has one symbol of one bit, or none: that is how compressors write a block
    /// with one distance or no distance at all. Its unused bits are invalid.
    ///
    /// - Parameter lengths: of each symbol, at most 15; 0 for one that is not used. At most as many as there are symbols.
    /// - Returns: `false` when the lengths are not those of a prefix code.
    /// - Complexity: O(2^`rootBits` + symbols).
    func build(_ lengths: UnsafeBufferPointer<UInt8>) -> Bool {
        var counts = [16 of Int](repeating: 0)
        for length in lengths { counts[Int(length)] += 1 }
        counts[0] = 0
        var longest = Self.maximumLength
        while longest > 0 && counts[longest] == 0 { longest -= 1 }
        var nextCode = [16 of Int](repeating: 0)
        var code = 0
        for length in 1...Self.maximumLength {
            code <<= 1
            nextCode[length] = code
            code += counts[length]
            if code > 1 << length { return false }
        }
        let isComplete = code == 1 << Self.maximumLength
        if !isComplete && longest > 1 { return false }

        entries.update(repeating: Self.invalid, count: 1 << rootBits)
        if longest == 0 { return true }
        var end = 1 << rootBits
        let secondWidth = max(longest - rootBits, 0)
        // Codes up to the first level's width first: what they leave free is where the links go.
        for (symbol, length) in lengths.enumerated() where length > 0 {
            let length = Int(length)
            let reversed = Self.reversed(nextCode[length], length)
            nextCode[length] += 1
            if length <= rootBits {
                fill(0, 1 << rootBits, from: reversed, step: 1 << length, entry(symbol, length))
            } else {
                let root = reversed & (1 << rootBits - 1)
                if entries[root] & Self.link == 0 {
                    entries[root] = UInt32(end) << 16 | Self.link | UInt32(secondWidth) << 8 | UInt32(rootBits)
                    end += 1 << secondWidth
                }
                fill(
                    Int(entries[root] >> 16), 1 << secondWidth, from: reversed >> rootBits, step: 1 << (length - rootBits),
                    entry(symbol, length - rootBits))
            }
        }
        return true
    }

    private func entry(_ symbol: Int, _ length: Int) -> UInt32 { symbols[symbol] + UInt32(length) << 8 + UInt32(length) }

    private func fill(_ base: Int, _ size: Int, from first: Int, step: Int, _ entry: UInt32) {
        var i = first
        while i < size {
            entries[base + i] = entry
            i += step
        }
    }

    /// The lowest `width` bits of a code in the order in which the stream has them.
    private static func reversed(_ code: Int, _ width: Int) -> Int {
        Int(UInt16(truncatingIfNeeded: code).bitReversed) >> (16 - width)
    }
}

extension UInt16 {
    fileprivate var bitReversed: UInt16 {
        var value = self
        value = (value & 0x5555) << 1 | (value >> 1) & 0x5555
        value = (value & 0x3333) << 2 | (value >> 2) & 0x3333
        value = (value & 0x0F0F) << 4 | (value >> 4) & 0x0F0F
        return value.byteSwapped
    }
}

// MARK: The three alphabets

extension HuffmanTable {
    /// The 19 symbols in which code lengths are written (RFC 1951, section 3.2.7).
    static func codeLengths() -> HuffmanTable { HuffmanTable(rootBits: 7, symbols: (0..<19).map { UInt32($0) << 16 }) }

    /// Literals, the end of the block, and lengths (section 3.2.5); 286 and 287 take part in the fixed code and are invalid.
    static func literalsAndLengths() -> HuffmanTable {
        var symbols = (0..<256).map { UInt32($0) << 16 | literal }
        symbols.append(endOfBlock)
        symbols += bases(count: 28, first: 3, plain: 8, perStep: 4)
        // The last length has a code of its own, without extra bits.
        symbols += [258 << 16, invalid, invalid]
        return HuffmanTable(rootBits: 10, symbols: symbols)
    }

    /// Distances; 30 and 31 take part in the fixed code and are invalid.
    static func distances() -> HuffmanTable {
        HuffmanTable(rootBits: 9, symbols: bases(count: 30, first: 1, plain: 4, perStep: 2) + [invalid, invalid])
    }

    /// The lengths of the fixed codes (section 3.2.6).
    static let fixedLengths: [UInt8] =
        Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112) + Array(repeating: 7, count: 24)
        + Array(repeating: 8, count: 8)
    static let fixedDistances: [UInt8] = Array(repeating: 5, count: 32)

    /// Bases that begin one apart, and then grow by one more extra bit at every `perStep` symbols.
    private static func bases(count: Int, first: Int, plain: Int, perStep: Int) -> [UInt32] {
        var base = first
        return (0..<count).map { symbol in
            let extra = symbol < plain ? 0 : (symbol - plain) / perStep + 1
            defer { base += 1 << extra }
            return UInt32(base) << 16 | UInt32(extra)
        }
    }
}
