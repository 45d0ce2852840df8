/// One record's key, as the duplicate search keeps it: hashes and numbers, 40 bytes.
struct KeyEntry: Equatable {
    /// 128 bits that stand for the key. Two different keys share them with a probability of 1 in 10²⁰ for ten billion records.
    var high: UInt64
    var low: UInt64
    /// Tells keys apart that only count as one: a hash of the key as it is written.
    var exact: UInt64
    /// The 1-based number of the record.
    var record: UInt64
    /// The 1-based physical line on which the record starts.
    var line: UInt64

    static let size = 40

    /// Sorts by key, then by record.
    static func precedes(_ a: KeyEntry, _ b: KeyEntry) -> Bool {
        if a.high != b.high { return a.high < b.high }
        if a.low != b.low { return a.low < b.low }
        return a.record < b.record
    }

    func hasSameKey(as other: KeyEntry) -> Bool { high == other.high && low == other.low }
}
