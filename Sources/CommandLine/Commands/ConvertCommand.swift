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
        if arguments.has(.dryRun) {
            try refuseExisting(destination, options)
        } else {
            options.destination = destination
        }
        return try RunConsole(arguments, options, environment, words: .delivering(isDryRun: arguments.has(.dryRun))).run()
    }

    /// A dry run finds what the real one would stumble over before it reads a record.
    private func refuseExisting(_ destination: RunOptions.File, _ options: RunOptions) throws {
        guard let path = destination.path else { return }
        if let source = options.source.path, FilePaths.areSame(path, source) {
            throw Diagnostic(.sourceIsDestination, "'\(destination.name)' is the source and the destination", hint: "name another file")
        }
        if FilePaths.isRegularFile(path) && !options.mayOverwrite {
            throw Diagnostic(.destinationExists, "'\(destination.name)' exists", hint: "--overwrite replaces it")
        }
    }

    private func format(for destination: RunOptions.File, _ arguments: ParsedArguments) throws -> OutputFormat? {
        if let word = arguments.value(of: .outputFormat) { return OutputFormat(rawValue: word) }
        return OutputFormat(fileName: destination.name)
    }
}

