import Syntax

/// Damage to the characters of a value: encodings gone wrong, and what comes along when text is copied.
enum TextDamage {
    /// Returns the damage of a value that is not ASCII alone. The value must be well-formed UTF-8.
    ///
    /// One pass decodes the scalars and keeps the one before; what may be mojibake or a stray joiner is then looked at whole.
    static func find(_ p: UnsafePointer<UInt8>, count: Int) -> DamageSet {
        var damage = DamageSet()
        var scan = Scan()
        var i = 0
        while i < count {
            let lead = p[i]
            if lead < 0x80 {
                scan.pass(ascii: lead)
                i &+= 1
            } else if lead < 0xE0 {
                scan.pass(UInt32(lead & 0x1F) << 6 | UInt32(p[i &+ 1] & 0x3F), &damage)
                i &+= 2
            } else if lead < 0xF0 {
                scan.pass(UInt32(lead & 0x0F) << 12 | UInt32(p[i &+ 1] & 0x3F) << 6 | UInt32(p[i &+ 2] & 0x3F), &damage)
                i &+= 3
            } else {
                scan.pass(0x1_0000, &damage)
                i &+= 4
            }
        }
        if scan.hasLookalikes { damage.insert(.lookalikes) }
        if scan.hasOtherDigits && !scan.hasLetter { damage.insert(.arabicDigits) }
        if scan.mayBeMojibake || scan.hasJoiner || scan.hasC1 { lookClosely(p, count, scan, &damage) }
        return damage
    }

    private static func lookClosely(_ p: UnsafePointer<UInt8>, _ count: Int, _ scan: Scan, _ damage: inout DamageSet) {
        let scalars = Array(String(decoding: UnsafeBufferPointer(start: p, count: count), as: UTF8.self).unicodeScalars)
        if scan.mayBeMojibake && Repair.mojibake.apply(scalars) != nil {
            // Its parts look like odd blanks, curly quotes and controls; undoing it cures them all.
            damage = DamageSet()
            damage.insert(.mojibake)
            return
        }
        if scan.hasC1 { damage.insert(.control) }
        if scan.hasJoiner && Repair.invisible.apply(scalars) != nil { damage.insert(.invisible) }
    }

    /// What is remembered from scalar to scalar.
    private struct Scan {
        var previous: UInt32 = 0
        var hasLetter = false
        var hasOtherDigits = false
        var hasJoiner = false
        var hasC1 = false
        var mayBeMojibake = false
        var hasLookalikes = false
        /// The scripts of the word so far: 1 Latin, 2 Greek or Cyrillic.
        private var scripts: UInt8 = 0

        @inline(__always) mutating func pass(ascii byte: UInt8) {
            previous = UInt32(byte)
            let folded = byte | 0x20
            if folded >= 0x61 && folded <= 0x7A {
                letter(1)
            } else {
                scripts = 0
            }
        }

        @inline(__always) mutating func pass(_ value: UInt32, _ damage: inout DamageSet) {
            if value >= 0x600 && value < 0x700 {
                arabic(value, &damage)
            } else {
                other(value, &damage)
            }
            previous = value
        }

        @inline(__always) private mutating func letter(_ script: UInt8) {
            hasLetter = true
            scripts |= script
            if scripts == 3 { hasLookalikes = true }
        }

        @inline(__always) private mutating func arabic(_ value: UInt32, _ damage: inout DamageSet) {
            scripts = 0
            switch value {
            case 0x640: damage.insert(.tatweel)
            case 0x660...0x669, 0x6F0...0x6F9: hasOtherDigits = true
            case 0x61C: damage.insert(.invisible)
            case 0x620...0x66F, 0x671...0x6EF: hasLetter = true
            default: break
            }
        }

        private mutating func other(_ value: UInt32, _ damage: inout DamageSet) {
            if (previous >= 0xC2 && previous <= 0xF4) || (previous >= 0x637 && previous <= 0x63A), let first = Unicode.Scalar(previous), let second = Unicode.Scalar(value),
                Mojibake.mayBegin(first, second) {
                mayBeMojibake = true
            }
            switch value {
            case 0x80..<0xA0: hasC1 = true
            case 0xC0...0x24F where value != 0xD7 && value != 0xF7: return letter(1)
            case 0x370...0x3FF, 0x400...0x52F: return letter(2)
            case 0x2018...0x201F: damage.insert(.smartQuotes)
            case 0x200C, 0x200D: hasJoiner = true
            case 0xFB50...0xFDFF, 0xFE70...0xFEFC:
                if let scalar = Unicode.Scalar(value), ScalarClass.isPresentationForm(scalar) { damage.insert(.presentationForms) }
            case 0xFF10...0xFF19: hasOtherDigits = true
            case 0xFFFD: damage.insert(.lostCharacters)
            default: oddCharacter(value, &damage)
            }
            scripts = 0
        }

        private mutating func oddCharacter(_ value: UInt32, _ damage: inout DamageSet) {
            guard let scalar = Unicode.Scalar(value) else { return }
            if ScalarClass.isOddBlank(scalar) {
                damage.insert(.nbsp)
            } else if ScalarClass.isInvisible(scalar) {
                damage.insert(.invisible)
            } else if value >= 0x250 && !(0x2000...0x2BFF).contains(value) {
                hasLetter = true
            }
        }
    }
}
