/// UTF-16, of either order, to UTF-8 (RFC 2781).
///
/// Eight units at a time carry nearly all text: eight of ASCII become eight bytes by dropping the upper halves; where none is
/// above U+07FF, as in Arabic, the two bytes of each are computed side by side and stored with steps of one or two.
///
/// ```
///   unit      00000yyy yyxxxxxx
///   stored    10xxxxxx 110yyyyy      as one little-endian 16-bit number
/// ```
final class UTF16Transcoder: Transcoder {
    private let isBigEndian: Bool
    private(set) var faults = TranscodingFaults()

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    func transcode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, isComplete: Bool
    ) -> TranscodingStep {
        guard let base = input.baseAddress, let start = output.baseAddress else { return TranscodingStep(consumed: 0, produced: 0) }
        var i = 0
        var out = UnsafeMutableRawPointer(start)
        let stop = out + output.count
        let raw = UnsafeRawPointer(base)
        while true {
            if isBigEndian {
                Self.passBlocks(raw, &i, input.count, &out, stop, swaps: true)
            } else {
                Self.passBlocks(raw, &i, input.count, &out, stop, swaps: false)
            }
            // One block with something rarer in it, or the end, unit by unit.
            let before = i
            let blockEnd = min(i + 16, input.count)
            while i < blockEnd {
                if !passUnit(raw, &i, input.count, &out, stop, isComplete) { break }
            }
            if i == before || i == input.count || stop - out < 4 { break }
        }
        faults.consumed += i
        return TranscodingStep(consumed: i, produced: out - UnsafeMutableRawPointer(start))
    }

    /// Goes on until a block has a unit above U+07FF, or input or room end.
    @inline(__always)
    private static func passBlocks(
        _ raw: UnsafeRawPointer, _ position: inout Int, _ count: Int, _ output: inout UnsafeMutableRawPointer,
        _ stop: UnsafeMutableRawPointer, swaps: Bool
    ) {
        var i = position
        var out = output
        let last = count &- 16
        let lastOut = stop - 32
        while i <= last && out <= lastOut {
            var units = raw.loadUnaligned(fromByteOffset: i, as: SIMD8<UInt16>.self)
            if swaps { units = units &<< 8 | units &>> 8 }
            let words = unsafeBitCast(units, to: SIMD2<UInt64>.self)
            let all = words[0] | words[1]
            if all & notASCII == 0 {
                out.storeBytes(of: SIMD8<UInt8>(truncatingIfNeeded: units), as: SIMD8<UInt8>.self)
                out += 8
                i &+= 16
                continue
            }
            if all & notTwoBytes != 0 { break }
            // Adding 7F80 carries into the top bit of a unit exactly when it is 80 or more.
            let wide = SIMD2((words[0] &+ carry) & top, (words[1] &+ carry) & top)
            let pairs = unsafeBitCast(units &>> 6 | (units & 0x3F) &<< 8 | 0x80C0, to: SIMD2<UInt64>.self)
            if wide[0] & wide[1] == top {
                out.storeBytes(of: pairs, as: SIMD2<UInt64>.self)
                out += 16
            } else {
                // The top bit, spread over its unit.
                let mask = SIMD2((wide[0] &>> 15) &* 0xFFFF, (wide[1] &>> 15) &* 0xFFFF)
                let mixed = (pairs & mask) | (words & ~mask)
                store(mixed[0], wide[0], &out)
                store(mixed[1], wide[1], &out)
            }
            i &+= 16
        }
        position = i
        output = out
    }

    private static let notASCII: UInt64 = 0xFF80_FF80_FF80_FF80
    private static let notTwoBytes: UInt64 = 0xF800_F800_F800_F800
    private static let carry: UInt64 = 0x7F80_7F80_7F80_7F80
    private static let top: UInt64 = 0x8000_8000_8000_8000

    /// Stores four units of one or two bytes each.
    @inline(__always) private static func store(_ units: UInt64, _ wide: UInt64, _ out: inout UnsafeMutableRawPointer) {
        out.storeBytes(of: UInt16(truncatingIfNeeded: units), as: UInt16.self)
        out += 1 &+ Int(truncatingIfNeeded: wide &>> 15 & 1)
        out.storeBytes(of: UInt16(truncatingIfNeeded: units &>> 16), as: UInt16.self)
        out += 1 &+ Int(truncatingIfNeeded: wide &>> 31 & 1)
        out.storeBytes(of: UInt16(truncatingIfNeeded: units &>> 32), as: UInt16.self)
        out += 1 &+ Int(truncatingIfNeeded: wide &>> 47 & 1)
        out.storeBytes(of: UInt16(truncatingIfNeeded: units &>> 48), as: UInt16.self)
        out += 1 &+ Int(truncatingIfNeeded: wide &>> 63)
    }

    /// Transcodes one scalar or one fault.
    ///
    /// - Returns: `false` when there is no room for it, or not all of it is there yet.
    @inline(__always)
    private func passUnit(
        _ raw: UnsafeRawPointer, _ i: inout Int, _ count: Int, _ out: inout UnsafeMutableRawPointer,
        _ stop: UnsafeMutableRawPointer, _ isComplete: Bool
    ) -> Bool {
        guard stop - out >= 4 else { return false }
        guard i + 2 <= count else {
            guard isComplete else { return false }
            refuse(1, &i, &out)
            return true
        }
        let unit = load(raw, i)
        if unit & 0xF800 != 0xD800 {
            if unit == 0xFEFF || unit == 0xFFFE { faults.addMark(at: i) }
            out += UTF8Encoding.store(UInt32(unit), at: out)
            i += 2
            return true
        }
        if unit < 0xDC00 {
            guard i + 4 <= count else {
                guard isComplete else { return false }
                refuse(2, &i, &out)
                return true
            }
            let low = load(raw, i + 2)
            if low & 0xFC00 == 0xDC00 {
                out += UTF8Encoding.store(0x10000 + UInt32(unit & 0x3FF) << 10 + UInt32(low & 0x3FF), at: out)
                i += 4
                return true
            }
        }
        refuse(2, &i, &out)
        return true
    }

    @inline(__always) private func load(_ raw: UnsafeRawPointer, _ i: Int) -> UInt16 {
        let unit = raw.loadUnaligned(fromByteOffset: i, as: UInt16.self)
        return isBigEndian ? UInt16(bigEndian: unit) : UInt16(littleEndian: unit)
    }

    private func refuse(_ length: Int, _ i: inout Int, _ out: inout UnsafeMutableRawPointer) {
        faults.add(at: i)
        out.storeBytes(of: meaninglessByte, as: UInt8.self)
        out += 1
        i += length
    }
}

/// Writes scalars.
enum UTF8Encoding {
    /// Writes the one to four bytes of a scalar and returns how many there are. Four bytes must be there to write to.
    @inline(__always) static func store(_ scalar: UInt32, at out: UnsafeMutableRawPointer) -> Int {
        if scalar < 0x80 {
            out.storeBytes(of: UInt8(truncatingIfNeeded: scalar), as: UInt8.self)
            return 1
        }
        if scalar < 0x800 {
            out.storeBytes(of: UInt16(truncatingIfNeeded: 0x80C0 | scalar &>> 6 | (scalar & 0x3F) &<< 8).littleEndian, as: UInt16.self)
            return 2
        }
        if scalar < 0x10000 {
            let word = 0x80_80E0 | scalar &>> 12 | (scalar &>> 6 & 0x3F) &<< 8 | (scalar & 0x3F) &<< 16
            out.storeBytes(of: word.littleEndian, as: UInt32.self)
            return 3
        }
        let word = 0x8080_80F0 | scalar &>> 18 | (scalar &>> 12 & 0x3F) &<< 8 | (scalar &>> 6 & 0x3F) &<< 16 | (scalar & 0x3F) &<< 24
        out.storeBytes(of: word.littleEndian, as: UInt32.self)
        return 4
    }
}
