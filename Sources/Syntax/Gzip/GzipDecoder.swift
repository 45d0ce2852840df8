/// Turns gzip data (RFC 1952), of one member or several, back into bytes: input is fed, output is taken.
///
/// ```swift
/// let decoder = GzipDecoder()
/// var input = compressed[...]
/// repeat {
///     let step = try decoder.decode(input, isComplete: true)
///     consume(step.output)                      // valid until the next call
///     input = input.dropFirst(step.consumed)
/// } while !step.isFinished
/// ```
///
/// Every member's CRC-32 and length are checked, and the header's CRC-16 where it has one. Zero bytes behind the last member are
/// padding, as tape drives write it; anything else there is an error, where gzip(1) only warns. Memory is about 200 KiB, whatever
/// the input holds. How much output is too much, the caller decides.
public final class GzipDecoder {
    /// What one call has done.
    public struct Step {
        /// How many bytes of the input are used up.
        public let consumed: Int
        /// The next bytes of the output; empty when more input is needed, or at the end. Valid until the next call.
        public let output: UnsafeBufferPointer<UInt8>
        /// Whether the input ended where it may.
        public let isFinished: Bool
    }

    private enum State {
        case magic, method, flags, fixedFields(Int), extraLength, extra(Int), name, comment, headerChecksum
        case body, checksum, length, betweenMembers, padding
    }

    private let inflater = Inflater()
    private var source = BitSource()
    private var state = State.magic
    private var members = 0
    private var flags = 0
    private var headerCRC = CRC32()
    private var outputCRC = CRC32()
    private var outputCount: UInt32 = 0

    public init() {}

    /// Decodes the next part of the input.
    ///
    /// - Parameters:
    ///   - input: what has not been used up so far and what follows it; once a call has been made with some input, the next
    ///     begins `consumed` bytes behind its start.
    ///   - isComplete: whether nothing follows the input.
    /// - Throws: what is wrong with the data. The decoder is then of no further use.
    /// - Complexity: O(input + output).
    public func decode(_ input: UnsafeBufferPointer<UInt8>, isComplete: Bool) throws(GzipError) -> Step {
        source.feed(input)
        while true {
            if case .body = state {
                let (status, output) = try inflater.decode(&source)
                outputCRC.update(output)
                outputCount &+= UInt32(truncatingIfNeeded: output.count)
                if case .isFinished = status {
                    source.alignToByte()
                    state = .checksum
                }
                if output.count > 0 { return step(input, output, isFinished: false) }
                if case .needsInput = status { break }
            } else if try !readItem() {
                break
            }
        }
        if isComplete && !mayEnd { throw GzipError(.cutShort, at: source.endOffset) }
        return step(input, UnsafeBufferPointer(start: nil, count: 0), isFinished: isComplete)
    }

    /// Whether the first bytes are those of gzip data.
    public static func isGzip(_ head: UnsafeBufferPointer<UInt8>) -> Bool { head.starts(with: [0x1F, 0x8B]) }

    private var mayEnd: Bool {
        switch state {
        case .betweenMembers, .padding: true
        default: false
        }
    }

    private func step(_ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeBufferPointer<UInt8>, isFinished: Bool) -> Step {
        let consumed = input.count - source.available
        source.release()
        return Step(consumed: consumed, output: output, isFinished: isFinished)
    }

    // MARK: Headers and trailers (RFC 1952, section 2.3)

    /// Reads one item of a header or trailer.
    ///
    /// - Returns: `false` when the input does not have it yet.
    private func readItem() throws(GzipError) -> Bool {
        switch state {
        case .magic:
            guard let magic = source.take(16) else { return false }
            if magic != 0x8B1F { throw GzipError(members == 0 ? .notGzip : .trailingBytes, at: source.offset - 2) }
            headerCRC = CRC32()
            outputCRC = CRC32()
            outputCount = 0
            count(0x1F)
            count(0x8B)
            state = .method
        case .method:
            guard let method = headerByte() else { return false }
            if method != 8 { throw GzipError(.unknownMethod, at: source.offset - 1) }
            state = .flags
        case .flags:
            guard let byte = headerByte() else { return false }
            if byte & 0xE0 != 0 { throw GzipError(.reservedFlags, at: source.offset - 1) }
            flags = byte
            state = .fixedFields(6)
        case .fixedFields(let left):
            if left > 0 {
                // Time, hints and system say nothing about the data.
                guard headerByte() != nil else { return false }
                state = .fixedFields(left - 1)
            } else {
                state = has(4) ? .extraLength : .name
            }
        case .extraLength:
            guard let length = source.take(16) else { return false }
            count(UInt8(length & 0xFF))
            count(UInt8(length >> 8))
            state = .extra(length)
        case .extra(let left):
            if left > 0 {
                guard headerByte() != nil else { return false }
                state = .extra(left - 1)
            } else {
                state = .name
            }
        case .name:
            if try !passText(8) { return false }
            state = .comment
        case .comment:
            if try !passText(16) { return false }
            state = .headerChecksum
        case .headerChecksum:
            if has(2) {
                let expected = Int(headerCRC.value & 0xFFFF)
                guard let found = source.take(16) else { return false }
                if found != expected { throw GzipError(.headerChecksum, at: source.offset - 2) }
            }
            inflater.restart()
            state = .body
        case .body: break
        case .checksum:
            guard let found = source.take(32) else { return false }
            if found != Int(outputCRC.value) { throw GzipError(.checksum, at: source.offset - 4) }
            state = .length
        case .length:
            guard let found = source.take(32) else { return false }
            if found != Int(outputCount) { throw GzipError(.length, at: source.offset - 4) }
            members += 1
            state = .betweenMembers
        case .betweenMembers:
            source.fill()
            if source.count == 0 { return false }
            switch source.bits & 0xFF {
            case 0: state = .padding
            case 0x1F: state = .magic
            default: throw GzipError(.trailingBytes, at: source.offset)
            }
        case .padding:
            guard let byte = source.take(8) else { return false }
            if byte != 0 { throw GzipError(.trailingBytes, at: source.offset - 1) }
        }
        return true
    }

    private func has(_ flag: Int) -> Bool { flags & flag != 0 }

    private func headerByte() -> Int? {
        guard let byte = source.take(8) else { return nil }
        count(UInt8(byte))
        return byte
    }

    /// Passes over a text that ends with a zero byte, if the flag says that there is one.
    private func passText(_ flag: Int) throws(GzipError) -> Bool {
        guard has(flag) else { return true }
        while true {
            guard let byte = headerByte() else { return false }
            if byte == 0 { return true }
        }
    }

    private func count(_ byte: UInt8) {
        withUnsafePointer(to: byte) { headerCRC.update(UnsafeBufferPointer(start: $0, count: 1)) }
    }
}
