/// The usual repairs of a spreadsheet's values, from the most to the least harmless. They work on scalars.
enum Repair: CaseIterable {
    case trim, invisible, digits, wholeNumber, phonePunctuation, hyphenToSpace, apostrophe, tashkeel

    /// Returns the repaired text, or `nil` when there is nothing to repair.
    func apply(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        switch self {
        case .trim: return Self.trimmed(text)
        case .invisible:
            guard text.contains(where: { Self.isInvisible($0) || $0 == "\u{A0}" }) else { return nil }
            let visible = text.filter { !Self.isInvisible($0) }.map { $0 == "\u{A0}" ? " " : $0 }
            return Self.trimmed(visible) ?? visible
        case .digits: return Self.exchanging(text) { Self.asciiDigit($0) }
        case .wholeNumber: return Self.wholeNumber(text)
        case .phonePunctuation: return text.contains { ("0"..."9").contains($0) } ? Self.dropping(text, Self.isPhonePunctuation) : nil
        case .hyphenToSpace: return Self.exchanging(text) { Self.isHyphen($0) ? " " : nil }
        case .apostrophe: return Self.dropping(text, Self.isApostrophe)
        case .tashkeel: return Self.dropping(text) { (0x64B...0x65F).contains($0.value) || $0.value == 0x670 }
        }
    }

    private static func dropping(_ text: [Unicode.Scalar], _ isUnwanted: (Unicode.Scalar) -> Bool) -> [Unicode.Scalar]? {
        text.contains(where: isUnwanted) ? text.filter { !isUnwanted($0) } : nil
    }

    private static func exchanging(_ text: [Unicode.Scalar], _ change: (Unicode.Scalar) -> Unicode.Scalar?) -> [Unicode.Scalar]? {
        text.contains { change($0) != nil } ? text.map { change($0) ?? $0 } : nil
    }

    private static func trimmed(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard let first = text.first, let last = text.last, isBlank(first) || isBlank(last) else { return nil }
        let front = text.drop(while: isBlank)
        guard let end = front.lastIndex(where: { !isBlank($0) }) else { return [] }
        return Array(front[...end])
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value <= 0x20 || (scalar.value >= 0x85 && scalar.properties.isWhitespace)
    }

    /// `7.00` becomes `7`, and `1,200` becomes `1200`. `1.000` may be one or a thousand, and `1,5` is no whole number.
    private static func wholeNumber(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        if let point = text.firstIndex(of: ".") {
            let fraction = text[(point + 1)...]
            return fraction.count != 3 && fraction.allSatisfy { $0 == "0" } ? Array(text[..<point]) : nil
        }
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        let first = groups[0].drop { $0 == "-" || $0 == "+" }
        guard groups.count > 1, (1...3).contains(first.count), first.first != "0", groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { return nil }
        return groups.flatMap { $0 }
    }

    private static func isPhonePunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "+", " ", "-", "(", ")", ".", "/", "\u{A0}": true
        default: false
        }
    }

    private static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "-", "\u{2010}", "\u{2011}", "\u{2013}": true
        default: false
        }
    }

    private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "'", "`", "\u{2018}", "\u{2019}": true
        default: false
        }
    }

    /// Zero-width characters and direction marks, which come along when text is copied from a page.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    /// The ASCII digit for an Arabic-Indic, Persian or full-width one.
    private static func asciiDigit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        for zero: UInt32 in [0x660, 0x6F0, 0xFF10] where scalar.value >= zero && scalar.value < zero + 10 {
            return Unicode.Scalar(scalar.value - zero + 0x30)
        }
        return nil
    }
}
