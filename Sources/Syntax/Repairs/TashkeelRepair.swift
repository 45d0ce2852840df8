/// Takes Arabic vowel marks out of a text.
enum TashkeelRepair {
    /// Returns the text without vowel marks, or `nil` when it has none.
    ///
    /// Hamza and madda above or below a letter are no vowels, though they are marks: with their carrier they make another
    /// letter (`ا` and U+0654 are `أ`), which takes their place, so that no name changes its letters.
    static func without(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard text.contains(where: { isVowelMark($0) || isCarried($0) }) else { return nil }
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(text.count)
        for scalar in text where !isVowelMark(scalar) {
            if isCarried(scalar), let carrier = result.last, let letter = composed(carrier, scalar) {
                result[result.count - 1] = letter
            } else {
                result.append(scalar)
            }
        }
        return result == text ? nil : result
    }

    /// U+064B–0652, 0656–065F and 0670, the small alef.
    private static func isVowelMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x64B...0x652, 0x656...0x65F, 0x670: true
        default: false
        }
    }

    private static func isCarried(_ scalar: Unicode.Scalar) -> Bool { (0x653...0x655).contains(scalar.value) }

    /// The letter that Unicode composes of a carrier and a mark, or `nil`.
    private static func composed(_ carrier: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
        switch (carrier.value, mark.value) {
        case (0x627, 0x653): "\u{622}"
        case (0x627, 0x654): "\u{623}"
        case (0x627, 0x655): "\u{625}"
        case (0x648, 0x654): "\u{624}"
        case (0x64A, 0x654): "\u{626}"
        case (0x6D5, 0x654): "\u{6C0}"
        case (0x6C1, 0x654): "\u{6C2}"
        case (0x6D2, 0x654): "\u{6D3}"
        default: nil
        }
    }
}
