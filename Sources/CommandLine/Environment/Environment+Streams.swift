import Records

#if canImport(Glibc)
import Glibc
#endif

/// Writing to the standard streams.
extension Environment {
    /// Writes data to standard output.
    ///
    /// - Throws: `writeFailed` when it cannot be written; `ReaderIsGone` when nobody reads it any more, as behind `| head`.
    public func writeOutput(_ text: String) throws {
        switch Environment.write(text, to: standardOutput) {
        case 0: return
        case EPIPE: throw ReaderIsGone()
        case let error:
            throw Diagnostic(.writeFailed, "standard output: \(Environment.description(ofError: error))")
        }
    }

    /// Writes messages to standard error. A failure has nowhere to be told, so it is let go.
    public func writeError(_ text: String) {
        _ = Environment.write(text, to: standardError)
    }

    public func report(_ diagnostic: Diagnostic) { writeError(DiagnosticText.lines(diagnostic)) }

    /// Writes all bytes of a text, however many calls it takes.
    ///
    /// - Returns: 0, or the `errno` of the call that failed.
    private static func write(_ text: String, to descriptor: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while let base = rest.baseAddress, !rest.isEmpty {
                let written = Glibc.write(descriptor, base, rest.count)
                if written >= 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
                } else if errno == EAGAIN {
                    var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&waiting, 1, -1)
                } else if errno != EINTR {
                    return errno
                }
            }
            return 0
        }
    }

    /// Returns the system's words for an error number, in lower case as messages have them.
    public static func description(ofError number: Int32) -> String {
        SystemError.text(number)
    }
}

/// Whoever read standard output has closed it. The run ends quietly: what was asked for has been delivered.
public struct ReaderIsGone: Error {
    public init() {}
}
