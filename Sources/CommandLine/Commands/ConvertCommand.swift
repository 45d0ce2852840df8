import Pipeline
import Records
import Writers

/// Judges the records of a source and writes those that pass.
struct ConvertCommand: Command {
    func run(_ arguments: ParsedArguments, in environment: Environment) throws -> ExitCode {
        var options = try RunOptions(arguments, in: environment)
        options.sourceTable.text.refusesGuess = true
        let (destination, format) = try destination(arguments, in: environment)
        try checkDatabaseFlags(arguments, format)
        options.format = format
        options.isSingle = arguments.has(.single)
        if options.isSingle && !format.canBeSingle {
            throw UsageFault(.conflict(.output, .single, because: "only json, xml and form can be one record by itself"), in: .convert)
        }
        options.isPretty = arguments.has(.pretty)
        if options.isPretty && format != .json {
            throw UsageFault(.conflict(.output, .pretty, because: "only a JSON array has this form"), in: .convert)
        }
        options.table = arguments.value(of: .table)
        options.appends = arguments.has(.append)
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
        if FilePaths.isRegularFile(path) && !options.mayOverwrite && !options.appends {
            let hint = options.format == .sqlite ? "--append adds to it, --overwrite replaces it" : "--overwrite replaces it"
            throw Diagnostic(.destinationExists, "'\(destination.name)' exists", hint: hint)
        }
    }

    /// The prefix of a destination that is a database whatever its name ends in.
    private static let databasePrefix = "sqlite:"

    /// Where the records go and in which format: by the prefix, by --output-format, or by the ending of the name.
    private func destination(
        _ arguments: ParsedArguments, in environment: Environment
    ) throws -> (file: RunOptions.File, format: OutputFormat) {
        let typed = arguments.value(of: .output) ?? ""
        let wanted = arguments.value(of: .outputFormat).flatMap(OutputFormat.init(rawValue:))
        if typed.hasPrefix(Self.databasePrefix) {
            if wanted != nil && wanted != .sqlite {
                throw UsageFault(.conflict(.output, .outputFormat, because: "DEST is a database by its prefix"), in: .convert)
            }
            let name = String(typed.dropFirst(Self.databasePrefix.count))
            if name.isEmpty { throw UsageFault(.wrongValue(.output, typed, expected: "the name of a file behind 'sqlite:'"), in: .convert) }
            return (environment.file(name), .sqlite)
        }
        guard let format = wanted ?? OutputFormat(fileName: typed) else {
            throw Diagnostic(
                .outputFormatUnknown, "'\(typed)' does not say in which format to write",
                hint: "--output-format is one of \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return (environment.file(typed), format)
    }

    private func checkDatabaseFlags(_ arguments: ParsedArguments, _ format: OutputFormat) throws {
        if arguments.has(.append) && arguments.has(.overwrite) {
            throw UsageFault(.conflict(.append, .overwrite, because: "one keeps what DEST holds, the other replaces it"), in: .convert)
        }
        if let table = arguments.value(of: .table), table.lowercased().hasPrefix("sqlite_") || table.utf8.contains(0) {
            throw UsageFault(.wrongValue(.table, table, expected: "a name that SQLite does not keep for itself"), in: .convert)
        }
        if format == .sqlite { return }
        for flag in [Flag.append, .table] where arguments.has(flag) {
            throw UsageFault(.conflict(.output, flag, because: "only a database has tables to add to"), in: .convert)
        }
    }
}

