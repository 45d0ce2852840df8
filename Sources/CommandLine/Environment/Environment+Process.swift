#if canImport(Glibc)
@preconcurrency import Glibc
#endif

/// The environment of the process itself.
extension Environment {
    /// Returns the streams, variables, directory and clocks of this process.
    ///
    /// From here on a closed pipe is an error that `write` returns, not a signal that ends the process half-way.
    public static func process() -> Environment {
        occupyStandardStreams()
        signal(SIGPIPE, SIG_IGN)
        // A file-size limit is met as an error of `write`, like a full disk.
        signal(SIGXFSZ, SIG_IGN)
        Interruption.watch()
        return Environment(
            variables: processVariables(), currentDirectory: processDirectory(),
            clock: { seconds(of: CLOCK_REALTIME) }, stopwatch: { seconds(of: CLOCK_MONOTONIC) },
            makeRunID: { runID(at: seconds(of: CLOCK_REALTIME), random: UInt32.random(in: 0...0xFF_FFFF)) },
            pendingSignal: { Interruption.pendingSignal }, terminalWidth: widthOfTerminal(2))
    }

    /// Puts something behind the standard streams that are closed, or the next file opened would get their number, and messages
    /// would be written into it. What stands there can be neither read nor written, as if the stream were closed.
    private static func occupyStandardStreams() {
        for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
        }
    }

    /// Returns a run id, `20260101T000000Z-0000a1`, which sorts by time.
    static func runID(at seconds: Double, random: UInt32) -> String {
        var moment = time_t(seconds)
        var parts = tm()
        gmtime_r(&moment, &parts)
        func digits(_ number: Int32, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        let hex = String(random & 0xFF_FFFF, radix: 16)
        return digits(parts.tm_year + 1900, 4) + digits(parts.tm_mon + 1, 2) + digits(parts.tm_mday, 2) + "T"
            + digits(parts.tm_hour, 2) + digits(parts.tm_min, 2) + digits(parts.tm_sec, 2) + "Z-"
            + String(repeating: "0", count: 6 - hex.count) + hex
    }

    private static func seconds(of clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func processVariables() -> [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let line = entry.pointee {
            let text = String(cString: line)
            if let pair = NamePair(field: text) { variables[pair.name] = pair.value }
            entry += 1
        }
        return variables
    }

    /// The directory of the process; `/` when it has been removed under it.
    private static func processDirectory() -> String {
        guard let text = getcwd(nil, 0) else { return "/" }
        defer { free(text) }
        return String(cString: text)
    }

    private static func widthOfTerminal(_ descriptor: Int32) -> Int? {
        guard isatty(descriptor) == 1 else { return nil }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
