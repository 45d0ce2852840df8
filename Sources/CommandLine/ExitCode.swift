import Records

/// How a run ends, for scripts: the numbers of `sysexits.h` where they say it, small numbers for what only this program knows.
public enum ExitCode: Int32, Sendable, CaseIterable {
    case done = 0
    case rejects = 1
    case differences = 2
    case gate = 3
    case unbalanced = 4
    case usage = 64
    case badInput = 65
    case noInput = 66
    case unreachable = 69
    case internalFault = 70
    case cannotCreate = 73
    case ioError = 74
    case tryAgain = 75
    case badProtocol = 76
    case notAuthorised = 77
    case configuration = 78
    case interrupted = 130
    case terminated = 143

    /// The code with which a diagnostic that stops the run ends it.
    ///
    /// - Parameter signal: the number of the signal that has come, or 0.
    public init(stoppedBy code: DiagnosticCode, signal: Int32 = 0) {
        switch code {
        case .unknownFlag, .unknownCommand, .badFlagValue, .missingArgument, .sourceIsDestination, .secretOnCommandLine,
            .flagsConflict, .schemaUnknown, .schemaAmbiguous, .fieldUnknown, .undocumented, .outputFormatUnknown,
            .encodingUnknown:
            self = .usage
        case .notText, .unclosedQuote, .sourceEmpty, .noRecords, .recordTooLong, .tooManyColumns, .duplicateColumn,
            .requiredFieldWithoutColumn, .malformedJSON, .noRecordsInDocument, .severalRecords, .malformedXML, .xmlRefused,
            .unexpectedRoot, .gzipDamaged, .gzipTooLarge, .encodingGuessed, .encodingChanges,
            .formMalformed, .invalidUTF8:
            self = .badInput
        case .sourceNotFound, .sourceUnreadable: self = .noInput
        case .destinationExists, .destinationUnwritable, .rejectsChanged, .databaseMismatch, .notADatabase: self = .cannotCreate
        case .writeFailed, .pipeClosed, .databaseFailed: self = .ioError
        case .interrupted: self = signal == 15 ? .terminated : .interrupted
        case .destinationInUse, .databaseBusy: self = .tryAgain
        case .schemaMalformed, .patternUnsupported: self = .configuration
        case .tooManyRejects: self = .gate
        case .booksUnbalanced: self = .unbalanced
        default: self = .internalFault
        }
    }

    /// Two or three words for a help screen.
    public var word: String {
        switch self {
        case .done: "done"
        case .rejects: "records rejected"
        case .differences: "differences"
        case .gate: "stopped by a limit"
        case .unbalanced: "counts do not add up"
        case .usage: "usage"
        case .badInput: "bad input"
        case .noInput: "no input"
        case .unreachable: "unreachable"
        case .internalFault: "internal fault"
        case .cannotCreate: "cannot create"
        case .ioError: "writing failed"
        case .tryAgain: "try again"
        case .badProtocol: "unexpected answer"
        case .notAuthorised: "not authorised"
        case .configuration: "configuration"
        case .interrupted: "interrupted"
        case .terminated: "terminated"
        }
    }

    /// What the code means, for the table of `transload help exit-codes`: a few words, no full stop.
    public var meaning: String {
        switch self {
        case .done: "all done, nothing rejected; warnings count only with --fail-on warning"
        case .rejects: "finished, and some records were rejected"
        case .differences: "changes are pending or differences were found"
        case .gate: "stopped by a limit such as --max-errors, before a destination was written"
        case .unbalanced: "the counts of the run do not add up, or a check found a difference"
        case .usage: "the command line is wrong: a flag, a value, a name"
        case .badInput: "the source is malformed or holds nothing"
        case .noInput: "the source does not exist or cannot be read"
        case .unreachable: "a server cannot be reached"
        case .internalFault: "a fault of the program itself"
        case .cannotCreate: "a file cannot be created, or would be written over"
        case .ioError: "reading or writing failed on the way, as on a full disk"
        case .tryAgain: "not now: another run holds the destination, or an outcome is in doubt"
        case .badProtocol: "a server answered in a way that its documentation does not know"
        case .notAuthorised: "a server refused the credentials"
        case .configuration: "a schema or another setting is faulty"
        case .interrupted: "interrupted from the keyboard, after work under way was settled"
        case .terminated: "terminated by a signal, after work under way was settled"
        }
    }
}
