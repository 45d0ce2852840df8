extension PatternParser {
    /// Reads a group from its `(` to its `)`; `nil` when it only sets options for what follows.
    mutating func group() throws(PatternError) -> PatternNode? {
        let start = position
        position += 1
        // In .NET "(?)" is a capturing group around "?", which then has nothing to repeat.
        guard peek() == "?", isECMAScript || peek(1) != ")" else {
            if !options.explicitCapture { captureCount += 1 }
            return try groupBody(from: start)
        }
        position += 1
        switch peek() {
        case ":":
            position += 1
            return try groupBody(from: start)
        case "=", "!":
            let negative = peek() == "!"
            position += 1
            return .lookAhead(try groupBody(from: start), negative: negative, offset: start)
        case "<" where peek(1) == "=" || peek(1) == "!":
            position += 2
            throw failure(start, "look-behind '\(text(from: start))'", "an automaton that reads forwards cannot look back")
        case "<":
            return try namedGroup(from: start, close: ">")
        case "'" where !isECMAScript:
            return try namedGroup(from: start, close: "'")
        case ">" where !isECMAScript:
            throw failure(start, "atomic group '(?>'", "an automaton follows all ways at once and cannot forget some")
        case "(" where !isECMAScript:
            throw failure(start, "conditional '(?('", "the choice depends on captured text or on an inner look-around")
        default:
            if isECMAScript {
                throw failure(start, "group '(?'", "ECMAScript has '(?:', '(?=', '(?!', '(?<=', '(?<!' and '(?<name>'")
            }
            return try optionGroup(from: start)
        }
    }

    private mutating func groupBody(from start: Int, options inner: Options? = nil) throws(PatternError) -> PatternNode {
        let outer = options
        if let inner { options = inner }
        let node = try alternatives()
        options = outer
        guard peek() == ")" else { throw failure(start, "'('", "this group is never closed") }
        position += 1
        return node
    }

    /// Reads `(?<name>…)`; the name is a word, or in .NET also a number.
    private mutating func namedGroup(from start: Int, close: Unicode.Scalar) throws(PatternError) -> PatternNode {
        position += 1
        let nameStart = position
        while let unit = peek(), CharacterClasses.boundaryWord.contains(UInt32(unit)) || isECMAScript && unit == "$" {
            position += 1
        }
        let name = text(from: nameStart)
        if peek() == "-", !isECMAScript {
            throw failure(start, "balancing group '\(text(from: start))-'", "an automaton keeps no stack of captures")
        }
        guard peek() == close, !name.isEmpty else {
            throw failure(start, "group name '\(name)'", "a name is made of letters, digits and '_', then '\(close)'")
        }
        position += 1
        if let first = name.utf8.first, first >= 0x30, first <= 0x39 {
            guard !isECMAScript, let number = Int(name), number > 0, number <= Int(Int32.max) else {
                throw failure(start, "group name '\(name)'", "a name that begins with a digit must be a positive number")
            }
            captureNumbers.insert(number)
        } else {
            captureCount += 1
        }
        return try groupBody(from: start)
    }

    /// Reads `(?imnsx-imnsx)` or `(?imnsx-imnsx:…)`.
    private mutating func optionGroup(from start: Int) throws(PatternError) -> PatternNode? {
        var changed = options
        var on = true
        while let unit = peek(), unit != ":", unit != ")" {
            switch unit {
            case "+": on = true
            case "-": on = false
            case "m", "M": changed.multiline = on
            case "s", "S": changed.singleLine = on
            case "n", "N": changed.explicitCapture = on
            case "x", "X": changed.freeSpacing = on
            case "i", "I":
                // Switching off what is never on changes nothing.
                if on {
                    throw failure(start, "option '(?i)'", "case-insensitive matching depends on the culture of the .NET host")
                }
            default:
                position += 1
                throw failure(start, "group '\(text(from: start))'", "there is no such group or inline option in .NET")
            }
            position += 1
        }
        if peek() == ":" {
            position += 1
            return try groupBody(from: start, options: changed)
        }
        guard peek() == ")" else { throw failure(start, "'('", "this group is never closed") }
        position += 1
        options = changed
        return nil
    }
}
