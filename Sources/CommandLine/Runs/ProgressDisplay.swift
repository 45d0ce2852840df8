/// Progress on standard error: a bar where that is a terminal, else a plain line every ten seconds.
final class ProgressDisplay {
    enum Mode {
        case auto, always, never

        /// - Parameter typed: the value of `--progress`, or `nil` for the default.
        init(typed: String?) {
            switch typed {
            case "always": self = .always
            case "never": self = .never
            default: self = .auto
            }
        }
    }

    private let environment: Environment
    private let mode: Mode
    private let started: Double
    private var last: Double
    private var isShown = false

    init(_ environment: Environment, mode: Mode) {
        self.environment = environment
        self.mode = mode
        started = environment.stopwatch()
        last = started
    }

    private var isBar: Bool { environment.terminalWidth != nil }
    private var interval: Double { isBar ? 0.1 : mode == .always ? 1 : 10 }

    /// Shows how far the run is, if it is time to.
    func show(records: Int, bytes: Int, of total: Int?) {
        if mode == .never { return }
        let now = environment.stopwatch()
        guard now - last >= interval else { return }
        last = now
        let text = Self.line(records: records, bytes: bytes, of: total, elapsed: now - started)
        guard isBar, let width = environment.terminalWidth else {
            environment.writeError(text + "\n")
            return
        }
        let share = total.map { $0 > 0 ? min(Double(bytes) / Double($0), 1) : 1 }
        let bar = share.map { Self.bar($0, width: 24) + " " } ?? ""
        environment.writeError("\r\u{1B}[K" + String((bar + text).prefix(width - 1)))
        isShown = true
    }

    /// Takes the bar away, so that something else can be printed.
    func clear() {
        guard isShown else { return }
        environment.writeError("\r\u{1B}[K")
        isShown = false
    }

    /// Returns records, rate and the time that is left, where the size of the source is known.
    static func line(records: Int, bytes: Int, of total: Int?, elapsed: Double) -> String {
        let rate = elapsed > 0 ? Int(Double(records) / elapsed) : 0
        var text = "\(SummaryText.count(records)) records, \(SummaryText.count(rate))/s"
        if let total, total > 0, bytes > 0, elapsed > 0 {
            let share = min(Double(bytes) / Double(total), 1)
            let left = Int((elapsed / share - elapsed).rounded())
            text = "\(Int(share * 100)) %, " + text + ", " + clock(left) + " left"
        }
        return text
    }

    static func bar(_ share: Double, width: Int) -> String {
        let filled = Int((share * Double(width)).rounded())
        return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled) + "]"
    }

    private static func clock(_ seconds: Int) -> String {
        let rest = seconds % 60
        return "\(seconds / 60):" + (rest < 10 ? "0" : "") + "\(rest)"
    }
}
