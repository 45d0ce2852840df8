extension PatternParser {
    /// Reads an escape outside a class.
    mutating func escape() throws(PatternError) -> PatternNode {
        let start = position
        guard let unit = peek(1) else { throw failure(start, "'\\'", "the pattern ends inside an escape") }
        if let set = CharacterClasses.escape(unit, dialect: dialect) {
            position += 2
            return .scalars(set, dialect: dialect)
        }
        switch unit {
        case "b", "B":
            position += 2
            return .assertion(unit == "b" ? .wordBoundary : .notWordBoundary)
        case "A" where !isECMAScript:
            position += 2
            return .assertion(.textStart)
        case "z" where !isECMAScript:
            position += 2
            return .assertion(.textEnd)
        case "Z" where !isECMAScript:
            position += 2
            return .assertion(.finalLineEnd)
        case "G" where !isECMAScript:
            throw failure(start, "assertion '\\G'", "it depends on where the previous match ended")
        case "p", "P":
            position += 1
            return .scalars(try property(from: start), dialect: dialect)
        case "k":
            throw backReference("\\k", at: start)
        case "<", "'":
            if !isECMAScript, isAngledReference(close: unit == "<" ? ">" : "'") {
                throw backReference("\\" + String(decoding: [unit], as: UTF16.self), at: start)
            }
        default:
            try refuseReference(at: start)
        }
        position += 1
        return .scalars(UnitSet(try characterCode(from: start)), dialect: dialect)
    }

    /// Reads the rest of an escape that stands for one character; `position` is behind the backslash.
    ///
    /// - Returns: a UTF-16 unit, in ECMAScript a code point.
    mutating func characterCode(from start: Int) throws(PatternError) -> UInt32 {
        guard let unit = peek() else { throw failure(start, "'\\'", "the pattern ends inside an escape") }
        if unit == "0" || unit >= 0x31 && unit <= 0x37 && !isECMAScript { return try octal(from: start) }
        position += 1
        switch unit {
        case "t": return 0x09
        case "n": return 0x0A
        case "v": return 0x0B
        case "f": return 0x0C
        case "r": return 0x0D
        case "b": return 0x08
        case "a" where !isECMAScript: return 0x07
        case "e" where !isECMAScript: return 0x1B
        case "x": return try hexadecimal(digits: 2, from: start)
        case "u": return try unicodeEscape(from: start)
        case "c":
            guard let letter = peek() else { throw failure(start, "escape '\\c'", "a control letter must follow") }
            position += 1
            let upper = letter >= 0x61 && letter <= 0x7A ? letter - 32 : letter
            let isLetter = upper >= 0x41 && upper <= 0x5A
            guard isLetter || !isECMAScript && upper >= 0x40 && upper < 0x60 else {
                throw failure(start, "escape '\(text(from: start))'", "a control letter must follow")
            }
            return UInt32(upper & 0x1F)
        default:
            position -= 1
            let character = takeCharacter()
            let isWord = CharacterClasses.boundaryWord.contains(character)
            if isWord && (!isECMAScript || character < 0x80 && unit != "_") {
                throw failure(start, "escape '\(text(from: start))'", "there is no such escape in this dialect")
            }
            return character
        }
    }

    /// At most three octal digits, of which .NET keeps eight bits; ECMAScript has only `\0`.
    private mutating func octal(from start: Int) throws(PatternError) -> UInt32 {
        var value: UInt32 = 0
        var digits = 0
        while digits < 3, let unit = peek(), unit >= 0x30, unit <= 0x37 {
            value = value << 3 + UInt32(unit - 0x30)
            position += 1
            digits += 1
        }
        if isECMAScript, digits > 1 || peek().map(isDigit) == true {
            throw failure(start, "octal escape", "ECMAScript with the u flag has no octal escapes but '\\0'")
        }
        return value & 0xFF
    }

    private mutating func unicodeEscape(from start: Int) throws(PatternError) -> UInt32 {
        if isECMAScript, peek() == "{" {
            position += 1
            var value: UInt32 = 0
            let digits = position
            while let digit = hexadecimalValue(peek()) {
                value = value << 4 + digit
                position += 1
                if value >= UnitSet.scalarLimit { throw failure(start, "escape '\\u{'", "the code point is above 10FFFF") }
            }
            guard position > digits, peek() == "}" else {
                throw failure(start, "escape '\\u{'", "hexadecimal digits and '}' must follow")
            }
            position += 1
            return value
        }
        let value = try hexadecimal(digits: 4, from: start)
        // Two escapes of a surrogate pair are one code point in ECMAScript.
        if isECMAScript, value & 0xFC00 == 0xD800, peek() == "\\", peek(1) == "u", hexadecimalValue(peek(2)) == 0xD,
            let third = hexadecimalValue(peek(3)), third >= 0xC
        {
            position += 2
            let low = try hexadecimal(digits: 4, from: position - 2)
            return 0x1_0000 + (value & 0x3FF) << 10 + low & 0x3FF
        }
        return value
    }

    private mutating func hexadecimal(digits: Int, from start: Int) throws(PatternError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = hexadecimalValue(peek()) else {
                throw failure(start, "escape '\(text(from: start))'", "\(digits) hexadecimal digits must follow")
            }
            value = value << 4 + digit
            position += 1
        }
        return value
    }

    private func hexadecimalValue(_ unit: UInt16?) -> UInt32? {
        guard let unit else { return nil }
        switch UInt32(unit) {
        case 0x30...0x39: return UInt32(unit) - 0x30
        case 0x41...0x46: return UInt32(unit) - 0x41 + 10
        case 0x61...0x66: return UInt32(unit) - 0x61 + 10
        default: return nil
        }
    }

    /// Reads `p{Name}` or `P{Name}`; `position` is at the letter.
    mutating func property(from start: Int) throws(PatternError) -> UnitSet {
        let negative = peek() == "P"
        position += 1
        guard peek() == "{" else { throw failure(start, "property '\(text(from: start))'", "'{' and a category must follow") }
        position += 1
        let nameStart = position
        while let unit = peek(), unit != "}" {
            _ = unit
            position += 1
        }
        var name = text(from: nameStart)
        guard peek() == "}" else { throw failure(start, "property '\(text(from: start))'", "'}' is missing") }
        position += 1
        if isECMAScript {
            for prefix in ["General_Category=", "gc="] where name.hasPrefix(prefix) { name.removeFirst(prefix.count) }
        }
        guard let set = GeneralCategories.set(named: name, dialect: dialect) else {
            let construct = name.hasPrefix("Is") ? "Unicode block" : "property"
            throw failure(start, "\(construct) '\(text(from: start))'", "only general categories such as 'L' or 'Nd' are known")
        }
        return negative ? set.complement(below: isECMAScript ? UnitSet.scalarLimit : UnitSet.unitLimit) : set
    }

    // MARK: back-references

    func backReference(_ what: String, at offset: Int) -> PatternError {
        failure(offset, "back-reference '\(what)'", "an automaton does not remember captured text")
    }

    /// Refuses `\1`; leaves `\12` to the end of the pattern, when it is known whether a twelfth group exists.
    private mutating func refuseReference(at start: Int) throws(PatternError) {
        guard let first = peek(1), first >= 0x31, first <= 0x39 else { return }
        var number = 0
        var index = start + 1
        while index < units.count, isDigit(units[index]), number < 1_000_000_000 {
            number = number * 10 + Int(units[index] - 0x30)
            index += 1
        }
        if isECMAScript || number < 10 { throw backReference("\\\(number)", at: start) }
        if first >= 0x38 { throw failure(start, "escape '\\\(number)'", "there is no such group and 8 and 9 are not octal") }
        doubtfulReferences.append((number, start))
    }

    /// Whether `\<name>` or `\'name'` stands here, an old form of .NET's named back-reference.
    private func isAngledReference(close: Unicode.Scalar) -> Bool {
        var index = position + 2
        let start = index
        while index < units.count, CharacterClasses.boundaryWord.contains(UInt32(units[index])) { index += 1 }
        return index > start && index < units.count && units[index] == close
    }
}
