import Pipeline
import Readers
import Records
import Schemas

#if canImport(Glibc)
import Glibc
#endif

/// What was typed, turned into what it means.
extension RunOptions {
    /// - Throws: a `Diagnostic` for a value that has to be fetched and is not there.
    init(_ arguments: ParsedArguments, in environment: Environment) throws {
        self.init(runID: environment.makeRunID(), source: environment.file(arguments.positionals.first ?? "-"))
        sourceTable = try TableOptions(arguments)
        sourceFormat = arguments.value(of: .inputFormat).flatMap(SourceFormat.init(rawValue:))
        zone = arguments.value(of: .zone)
        pointer = arguments.value(of: .at)
        tableFlag = [Flag.column, .delimiter, .quote, .noHeader, .emptyAs].first(where: arguments.has)?.spelling
        schema = arguments.value(of: .schema)
        rejects = arguments.value(of: .rejects).map(environment.file)
        report = arguments.value(of: .report).map(environment.file)
        columnOverrides = arguments.pairs(of: .column).map { ColumnBinder.Override(header: $0.name, field: $0.value) }
        constants = try arguments.pairs(of: .set).map { try environment.constant($0) }
        filters = arguments.conditions(of: .where).map {
            FilterExpression(field: $0.field, values: $0.values, isNegated: $0.isNegated)
        }
        emptyAs = arguments.value(of: .emptyAs).flatMap(EmptyCell.init(rawValue:)) ?? .missing
        offset = arguments.count(of: .offset) ?? 0
        limit = arguments.count(of: .limit)
        rejectLimit = arguments.rejectLimit(of: .maxErrors).map {
            switch $0 {
            case .count(let number): .count(number)
            case .percent(let share): .percent(share)
            }
        }
        recordLimit = arguments.size(of: .maxRecord) ?? recordLimit
        uniqueField = arguments.value(of: .unique)
        foldField = arguments.value(of: .fold)
        if foldField != nil { try Self.checkFold(arguments) }
        isStrict = arguments.has(.strict)
        allowsUndocumented = arguments.has(.allowUndocumented)
        allowsEmpty = arguments.has(.allowEmpty)
        showsValues = arguments.has(.showValues)
        stateDirectory = environment.stateDirectory
        if let directory = environment.variables["TMPDIR"], !directory.isEmpty { temporaryDirectory = environment.path(directory) }
    }
}

extension RunOptions {
    /// Joining the records of a key goes with nothing that takes some of them away.
    private static func checkFold(_ arguments: ParsedArguments) throws(UsageFault) {
        if arguments.has(.unique) {
            throw UsageFault(.conflict(.fold, .unique, because: "one joins the records of a key, the other leaves them out"), in: arguments.command)
        }
        for flag in [Flag.offset, .limit] where arguments.has(flag) {
            throw UsageFault(.conflict(.fold, flag, because: "a slice holds only some of the records of a key"), in: arguments.command)
        }
    }
}

extension Environment {
    /// The file that a word names; `-` is a standard stream.
    func file(_ typed: String) -> RunOptions.File {
        RunOptions.File(name: typed, path: typed == "-" ? nil : path(typed))
    }

    /// The schemas that are built in, and those of the documents named by `--openapi`.
    func catalog(_ arguments: ParsedArguments) throws(Diagnostic) -> SchemaCatalog {
        let pendingSignal = pendingSignal
        let files = arguments.values(of: .openAPI).map { RunOptions.File(name: $0, path: path($0)) }
        return try SchemaCatalog(openAPI: files, isInterrupted: { pendingSignal() != 0 })
    }

    /// Where small things are remembered between runs (XDG Base Directory Specification); `nil` when there is no home.
    var stateDirectory: String? {
        if let directory = variables["XDG_STATE_HOME"], directory.hasPrefix("/") { return directory + "/transload" }
        return variables["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.local/state/transload" : nil }
    }

    /// The value of a `--set`, fetched from where it is kept: `env:NAME`, or the first line of `file:PATH`.
    fileprivate func constant(_ pair: NamePair) throws(Diagnostic) -> RunOptions.Constant {
        if pair.value.hasPrefix("env:") {
            let name = String(pair.value.dropFirst(4))
            guard let value = variables[name] else {
                throw Diagnostic(.badFlagValue, "--set \(pair.name): there is no environment variable '\(name)'")
            }
            return RunOptions.Constant(field: pair.name, value: value, isIndirect: true)
        }
        if pair.value.hasPrefix("file:") {
            let name = String(pair.value.dropFirst(5))
            return RunOptions.Constant(field: pair.name, value: try firstLine(of: name, for: pair.name), isIndirect: true)
        }
        return RunOptions.Constant(field: pair.name, value: pair.value, isIndirect: false)
    }

    private func firstLine(of name: String, for field: String) throws(Diagnostic) -> String {
        guard let file = fopen(path(name), "r") else {
            throw Diagnostic(
                .badFlagValue, "--set \(field): cannot open '\(name)': \(Environment.description(ofError: errno))")
        }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count].prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    }
}
