/// What a text was found to be written in, and why.
public struct DetectedEncoding: Sendable, Equatable {
    public enum Certainty: String, Sendable, Comparable {
        /// Nothing but a hint; another encoding would read as well.
        case guessed
        /// Strong evidence, no proof.
        case likely
        /// A byte order mark, text that only UTF-8 explains, or a person's word.
        case certain

        private var rank: Int {
            switch self {
            case .guessed: 0
            case .likely: 1
            case .certain: 2
            }
        }

        public static func < (left: Certainty, right: Certainty) -> Bool { left.rank < right.rank }
    }

    public var encoding: TextEncoding
    public var certainty: Certainty
    /// One clause without a full stop, lower case: "bytes C7 E1 … read as Arabic letters in 1,204 of 1,240 places".
    public var evidence: String
    /// Where the bytes that were looked at stop being what they began as.
    public var change: EncodingChange?

    public init(
        _ encoding: TextEncoding, _ certainty: Certainty, evidence: String, change: EncodingChange? = nil
    ) {
        self.encoding = encoding
        self.certainty = certainty
        self.evidence = evidence
        self.change = change
    }

    /// Whether the encoding is a code page that nobody named: good enough to look at, not to deliver.
    public var isGuessedCodePage: Bool { !encoding.isUnicode && certainty < .certain }
}

/// A place from which a text is written in another encoding than before.
public struct EncodingChange: Sendable, Equatable {
    /// The first byte of the new encoding, counted from 0.
    public var offset: Int
    /// How many lines end before it.
    public var lineEnds: Int
    /// What follows, where that can be told.
    public var encoding: TextEncoding?

    public init(offset: Int, lineEnds: Int, encoding: TextEncoding?) {
        self.offset = offset
        self.lineEnds = lineEnds
        self.encoding = encoding
    }
}
