import Records

/// Bytes that are read once, front to back: a file or a pipe, or what was unpacked or transcoded from one.
///
/// Streams stand on one another. What a person is told, name and progress, is always that of the file at the bottom.
public protocol ByteStream: AnyObject {
    /// The source as the user named it; `-` for standard input.
    var name: String { get }
    /// The size in bytes of the file at the bottom, where it is a regular file.
    var size: Int? { get }
    /// Identifies the file at the bottom, where it is a regular file.
    var identity: FileIdentity? { get }
    /// How many bytes of the file at the bottom have been read.
    var bytesRead: Int { get }
    /// Whether the stream ended because the run was interrupted, and not because it was over.
    var wasInterrupted: Bool { get }

    /// Reads up to `count` bytes and returns how many there were; 0 means the end, or an interrupt.
    ///
    /// - Parameter count: more than 0. All of the target may be written to, beyond what is returned as well.
    /// - Throws: what stops the run: unreadable input, damage.
    func read(into target: UnsafeMutablePointer<UInt8>, count: Int) throws(Diagnostic) -> Int
}

extension ByteSource: ByteStream {}

extension ByteStream {
    /// Appends up to `count` bytes to a buffer.
    ///
    /// - Returns: whether there were any.
    func append(to buffer: ByteBuffer, count: Int) throws(Diagnostic) -> Bool {
        buffer.reserve(count)
        let got = try read(into: buffer.pointer + buffer.count, count: count)
        buffer.count += got
        return got > 0
    }
}
