import Records
import Writers

/// Where the delivered records of a run go.
enum RecordOutput {
    /// Workers render records side by side and write them at offsets that were set aside in order.
    case file(OutputFile, any RecordWriter)
    /// Workers hand whole batches over, in order.
    case sink(any RecordSink)

    /// Opens the destination of a run; `nil` when it has none.
    ///
    /// - Throws: what `OutputFile`, `SQLiteWriter` and `PreparedRun.tableColumns` throw.
    static func open(
        _ prepared: PreparedRun, standardOutput: Int32, isInterrupted: @escaping @Sendable () -> Bool
    ) throws(Diagnostic) -> RecordOutput? {
        let options = prepared.options
        guard let destination = options.destination else { return nil }
        let schema = prepared.schema
        guard options.format != .sqlite else {
            guard let path = destination.path else { throw RunMessages.streamForDatabase() }
            var database = SQLiteWriter.Destination(name: destination.name, path: path, table: options.table)
            database.appends = options.appends
            database.mayReplace = options.mayOverwrite
            return .sink(try SQLiteWriter(schema, fields: prepared.filledFieldsWithObjects, to: database, isInterrupted: isInterrupted))
        }
        let file = try OutputFile(
            name: destination.name, path: destination.path, descriptor: standardOutput, isPrivate: schema.holdsSecrets,
            mayReplace: options.mayOverwrite, isInterrupted: isInterrupted)
        if options.format == .form { return .sink(FormRecordSink(file, schema, layout: options.isSingle ? .record : .list)) }
        let columns = options.format.isTable ? try prepared.tableColumns(isInterrupted: isInterrupted) : []
        guard let writer = options.format.writer(for: schema, columns: columns, isPretty: options.isPretty, isSingle: options.isSingle) else { return nil }
        return .file(file, writer)
    }

    var file: OutputFile? {
        if case .file(let file, _) = self { file } else { nil }
    }

    var writer: (any RecordWriter)? {
        if case .file(_, let writer) = self { writer } else { nil }
    }

    var sink: (any RecordSink)? {
        if case .sink(let sink) = self { sink } else { nil }
    }

    /// Whether `abandon` leaves no trace of the records; what has gone down a pipe is gone.
    var isRevocable: Bool { file?.isSeekable ?? true }

    /// Writes what stands before the first record.
    func begin() throws(Diagnostic) {
        if case .file(let file, let writer) = self { try file.append(writer.header) }
    }

    /// Writes what stands behind the last record, and lets the destination appear.
    func finish() throws(Diagnostic) {
        switch self {
        case .file(let file, let writer):
            try file.append(writer.footer)
            try file.finish()
        case .sink(let sink): try sink.finish()
        }
    }

    func abandon() {
        switch self {
        case .file(let file, _): file.abandon()
        case .sink(let sink): sink.abandon()
        }
    }
}
