import Pipeline
import Readers
import Records
import Schemas

/// A run as somebody at a console sees it: what was detected, the first findings, progress, the books.
final class RunConsole: RunListener {
    /// How the books call a record that is good.
    enum Words {
        case judging
        case delivering(isDryRun: Bool)
    }

    private let options: RunOptions
    private let catalog: SchemaCatalog
    private let environment: Environment
    private let words: Words
    private let isQuiet: Bool
    private let failsOnWarning: Bool
    private let progress: ProgressDisplay
    private var shown = 0
    private var hidden = 0
    private var cures = CureTally()
    /// The fields of a document of which it has been said that a server reads something where they are absent: that may be so in
    /// every record.
    private var absences: Set<String> = []
    /// How many findings are printed; the others are counted.
    private static let shownLimit = 20

    /// - Throws: what makes a document of `--openapi` unusable.
    init(_ arguments: ParsedArguments, _ options: RunOptions, _ environment: Environment, words: Words) throws(Diagnostic) {
        self.options = options
        catalog = try environment.catalog(arguments)
        self.environment = environment
        self.words = words
        isQuiet = arguments.has(.quiet)
        failsOnWarning = arguments.value(of: .failOn) == "warning"
        progress = ProgressDisplay(environment, mode: isQuiet ? .never : .init(typed: arguments.value(of: .progress)))
    }

    /// Does the run and returns how it ended.
    ///
    /// - Throws: the diagnostic that made the run impossible before it began.
    func run() throws -> ExitCode {
        let pendingSignal = environment.pendingSignal
        let isInterrupted: @Sendable () -> Bool = { pendingSignal() != 0 }
        var options = options
        var duplicates: DuplicateList?
        if options.uniqueField != nil {
            duplicates = try DuplicateSearch.duplicates(options, catalog: catalog, isInterrupted: isInterrupted)
            options.watchesKeys = false
        }
        let fold = options.foldField == nil ? nil : try FoldSearch.list(options, catalog: catalog, isInterrupted: isInterrupted)
        let prepared = try PreparedRun(
            options, catalog: catalog, standardInput: environment.standardInput, duplicates: duplicates, fold: fold, isInterrupted: isInterrupted)
        let run = try Run(
            prepared, standardOutput: environment.standardOutput, listener: self, isInterrupted: isInterrupted)
        if !isQuiet { for note in prepared.notes { environment.report(note) } }
        let outcome = run.perform(clock: environment.stopwatch)
        progress.clear()
        return conclude(outcome)
    }

    // MARK: While it runs

    func runDidFind(_ findings: [Finding], in batch: RecordBatch, text: FindingText) {
        if isQuiet { return }
        for finding in findings {
            cures.add(finding, in: batch, text: text)
            let isKnown = finding.rule == .absent && text.isOfDocument && !absences.insert(text.plainField(finding)).inserted
            if shown == Self.shownLimit || isKnown {
                hidden += 1
                continue
            }
            shown += 1
            progress.clear()
            environment.report(diagnostic(finding, batch, text))
        }
    }

    func runDidFindLate(_ warning: Diagnostic) {
        if isQuiet { return }
        if shown == Self.shownLimit {
            hidden += 1
            return
        }
        shown += 1
        progress.clear()
        environment.report(warning)
    }

    func runDidNotice(_ diagnostic: Diagnostic) {
        if isQuiet { return }
        progress.clear()
        environment.report(diagnostic)
    }

    func runDidRead(records: Int, bytes: Int, of total: Int?) {
        progress.show(records: records, bytes: bytes, of: total)
    }

    private func diagnostic(_ finding: Finding, _ batch: RecordBatch, _ text: FindingText) -> Diagnostic {
        var message = text.message(finding)
        if options.showsValues, let value = text.value(finding, batch) { message += ", found '\(value)'" }
        let position = SourcePosition(
            source: options.source.name, record: batch.number(of: finding.record), line: batch.line(of: finding.record))
        let suggestion = options.showsValues ? text.suggestion(finding, batch).map { "'\($0)' would pass" } : nil
        return Diagnostic(finding.code, message, severity: finding.severity, at: position, hint: suggestion)
    }

    // MARK: The end

    private func conclude(_ outcome: RunOutcome) -> ExitCode {
        if let stop = outcome.stop {
            // Whoever closed the pipe knows, as behind `| head`.
            if stop.code != .pipeClosed { environment.report(stop) }
            guard stop.code == .tooManyRejects || stop.code == .booksUnbalanced else { return exitCode(stoppedBy: stop) }
        }
        if !isQuiet { printSummary(outcome) }
        if let stop = outcome.stop { return exitCode(stoppedBy: stop) }
        if outcome.books.rejected + outcome.books.duplicate > 0 || failsOnWarning && outcome.warnings > 0 { return .rejects }
        return .done
    }

    private func exitCode(stoppedBy stop: Diagnostic) -> ExitCode {
        ExitCode(stoppedBy: stop.code, signal: environment.pendingSignal())
    }

    /// What has to be said again when a file in the source's encoding is read: a code page cannot be told from others.
    private var encodingFlag: String {
        guard let encoding = options.sourceTable.text.encoding, !encoding.isUnicode else { return "" }
        return " with --encoding " + CureTally.quoted(encoding.name)
    }

    private func printSummary(_ outcome: RunOutcome) {
        if hidden > 0 {
            environment.writeError(SummaryText.tally(outcome.tally))
            environment.writeError(
                "note: \(SummaryText.count(hidden)) more findings are not shown; --report FILE lists them all\n")
        }
        environment.writeError(SummaryText.passed(outcome.passed))
        if outcome.books.rejected + outcome.books.duplicate > 0 {
            let hint = options.rejects.map { "the rejected records are in '\($0.name)': correct them there and read it as the next SOURCE\(encodingFlag)" }
                ?? "--rejects FILE writes the rejected records to a file to correct and read again"
            environment.writeError("hint: " + DiagnosticText.printable(hint) + "\n")
        }
        if let hint = cures.hint(options) { environment.writeError("hint: " + DiagnosticText.printable(hint) + "\n") }
        environment.writeError(SummaryText.books(outcome, words))
    }
}
