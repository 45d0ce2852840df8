/// A set of UTF-16 units, or of Unicode scalars, kept as an inversion list.
///
/// ```
///   [a-c x]  →  bounds = [ 61, 64, 78, 79 ]
///
///       …60 │ 61 62 63 │ 64 … 77 │ 78 │ 79…
///       out │    in    │   out   │ in │ out
/// ```
///
/// Membership flips at every bound, so the complement only adds or drops a bound at either end, and two sets combine by
/// one merge. Bounds ascend strictly; the last may be the limit itself (0x10000 or 0x110000).
struct UnitSet: Hashable, Sendable {
    static let unitLimit: UInt32 = 0x1_0000
    static let scalarLimit: UInt32 = 0x11_0000

    private(set) var bounds: [UInt32]

    init() { bounds = [] }

    init(_ value: UInt32) { bounds = [value, value + 1] }

    /// - Precondition: `first <= last`.
    init(_ first: UInt32, _ last: UInt32) { bounds = [first, last + 1] }

    /// Makes a set of pairs of first and last value, ascending and apart.
    init(pairs: [UInt16]) {
        bounds = []
        bounds.reserveCapacity(pairs.count)
        var index = 0
        while index + 1 < pairs.count {
            bounds.append(UInt32(pairs[index]))
            bounds.append(UInt32(pairs[index + 1]) + 1)
            index += 2
        }
    }

    var isEmpty: Bool { bounds.isEmpty }

    /// The number of values in the set.
    var count: Int {
        var total = 0
        for index in stride(from: 0, to: bounds.count, by: 2) { total += Int(bounds[index + 1] - bounds[index]) }
        return total
    }

    /// - Complexity: O(log *n*) in the ranges.
    func contains(_ value: UInt32) -> Bool {
        var low = 0
        var high = bounds.count
        while low < high {
            let middle = (low + high) >> 1
            if bounds[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low & 1 == 1
    }

    /// Adds a range, cheaply when it lies behind all others.
    mutating func insert(_ first: UInt32, _ last: UInt32) {
        guard let end = bounds.last, first <= end else {
            bounds.append(first)
            bounds.append(last + 1)
            return
        }
        formUnion(UnitSet(first, last))
    }

    mutating func formUnion(_ other: UnitSet) {
        self = isEmpty ? other : merged(with: other) { $0 || $1 }
    }

    func union(_ other: UnitSet) -> UnitSet { merged(with: other) { $0 || $1 } }
    func intersection(_ other: UnitSet) -> UnitSet { merged(with: other) { $0 && $1 } }
    func subtracting(_ other: UnitSet) -> UnitSet { merged(with: other) { $0 && !$1 } }

    /// Returns everything below `limit` that is not in the set.
    func complement(below limit: UInt32) -> UnitSet {
        var result = self
        if result.bounds.first == 0 { result.bounds.removeFirst() } else { result.bounds.insert(0, at: 0) }
        if result.bounds.last == limit { result.bounds.removeLast() } else { result.bounds.append(limit) }
        return result
    }

    private func merged(with other: UnitSet, keep: (Bool, Bool) -> Bool) -> UnitSet {
        var result = UnitSet()
        result.bounds.reserveCapacity(bounds.count + other.bounds.count)
        var left = 0
        var right = 0
        var inside = false
        while left < bounds.count || right < other.bounds.count {
            let leftBound = left < bounds.count ? bounds[left] : .max
            let rightBound = right < other.bounds.count ? other.bounds[right] : .max
            let bound = min(leftBound, rightBound)
            if leftBound == bound { left += 1 }
            if rightBound == bound { right += 1 }
            if keep(left & 1 == 1, right & 1 == 1) != inside {
                inside.toggle()
                result.bounds.append(bound)
            }
        }
        return result
    }
}
