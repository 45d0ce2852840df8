/// The columns that a reject file has behind those of its source. What writes one and what reads it again agree here.
public enum RejectColumns {
    public static let names = [
        "_run", "_record", "_line", "_field", "_target", "_rule", "_message", "_suggestion", "_raw",
    ]
}
