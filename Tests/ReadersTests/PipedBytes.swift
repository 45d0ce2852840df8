import Foundation
import Synchronization

/// A pipe that gives its bytes in pieces: each is written only when the one before has been read, so that no `read(2)` gets more
/// than a piece.
final class PipedBytes {
    /// The end to read from. Valid as long as the object lives.
    let descriptor: Int32
    private let isOver = Over()
    private let writerIsDone = DispatchSemaphore(value: 0)

    private final class Over: Sendable {
        let flag = Atomic<Bool>(false)
    }

    /// - Parameter sizes: the lengths of the pieces in bytes, used in turn.
    init(_ bytes: [UInt8], sizes: [Int]) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
        let (readEnd, writeEnd) = (ends[0], ends[1])
        descriptor = readEnd
        Thread.detachNewThread { [isOver, writerIsDone] in
            var start = 0
            var turn = 0
            while start < bytes.count && !isOver.flag.load(ordering: .relaxed) {
                let end = min(start + max(sizes[turn % sizes.count], 1), bytes.count)
                turn += 1
                bytes[start..<end].withUnsafeBytes { _ = write(writeEnd, $0.baseAddress, $0.count) }
                start = end
                while Self.hasUnread(readEnd) && !isOver.flag.load(ordering: .relaxed) { sched_yield() }
            }
            close(writeEnd)
            writerIsDone.signal()
        }
    }

    deinit {
        isOver.flag.store(true, ordering: .relaxed)
        writerIsDone.wait()
        close(descriptor)
    }

    private static func hasUnread(_ descriptor: Int32) -> Bool {
        var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&poller, 1, 0) > 0
    }
}
