/// The inner loops: literals and matches. The fast one runs where input and buffer have room to spare; the other takes one
/// symbol at a time with every check, at the ends of feeds.
extension Inflater {
    enum Step {
        case item, needsInput, endOfBlock
    }

    /// Decodes symbols while at least 16 bytes of input are there and the buffer has room.
    ///
    /// A refill leaves at least 56 bits; a match needs 48 at most (15 + 5 and 15 + 13), four literals of the first level 40.
    ///
    /// - Returns: whether the block is over.
    /// - Precondition: `source.available` is at least 16, and `end` below `limit`.
    func decodeFast(_ source: inout BitSource) throws(GzipError) -> Bool {
        guard var next = source.next else { return false }
        let lastNext = next + (source.available &- 16)
        let literalTable = UnsafePointer(literals.entries)
        let distanceTable = UnsafePointer(distances.entries)
        let literalMask: UInt64 = 1 << UInt64(literals.rootBits) &- 1
        let distanceMask: UInt64 = 1 << UInt64(distances.rootBits) &- 1
        let start = buffer
        let stop = buffer + limit
        var out = buffer + end
        var bits = source.bits
        var count = UInt64(source.count)
        var failure: GzipError.Kind?
        var isOver = false

        while next <= lastNext && out < stop {
            Self.refill(&bits, &count, &next)
            var entry = literalTable[Int(truncatingIfNeeded: bits & literalMask)]
            if entry & HuffmanTable.literal != 0 {
                Self.put(entry, &out, &bits, &count)
                entry = literalTable[Int(truncatingIfNeeded: bits & literalMask)]
                if entry & HuffmanTable.literal != 0 {
                    Self.put(entry, &out, &bits, &count)
                    entry = literalTable[Int(truncatingIfNeeded: bits & literalMask)]
                    if entry & HuffmanTable.literal != 0 {
                        Self.put(entry, &out, &bits, &count)
                        entry = literalTable[Int(truncatingIfNeeded: bits & literalMask)]
                        if entry & HuffmanTable.literal != 0 {
                            Self.put(entry, &out, &bits, &count)
                            continue
                        }
                    }
                }
                Self.refill(&bits, &count, &next)
            }
            if entry & HuffmanTable.special != 0 {
                if entry & HuffmanTable.link != 0 {
                    entry = Self.second(entry, literalTable, &bits, &count)
                    if entry & HuffmanTable.literal != 0 {
                        Self.put(entry, &out, &bits, &count)
                        continue
                    }
                }
                if entry & HuffmanTable.invalid != 0 {
                    failure = .symbol
                    break
                }
                if entry & HuffmanTable.endOfBlock != 0 {
                    Self.consume(entry, &bits, &count)
                    isOver = true
                    break
                }
            }
            let length = Self.value(entry, bits)
            Self.consume(entry, &bits, &count)
            entry = distanceTable[Int(truncatingIfNeeded: bits & distanceMask)]
            if entry & HuffmanTable.special != 0 {
                if entry & HuffmanTable.link != 0 { entry = Self.second(entry, distanceTable, &bits, &count) }
                if entry & HuffmanTable.invalid != 0 {
                    failure = .symbol
                    break
                }
            }
            let distance = Self.value(entry, bits)
            Self.consume(entry, &bits, &count)
            if distance > out - start {
                failure = .distance
                break
            }
            Self.copy(to: out, distance: distance, length: length)
            out += length
        }
        source.resume(bits: bits, count: Int(count), next: next)
        end = out - start
        if let failure { throw GzipError(failure, at: source.offset) }
        return isOver
    }

    /// Decodes one symbol, or takes nothing when the input does not have all of it.
    ///
    /// - Precondition: `end` is below `limit`.
    func decodeOne(_ source: inout BitSource) throws(GzipError) -> Step {
        source.fill()
        var bits = source.bits
        var count = UInt64(64)
        var entry = literals.entries[Int(bits & (1 << UInt64(literals.rootBits) - 1))]
        if entry & HuffmanTable.link != 0 { entry = Self.second(entry, literals.entries, &bits, &count) }
        let isMatch = entry & (HuffmanTable.literal | HuffmanTable.special) == 0
        let length = Self.value(entry, bits)
        var distanceEntry: UInt32 = 0
        var distance = 0
        let isInvalid = entry & HuffmanTable.invalid != 0
        if !isInvalid { Self.consume(entry, &bits, &count) }
        // What is not there counts as zeros, so that only codes within the bits that are there may be judged.
        if 64 - Int(count) > source.count { return .needsInput }
        if isInvalid { throw GzipError(.symbol, at: source.offset) }
        if isMatch {
            distanceEntry = distances.entries[Int(bits & (1 << UInt64(distances.rootBits) - 1))]
            if distanceEntry & HuffmanTable.link != 0 { distanceEntry = Self.second(distanceEntry, distances.entries, &bits, &count) }
            distance = Self.value(distanceEntry, bits)
            let isInvalid = distanceEntry & HuffmanTable.invalid != 0
            if !isInvalid { Self.consume(distanceEntry, &bits, &count) }
            if 64 - Int(count) > source.count { return .needsInput }
            if isInvalid { throw GzipError(.symbol, at: source.offset) }
        }
        source.drop(64 - Int(count))
        if entry & HuffmanTable.endOfBlock != 0 { return .endOfBlock }
        if isMatch {
            if distance > end { throw GzipError(.distance, at: source.offset) }
            Self.copy(to: buffer + end, distance: distance, length: length)
            end += length
        } else {
            buffer[end] = UInt8(truncatingIfNeeded: entry >> 16)
            end += 1
        }
        return .item
    }

    // MARK: Pieces of the loops

    /// Fills the bit buffer to 56 bits or more with one load. Bits above `count` may be set: they are those of the next load.
    @inline(__always)
    private static func refill(_ bits: inout UInt64, _ count: inout UInt64, _ next: inout UnsafePointer<UInt8>) {
        bits |= UInt64(littleEndian: UnsafeRawPointer(next).loadUnaligned(as: UInt64.self)) &<< count
        next += Int(truncatingIfNeeded: (63 &- count) &>> 3)
        count |= 56
    }

    @inline(__always) private static func consume(_ entry: UInt32, _ bits: inout UInt64, _ count: inout UInt64) {
        bits &>>= UInt64(entry & 0x3F)
        count &-= UInt64(entry & 0x3F)
    }

    @inline(__always)
    private static func put(
        _ entry: UInt32, _ out: inout UnsafeMutablePointer<UInt8>, _ bits: inout UInt64, _ count: inout UInt64
    ) {
        out.pointee = UInt8(truncatingIfNeeded: entry &>> 16)
        out += 1
        consume(entry, &bits, &count)
    }

    /// The base of a length or distance with its extra bits added.
    @inline(__always) private static func value(_ entry: UInt32, _ bits: UInt64) -> Int {
        let withCode = bits & (1 &<< UInt64(entry & 0x3F) &- 1)
        return Int(truncatingIfNeeded: entry &>> 16) &+ Int(truncatingIfNeeded: withCode &>> UInt64(entry &>> 8 & 0xF))
    }

    /// Follows a link into the second level.
    @inline(__always)
    private static func second(
        _ entry: UInt32, _ table: UnsafePointer<UInt32>, _ bits: inout UInt64, _ count: inout UInt64
    ) -> UInt32 {
        consume(entry, &bits, &count)
        return table[Int(truncatingIfNeeded: entry &>> 16) &+ Int(truncatingIfNeeded: bits & (1 &<< UInt64(entry &>> 8 & 0xF) &- 1))]
    }

    /// Copies a match, which may overlap itself, in words; up to 15 bytes behind it are overwritten.
    @inline(__always)
    private static func copy(to out: UnsafeMutablePointer<UInt8>, distance: Int, length: Int) {
        var target = UnsafeMutableRawPointer(out)
        var origin = UnsafeRawPointer(out) - distance
        let stop = target + length
        if distance >= 16 {
            repeat {
                target.storeBytes(of: origin.loadUnaligned(as: SIMD2<UInt64>.self), as: SIMD2<UInt64>.self)
                target += 16
                origin += 16
            } while target < stop
        } else if distance == 1 {
            let word = UInt64(origin.load(as: UInt8.self)) &* 0x0101_0101_0101_0101
            repeat {
                target.storeBytes(of: word, as: UInt64.self)
                target += 8
            } while target < stop
        } else {
            // Nearer than a word, only the first `distance` bytes of each are right, and the next begins behind them.
            let step = min(distance, 8)
            repeat {
                target.storeBytes(of: origin.loadUnaligned(as: UInt64.self), as: UInt64.self)
                target += step
                origin += step
            } while target < stop
        }
    }
}
