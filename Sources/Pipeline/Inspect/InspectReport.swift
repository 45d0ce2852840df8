import Records

/// What `transload inspect` found out about a source. Values in it are those to be shown: secrets are masked already.
public struct InspectReport: Sendable {
    /// What stands for a value that is or may be a secret.
    public static let mask = "••••"

    public var source: String
    /// How many bytes were read.
    public var bytes = 0
    public var encoding = ""
    /// How the encoding was recognised; `nil` where there is nothing to say beyond UTF-8.
    public var encodingEvidence: String?
    /// Whether the encoding is a code page that nobody named.
    public var isEncodingGuessed = false
    /// Where the text goes on in another encoding, if it does.
    public var encodingChange: String?
    public var hasByteOrderMark = false
    /// The word for the byte between cells, and for the one around them.
    public var delimiter = ""
    public var quote: String?
    public var lineEnds = LineEnds()
    public var records = 0
    public var blankLines = 0
    public var passed = PassedOver()
    /// Records with fewer cells than the header, and with more.
    public var shortRecords = Irregular()
    public var longRecords = Irregular()
    /// Records in which a quote is opened and never closed: the rest of the file, if any.
    public var unclosedQuotes = Irregular()
    /// Records with bytes that are not UTF-8.
    public var malformedRecords = Irregular()
    /// The schema that the columns were compared with, and how many of them are fields of it; `nil` when none fits.
    public var schema: String?
    public var boundColumns = 0
    public var columns: [Column] = []
    public var damage: [Damage] = []

    /// How the lines of records end.
    public struct LineEnds: Sendable, Equatable {
        public var lf = 0
        public var crlf = 0
        public var cr = 0
    }

    /// Records that are out of the ordinary: how many, and where the first is.
    public struct Irregular: Sendable, Equatable {
        public var count = 0
        /// The 1-based line of the first; 0 when there is none.
        public var firstLine = 0
    }

    public struct Column: Sendable {
        public var header: String
        public var guess: ColumnGuess
        public var isMasked: Bool
        public var filled: Int
        public var distinct: Int
        public var isDistinctExact: Bool
        /// Shortest and longest filled value in UTF-16 units, 0 when there is none.
        public var shortest: Int
        public var longest: Int
        public var samples: [String]
    }

    public struct Damage: Sendable {
        public var kind: DamageKind
        /// The column, counted from 0.
        public var column: Int
        public var header: String
        public var count: Int
        /// 1-based; `nil` for damage to the header.
        public var record: Int?
        public var line: Int
        /// The value or header that shows it; masked for secrets.
        public var example: String
    }
}
