/// The classes of UTF-16 units that no set of a pattern tells apart.
///
/// ```
///   sets        [a-z]  [\d]
///
///   units    0 ─── '0' ─── ':' ─── 'a' ─── '{' ─── U+0660 ─── U+066A ─── …
///   class       0       1       0       2       0         1          0
/// ```
///
/// Built by refinement: each set splits the intervals it cuts, and a pair (old class, inside) becomes a new class. The
/// work is proportional to the ranges, never to the 65,536 units.
struct Alphabet: Sendable {
    /// Where an interval starts; the last one ends at 0xFFFF.
    private(set) var starts: [UInt32] = [0]
    /// The class of each interval.
    private(set) var classes: [UInt16] = [0]
    private(set) var classCount = 1
    /// One unit of each class.
    private(set) var representatives: [UInt32] = [0]

    init(_ sets: [UnitSet]) {
        for set in sets { refine(by: set) }
    }

    private mutating func refine(by set: UnitSet) {
        let bounds = set.bounds
        var newStarts: [UInt32] = []
        var newClasses: [UInt16] = []
        newStarts.reserveCapacity(starts.count + bounds.count)
        newClasses.reserveCapacity(starts.count + bounds.count)
        var classOfPair = [Int32](repeating: -1, count: classCount * 2)
        var newRepresentatives: [UInt32] = []
        var interval = 0
        var bound = 0
        var position: UInt32 = 0
        while position < UnitSet.unitLimit {
            while interval + 1 < starts.count, starts[interval + 1] <= position { interval += 1 }
            while bound < bounds.count, bounds[bound] <= position { bound += 1 }
            let pair = Int(classes[interval]) * 2 + (bound & 1)
            if classOfPair[pair] < 0 {
                classOfPair[pair] = Int32(newRepresentatives.count)
                newRepresentatives.append(position)
            }
            let newClass = UInt16(classOfPair[pair])
            if newClasses.last != newClass {
                newStarts.append(position)
                newClasses.append(newClass)
            }
            let nextStart = interval + 1 < starts.count ? starts[interval + 1] : UnitSet.unitLimit
            let nextBound = bound < bounds.count ? bounds[bound] : UnitSet.unitLimit
            position = min(nextStart, nextBound)
        }
        starts = newStarts
        classes = newClasses
        representatives = newRepresentatives
        classCount = newRepresentatives.count
    }

    /// Returns, class by class, whether its units are in a set the alphabet was built from.
    func membership(of set: UnitSet) -> [Bool] {
        representatives.map { set.contains($0) }
    }

    /// - Complexity: O(log *n*) in the intervals.
    func classOf(_ unit: UInt16) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) >> 1
            if starts[middle] <= UInt32(unit) { low = middle } else { high = middle }
        }
        return Int(classes[low])
    }
}
