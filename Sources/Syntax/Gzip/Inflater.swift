/// Turns deflate data (RFC 1951) back into bytes, in bounded memory and without I/O: input is fed, output is taken.
///
/// ```
///   buffer   │ window: the last 32 KiB │ decoded, taken by the caller │ free ……………… │ slack │
///            0                                                     end           limit
///
///   state    header ──▶ stored length ──▶ stored bytes ─────────────────────────┐
///              ▲  ├───▶ (fixed code) ─────────────────────────┐                │
///              │  └───▶ code counts ──▶ lengths of the        ▼                │
///              │                        lengths ──▶ lengths ──▶ symbols        │
///              └───────────── unless it was the last block ◀────┴◀─────────────┘
/// ```
///
/// Each state takes only whole items, at most 48 bits, out of a bit buffer of 63, so that the input may be cut anywhere. When the
/// buffer is full, the last 32 KiB move to its front; a match is then always one copy within the buffer.
final class Inflater {
    /// How far back a match may reach, in bytes.
    static let windowSize = 1 << 15
    private static let blockSize = 1 << 17
    /// A turn of the fast loop writes at most four literals, a match of 258, and a word behind it.
    private static let slack = 512

    enum Status {
        /// The input is used up within the data.
        case needsInput
        /// The buffer is full.
        case isFull
        /// The last block is over; the bits behind it are still in the source.
        case isFinished
    }

    private enum State {
        case header
        case storedLength
        case storedBytes(Int)
        case codeCounts
        case lengthsOfLengths
        case lengths
        case symbols
        case finished
    }

    let buffer: UnsafeMutablePointer<UInt8>
    /// Where the output ends, in the buffer.
    var end = 0
    let limit = Inflater.windowSize + Inflater.blockSize
    let literals = HuffmanTable.literalsAndLengths()
    let distances = HuffmanTable.distances()

    private let lengthCode = HuffmanTable.codeLengths()
    private var state = State.header
    private var isLastBlock = false
    private var lengths = [UInt8](repeating: 0, count: 320)
    private var counts = (literals: 0, distances: 0, lengths: 0)
    private var index = 0

    init() { buffer = .allocate(capacity: limit + Self.slack) }

    deinit { buffer.deallocate() }

    /// Begins new data, which cannot reach back into the old.
    func restart() {
        end = 0
        state = .header
    }

    /// Decodes until the input is used up, the buffer is full, or the data is over.
    ///
    /// - Returns: how it ended, and the new output. That is valid until the next call.
    /// - Throws: what is wrong with the data. Output before it is lost.
    func decode(_ source: inout BitSource) throws(GzipError) -> (status: Status, output: UnsafeBufferPointer<UInt8>) {
        if end >= limit {
            buffer.update(from: buffer + (end - Self.windowSize), count: Self.windowSize)
            end = Self.windowSize
        }
        let start = end
        let status = try run(&source)
        return (status, UnsafeBufferPointer(start: buffer + start, count: end - start))
    }

    private func run(_ source: inout BitSource) throws(GzipError) -> Status {
        while true {
            let hasItem =
                switch state {
                case .header: try readHeader(&source)
                case .storedLength: try readStoredLength(&source)
                case .storedBytes(let left): copyStored(&source, left)
                case .codeCounts: try readCodeCounts(&source)
                case .lengthsOfLengths: try readLengthsOfLengths(&source)
                case .lengths: try readLengths(&source)
                case .symbols: try readSymbols(&source)
                case .finished: false
                }
            if case .finished = state { return .isFinished }
            if end >= limit { return .isFull }
            if !hasItem { return .needsInput }
        }
    }

    private func endBlock() { state = isLastBlock ? .finished : .header }

    // MARK: Block headers. Each returns false when the input does not have the item yet.

    private func readHeader(_ source: inout BitSource) throws(GzipError) -> Bool {
        guard let header = source.take(3) else { return false }
        isLastBlock = header & 1 == 1
        switch header >> 1 {
        case 0:
            source.alignToByte()
            state = .storedLength
        case 1:
            _ = HuffmanTable.fixedLengths.withUnsafeBufferPointer { literals.build($0) }
            _ = HuffmanTable.fixedDistances.withUnsafeBufferPointer { distances.build($0) }
            state = .symbols
        case 2: state = .codeCounts
        default: throw GzipError(.blockType, at: source.offset)
        }
        return true
    }

    private func readStoredLength(_ source: inout BitSource) throws(GzipError) -> Bool {
        guard let word = source.take(32) else { return false }
        let length = word & 0xFFFF
        if length != ~(word >> 16) & 0xFFFF { throw GzipError(.storedLength, at: source.offset) }
        state = .storedBytes(length)
        return true
    }

    private func copyStored(_ source: inout BitSource, _ left: Int) -> Bool {
        let copied = source.takeBytes(into: buffer + end, limit: min(left, limit - end))
        end += copied
        if copied == left { endBlock() } else { state = .storedBytes(left - copied) }
        return copied > 0 || left == 0
    }

    private func readCodeCounts(_ source: inout BitSource) throws(GzipError) -> Bool {
        guard let word = source.take(14) else { return false }
        counts = (word & 31 + 257, word >> 5 & 31 + 1, word >> 10 + 4)
        if counts.literals > 286 || counts.distances > 30 { throw GzipError(.codeCount, at: source.offset) }
        for i in 0..<19 { lengths[i] = 0 }
        index = 0
        state = .lengthsOfLengths
        return true
    }

    /// The order in which the lengths of the length code stand: those that are seldom used last.
    private static let lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    private func readLengthsOfLengths(_ source: inout BitSource) throws(GzipError) -> Bool {
        while index < counts.lengths {
            guard let length = source.take(3) else { return false }
            lengths[Self.lengthOrder[index]] = UInt8(length)
            index += 1
        }
        let isComplete = lengths.withUnsafeBufferPointer { lengthCode.build(UnsafeBufferPointer(rebasing: $0[..<19])) }
        // Unlike the other two, this code has no excuse to be incomplete.
        if !isComplete || lengths[..<19].count(where: { $0 > 0 }) < 2 { throw GzipError(.codeLengths, at: source.offset) }
        index = 0
        state = .lengths
        return true
    }

    private func readLengths(_ source: inout BitSource) throws(GzipError) -> Bool {
        let total = counts.literals + counts.distances
        while index < total {
            source.fill()
            let entry = lengthCode.entries[Int(source.bits & 0x7F)]
            let width = Int(entry & 0x3F)
            let symbol = Int(entry >> 16)
            let extra = symbol < 16 ? 0 : symbol == 16 ? 2 : symbol == 17 ? 3 : 7
            if source.count < width + extra { return false }
            source.drop(width)
            if symbol < 16 {
                lengths[index] = UInt8(symbol)
                index += 1
                continue
            }
            let repeats = Int(source.bits & (1 << UInt64(extra) - 1)) + (symbol == 18 ? 11 : 3)
            source.drop(extra)
            if index + repeats > total || (symbol == 16 && index == 0) { throw GzipError(.codeLengths, at: source.offset) }
            let length = symbol == 16 ? lengths[index - 1] : 0
            for i in index..<index + repeats { lengths[i] = length }
            index += repeats
        }
        // A block without a code for its end could never end.
        let isValid = lengths[256] > 0 && lengths.withUnsafeBufferPointer {
            literals.build(UnsafeBufferPointer(rebasing: $0[..<counts.literals]))
                && distances.build(UnsafeBufferPointer(rebasing: $0[counts.literals..<total]))
        }
        if !isValid { throw GzipError(.codeLengths, at: source.offset) }
        state = .symbols
        return true
    }

    // MARK: Symbols

    private func readSymbols(_ source: inout BitSource) throws(GzipError) -> Bool {
        while end < limit {
            if source.available >= Self.fastInput {
                if try decodeFast(&source) {
                    endBlock()
                    return true
                }
                continue
            }
            switch try decodeOne(&source) {
            case .item: continue
            case .needsInput: return false
            case .endOfBlock:
                endBlock()
                return true
            }
        }
        return true
    }

    /// The least input, in bytes, for a turn of the fast loop: two loads of a word, each a few bytes ahead of the last.
    private static let fastInput = 16
}
