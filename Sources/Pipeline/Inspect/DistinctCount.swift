#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Counts different values in bounded memory: exactly while they are few, else by an estimate (HyperLogLog, 2,048 registers,
/// standard error 2.3 %).
struct DistinctCount {
    /// How many different values are counted exactly.
    static let exactLimit = 256

    /// Hashes that were seen, in an open table; empty once there are too many.
    private var table = [UInt64](repeating: 0, count: 1024)
    private var exact = 0
    /// For each of 2,048 groups of hashes the longest run of leading zeros, plus one.
    private var registers = [UInt8](repeating: 0, count: 2048)
    private(set) var isExact = true

    mutating func add(_ hash: UInt64) {
        let group = Int(hash >> 53)
        let rank = UInt8(truncatingIfNeeded: (hash << 11 | 1 << 10).leadingZeroBitCount + 1)
        if registers[group] < rank { registers[group] = rank }
        if isExact { addExactly(hash) }
    }

    private mutating func addExactly(_ hash: UInt64) {
        let key = hash == 0 ? 1 : hash
        var slot = Int(truncatingIfNeeded: key & 1023)
        while table[slot] != 0 {
            if table[slot] == key { return }
            slot = (slot + 1) & 1023
        }
        if exact == Self.exactLimit {
            isExact = false
            table = []
            return
        }
        table[slot] = key
        exact += 1
    }

    mutating func merge(_ other: DistinctCount) {
        for group in 0..<registers.count where registers[group] < other.registers[group] { registers[group] = other.registers[group] }
        if !other.isExact {
            isExact = false
            table = []
        } else if isExact {
            for key in other.table where key != 0 && isExact { addExactly(key) }
        }
    }

    /// How many different values there were; an estimate unless `isExact`.
    var count: Int {
        if isExact { return exact }
        let m = Double(registers.count)
        let sum = registers.reduce(0.0) { $0 + 1 / Double(UInt64(1) << UInt64($1)) }
        let estimate = 0.7213 / (1 + 1.079 / m) * m * m / sum
        let zeros = registers.count { $0 == 0 }
        // Few values leave registers empty, and their number says more than the others do.
        if estimate <= 2.5 * m && zeros > 0 { return max(Int((m * log(m / Double(zeros))).rounded()), Self.exactLimit + 1) }
        return max(Int(estimate.rounded()), Self.exactLimit + 1)
    }

    /// A hash that is the same in every run.
    ///
    /// - Parameter p: the bytes; up to seven behind them are read.
    static func hash(_ p: UnsafePointer<UInt8>, count: Int) -> UInt64 {
        let raw = UnsafeRawPointer(p)
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count)
        var i = 0
        while i < count {
            var word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
            if count - i < 8 { word &= 1 << UInt64((count - i) * 8) &- 1 }
            let product = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
            hash = product.high ^ product.low &+ 0xE703_7ED1_A0B4_28DB
            i += 8
        }
        let product = (hash ^ 0x8EBC_6AF0_9C88_C6E3).multipliedFullWidth(by: 0x5899_65CC_7537_4CC3)
        return product.high ^ product.low
    }
}
