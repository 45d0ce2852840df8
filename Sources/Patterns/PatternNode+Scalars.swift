extension PatternNode {
    /// Returns a node that matches one member of a set.
    ///
    /// In .NET a member is a UTF-16 unit. In ECMAScript with the `u` flag it is a code point, so one beyond U+FFFF becomes
    /// two surrogates, grouped by equal sets of low ones:
    /// ```
    ///   [😀-😎é]  →  [é]  |  D83D [DE00-DE0E]
    /// ```
    /// A lone surrogate never occurs in text and is dropped.
    static func scalars(_ set: UnitSet, dialect: PatternDialect) -> PatternNode {
        guard dialect == .ecmaScript, let end = set.bounds.last, end > 0xD800 else { return .set(set) }
        let plane0 = UnitSet(0, UnitSet.unitLimit - 1).subtracting(CharacterClasses.surrogates)
        let astral = set.intersection(UnitSet(UnitSet.unitLimit, UnitSet.scalarLimit - 1))
        let near = PatternNode.set(set.intersection(plane0))
        if astral.isEmpty { return near }

        var lowsOfHigh: [(high: UInt32, lows: UnitSet)] = []
        for index in stride(from: 0, to: astral.bounds.count, by: 2) {
            var value = astral.bounds[index] - 0x1_0000
            let last = astral.bounds[index + 1] - 1 - 0x1_0000
            while value <= last {
                let high = 0xD800 + value >> 10
                let stop = min(last, value | 0x3FF)
                if lowsOfHigh.last?.high != high { lowsOfHigh.append((high, UnitSet())) }
                lowsOfHigh[lowsOfHigh.count - 1].lows.insert(0xDC00 + value & 0x3FF, 0xDC00 + stop & 0x3FF)
                value = stop + 1
            }
        }
        var groups: [(lows: UnitSet, highs: UnitSet)] = []
        var groupOfLows: [UnitSet: Int] = [:]
        for (high, lows) in lowsOfHigh {
            if let group = groupOfLows[lows] {
                groups[group].highs.insert(high, high)
            } else {
                groupOfLows[lows] = groups.count
                groups.append((lows, UnitSet(high)))
            }
        }
        let pairs = groups.map { PatternNode.sequence([.set($0.highs), .set($0.lows)]) }
        return .alternatives([near] + pairs)
    }
}
