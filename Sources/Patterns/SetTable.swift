/// The distinct sets of a pattern, numbered from 0 in order of first use.
struct SetTable {
    private(set) var sets: [UnitSet] = []
    private var numbers: [UnitSet: Int32] = [:]

    mutating func number(of set: UnitSet) -> Int32 {
        if let known = numbers[set] { return known }
        let number = Int32(sets.count)
        sets.append(set)
        numbers[set] = number
        return number
    }
}
