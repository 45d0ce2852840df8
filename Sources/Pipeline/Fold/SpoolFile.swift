#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Records

/// A file without a name that grows at its end and is read anywhere: nothing of it is left behind, whatever happens.
final class SpoolFile: @unchecked Sendable {
    private let descriptor: Int32
    private let directory: String
    /// How many bytes have been appended.
    private(set) var count = 0

    /// - Throws: `writeFailed` when the directory cannot be written to.
    init(directory: String) throws(Diagnostic) {
        self.directory = directory
        descriptor = try KeySorter.openNameless(in: directory)
    }

    deinit { close(descriptor) }

    /// - Throws: `writeFailed` when the disk is full.
    func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(Diagnostic) {
        try write(bytes, at: count)
        count += bytes.count
    }

    /// Writes bytes at an offset, counted from 0. What lies between them and what was written before reads as 0.
    ///
    /// - Throws: `writeFailed` when the disk is full.
    func write(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) throws(Diagnostic) {
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            let written = pwrite(descriptor, base + done, bytes.count - done, off_t(offset + done))
            if written < 0 && errno == EINTR { continue }
            if written <= 0 { throw RunMessages.cannotSort(directory, errno: errno) }
            done += written
        }
    }

    /// Reads up to `length` bytes from an offset behind the buffer's own; fewer only at the end of the file.
    ///
    /// - Throws: `sourceUnreadable` when the disk fails.
    func read(_ length: Int, at offset: Int, into buffer: ByteBuffer) throws(Diagnostic) {
        buffer.reserve(length)
        var done = 0
        while done < length {
            let got = pread(descriptor, buffer.pointer + buffer.count, length - done, off_t(offset + done))
            if got < 0 && errno == EINTR { continue }
            if got < 0 { throw RunMessages.cannotReadBack(errno) }
            if got == 0 { return }
            buffer.count += got
            done += got
        }
    }
}

/// Reads a stretch of a spool from front to back, a block at a time.
final class SpoolReader {
    private let file: SpoolFile
    private var offset: Int
    private let end: Int
    private let blockLength: Int
    private let block = ByteBuffer()
    private var position = 0

    /// - Parameters:
    ///   - range: the bytes of the file.
    ///   - blockLength: how many are read at a time, unless more are asked for.
    init(_ file: SpoolFile, _ range: Range<Int>, blockLength: Int) {
        self.file = file
        offset = range.lowerBound
        end = range.upperBound
        self.blockLength = blockLength
    }

    var isAtEnd: Bool { position == block.count && offset >= end }

    /// Returns the next bytes, valid until the next call.
    ///
    /// - Throws: `sourceUnreadable` when the file is shorter than it was.
    func take(_ count: Int) throws(Diagnostic) -> UnsafeBufferPointer<UInt8> {
        if block.count - position < count { try fill(count) }
        defer { position += count }
        return UnsafeBufferPointer(start: block.pointer + position, count: count)
    }

    private func fill(_ count: Int) throws(Diagnostic) {
        let rest = block.count - position
        block.pointer.update(from: block.pointer + position, count: rest)
        block.count = rest
        position = 0
        let wanted = min(max(blockLength, count - rest), end - offset)
        try file.read(wanted, at: offset, into: block)
        offset += wanted
        if block.count < max(count, rest + wanted) { throw RunMessages.cannotReadBack(0) }
    }
}

extension ByteBuffer {
    /// Appends a value as it lies in memory, to be read back by the same program.
    func appendBytes(of value: some BitwiseCopyable) {
        withUnsafeBytes(of: value) { bytes in
            if let base = bytes.baseAddress { append(base.assumingMemoryBound(to: UInt8.self), count: bytes.count) }
        }
    }
}
