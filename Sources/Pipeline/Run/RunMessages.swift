#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Readers
import Records
import Writers

/// The words about a run as a whole.
enum RunMessages {
    static func secretFilter(_ field: String) -> Diagnostic {
        Diagnostic(
            .secretOnCommandLine, "'\(field)' is a secret: --where cannot compare it, since the value would stand on the command line")
    }

    static func unknownField(_ name: String, flag: String, _ schema: Schema) -> Diagnostic {
        let nearest = nearestName(to: name, in: schema.fields.map(\.name)).map { "; nearest is '\($0)'" } ?? ""
        return Diagnostic(
            .fieldUnknown, "\(flag) names '\(name)', but \(schema.name) has no such field\(nearest)",
            hint: "transload schemas \(schema.name)")
    }

    static func undocumentedSchema(_ schema: Schema) -> Diagnostic {
        Diagnostic(
            .undocumented, "the documentation of \(schema.system) does not have \(schema.name)", hint: "--allow-undocumented uses it")
    }

    static func undocumentedField(_ field: Field, flag: String) -> Diagnostic {
        Diagnostic(
            .undocumented, "\(flag) names '\(field.name)', which the documentation does not have", hint: "--allow-undocumented uses it")
    }

    static func documentTooLarge(_ name: String, limit: Int) -> Diagnostic {
        Diagnostic(
            .schemaMalformed, "the document is larger than \(limit >> 20) MiB", at: SourcePosition(source: name))
    }

    static func noColumn(_ fields: [Field], _ schema: Schema, source: String) -> Diagnostic {
        let names = fields.map { "'\($0.name)'" }.joined(separator: ", ")
        let verb = fields.count == 1 ? "is a required field" : "are required fields"
        let secret = fields.allSatisfy(\.isSecret)
        return Diagnostic(
            .requiredFieldWithoutColumn, "\(names) \(verb) of \(schema.name), and no column fills \(fields.count == 1 ? "it" : "them")",
            at: SourcePosition(source: source, line: 1),
            hint: "--column 'HEADER=\(fields.first?.name ?? "FIELD")' names the column, --set \(secret ? "FIELD=env:NAME" : "FIELD=VALUE") gives one value to all records")
    }

    static func absentEverywhere(_ fields: [Field], source: String) -> Diagnostic {
        var parts: [String] = []
        for reading in ["0", "false"] + fields.compactMap(\.type.absentReading) where !parts.contains(where: { $0.hasPrefix(reading + " ") }) {
            let names = fields.filter { $0.type.absentReading == reading }.map(\.name)
            if !names.isEmpty { parts.append("\(reading) for \(names.joined(separator: ", "))") }
        }
        let flags = fields.filter { if case .boolean = $0.type { true } else { false } }.map(\.name)
        return Diagnostic(
            .absentValueRead, "a .NET server will read \(parts.joined(separator: " and ")): no column, and no null value",
            severity: .warning, at: SourcePosition(source: source, line: 1),
            hint: flags.isEmpty ? nil : "--set FIELD=VALUE gives a field one value in all records")
    }

    static func setHasColumn(_ field: String, column: String) -> Diagnostic {
        Diagnostic(
            .flagsConflict, "--set gives '\(field)' a value, but the column '\(column)' fills it",
            hint: "--column '\(column)=' leaves the column out")
    }

    static func setTwice(_ field: String) -> Diagnostic {
        Diagnostic(.flagsConflict, "--set gives '\(field)' a value twice")
    }

    static func secretOnCommandLine(_ field: String) -> Diagnostic {
        Diagnostic(
            .secretOnCommandLine, "'\(field)' is a secret and must not stand on the command line, where others can read it",
            hint: "--set \(field)=env:NAME or --set \(field)=file:PATH")
    }

    static func badConstant(_ field: String, _ problem: String) -> Diagnostic {
        Diagnostic(.badFlagValue, "--set \(field): the value breaks a rule: \(problem)")
    }

    static func collectionConstant(_ field: Field) -> Diagnostic {
        let kind = field.type.isObject ? "an object, and its members are set one by one" : "a list of records"
        return Diagnostic(.badFlagValue, "--set cannot give '\(field.name)' a value: it is \(kind)")
    }

    static func cannotSort(_ directory: String, errno code: Int32) -> Diagnostic {
        Diagnostic(
            .writeFailed, "cannot keep sorted keys in '\(directory)': \(SystemError.text(code))",
            hint: "TMPDIR names another directory for temporary files")
    }

    static func cannotReadBack(_ code: Int32) -> Diagnostic {
        Diagnostic(.sourceUnreadable, "cannot read sorted keys back: \(SystemError.text(code))")
    }

    /// - Parameters:
    ///   - times: how often the source is read.
    ///   - instead: what else the user may do; `nil` when there is nothing.
    static func cannotReadTwice(_ source: String, flag: String, times: String = "twice", instead: String?) -> Diagnostic {
        Diagnostic(
            .flagsConflict, "\(flag) reads the source \(times), which '\(source)' does not allow",
            hint: "save it to a file first" + (instead.map { ", or take " + $0 } ?? ""))
    }

    static func foldWithoutValue(_ field: Field) -> Diagnostic {
        let kind = field.type.isObject ? "an object" : "a list of records"
        return Diagnostic(.fieldUnknown, "--fold cannot join by '\(field.name)': it is \(kind), and a key is a single value")
    }

    static func foldWithoutColumn(_ field: String, source: String) -> Diagnostic {
        Diagnostic(
            .fieldUnknown, "--fold names '\(field)', but no column of '\(source)' fills it", hint: "--column 'HEADER=\(field)' names the column")
    }

    static func joinedTooLong(_ source: String, record: Int, limit: Int) -> Diagnostic {
        Diagnostic(
            .recordTooLong, "with the later records of its key it is longer than \(ReaderMessages.byteText(limit))", at: SourcePosition(source: source, record: record),
            hint: "--max-record raises the limit; a key that many people share is no key")
    }

    static func joinedTooMuch(_ limit: Int) -> Diagnostic {
        Diagnostic(
            .recordTooLong, "the joined records of neighbouring keys are longer than \(limit >> 20) MiB together",
            hint: "sort the source by its key")
    }

    /// The columns are not named: a file without a header has a record there, and perhaps its password.
    static func noSchemaFits(_ source: any RecordSource, _ names: [String]) -> Diagnostic {
        guard source is CSVSource else {
            let what = switch source {
            case is XMLSource: "the root element of '\(source.input.name)' is that of no schema"
            case is FormSource: "the keys of a form tell nobody of which schema '\(source.input.name)' is"
            default: "no object in '\(source.input.name)' fits a schema: fewer than half of its members are fields of one"
            }
            let place = source is JSONSource ? ", --at POINTER says where the records stand" : ""
            return Diagnostic(
                .schemaAmbiguous, what, hint: "--schema NAME names the schema (\(names.joined(separator: ", ")))\(place)")
        }
        let source = source.input.name
        return Diagnostic(
            .schemaAmbiguous, "the first line of '\(source)' fits no schema: fewer than half of its columns are fields of one",
            hint: "--schema NAME names the schema (\(names.joined(separator: ", "))), --column 'HEADER=FIELD' says what a column is")
    }

    static func severalSchemasFit(_ source: any RecordSource, _ names: [String]) -> Diagnostic {
        let what = source is CSVSource ? "the header of '\(source.input.name)' fits" : "the records of '\(source.input.name)' fit"
        return Diagnostic(
            .schemaAmbiguous, "\(what) \(names.joined(separator: " and ")) alike", hint: "--schema NAME decides")
    }

    static func schemaGuessed(_ guess: SchemaGuess, source: String) -> Diagnostic {
        Diagnostic(
            .schemaGuessed, "read as \(guess.schema.name): \(guess.reason)",
            severity: .note, at: SourcePosition(source: source, line: 1))
    }

    static func unwritable(_ reason: UnwritableValue.Reason) -> String {
        switch reason {
        case .character: "holds a control character or another that XML cannot carry"
        case .unnamedMember: "the number of no documented member, and XML has names only"
        }
    }

    static func severalRecords(_ name: String) -> Diagnostic {
        Diagnostic(
            .severalRecords, "'\(name)' is to hold one record by itself, and there are more",
            hint: "leave --single out for a list; --limit 1, --offset and --where pick one record")
    }

    static func unknownZone(_ name: String) -> Diagnostic {
        Diagnostic(
            .badFlagValue, "this system has no time zone '\(name)'", hint: "--zone takes a name such as Europe/Rome; the package tzdata has their tables")
    }

    static func noTable(_ name: String, what: String) -> Diagnostic {
        Diagnostic(
            .notText, "'\(name)' is no table but \(what), which only 'validate' and 'convert' read",
            hint: "transload validate \(name) says what is wrong in it")
    }

    static func onlyForTables(_ flag: String, source: String) -> Diagnostic {
        Diagnostic(.flagsConflict, "\(flag) is for tables, and '\(source)' is a document, whose members carry the names of fields")
    }

    static func dialect(_ source: any RecordSource) -> Diagnostic {
        Diagnostic(
            .dialectDetected, "\(source.encoding.encoding.name)\(source.hasByteOrderMark ? " with byte order mark" : ""), \(source.formText)",
            severity: .note, at: SourcePosition(source: source.input.name, line: 1))
    }

    static func repeatedKey(_ repeated: KeyWatch.Repeat, field: String, source: String) -> Diagnostic {
        let message = repeated.isVariant
            ? "\(field): differs from record \(repeated.first) only in case, blanks, marks or the form of letters"
            : "\(field): the same key as record \(repeated.first)"
        return Diagnostic(
            repeated.isVariant ? .similarKey : .duplicateKey, message, severity: .warning,
            at: SourcePosition(source: source, record: repeated.record, line: repeated.line))
    }

    /// A warning of the reader that a run cannot go on with: what follows would be read as something else than it is.
    static func stopping(_ warning: Diagnostic) -> Diagnostic {
        var stop = warning
        stop.severity = .error
        return stop
    }

    static func noRecords(_ source: any RecordSource) -> Diagnostic {
        let what = source is CSVSource ? "has a header and no records" : "holds no records"
        return Diagnostic(.noRecords, "'\(source.input.name)' \(what)", hint: "--allow-empty accepts that")
    }

    static func tooManyRejects(_ rejected: Int, of read: Int, _ limit: RunOptions.RejectLimit, _ options: RunOptions) -> Diagnostic {
        let allowed = switch limit {
        case .count(let most): String(most)
        case .percent(let most): percentText(most) + " %"
        }
        return Diagnostic(
            .tooManyRejects, "stopped: \(rejected) of \(read) records rejected, --max-errors allows \(allowed)",
            hint: keptText([options.rejects, options.report].compactMap { $0?.name }, destination: options.destination))
    }

    /// What is there after a run that a gate has stopped; `nil` when nothing is.
    private static func keptText(_ kept: [String], destination: RunOptions.File?) -> String? {
        var parts: [String] = []
        if !kept.isEmpty { parts.append(kept.map { "'\($0)'" }.joined(separator: " and ") + (kept.count == 1 ? " is" : " are") + " kept") }
        if let destination, destination.path != nil { parts.append("'\(destination.name)' was not written") }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    private static func percentText(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }

    /// - Parameter flag: `--rejects` or `--report`.
    static func changedSince(_ name: String, flag: String) -> Diagnostic {
        Diagnostic(
            .rejectsChanged, "'\(name)' was changed since it was written, or was not written by transload; it is not overwritten",
            hint: flag == "--rejects"
                ? "feed it in as a SOURCE, move it away, or name another --rejects file" : "move it away, or name another \(flag) file")
    }

    static func rejectsAreSource(_ name: String) -> Diagnostic {
        Diagnostic(.rejectsChanged, "'\(name)' is the source and the reject file", hint: "name another --rejects file")
    }

    static func destinationIsSource(_ name: String) -> Diagnostic {
        Diagnostic(.sourceIsDestination, "'\(name)' is the source and the destination", hint: "name another file")
    }

    static func streamForDatabase() -> Diagnostic {
        Diagnostic(
            .destinationUnwritable, "a database cannot be written to standard output", hint: "-o NAME.db names a file")
    }

    static func sameOutput(_ name: String) -> Diagnostic {
        Diagnostic(.flagsConflict, "'\(name)' is named for two outputs", hint: "give each output a file of its own")
    }

    static func interrupted() -> Diagnostic { Diagnostic(.interrupted, "interrupted: nothing was left behind") }

    static func unbalanced(_ books: Books) -> Diagnostic {
        Diagnostic(
            .booksUnbalanced,
            "the books do not balance: read \(books.read), but \(books.delivered) delivered, \(books.rejected) rejected, \(books.duplicate) duplicate, \(books.folded) folded, \(books.filtered) filtered, \(books.notAttempted) not attempted",
            hint: "this is a defect of transload: nothing was written; report it with the command and the version")
    }
}
