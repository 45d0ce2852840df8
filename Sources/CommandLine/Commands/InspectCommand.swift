import Pipeline
import Readers
import Schemas

/// Shows what a source is, what its columns hold, and what is damaged in it.
struct InspectCommand: Command {
    func run(_ arguments: ParsedArguments, in environment: Environment) throws -> ExitCode {
        var options = InspectOptions(source: environment.file(arguments.positionals.first ?? "-"))
        options.schema = arguments.value(of: .schema)
        options.allowsUndocumented = arguments.has(.allowUndocumented)
        options.columnOverrides = arguments.pairs(of: .column).map { ColumnBinder.Override(header: $0.name, field: $0.value) }
        options.table = try TableOptions(arguments)
        options.recordLimit = arguments.size(of: .maxRecord) ?? options.recordLimit
        let pendingSignal = environment.pendingSignal
        let inspection = try Inspection(
            options, catalog: environment.catalog(arguments), standardInput: environment.standardInput,
            isInterrupted: { pendingSignal() != 0 })
        if let note = inspection.note { environment.report(note) }
        let report = try inspection.perform()
        let text = arguments.has(.json)
            ? InspectJSON.text(report) : InspectText(isWhole: arguments.has(.showValues)).text(report)
        try environment.writeOutput(text)
        return .done
    }
}
