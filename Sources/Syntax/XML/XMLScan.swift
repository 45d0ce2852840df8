#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Finds the ends of tags, comments and CDATA sections in UTF-8 bytes, without judging what is in them.
enum XMLScan {
    static let lessThan: UInt8 = 0x3C
    static let greaterThan: UInt8 = 0x3E
    static let slash: UInt8 = 0x2F
    static let exclamation: UInt8 = 0x21
    static let question: UInt8 = 0x3F
    static let hyphen: UInt8 = 0x2D
    static let ampersand: UInt8 = 0x26
    static let apostrophe: UInt8 = 0x27

    /// Whether a byte is white space in XML.
    @inline(__always) static func isBlank(_ byte: UInt8) -> Bool {
        byte == ASCII.space || byte == ASCII.lineFeed || byte == ASCII.tab || byte == ASCII.carriageReturn
    }

    /// One bit for each of 64 bytes, the first one lowest: whether it is this byte.
    @inline(__always) static func mask(of byte: UInt8, in bytes: UnsafePointer<UInt8>) -> UInt64 {
        equalMask(UnsafeRawPointer(bytes).loadUnaligned(as: SIMD64<UInt8>.self), byte)
    }

    /// The offset of the first such byte.
    @inline(__always) static func first(_ byte: UInt8, _ bytes: UnsafePointer<UInt8>, from start: Int, to count: Int) -> Int? {
        guard start < count, let found = memchr(bytes + start, Int32(byte), count - start) else { return nil }
        return UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - bytes
    }

    /// The offset of the `>` that ends a start tag, which may stand in quotes before; `nil` when there is none yet.
    ///
    /// Eight bytes are looked at together. Up to seven bytes behind `count` are read.
    @inline(__always) static func tagEnd(_ bytes: UnsafePointer<UInt8>, from start: Int, to count: Int) -> Int? {
        let raw = UnsafeRawPointer(bytes)
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        var i = start
        while i < count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
            let close = word ^ (ones &* UInt64(greaterThan))
            let quote = word ^ (ones &* UInt64(ASCII.quote))
            let apostrophe = word ^ (ones &* UInt64(Self.apostrophe))
            // The lowest bit that is set is exact: a borrow only reaches bytes above a match.
            let found = (((close &- ones) & ~close) | ((quote &- ones) & ~quote) | ((apostrophe &- ones) & ~apostrophe)) & highs
            if found == 0 {
                i &+= 8
                continue
            }
            i &+= found.trailingZeroBitCount &>> 3
            if i >= count { return nil }
            let byte = bytes[i]
            if byte == greaterThan { return i }
            guard let end = first(byte, bytes, from: i &+ 1, to: count) else { return nil }
            i = end &+ 1
        }
        return nil
    }

    enum Section: Equatable {
        /// Behind the last byte of a comment or CDATA section.
        case ends(Int)
        case needsMore
        /// What begins like one and is none.
        case fault(XMLError.Kind)
    }

    /// Returns where what begins with `<!` or `<?` ends.
    static func section(_ bytes: UnsafePointer<UInt8>, from start: Int, to count: Int) -> Section {
        if bytes[start + 1] == question { return .fault(.processingInstruction) }
        if let contents = follows("<!--", bytes, start, count) {
            return contents ? end("-->", bytes, from: start + 4, to: count) : .needsMore
        }
        if let contents = follows("<![CDATA[", bytes, start, count) {
            return contents ? end("]]>", bytes, from: start + 9, to: count) : .needsMore
        }
        if let declaration = follows("<!DOCTYPE", bytes, start, count) { return declaration ? .fault(.documentType) : .needsMore }
        return .fault(.badTag)
    }

    /// Whether a word stands here; `nil` when another text does, `false` when the bytes end inside it.
    private static func follows(_ word: StaticString, _ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) -> Bool? {
        let length = word.utf8CodeUnitCount
        let known = min(length, count - start)
        return memcmp(bytes + start, word.utf8Start, known) == 0 ? known == length : nil
    }

    /// Looks for three bytes, the last of which is `>`.
    private static func end(_ word: StaticString, _ bytes: UnsafePointer<UInt8>, from start: Int, to count: Int) -> Section {
        var i = start
        while let close = first(greaterThan, bytes, from: i, to: count) {
            if close >= start + 2, memcmp(bytes + close - 2, word.utf8Start, 3) == 0 { return .ends(close + 1) }
            i = close + 1
        }
        return .needsMore
    }
}

/// One bit for each lane that is this byte. It stands by itself, since inside a type the compiler makes twenty times slower code
/// of it.
@inline(__always) private func equalMask(_ block: SIMD64<UInt8>, _ byte: UInt8) -> UInt64 {
    let lanes = unsafeBitCast(block .== SIMD64<UInt8>(repeating: byte), to: SIMD8<UInt64>.self)
    // Each lane is FF or 00: the multiplication gathers one bit of each of eight in the top byte.
    let gathered = ((lanes & SIMD8(repeating: 0x8040_2010_0804_0201)) &* SIMD8(repeating: 0x0101_0101_0101_0101)) &>> SIMD8(repeating: 56)
    return (gathered &<< SIMD8<UInt64>(0, 8, 16, 24, 32, 40, 48, 56)).wrappedSum()
}
