#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Lets the workers through one at a time, in the order of the chunks they carry.
///
/// A worker waits for the number of its chunk, does what must happen in stream order, and opens the gate for the next.
final class OrderedGate: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>
    private var turn = 0

    init() {
        mutex = .allocate(capacity: 1)
        condition = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Runs `body` when it is the turn of `sequence` (counted from 0), then lets the next one in.
    ///
    /// Every number must pass, or those behind it wait for ever.
    @discardableResult
    func pass<Result>(_ sequence: Int, _ body: () -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while turn != sequence { pthread_cond_wait(condition, mutex) }
        let result = body()
        turn += 1
        pthread_cond_broadcast(condition)
        return result
    }
}
