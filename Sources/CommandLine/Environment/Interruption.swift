import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// The signals that ask the program to end: SIGINT and SIGTERM.
///
/// The first one is kept, and whoever does the work looks for it and ends in good order. The second one ends the process at once.
enum Interruption {
    private static let pending = Atomic<Int32>(0)

    /// The number of the signal that came, or 0.
    static var pendingSignal: Int32 { pending.load(ordering: .relaxed) }

    /// Begins to catch the signals.
    static func watch() {
        let handler: @convention(c) (Int32) -> Void = { number in
            let (isFirst, _) = Interruption.pending.compareExchange(expected: 0, desired: number, ordering: .relaxed)
            if !isFirst { _exit(128 + number) }
        }
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        // Without SA_RESTART a read that waits for a pipe comes back.
        action.sa_flags = 0
        sigaction(SIGINT, &action, nil)
        sigaction(SIGTERM, &action, nil)
    }
}
