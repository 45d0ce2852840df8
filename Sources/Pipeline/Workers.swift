#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Runs the same work on several threads.
enum Workers {
    /// How many processors this process may use, at least 1.
    static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// Runs `body` on `count` threads, the caller's among them, and returns when all have ended.
    static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Work(body))
        var threads: [pthread_t] = []
        for _ in 1..<max(count, 1) {
            var thread = pthread_t()
            if pthread_create(&thread, nil, threadMain, box.toOpaque()) == 0 { threads.append(thread) }
        }
        body()
        for thread in threads { pthread_join(thread, nil) }
        box.release()
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private static let threadMain: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
        if let context { Unmanaged<Work>.fromOpaque(context).takeUnretainedValue().body() }
        return nil
    }
}
