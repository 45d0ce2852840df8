/// What kinds of bytes a value is made of, found in one pass: most values need no closer look.
struct ValueTraits {
    static let digit: UInt8 = 1
    static let lower: UInt8 = 2
    static let upper: UInt8 = 4
    static let blank: UInt8 = 8
    /// A control character that no cell should hold; tabs and line ends inside quotes are none.
    static let control: UInt8 = 16
    static let high: UInt8 = 32
    /// `+ - ( ) . / :`, which numbers, dates and telephone numbers are written with.
    static let numberSign: UInt8 = 64
    static let other: UInt8 = 128
    static let letter = lower | upper

    /// The kinds that occur.
    let seen: UInt8
    let hasDoubleBlank: Bool

    /// - Complexity: O(*n*).
    init(_ p: UnsafePointer<UInt8>, count: Int) {
        var seen: UInt8 = 0
        var previous: UInt8 = 0
        var double: UInt8 = 0
        let table = Self.table
        for i in 0..<count {
            let kind = table[Int(p[i])]
            seen |= kind
            double |= kind & previous
            previous = kind & Self.blank
        }
        self.seen = seen
        hasDoubleBlank = double != 0
    }

    func has(_ kind: UInt8) -> Bool { seen & kind != 0 }
    func hasOnly(_ kinds: UInt8) -> Bool { seen & ~kinds == 0 }

    /// The kind of each byte. Never freed: there is one for the whole process.
    private nonisolated(unsafe) static let table: UnsafePointer<UInt8> = {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        for value in 0..<256 { table[value] = kind(UInt8(value)) }
        return UnsafePointer(table)
    }()

    private static func kind(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x30...0x39: digit
        case 0x61...0x7A: lower
        case 0x41...0x5A: upper
        case 0x20: blank
        case 0x09, 0x0A, 0x0D: other
        case 0..<0x20, 0x7F: control
        case 0x80...: high
        case 0x2B, 0x2D, 0x28, 0x29, 0x2E, 0x2F, 0x3A: numberSign
        default: other
        }
    }
}
