import Records
import Syntax

/// What a gzip file holds, unpacked while it is read.
///
/// A small file can hold any amount of zeros. Output of more than `bombSize` bytes at more than `bombRatio` times its input
/// therefore ends the run, unless the caller sets a limit of its own: tables reach ratios of 3 to 30.
public final class InflatingStream: ByteStream {
    public static let bombSize = 64 << 20
    public static let bombRatio = 1_000
    private static let blockSize = 1 << 18

    public var name: String { base.name }
    public var size: Int? { base.size }
    public var identity: FileIdentity? { base.identity }
    public var bytesRead: Int { base.bytesRead }
    public var wasInterrupted: Bool { base.wasInterrupted }
    /// How many bytes were unpacked.
    public private(set) var bytesUnpacked = 0

    private let base: any ByteStream
    private let limit: Int?
    private let bombSize: Int
    private let decoder = GzipDecoder()
    private let input: ByteBuffer
    private var position = 0
    private var inputIsOver = false
    private var isFinished = false
    /// Unpacked and not yet read; the decoder's own, until it is called again.
    private var pending = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

    /// - Parameters:
    ///   - head: what has been read of `base` already.
    ///   - limit: the most bytes to unpack; `nil` looks out for bombs.
    ///   - bombSize: from how much output on, in bytes, it does.
    public init(
        _ base: any ByteStream, head: ByteBuffer = ByteBuffer(), limit: Int? = nil, bombSize: Int = InflatingStream.bombSize
    ) {
        self.base = base
        self.limit = limit
        self.bombSize = bombSize
        input = head
    }

    /// - Throws: `gzipDamaged`, `gzipTooLarge`, and what the stream below throws.
    public func read(into target: UnsafeMutablePointer<UInt8>, count: Int) throws(Diagnostic) -> Int {
        while pending.count == 0 {
            if isFinished { return 0 }
            if position == input.count && !inputIsOver {
                position = 0
                input.removeAll()
                inputIsOver = try !base.append(to: input, count: Self.blockSize)
                if base.wasInterrupted { return 0 }
            }
            try unpack()
        }
        let length = min(count, pending.count)
        if let source = pending.baseAddress { target.update(from: source, count: length) }
        pending = UnsafeBufferPointer(rebasing: pending[length...])
        return length
    }

    private func unpack() throws(Diagnostic) {
        let left = UnsafeBufferPointer(rebasing: input.bytes[position...])
        do throws(GzipError) {
            let step = try decoder.decode(left, isComplete: inputIsOver)
            position += step.consumed
            pending = step.output
            isFinished = step.isFinished
        } catch {
            throw StreamMessages.gzipDamaged(name, error)
        }
        bytesUnpacked += pending.count
        if let limit {
            if bytesUnpacked > limit { throw StreamMessages.gzipBeyondLimit(name, limit: limit) }
        } else if bytesUnpacked > bombSize && bytesUnpacked / Self.bombRatio > base.bytesRead {
            throw StreamMessages.gzipBomb(name, unpacked: bytesUnpacked, read: base.bytesRead)
        }
    }
}
