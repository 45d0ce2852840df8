/// Gives equal keys equal numbers, counted from 0. A key is a run of 32-bit words, kept end to end in one array.
struct StateTable {
    private var words: [UInt32] = []
    private var ends: [Int] = []
    /// Open addressing; -1 is free.
    private var buckets = [Int32](repeating: -1, count: 64)

    var count: Int { ends.count }
    /// The memory of all keys, in words.
    var size: Int { words.count }

    subscript(number: Int) -> ArraySlice<UInt32> {
        words[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
    }

    /// - Complexity: O(*n*) in the words of the key, amortised.
    mutating func number(of key: [UInt32]) -> Int {
        if ends.count * 2 >= buckets.count { grow() }
        var bucket = hash(key[...]) & (buckets.count - 1)
        while buckets[bucket] >= 0 {
            let candidate = Int(buckets[bucket])
            if equal(candidate, key) { return candidate }
            bucket = (bucket + 1) & (buckets.count - 1)
        }
        buckets[bucket] = Int32(ends.count)
        words.append(contentsOf: key)
        ends.append(words.count)
        return ends.count - 1
    }

    private func equal(_ number: Int, _ key: [UInt32]) -> Bool {
        let start = number == 0 ? 0 : ends[number - 1]
        guard ends[number] - start == key.count else { return false }
        for index in 0..<key.count where words[start + index] != key[index] { return false }
        return true
    }

    private func hash(_ key: ArraySlice<UInt32>) -> Int {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for word in key { value = (value ^ UInt64(word)) &* 0x9E37_79B9_7F4A_7C15; value ^= value >> 29 }
        return Int(truncatingIfNeeded: value >> 7)
    }

    private mutating func grow() {
        buckets = [Int32](repeating: -1, count: buckets.count * 2)
        for number in 0..<ends.count {
            var bucket = hash(self[number]) & (buckets.count - 1)
            while buckets[bucket] >= 0 { bucket = (bucket + 1) & (buckets.count - 1) }
            buckets[bucket] = Int32(number)
        }
    }
}
