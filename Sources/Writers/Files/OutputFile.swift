#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Records

/// A file that exists complete or not at all: written as `NAME.part` beside its target, renamed when finished.
///
/// A pipe, a terminal or a device is written straight through, in order. Pieces of a regular file are written at offsets
/// reserved in order, so that workers write at the same time.
public final class OutputFile: @unchecked Sendable {
    /// The target as the user named it; `-` for standard output.
    public let name: String
    /// Whether pieces may be written at any reserved offset, in any order.
    public let isSeekable: Bool

    private let descriptor: Int32
    private let ownsDescriptor: Bool
    private let target: String?
    private let partial: String?
    /// Where the unfinished file is; `nil` for a stream. Whoever writes it by its path does so while this object lives.
    var partialPath: String? { partial }
    private let isInterrupted: @Sendable () -> Bool
    private var reserved = 0
    private var isSettled = false

    /// Opens the file.
    ///
    /// - Parameters:
    ///   - path: where the file goes; `nil` writes to `descriptor`.
    ///   - isPrivate: whether only the owner may read it (mode 0600): for everything that may hold a secret.
    ///   - mayReplace: whether an existing file is replaced.
    /// - Throws: `destinationExists`, `destinationUnwritable`, or `destinationInUse` when another run is writing the same file.
    public init(
        name: String, path: String?, descriptor: Int32 = 1, isPrivate: Bool, mayReplace: Bool,
        isInterrupted: @escaping @Sendable () -> Bool
    ) throws(Diagnostic) {
        self.name = name
        self.isInterrupted = isInterrupted
        guard let path else {
            self.descriptor = descriptor
            ownsDescriptor = false
            target = nil
            partial = nil
            isSeekable = false
            return
        }
        ownsDescriptor = true
        // A link stays a link: what it points to is replaced.
        let resolved = FilePaths.resolvingLinks(path)
        var status = stat()
        let exists = stat(resolved, &status) == 0
        if exists && status.st_mode & S_IFMT == S_IFDIR { throw WriterMessages.isDirectory(name) }
        if exists && status.st_mode & S_IFMT != S_IFREG {
            self.descriptor = open(resolved, O_WRONLY | O_CLOEXEC)
            if self.descriptor < 0 { throw WriterMessages.cannotCreate(name, errno: errno) }
            target = nil
            partial = nil
            isSeekable = false
            return
        }
        if exists && !mayReplace { throw WriterMessages.exists(name) }
        let partial = resolved + ".part"
        let mode: mode_t = isPrivate ? 0o600 : 0o666
        self.descriptor = open(partial, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode)
        if self.descriptor < 0 { throw WriterMessages.cannotCreate(name, errno: errno) }
        guard Self.holdsAlone(self.descriptor, partial) else {
            close(self.descriptor)
            throw WriterMessages.inUse(name)
        }
        // A file that an earlier run left behind may be longer and may be open to others.
        ftruncate(self.descriptor, 0)
        if isPrivate { fchmod(self.descriptor, 0o600) }
        target = resolved
        self.partial = partial
        isSeekable = true
    }

    deinit { abandon() }

    /// Whether this process has the only lock on the file, and the file still goes by this name.
    private static func holdsAlone(_ descriptor: Int32, _ path: String) -> Bool {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return false }
        var opened = stat()
        var named = stat()
        return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0 && opened.st_ino == named.st_ino
    }

    /// Sets the next piece of the file aside and returns its offset. Called in the order of the pieces.
    public func reserve(_ count: Int) -> Int {
        defer { reserved += count }
        return reserved
    }

    /// Writes a piece at its offset. On a stream the offset is not looked at, and pieces must come in order.
    ///
    /// - Throws: `writeFailed`, or `pipeClosed` when nobody reads the pipe any more.
    public func write(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) throws(Diagnostic) {
        guard let base = bytes.baseAddress else { return }
        var done = 0
        while done < bytes.count {
            if !isSeekable && !waitForRoom() { throw WriterMessages.interrupted(name) }
            let count = isSeekable
                ? pwrite(descriptor, base + done, bytes.count - done, off_t(offset + done))
                : Self.writeOnce(descriptor, base + done, min(bytes.count - done, Self.pipeBlock))
            if count >= 0 {
                done += count
            } else if errno != EINTR && errno != EAGAIN {
                throw WriterMessages.writeFailed(name, errno: errno)
            }
        }
    }

    /// Appends bytes behind everything reserved so far.
    public func append(_ bytes: [UInt8]) throws(Diagnostic) {
        if bytes.isEmpty { return }
        let offset = reserve(bytes.count)
        let result: Result<Void, Diagnostic> = bytes.withUnsafeBufferPointer { piece in
            do throws(Diagnostic) { return .success(try write(piece, at: offset)) } catch { return .failure(error) }
        }
        try result.get()
    }

    /// Gives the file its name. After this it is complete.
    ///
    /// - Throws: `writeFailed` when the system refuses the rename.
    public func finish() throws(Diagnostic) {
        guard !isSettled else { return }
        if let partial, let target, rename(partial, target) != 0 { throw WriterMessages.writeFailed(name, errno: errno) }
        isSettled = true
        if ownsDescriptor { close(descriptor) }
    }

    /// Takes the unfinished file away. Does nothing after `finish`.
    public func abandon() {
        guard !isSettled else { return }
        isSettled = true
        if let partial { unlink(partial) }
        if ownsDescriptor { close(descriptor) }
    }

    /// Waits until the stream takes more.
    ///
    /// - Returns: `false` when the run was interrupted meanwhile.
    private func waitForRoom() -> Bool {
        while !isInterrupted() {
            var poller = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            let ready = poll(&poller, 1, 200)
            if ready > 0 || (ready < 0 && errno != EINTR) { return true }
        }
        return false
    }

    /// What a pipe takes without blocking once it says that it takes anything (`PIPE_BUF`).
    private static var pipeBlock: Int { 4096 }

    private static func writeOnce(_ descriptor: Int32, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        #if canImport(Glibc)
        Glibc.write(descriptor, bytes, count)
        #else
        Darwin.write(descriptor, bytes, count)
        #endif
    }
}
