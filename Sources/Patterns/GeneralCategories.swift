/// The sets behind `\p{…}`: Unicode general categories by short name, in ECMAScript also by long name.
///
/// The sets come from the Unicode tables of the Swift runtime, which are newer than those of any one .NET release:
/// a letter assigned since then is in `\p{L}` here and unassigned there. `\p{Nd}` of the .NET dialect is exactly `\d`.
enum GeneralCategories {
    /// Returns the set for a name, or `nil` when there is no such category.
    ///
    /// - Complexity: one pass over all UTF-16 units (.NET) or all scalars (ECMAScript) a call.
    static func set(named name: String, dialect: PatternDialect) -> UnitSet? {
        let short = dialect == .ecmaScript ? (longNames[name] ?? name) : name
        if dialect == .dotNet, short == "Nd" { return CharacterClasses.digit }
        guard members[short] != nil || short == "Any" && dialect == .ecmaScript else { return nil }
        if short == "Any" { return CharacterClasses.allScalars }
        let wanted = members[short] ?? []
        var result = UnitSet()
        if wanted.contains(.surrogate) { result.insert(0xD800, 0xDFFF) }
        let limit = dialect == .ecmaScript ? UnitSet.scalarLimit : UnitSet.unitLimit
        var runStart: UInt32?
        for value in 0..<limit {
            let isIn = Unicode.Scalar(value).map { wanted.contains($0.properties.generalCategory) } ?? false
            if isIn {
                if runStart == nil { runStart = value }
            } else if let start = runStart {
                result.insert(start, value - 1)
                runStart = nil
            }
        }
        if let start = runStart { result.insert(start, limit - 1) }
        return result
    }

    private static let members: [String: Set<Unicode.GeneralCategory>] = [
        "L": [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter],
        "Lu": [.uppercaseLetter], "Ll": [.lowercaseLetter], "Lt": [.titlecaseLetter], "Lm": [.modifierLetter],
        "Lo": [.otherLetter],
        "M": [.nonspacingMark, .spacingMark, .enclosingMark],
        "Mn": [.nonspacingMark], "Mc": [.spacingMark], "Me": [.enclosingMark],
        "N": [.decimalNumber, .letterNumber, .otherNumber],
        "Nd": [.decimalNumber], "Nl": [.letterNumber], "No": [.otherNumber],
        "P": [
            .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation,
        ],
        "Pc": [.connectorPunctuation], "Pd": [.dashPunctuation], "Ps": [.openPunctuation],
        "Pe": [.closePunctuation], "Pi": [.initialPunctuation], "Pf": [.finalPunctuation],
        "Po": [.otherPunctuation],
        "S": [.mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol],
        "Sm": [.mathSymbol], "Sc": [.currencySymbol], "Sk": [.modifierSymbol], "So": [.otherSymbol],
        "Z": [.spaceSeparator, .lineSeparator, .paragraphSeparator],
        "Zs": [.spaceSeparator], "Zl": [.lineSeparator], "Zp": [.paragraphSeparator],
        "C": [.control, .format, .surrogate, .privateUse, .unassigned],
        "Cc": [.control], "Cf": [.format], "Cs": [.surrogate], "Co": [.privateUse], "Cn": [.unassigned],
    ]

    private static let longNames: [String: String] = [
        "Letter": "L", "Uppercase_Letter": "Lu", "Lowercase_Letter": "Ll", "Titlecase_Letter": "Lt",
        "Modifier_Letter": "Lm", "Other_Letter": "Lo", "Mark": "M", "Nonspacing_Mark": "Mn", "Spacing_Mark": "Mc",
        "Enclosing_Mark": "Me", "Number": "N", "Decimal_Number": "Nd", "digit": "Nd", "Letter_Number": "Nl",
        "Other_Number": "No", "Punctuation": "P", "punct": "P", "Connector_Punctuation": "Pc",
        "Dash_Punctuation": "Pd", "Open_Punctuation": "Ps", "Close_Punctuation": "Pe", "Initial_Punctuation": "Pi",
        "Final_Punctuation": "Pf", "Other_Punctuation": "Po", "Symbol": "S", "Math_Symbol": "Sm",
        "Currency_Symbol": "Sc", "Modifier_Symbol": "Sk", "Other_Symbol": "So", "Separator": "Z",
        "Space_Separator": "Zs", "Line_Separator": "Zl", "Paragraph_Separator": "Zp", "Other": "C", "Control": "Cc",
        "cntrl": "Cc", "Format": "Cf", "Surrogate": "Cs", "Private_Use": "Co", "Unassigned": "Cn",
    ]
}
