import Foundation
import Readers
import Records
import Syntax

/// Everything that reading a source gives, numbered as a run numbers it.
struct Reading: Equatable {
    struct Record: Equatable {
        var number: Int
        var line: Int
        /// The offset in the source, in bytes.
        var offset: Int
        var raw: [UInt8]
        /// `=text` for a string, `null`, or `missing`.
        var values: [String]
    }

    var columns: [String] = []
    var records: [Record] = []
    /// The findings, their records counted from 1 in the source.
    var faults: [Finding] = []
    var lines = 0
    var chunks = 0

    var values: [[String]] { records.map(\.values) }
}

/// How a source is read in a test.
struct ReadingOptions {
    var emptyAs = EmptyCell.missing
    var chunkSize = CSVSplitter.chunkSize
    var recordLimit = 1 << 24
    /// Given, the bytes come through a pipe in pieces of these lengths; else from a file.
    var pipe: [Int]?
    /// A file that holds the bytes already; else one is written for the time of reading.
    var path: String?
    var overrides: [ColumnBinder.Override] = []
    var schema = TestSchema.letters
    var name = "source.csv"
}

enum TestSchema {
    /// Three texts: A, B and C.
    static let letters = Schema(
        name: "Letters", system: "test", validation: .dotNetDataAnnotations,
        fields: ["A", "B", "C"].map { Field(name: $0, type: .string) })
}

/// Runs `body` on a source that holds the bytes.
func withSource<Result>(
    _ bytes: [UInt8], _ options: ReadingOptions = ReadingOptions(), _ body: (ByteSource) throws -> Result
) throws -> Result {
    if let sizes = options.pipe {
        let piped = try PipedBytes(bytes, sizes: sizes)
        return try withExtendedLifetime(piped) {
            try body(ByteSource(name: options.name, path: nil, descriptor: piped.descriptor, isInterrupted: { false }))
        }
    }
    func open(_ path: String) throws -> Result { try body(ByteSource(name: options.name, path: path, isInterrupted: { false })) }
    return try options.path.map(open) ?? withFile(bytes, open)
}

/// Runs `body` on the path of a temporary file that holds the bytes.
func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("transload-\(UUID().uuidString).csv")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(file.path)
}

/// Reads a whole source, chunk by chunk.
func read(_ bytes: [UInt8], _ options: ReadingOptions = ReadingOptions()) throws -> Reading {
    try withSource(bytes, options) { input in
        let source = try CSVSource(input)
        let binding = try ColumnBinder(overrides: options.overrides).bind(source.columns, to: options.schema, source: options.name)
        let splitter = CSVSplitter(source, recordLimit: options.recordLimit, chunkSize: options.chunkSize)
        let parser = CSVRecordParser(dialect: source.dialect, RecordReading(schema: options.schema, binding: binding, emptyAs: options.emptyAs))
        let batch = RecordBatch(schema: options.schema)
        var reading = Reading(columns: source.columns)
        while try splitter.fill(batch) {
            parser.parse(batch)
            batch.firstRecord = reading.records.count + 1
            batch.firstLine = source.startLine + reading.lines
            reading.faults += batch.faults.map { fault in
                var fault = fault
                fault.record = batch.number(of: fault.record)
                return fault
            }
            for record in 0..<batch.recordCount { reading.records.append(Reading.Record(batch, record)) }
            reading.lines += batch.lineCount
            reading.chunks += 1
        }
        return reading
    }
}

/// The diagnostic that ends the reading.
func refusal(_ bytes: [UInt8], _ options: ReadingOptions = ReadingOptions()) throws -> Diagnostic? {
    do {
        _ = try read(bytes, options)
        return nil
    } catch let diagnostic as Diagnostic {
        return diagnostic
    }
}

extension Reading.Record {
    init(_ batch: RecordBatch, _ record: Int) {
        let view = batch.view
        number = batch.number(of: record)
        line = batch.line(of: record)
        offset = batch.byteOffset + Int(batch.bounds[record].start)
        raw = Array(batch.rawRecord(record))
        values = (0..<batch.fieldCount).map { field in
            let slot = view.slot(record, field)
            switch slot.kind {
            case Slot.Kind.missing: return "missing"
            case Slot.Kind.null: return "null"
            default: return "=" + view.text(slot)
            }
        }
    }
}
