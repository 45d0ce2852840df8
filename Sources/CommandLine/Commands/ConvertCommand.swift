import Pipeline
import Records
import Writers

/// Judges the records of a source and writes those that pass.
struct ConvertCommand: Command {
    func run(_ arguments: ParsedArguments, in environment: Environment) throws -> ExitCode {
        var options = try RunOptions(arguments, in: environment)
        let typed = arguments.value(of: .output) ?? ""
        let destination = environment.file(typed)
        guard let format = try format(for: destination, arguments) else {
            throw Diagnostic(
                .outputFormatUnknown, "'\(typed)' does not say in which format to write",
                hint: "--output-format is one of \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        options.format = format
        options.nestedStyle = arguments.value(of: .nested).flatMap(NestedStyle.init(rawValue:)) ?? .json
        options.mayOverwrite = arguments.has(.overwrite)
        if !arguments.has(.dryRun) { options.destination = destination }
        return try RunConsole(arguments, options, environment, words: .delivering(isDryRun: arguments.has(.dryRun))).run()
    }

    private func format(for destination: RunOptions.File, _ arguments: ParsedArguments) throws -> OutputFormat? {
        if let word = arguments.value(of: .outputFormat) { return OutputFormat(rawValue: word) }
        return OutputFormat(fileName: destination.name)
    }
}

