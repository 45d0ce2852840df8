#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The system's own conversion to and from UTF-8, which knows some hundred encodings.
final class IconvConverter {
    enum Outcome {
        case done
        /// The bytes at the new position have no meaning in the encoding, or stand for what the target lacks.
        case meaningless
        /// The input ends within a character.
        case isCutOff
        /// The output is full.
        case isFull
    }

    private let descriptor: iconv_t

    /// - Returns: `nil` when the system does not know one of the encodings.
    init?(from name: String, to target: String = "UTF-8") {
        guard let descriptor = iconv_open(target, name), descriptor != Self.failed else { return nil }
        self.descriptor = descriptor
    }

    deinit { iconv_close(descriptor) }

    private static var failed: iconv_t? { iconv_t(bitPattern: -1) }

    /// Converts as far as it goes, and moves both positions on.
    func convert(
        _ input: UnsafeBufferPointer<UInt8>, _ position: inout Int, into output: UnsafeMutableBufferPointer<UInt8>, _ end: inout Int
    ) -> Outcome {
        guard let source = input.baseAddress, let target = output.baseAddress else { return .done }
        // iconv takes its input as mutable and does not change it.
        let readable = UnsafeMutableRawPointer(mutating: source + position).assumingMemoryBound(to: CChar.self)
        let writable = UnsafeMutableRawPointer(target + end).assumingMemoryBound(to: CChar.self)
        var next: UnsafeMutablePointer<CChar>? = readable
        var left = input.count - position
        var out: UnsafeMutablePointer<CChar>? = writable
        var room = output.count - end
        errno = 0
        let result = iconv(descriptor, &next, &left, &out, &room)
        let code = errno
        position = input.count - left
        end = output.count - room
        if Int(truncatingIfNeeded: result) != -1 { return .done }
        switch code {
        case E2BIG: return .isFull
        case EINVAL: return .isCutOff
        default: return .meaningless
        }
    }

    /// Writes out what the conversion holds back, and begins afresh. Some code pages wait for a mark that may follow a letter.
    func flush(into output: UnsafeMutableBufferPointer<UInt8>, _ end: inout Int) {
        guard let target = output.baseAddress else { return }
        let writable = UnsafeMutableRawPointer(target + end).assumingMemoryBound(to: CChar.self)
        var out: UnsafeMutablePointer<CChar>? = writable
        var room = output.count - end
        _ = iconv(descriptor, nil, nil, &out, &room)
        end = output.count - room
    }
}
