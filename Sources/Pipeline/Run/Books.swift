/// Where every record of a run ended up.
public struct Books: Sendable, Equatable {
    /// Records taken from the source, counted where they were parsed.
    public var read = 0
    /// Records written, or found good where nothing is written.
    public var delivered = 0
    public var rejected = 0
    /// Good records whose key stands before in the source.
    public var duplicate = 0
    /// Records that went into the first one with their key, which is delivered or was to be.
    public var folded = 0
    /// Records that a filter left out.
    public var filtered = 0
    /// Good records that were not written because a gate stopped the run.
    public var notAttempted = 0

    public init() {}

    /// Whether every record is accounted for.
    public var balance: Bool { read == delivered + rejected + duplicate + folded + filtered + notAttempted }
}
