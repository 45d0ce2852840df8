#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Records

/// A stream of bytes that is read once, front to back: a file or standard input.
///
/// Files are read with `read(2)`. On a pipe or a terminal the source looks up from waiting five times a second, so that an
/// interrupt is noticed.
public final class ByteSource {
    /// The source as the user named it; `-` for standard input.
    public let name: String
    /// The size in bytes, where the source is a regular file.
    public let size: Int?
    /// How many bytes have been read.
    public private(set) var bytesRead = 0
    /// Whether the last read gave nothing because of an interrupt.
    public private(set) var wasInterrupted = false
    /// Identifies the file behind the source, where it is one.
    public let identity: FileIdentity?

    private let descriptor: Int32
    private let ownsDescriptor: Bool
    private let isInterrupted: @Sendable () -> Bool

    /// - Parameters:
    ///   - path: where the file is; `nil` reads `descriptor`.
    /// - Throws: `sourceNotFound` for a missing file, `sourceUnreadable` for a directory or one that cannot be opened.
    public init(
        name: String, path: String?, descriptor: Int32 = 0, isInterrupted: @escaping @Sendable () -> Bool
    ) throws(Diagnostic) {
        self.name = name
        self.isInterrupted = isInterrupted
        ownsDescriptor = path != nil
        if let path {
            self.descriptor = open(path, O_RDONLY | O_CLOEXEC)
            if self.descriptor < 0 { throw ReaderMessages.cannotOpen(name, errno: errno) }
        } else {
            self.descriptor = descriptor
        }
        var status = stat()
        guard fstat(self.descriptor, &status) == 0 else { throw ReaderMessages.cannotOpen(name, errno: errno) }
        let kind = status.st_mode & S_IFMT
        if kind == S_IFDIR {
            if ownsDescriptor { close(self.descriptor) }
            throw ReaderMessages.isDirectory(name)
        }
        size = kind == S_IFREG ? Int(status.st_size) : nil
        identity = kind == S_IFREG ? FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino)) : nil
    }

    deinit { if ownsDescriptor { close(descriptor) } }

    /// Reads up to `count` bytes and returns how many there were; 0 means the end, or an interrupt.
    ///
    /// - Throws: `sourceUnreadable` when the system reports an error.
    public func read(into target: UnsafeMutablePointer<UInt8>, count: Int) throws(Diagnostic) -> Int {
        while true {
            if size == nil, !waitForInput() {
                wasInterrupted = true
                return 0
            }
            let got = Self.readOnce(descriptor, target, count)
            if got >= 0 {
                bytesRead += got
                return got
            }
            if errno == EINTR {
                if isInterrupted() {
                    wasInterrupted = true
                    return 0
                }
                continue
            }
            throw ReaderMessages.cannotRead(name, errno: errno)
        }
    }

    /// Waits until there is something to read.
    ///
    /// - Returns: `false` when the run was interrupted meanwhile.
    private func waitForInput() -> Bool {
        while !isInterrupted() {
            var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&poller, 1, 200)
            // A signal ends the wait with -1, and then nothing is there to read.
            if ready > 0 || (ready < 0 && errno != EINTR) { return true }
        }
        return false
    }

    private static func readOnce(_ descriptor: Int32, _ target: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
        #if canImport(Glibc)
        Glibc.read(descriptor, target, count)
        #else
        Darwin.read(descriptor, target, count)
        #endif
    }
}

/// What makes two names the same file.
public struct FileIdentity: Sendable, Equatable {
    public let device: UInt64
    public let inode: UInt64

    public init(device: UInt64, inode: UInt64) {
        self.device = device
        self.inode = inode
    }
}
