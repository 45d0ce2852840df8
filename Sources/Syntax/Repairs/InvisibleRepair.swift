/// Takes out what nobody sees.
enum InvisibleRepair {
    /// Returns the text without invisible characters, or `nil` when it has none.
    ///
    /// A joiner or non-joiner goes too unless it stands between two characters that it can have an effect on: there it is the
    /// spelling of a Persian word, of an Indic cluster or of an emoji.
    static func invisible(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard text.contains(where: { ScalarClass.isInvisible($0) || ScalarClass.isJoiner($0) }) else { return nil }
        var kept: [Unicode.Scalar] = []
        let visible = text.filter { !ScalarClass.isInvisible($0) }
        for (i, scalar) in visible.enumerated() {
            if ScalarClass.isJoiner(scalar) {
                guard let before = kept.last, isJoinable(before), i + 1 < visible.count, isJoinable(visible[i + 1]) else { continue }
            }
            kept.append(scalar)
        }
        return kept.count == text.count ? nil : kept
    }

    /// Scripts in which joiners matter begin with Arabic; the variation selector stands inside emoji sequences.
    private static func isJoinable(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x600 && !ScalarClass.isBlank(scalar) && !ScalarClass.isJoiner(scalar)
            && !(0x2010...0x2027).contains(scalar.value)
    }
}
