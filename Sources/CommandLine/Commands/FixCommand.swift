import Pipeline
import Readers
import Records
import Schemas
import Syntax

/// Makes the repairs that somebody accepted, or lists what each would change.
///
/// The list goes to standard output where it is all there is, and to standard error beside a file that is written.
struct FixCommand: Command {
    func run(_ arguments: ParsedArguments, in environment: Environment) throws -> ExitCode {
        let options = try self.options(arguments, environment)
        let pendingSignal = environment.pendingSignal
        let fixing = try Fixing(
            options, catalog: environment.catalog(arguments), standardInput: environment.standardInput, standardOutput: environment.standardOutput,
            isInterrupted: { pendingSignal() != 0 })
        if let note = fixing.note { environment.report(note) }
        let report = try fixing.perform()
        if options.accepted.isEmpty {
            try environment.writeOutput(FixText.list(report, showsAll: false))
            if !arguments.has(.quiet) { environment.writeError(hints(report, options)) }
            return .done
        }
        let list = FixText.list(report, showsAll: true)
        let summary = FixText.summary(report, written: options.destination?.name)
        if options.destination == nil {
            try environment.writeOutput(list + summary)
        } else if !arguments.has(.quiet) {
            environment.writeError(list)
        }
        try fixing.finish()
        if arguments.has(.quiet) { return .done }
        if options.destination != nil { environment.writeError(summary) }
        environment.writeError(note(report, options))
        return .done
    }

    private func options(_ arguments: ParsedArguments, _ environment: Environment) throws -> FixOptions {
        var options = FixOptions(source: environment.file(arguments.positionals.first ?? "-"))
        let words = arguments.value(of: .accept)?.split(separator: ",") ?? []
        options.accepted = Set(words.compactMap { FixKind(String($0)) })
        options.only = arguments.values(of: .only)
        options.schema = arguments.value(of: .schema)
        options.allowsUndocumented = arguments.has(.allowUndocumented)
        options.columnOverrides = arguments.pairs(of: .column).map { ColumnBinder.Override(header: $0.name, field: $0.value) }
        options.table = try TableOptions(arguments)
        options.recordLimit = arguments.size(of: .maxRecord) ?? options.recordLimit
        options.mayOverwrite = arguments.has(.overwrite)
        if options.accepted.isEmpty || arguments.has(.dryRun) { return options }
        guard let typed = arguments.value(of: .output) else { throw UsageFault(.missingFlag(.output), in: .fix) }
        options.destination = environment.file(typed)
        return options
    }

    /// What to type next.
    private func hints(_ report: FixReport, _ options: FixOptions) -> String {
        guard report.entries.contains(where: { $0.count > 0 }) else { return note(report, options) }
        return note(report, options) + "hint: nothing is changed without --accept: transload fix "
            + DiagnosticText.printable(CureTally.quoted(options.source.name)) + " -o DEST --accept KIND,…\n"
    }

    /// What was passed over, and where repairs could not go.
    private func note(_ report: FixReport, _ options: FixOptions) -> String {
        SummaryText.passed(report.passed) + scopeNote(report, options)
    }

    private func scopeNote(_ report: FixReport, _ options: FixOptions) -> String {
        let scoped = Repair.allCases.filter { $0.scope != .anyText && (options.accepted.isEmpty || options.accepted.contains(.repair($0))) }
        guard report.schema == nil, options.only.isEmpty, !scoped.isEmpty else { return "" }
        return "note: the header fits no schema, or several alike, so nothing says which columns hold digits or names; --schema NAME says it, "
            + "--only COLUMN names them for \(scoped.map(\.name).joined(separator: ", "))\n"
    }
}
