/// The named sets of both dialects.
///
/// Source: .NET `RegexCharClass` (`\w` is L, Mn, Nd, Pc; `\s` is `Char.IsWhiteSpace`; `\d` is Nd), ECMA-262 § 22.2.2.9.
enum CharacterClasses {
    static let space = UnitSet(pairs: UnicodeClassData.space)
    static let digit = UnitSet(pairs: UnicodeClassData.digit)
    static let word = UnitSet(pairs: UnicodeClassData.word)
    /// What `\b` takes for a word in .NET: `\w`, the zero-width non-joiner and the zero-width joiner.
    static let boundaryWord = word.union(UnitSet(0x200C, 0x200D))

    static let asciiDigit = UnitSet(0x30, 0x39)
    static let asciiWord = UnitSet(pairs: [0x30, 0x39, 0x41, 0x5A, 0x5F, 0x5F, 0x61, 0x7A])
    /// WhiteSpace and LineTerminator of ECMA-262: unlike .NET's `\s` with U+FEFF and without U+0085.
    static let ecmaSpace = UnitSet(pairs: [
        0x09, 0x0D, 0x20, 0x20, 0xA0, 0xA0, 0x1680, 0x1680, 0x2000, 0x200A, 0x2028, 0x2029, 0x202F, 0x202F,
        0x205F, 0x205F, 0x3000, 0x3000, 0xFEFF, 0xFEFF,
    ])

    static let newline = UnitSet(0x0A)
    static let allUnits = UnitSet(0, UnitSet.unitLimit - 1)
    static let allScalars = UnitSet(0, UnitSet.scalarLimit - 1)
    static let notNewline = newline.complement(below: UnitSet.unitLimit)
    static let notEcmaLineEnd = UnitSet(pairs: [0x0A, 0x0A, 0x0D, 0x0D, 0x2028, 0x2029])
        .complement(below: UnitSet.scalarLimit)
    static let surrogates = UnitSet(0xD800, 0xDFFF)

    /// Returns the set of `\w`, `\d` or `\s`, or of the capital letter its complement; `nil` for any other letter.
    static func escape(_ letter: UInt16, dialect: PatternDialect) -> UnitSet? {
        let ecma = dialect == .ecmaScript
        let limit = ecma ? UnitSet.scalarLimit : UnitSet.unitLimit
        switch UInt8(truncatingIfNeeded: letter) {
        case _ where letter > 0x7F: return nil
        case UInt8(ascii: "w"): return ecma ? asciiWord : word
        case UInt8(ascii: "d"): return ecma ? asciiDigit : digit
        case UInt8(ascii: "s"): return ecma ? ecmaSpace : space
        case UInt8(ascii: "W"): return (ecma ? asciiWord : word).complement(below: limit)
        case UInt8(ascii: "D"): return (ecma ? asciiDigit : digit).complement(below: limit)
        case UInt8(ascii: "S"): return (ecma ? ecmaSpace : space).complement(below: limit)
        default: return nil
        }
    }
}
