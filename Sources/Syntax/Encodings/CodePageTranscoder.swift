/// The UTF-8 form of each byte of a code page, asked from the system once.
///
/// ```
///   entry   31: without meaning │ 25 … 24: length, 1 to 3 │ 23 … 0: the bytes, first one lowest
/// ```
struct CodePageTable {
    static let meaningless: UInt32 = 1 << 31

    let entries: [UInt32]
    /// Whether the lower half is ASCII.
    let isASCIIBelow80: Bool

    /// - Returns: `nil` when the system does not know the encoding, or its characters are not single bytes.
    init?(_ systemName: String) {
        guard let converter = IconvConverter(from: systemName) else { return nil }
        var entries: [UInt32] = []
        for byte in UInt8.min...UInt8.max {
            guard let entry = Self.entry(byte, converter) else { return nil }
            entries.append(entry)
        }
        self.entries = entries
        isASCIIBelow80 = (0..<0x80).allSatisfy { entries[$0] == UInt32($0) | 1 << 24 }
    }

    /// The entry of a byte; `nil` when the byte alone is no character, or one of more than three bytes.
    private static func entry(_ byte: UInt8, _ converter: IconvConverter) -> UInt32? {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 17) { memory -> UInt32? in
            memory[0] = byte
            let output = UnsafeMutableBufferPointer(rebasing: memory[1...])
            var position = 0
            var end = 0
            let outcome = converter.convert(UnsafeBufferPointer(rebasing: memory[..<1]), &position, into: output, &end)
            converter.flush(into: output, &end)
            switch outcome {
            case .meaningless: return meaningless | 1 << 24 | UInt32(meaninglessByte)
            case .done where (1...3).contains(end):
                return (0..<end).reduce(UInt32(end) << 24) { $0 | UInt32(output[$1]) << UInt32(8 * $1) }
            default: return nil
            }
        }
    }
}

/// A code page of single bytes to UTF-8: ASCII by sixteen bytes, everything else by one look-up a byte.
final class CodePageTranscoder: Transcoder {
    private let table: UnsafeMutablePointer<UInt32>
    private let isASCIIBelow80: Bool
    private(set) var faults = TranscodingFaults()

    init(_ page: CodePageTable) {
        table = .allocate(capacity: 256)
        for (byte, entry) in page.entries.enumerated() { (table + byte).initialize(to: entry) }
        isASCIIBelow80 = page.isASCIIBelow80
    }

    deinit { table.deallocate() }

    func transcode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, isComplete: Bool
    ) -> TranscodingStep {
        guard let base = input.baseAddress, let start = output.baseAddress else { return TranscodingStep(consumed: 0, produced: 0) }
        let raw = UnsafeRawPointer(base)
        let entries = UnsafePointer(table)
        // Where the lower half is not ASCII, no word counts as such.
        let notASCII: UInt64 = isASCIIBelow80 ? 0x8080_8080_8080_8080 : .max
        let count = input.count
        var i = 0
        var out = UnsafeMutableRawPointer(start)
        let stop = out + output.count
        let lastOut = stop - 32
        while i &+ 8 <= count && out <= lastOut {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
            if word & notASCII == 0 && isASCIIBelow80 {
                out.storeBytes(of: word.littleEndian, as: UInt64.self)
                out += 8
                i &+= 8
                while i &+ 16 <= count && out <= lastOut {
                    let words = raw.loadUnaligned(fromByteOffset: i, as: SIMD2<UInt64>.self)
                    if (words[0] | words[1]) & notASCII != 0 { break }
                    out.storeBytes(of: words, as: SIMD2<UInt64>.self)
                    out += 16
                    i &+= 16
                }
                continue
            }
            var seen: UInt32 = 0
            Self.put(entries, word, &out, &seen)
            Self.put(entries, word &>> 8, &out, &seen)
            Self.put(entries, word &>> 16, &out, &seen)
            Self.put(entries, word &>> 24, &out, &seen)
            Self.put(entries, word &>> 32, &out, &seen)
            Self.put(entries, word &>> 40, &out, &seen)
            Self.put(entries, word &>> 48, &out, &seen)
            Self.put(entries, word &>> 56, &out, &seen)
            if seen & CodePageTable.meaningless != 0 { note(base, i, 8) }
            i &+= 8
        }
        while i < count && stop - out >= 4 {
            var seen: UInt32 = 0
            Self.put(entries, UInt64(base[i]), &out, &seen)
            if seen & CodePageTable.meaningless != 0 { note(base, i, 1) }
            i &+= 1
        }
        faults.consumed += i
        return TranscodingStep(consumed: i, produced: out - UnsafeMutableRawPointer(start))
    }

    /// Writes the character of the lowest byte, always four bytes of it, and steps on by as many as count.
    @inline(__always)
    private static func put(
        _ entries: UnsafePointer<UInt32>, _ word: UInt64, _ out: inout UnsafeMutableRawPointer, _ seen: inout UInt32
    ) {
        let entry = entries[Int(truncatingIfNeeded: word & 0xFF)]
        out.storeBytes(of: entry.littleEndian, as: UInt32.self)
        out += Int(truncatingIfNeeded: entry &>> 24 & 3)
        seen |= entry
    }

    private func note(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int) {
        for i in start..<start + count where table[Int(bytes[i])] & CodePageTable.meaningless != 0 { faults.add(at: i) }
    }
}
