import Readers
import Records
import Schemas
import Validation
import Writers

/// A run of which everything is known before the first record is read: source, schema, columns, rules, filters.
///
/// Whatever can be wrong with the command, the header or the schema is found here, and all of it is listed.
public struct PreparedRun {
    public let options: RunOptions
    public let source: any RecordSource
    public let schema: Schema
    public let binding: ColumnBinding
    /// What a person should know before the run: what was detected, what fills nothing, what a server would make of it.
    public let notes: [Diagnostic]

    let plan: ValidationPlan
    let filter: RecordFilter
    let defaults: [FieldDefault]

    /// - Parameters:
    ///   - standardInput: the descriptor behind a source without a path.
    ///   - duplicates: the records that are left out because their key stands before.
    ///   - fold: the records that are joined with others of their key.
    /// - Throws: the first diagnostic that makes the run impossible.
    public init(
        _ options: RunOptions, catalog: SchemaCatalog, standardInput: Int32, duplicates: DuplicateList? = nil,
        fold: FoldList? = nil, isInterrupted: @escaping @Sendable () -> Bool
    ) throws(Diagnostic) {
        self.options = options
        let name = options.source.name
        let input = try ByteSource(name: name, path: options.source.path, descriptor: standardInput, isInterrupted: isInterrupted)
        source = try Self.open(input, options, isInterrupted)
        var notes: [Diagnostic] = []
        if source.encoding.isGuessedCodePage, let guess = StreamMessages.detected(name, source.encoding) { notes.append(guess) }

        let binder = ColumnBinder(overrides: options.columnOverrides, allowsUndocumented: options.allowsUndocumented)
        if let wanted = options.schema {
            schema = try catalog.schema(named: wanted)
            if schema.isUndocumented && !options.allowsUndocumented { throw RunMessages.undocumentedSchema(schema) }
        } else {
            let schemas = try catalog.recordSchemas().filter { !$0.isUndocumented || options.allowsUndocumented }
            let guess = try SchemaGuess(source, binder, schemas, set: options.constants.map(\.field))
            schema = guess.schema
            notes.append(RunMessages.schemaGuessed(
                schema, matched: guess.matched, of: guess.columns, word: guess.word, source: name))
        }
        try (source as? JSONSource)?.choose(for: schema, at: options.pointer)
        notes.insert(RunMessages.dialect(source), at: 0)
        if !(source is CSVSource), let flag = options.tableFlag { throw RunMessages.onlyForTables(flag, source: name) }
        if let note = try catalog.note(on: schema) { notes.append(note) }
        binding = source is CSVSource ? try binder.bind(source.columns, to: schema, source: name) : ColumnBinding.none
        notes += binding.notes
        var reading = RecordReading(schema: schema, binding: binding, emptyAs: options.emptyAs)
        reading.isStrict = options.isStrict
        reading.allowsUndocumented = options.allowsUndocumented
        self.reading = reading

        if !options.allowsUndocumented { try Self.refuseUndocumented(options, schema) }
        let constants = try RunConstants(options.constants, schema, binding, columns: source.columns)
        defaults = constants.defaults
        fillableFields = Self.fillableFields(source, binding, schema, options)
        let filled = FilledFields(fillableFields.union(defaults.map(\.field)), of: schema)
        let missing = filled.missingRequired
        if !missing.isEmpty { throw RunMessages.noColumn(missing, schema, source: name) }
        let absent = filled.absent
        let fields = schema.fields
        let readAsZero = absent.filter(filled.isDemanded).map { fields[$0] }.filter {
            !$0.isNullable && $0.type.absentReading != nil && (options.allowsUndocumented || !$0.isUndocumented)
        }
        if schema.validation == .dotNetDataAnnotations && !readAsZero.isEmpty {
            notes.append(RunMessages.absentEverywhere(readAsZero, source: name))
        }
        plan = try ValidationPlan(schema, isStrict: options.isStrict, absentFields: Set(absent), clock: try Self.clock(options, schema))
        try constants.check(against: plan)
        filter = try RecordFilter(options.filters, schema)
        watchedKey = try WatchedKey(options, schema, filled: fillableFields)
        self.duplicates = duplicates
        self.fold = fold
        self.notes = notes
    }

    /// What is watched of the keys: that of `--unique`, or the natural key with its spellings; `nil` when nobody asks, or the source
    /// does not fill the key.
    let watchedKey: WatchedKey?
    /// The records whose key stands before, where they are to be left out.
    let duplicates: DuplicateList?
    /// The records that are joined with others of their key, where they are.
    let fold: FoldList?

    /// How the source's records are read.
    let reading: RecordReading
    /// The fields that the source can have a value for: those with a column, and of a document all.
    let fillableFields: Set<Int>

    /// The clock of a server that takes no zone; `nil` for the others.
    private static func clock(_ options: RunOptions, _ schema: Schema) throws(Diagnostic) -> LocalClock? {
        guard options.zone != nil || schema.fields.contains(where: \.isZoneless) else { return nil }
        let name = options.zone ?? RunOptions.defaultZone
        guard let clock = LocalClock(named: name) else { throw RunMessages.unknownZone(name) }
        return clock
    }

    private static func fillableFields(
        _ source: any RecordSource, _ binding: ColumnBinding, _ schema: Schema, _ options: RunOptions
    ) -> Set<Int> {
        if source is CSVSource { return binding.boundFields }
        return Set(schema.fields.indices.filter { options.allowsUndocumented || !schema.fields[$0].isUndocumented })
    }

    /// The fields that the source fills, in the schema's order.
    var filledFields: [Int] {
        fillableFields.union(defaults.map(\.field)).filter { !schema.fields[$0].type.isObject }.sorted()
    }

    /// The same with the objects that the fields lie in.
    var filledFieldsWithObjects: [Int] { FilledFields(Set(filledFields), of: schema).withObjects }

    /// The columns that a table gets: the fields that the source fills, in the schema's order.
    ///
    /// - Throws: `flagsConflict` when columns for elements are wanted of a source that cannot be read twice, and what reading throws.
    func tableColumns(isInterrupted: @escaping @Sendable () -> Bool) throws(Diagnostic) -> [TableColumn] {
        let fields = filledFields
        let hasCollections = fields.contains { schema.fields[$0].type.isCollection }
        var extent = NestedExtent()
        if options.nestedStyle == .indexed && hasCollections { extent = try measureExtent(isInterrupted) }
        return TableColumn.columns(for: fields, of: schema, style: options.nestedStyle, extent: extent)
    }

    /// Reads the source once to see how many elements its collections have: the header must name them before the first record.
    private func measureExtent(_ isInterrupted: @escaping @Sendable () -> Bool) throws(Diagnostic) -> NestedExtent {
        guard let path = options.source.path, source.input.size != nil else { throw RunMessages.cannotReadTwice(options.source.name, flag: "--nested indexed", instead: "--nested json") }
        let input = try ByteSource(name: options.source.name, path: path, isInterrupted: isInterrupted)
        let again = try Self.open(input, options, isInterrupted)
        try (again as? JSONSource)?.choose(for: schema, at: options.pointer)
        let splitter = again.makeSplitter(recordLimit: options.recordLimit)
        let parser = again.makeParser(reading)
        let batch = RecordBatch(schema: schema)
        // What records make together is more than any of them has.
        var extent = fold?.extent ?? NestedExtent()
        while try splitter.fill(batch) {
            parser.parse(batch)
            // What is wrong with the source is said when its records are delivered.
            if batch.failure != nil { break }
            extent.include(batch)
        }
        return extent
    }

    /// Refuses flags that name a field which the documented page does not have.
    private static func refuseUndocumented(_ options: RunOptions, _ schema: Schema) throws(Diagnostic) {
        let named = options.constants.map { ("--set", $0.field) } + options.filters.map { ("--where", $0.field) }
        for (flag, name) in named {
            if let field = ColumnBinder.field(named: name, in: schema).map({ schema.fields[$0] }), field.isUndocumented {
                throw RunMessages.undocumentedField(field, flag: flag)
            }
        }
    }

    /// An interrupt ends the input, and half a header looks like a bad one.
    private static func open(
        _ input: ByteSource, _ options: RunOptions, _ isInterrupted: () -> Bool
    ) throws(Diagnostic) -> any RecordSource {
        let result = Result { () throws(Diagnostic) in
            try SourceOpening.open(input, options.sourceTable, format: options.sourceFormat, pointer: options.pointer)
        }
        if isInterrupted() { throw RunMessages.interrupted() }
        return try result.get()
    }
}
