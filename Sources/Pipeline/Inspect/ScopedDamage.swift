import Syntax

/// Damage that depends on what a column is for: a hyphen is none in an address, and a finding in a name of letters and blanks.
enum ScopedDamage {
    /// Returns which of the kinds a value has. The value must be well-formed UTF-8.
    ///
    /// Values of letters and digits, and Arabic without marks, are passed over after one look at each byte.
    static func find(_ p: UnsafePointer<UInt8>, count: Int, _ traits: ValueTraits, _ kinds: [DamageKind]) -> DamageSet {
        var damage = DamageSet()
        if traits.hasOnly(ValueTraits.letter | ValueTraits.digit) || !mayHaveAny(p, count) { return damage }
        let scalars = Array(String(decoding: UnsafeBufferPointer(start: p, count: count), as: UTF8.self).unicodeScalars)
        for kind in kinds where kind.repair?.apply(scalars) != nil { damage.insert(kind) }
        return damage
    }

    /// Whether a byte occurs with which something to repair may begin.
    private static func mayHaveAny(_ p: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        for i in 0..<count {
            switch p[i] {
            // Signs of numbers and names, and the leads of the odd blanks, quotes, hyphens and joiners.
            case 0x27...0x2F, 0x30...0x39, 0x60, 0xC2, 0xCA, 0xE2: return true
            // Arabic marks are D9 8B to D9 9F and D9 B0.
            case 0xD9 where i + 1 < count && (p[i + 1] >= 0x8B && p[i + 1] <= 0x9F || p[i + 1] == 0xB0): return true
            default: continue
            }
        }
        return false
    }
}
