import Readers
import Records
import Schemas
import Synchronization
import Syntax
import Validation

/// Looks at a whole source and says what it is, what its columns hold, and what is damaged in it.
///
/// ```swift
/// let report = try Inspection(options, catalog: SchemaCatalog(), standardInput: 0, isInterrupted: { false }).perform()
/// ```
///
/// Workers take chunks as they come and keep a profile of every column each; the profiles are merged at the end. Memory depends
/// on the number of columns and workers, never on that of records.
public final class Inspection: @unchecked Sendable {
    public let source: CSVSource
    /// What a person should know about the schema; `nil` nearly always.
    public let note: Diagnostic?
    private let schema: Schema?
    private let guesser: ColumnGuesser
    private let scopedKinds: [[DamageKind]]
    private let queue: ChunkQueue
    private let workers = Mutex<[InspectWorker]>([])

    /// - Throws: what opening the source and reading its header throws, and `schemaUnknown` for a name that is none,
    ///   `undocumented` for that of a schema that is not allowed.
    public init(
        _ options: InspectOptions, catalog: SchemaCatalog, standardInput: Int32, isInterrupted: @escaping @Sendable () -> Bool
    ) throws(Diagnostic) {
        let input = try ByteSource(
            name: options.source.name, path: options.source.path, descriptor: standardInput, isInterrupted: isInterrupted)
        source = try Self.open(input, options.table, isInterrupted)
        let binder = ColumnBinder(overrides: options.columnOverrides, allowsUndocumented: options.allowsUndocumented)
        schema = try Self.schema(options.schema, binder, source, catalog)
        note = try schema.flatMap { (schema) throws(Diagnostic) in try catalog.note(on: schema) }
        guesser = ColumnGuesser(schema, overrides: options.columnOverrides, allowsUndocumented: options.allowsUndocumented)
        scopedKinds = try Self.scopedKinds(guesser.byName(source.columns), schema)
        queue = ChunkQueue(source, recordLimit: options.recordLimit, isInterrupted: isInterrupted)
    }

    /// An interrupt ends the input, and half a header looks like a bad one.
    static func open(
        _ input: ByteSource, _ table: TableOptions, _ isInterrupted: () -> Bool
    ) throws(Diagnostic) -> CSVSource {
        let result = Result { () throws(Diagnostic) in try SourceOpening.openTable(input, table) }
        if isInterrupted() { throw RunMessages.interrupted() }
        return try result.get()
    }

    /// The schema that is named, or that the header fits; `nil` when it fits none, or several alike.
    static func schema(
        _ name: String?, _ binder: ColumnBinder, _ source: CSVSource, _ catalog: SchemaCatalog
    ) throws(Diagnostic) -> Schema? {
        if let name {
            let schema = try catalog.schema(named: name)
            if schema.isUndocumented && !binder.allowsUndocumented { throw RunMessages.undocumentedSchema(schema) }
            return schema
        }
        let schemas = try catalog.recordSchemas().filter { !$0.isUndocumented || binder.allowsUndocumented }
        do throws(Diagnostic) {
            return try SchemaGuess(source, binder, schemas, set: []).schema
        } catch {
            if error.code == .schemaAmbiguous { return nil }
            throw error
        }
    }

    /// Which kinds of damage are some in the columns only that fill certain fields: those that `fix` would repair there.
    private static func scopedKinds(_ guesses: [ColumnGuess], _ schema: Schema?) throws(Diagnostic) -> [[DamageKind]] {
        let rules: ValidationPlan?
        if let schema { rules = try ValidationPlan(schema) } else { rules = nil }
        return guesses.map { guess in
            guard let rules, guess.isBound, let field = guess.boundField else { return [] }
            return DamageKind.scoped.filter { kind in kind.repair.map { rules.isFor($0, field: field) } ?? false }
        }
    }

    /// Reads the source to its end.
    ///
    /// - Throws: what reading throws, or `interrupted`.
    public func perform() throws(Diagnostic) -> InspectReport {
        Workers.run(Workers.processorCount) { self.work() }
        try queue.check()
        let all = workers.withLock { $0 }
        let worker = all.first ?? InspectWorker(scopedKinds: scopedKinds, dialect: source.dialect)
        for other in all.dropFirst() { worker.merge(other) }
        return report(of: worker)
    }

    private func work() {
        let worker = InspectWorker(scopedKinds: scopedKinds, dialect: source.dialect)
        let batch = ChunkQueue.makeBatch()
        while queue.take(batch) {
            let (records, lines) = worker.inspect(batch.chunk, sequence: batch.sequence)
            queue.count(batch.sequence, records: records, lines: lines)
        }
        workers.withLock { $0.append(worker) }
    }

    // MARK: The report

    private func report(of worker: InspectWorker) -> InspectReport {
        let places = queue.resolver()
        var report = InspectReport(source: source.input.name)
        report.bytes = source.input.bytesRead
        describeForm(&report)
        report.records = places.end.records
        report.lineEnds = worker.lineEnds
        report.blankLines = worker.blankLines
        report.passed = worker.passed
        report.passed.blankRows += source.blankRows
        func irregular(_ found: InspectWorker.Irregular) -> InspectReport.Irregular {
            InspectReport.Irregular(count: found.count, firstLine: found.first.map(places.line) ?? 0)
        }
        report.shortRecords = irregular(worker.short)
        report.longRecords = irregular(worker.long)
        report.unclosedQuotes = irregular(worker.unclosed)
        report.malformedRecords = irregular(worker.malformed)
        report.schema = schema?.name
        describeColumns(worker.columns, places, &report)
        return report
    }

    private func describeForm(_ report: inout InspectReport) {
        let detected = source.encoding
        report.encoding = detected.encoding.name
        report.encodingEvidence = detected.encoding.isUTF8 ? nil : detected.evidence
        report.isEncodingGuessed = detected.isGuessedCodePage
        report.encodingChange = source.encodingChange?.message
        report.hasByteOrderMark = source.hasByteOrderMark
        report.delimiter = source.dialect.delimiterName
        report.quote = source.dialect.quote.map { String(Character(Unicode.Scalar($0))) }
    }

    private func describeColumns(_ profiles: [ColumnProfile], _ places: PlaceResolver, _ report: inout InspectReport) {
        var guesses = guesser.byName(source.columns)
        let taken = Set(guesses.compactMap(\.field))
        let free = (schema?.fields ?? []).filter { !taken.contains($0.name) && !$0.isSecret && guesser.mayUse($0) }.map(\.name)
        for index in guesses.indices where guesses[index].reason == .unknown {
            guesses[index] = guesser.byValues(profiles[index], free: free)
        }
        report.boundColumns = guesses.count(where: \.isBound)
        let masked = masks(guesses, profiles)
        // In a record that lacks cells a secret may stand in any column.
        let hasMasks = masked.contains(true)
        func shown(_ sighting: Sighting, _ column: Int) -> String {
            masked[column] || (hasMasks && !sighting.isCertain) ? InspectReport.mask : sighting.text
        }
        for (index, profile) in profiles.enumerated() {
            let samples = profile.samples.map { shown($0, index) }
            report.columns.append(InspectReport.Column(
                header: source.columns[index], guess: guesses[index], isMasked: masked[index], filled: profile.filled,
                distinct: profile.distinct.count, isDistinctExact: profile.distinct.isExact,
                shortest: profile.filled == 0 ? 0 : profile.minimum, longest: profile.maximum,
                samples: masked[index] && !samples.isEmpty ? [InspectReport.mask] : samples))
            for entry in ColumnDamage.judge(profile, header: source.columns[index], takesNumbers: takesNumbers(guesses[index])) {
                report.damage.append(InspectReport.Damage(
                    kind: entry.kind, column: index, header: source.columns[index], count: entry.count,
                    record: entry.example.map { places.record($0.place) }, line: entry.example.map { places.line($0.place) } ?? 0,
                    example: entry.example.map { shown($0, index) } ?? ""))
            }
        }
        for entry in HeaderDamage.find(source.columns) {
            let header = source.columns[entry.column]
            report.damage.append(InspectReport.Damage(
                kind: entry.kind, column: entry.column, header: header, count: 1, record: nil,
                line: max(1, source.startLine - 1), example: entry.other.map { source.columns[$0] } ?? header))
        }
        report.damage.sort { ($0.kind.rawValue, $0.column) < ($1.kind.rawValue, $1.column) }
    }

    /// Which columns are masked. One value of the form of a token is enough; what looks like chosen passwords must be most of
    /// the column. The raw text of a reject holds every field of its record.
    private func masks(_ guesses: [ColumnGuess], _ profiles: [ColumnProfile]) -> [Bool] {
        zip(zip(source.columns, guesses), profiles).map { named, profile in
            let (header, guess) = named
            let field = guess.boundField.flatMap { schema?.fields[$0] }
            if header == "_raw" || SecretColumns.isSecret(header: header, field: field) || profile.tokens > 0 { return true }
            return profile.filled >= 3 && profile.passwords * 10 >= profile.filled * 8
        }
    }

    private func takesNumbers(_ guess: ColumnGuess) -> Bool {
        guard let field = guess.boundField.flatMap({ schema?.fields[$0] }) else { return false }
        switch field.type {
        case .string, .guid, .collection: return false
        default: return true
        }
    }
}
