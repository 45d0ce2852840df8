/// Every code that a message of this program carries.
///
/// Numbers are stable and never used twice: 0xx command line, 1xx reading, 2xx rules, 3xx mapping and schemas, 4xx writing,
/// 5xx ledger, 9xx ourselves. Each has a paragraph under `transload help CODE`.
public enum DiagnosticCode: Int, Sendable, CaseIterable {
    case unknownFlag = 1
    case unknownCommand = 2
    case badFlagValue = 3
    case missingArgument = 4
    case sourceIsDestination = 5
    case secretOnCommandLine = 6
    case flagsConflict = 7

    case sourceNotFound = 101
    case sourceUnreadable = 102
    case notText = 103
    case unclosedQuote = 104
    case sourceEmpty = 105
    case noRecords = 106
    case surplusCells = 107
    case missingCells = 108
    case invalidUTF8 = 109
    case nulByte = 110
    case recordTooLong = 111
    case tooManyColumns = 112
    case unknownColumn = 113
    case duplicateColumn = 114
    case requiredFieldWithoutColumn = 115
    case absentValueRead = 116
    case valueTooLong = 117
    case dialectDetected = 118
    case schemaGuessed = 119
    case malformedJSON = 121
    case unknownMember = 122
    case memberRepeated = 123
    case memberCase = 124
    case notAnObject = 125
    case malformedRecord = 126
    case loneSurrogate = 127
    case noRecordsInDocument = 128
    case changedByServer = 129
    case gzipDamaged = 131
    case gzipTooLarge = 132
    case encodingUnknown = 133
    case encodingGuessed = 134
    case encodingChanges = 135
    case malformedXML = 141
    case xmlRefused = 142
    case unexpectedRoot = 143
    case elementOutOfOrder = 144
    case elementNamespace = 145
    case elementSpelling = 146
    case elementRepeated = 147
    case unknownElement = 148
    case itemName = 149
    case incompletePair = 150
    case unreadableForm = 151
    case contentOfNull = 152
    case misplacedContent = 154
    case nullRecord = 155
    case formMalformed = 161
    case formUnknownKey = 162
    case formPrefix = 163
    case formListIndex = 164
    case formEmptyBrackets = 165
    case formPairIncomplete = 166
    case formRepeatedKey = 167
    case formBlank = 168

    case required = 201
    case length = 202
    case pattern = 203
    case type = 204
    case nullability = 205
    case duplicateKey = 206
    case similarKey = 207
    case foldConflict = 208
    case timeConverted = 209
    case foldRejected = 210

    case schemaUnknown = 301
    case schemaAmbiguous = 302
    case schemaMalformed = 303
    case patternUnsupported = 304
    case fieldUnknown = 305
    case undocumented = 306

    case destinationExists = 401
    case destinationUnwritable = 402
    case writeFailed = 403
    case destinationInUse = 404
    case rejectsChanged = 405
    case outputFormatUnknown = 406
    case tooManyRejects = 407
    case pipeClosed = 408
    case interrupted = 409
    case valueUnwritable = 411
    case severalRecords = 410

    case databaseBusy = 421
    case databaseMismatch = 422
    case notADatabase = 423
    case databaseFailed = 424

    case internalFault = 901
    case booksUnbalanced = 902

    /// The code as people see it: `E` and three digits.
    public var text: String {
        let digits = String(rawValue)
        return "E" + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
