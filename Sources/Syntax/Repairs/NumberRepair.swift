/// Repairs of numbers. Where a sign could mean two things, nothing is repaired.
enum NumberRepair {
    /// Returns the digits of a whole number that was written with decimals of zero or with commas between its thousands, or
    /// `nil` for any other text.
    ///
    /// `7.00` becomes `7`, `1,200` becomes `1200`. `1.000` stays: in half of the world it is a thousand. So does `1,5`.
    static func wholeNumber(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        let sign = text.prefix { $0 == "-" || $0 == "+" }
        guard sign.count <= 1 else { return nil }
        let parts = text[sign.count...].split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, let last = parts.last, parts.count <= 2, let digits = withoutCommas(whole) else { return nil }
        if parts.count == 2 && (last.count == 3 || !last.allSatisfy { $0 == "0" }) { return nil }
        let result = sign + digits
        return result.count == text.count ? nil : Array(result)
    }

    /// The digits of `1,200,000`; `nil` when a group between commas is not three digits long.
    private static func withoutCommas(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard let first = groups.first, !first.isEmpty, groups.allSatisfy({ $0.allSatisfy(isDigit) }) else { return nil }
        if groups.count > 1 && (first.count > 3 || first.first == "0" || groups.dropFirst().contains { $0.count != 3 }) { return nil }
        return Array(groups.joined())
    }

    /// Returns the digits of a telephone number, or `nil` when the text is none or has nothing but digits.
    ///
    /// Anything but a plus sign in front, digits and the usual punctuation between them makes it none. A trunk zero in brackets,
    /// `+44 (0)20`, is not dialled from abroad, `966550.0` has been through a calculation, and `4550101/4550102` are two numbers:
    /// all are left for a person. So is what has more than the 15 digits of E.164, unless nothing but a plus sign goes.
    static func phonePlus(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        let digits = text.filter(isDigit)
        guard digits.count >= 3, digits.count < text.count, text.first != "-" else { return nil }
        if text.first == "+" && digits.count == text.count - 1 { return digits }
        if digits.count > 15 || isDecimal(text) { return nil }
        guard text.enumerated().allSatisfy({ isDigit($1) || isPunctuation($1) || ($1 == "+" && isFront(text[..<$0])) }) else { return nil }
        if containsTrunkZero(text) || text.split(separator: "/").count(where: { $0.count(where: isDigit) >= 6 }) > 1 { return nil }
        return digits
    }

    /// Whether a point is all that separates digits, and one or two stand behind it.
    private static func isDecimal(_ text: [Unicode.Scalar]) -> Bool {
        guard let point = text.lastIndex(of: "."), point >= text.count - 3 else { return false }
        return text.count { !isDigit($0) && $0 != "+" } == 1
    }

    private static func isFront(_ text: ArraySlice<Unicode.Scalar>) -> Bool { !text.contains(where: isDigit) && !text.contains("+") }

    private static func containsTrunkZero(_ text: [Unicode.Scalar]) -> Bool {
        guard let open = text.firstIndex(of: "("), open + 2 < text.count, open > 0 else { return false }
        return text[open + 1] == "0" && text[open + 2] == ")" && text[..<open].contains(where: isDigit)
    }

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "-", "(", ")", ".", "/", "\u{A0}", "\u{2010}", "\u{2011}", "\u{2013}": true
        default: false
        }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x30 && scalar.value <= 0x39 }
}
