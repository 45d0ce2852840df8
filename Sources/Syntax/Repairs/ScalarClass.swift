/// What repairs and the damage section of `inspect` call an odd blank, an invisible character, an apostrophe: each said once.
public enum ScalarClass {
    /// U+0640, which lengthens the line between two Arabic letters and means nothing.
    public static let tatweel: Unicode.Scalar = "\u{640}"

    /// Blanks that look like the one of the space bar and are another character: U+00A0, 1680, 2000–200A, 202F, 205F, 3000.
    public static func isOddBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Everything that counts as white space, line ends included.
    public static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0x2028, 0x2029: true
        default: isOddBlank(scalar)
        }
    }

    /// Characters that take no room and no part in a word: zero-width blanks, direction marks, word joiners, soft hyphens, byte
    /// order marks. They come along when text is copied from a page.
    public static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F, 0xFEFF: true
        default: false
        }
    }

    /// ZWNJ and ZWJ: invisible too, but inside a Persian word or an emoji they are part of the spelling.
    public static func isJoiner(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0x200C || scalar.value == 0x200D }

    /// The straight quote for a curly one, or `nil`.
    public static func straightQuote(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x2018...0x201B: "'"
        case 0x201C...0x201F: "\""
        default: nil
        }
    }

    public static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x27, 0x60, 0xB4, 0x2BB, 0x2BC, 0x2018, 0x2019: true
        default: false
        }
    }

    public static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x2010, 0x2011, 0x2013: true
        default: false
        }
    }

    /// The ASCII digit for an Arabic-Indic, Persian or full-width one, or `nil`.
    public static func asciiDigit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        for zero: UInt32 in [0x660, 0x6F0, 0xFF10] where scalar.value >= zero && scalar.value < zero + 10 {
            return Unicode.Scalar(scalar.value - zero + 0x30)
        }
        return nil
    }

    /// Whether the scalar is an Arabic presentation form that stands for letters.
    public static func isPresentationForm(_ scalar: Unicode.Scalar) -> Bool { PresentationForms.contains(scalar) }
}
