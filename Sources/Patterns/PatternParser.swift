/// Reads a pattern's text and returns its tree.
///
/// ```
///   alternatives  =  sequence ( '|' sequence )*
///   sequence      =  ( atom quantifier? )*
///   atom          =  literal | '.' | '^' | '$' | class | escape | group
/// ```
///
/// What the grammar accepts follows .NET's `RegexParser` or, for `.ecmaScript`, ECMA-262 with the `u` flag, softened where
/// Annex B gives a meaning to what `u` forbids. Classes, escapes and groups are in the files named after them.
struct PatternParser {
    /// The inline options of .NET that change what is matched here. `n` changes nothing, since nothing is captured.
    struct Options {
        var multiline = false
        var singleLine = false
        var explicitCapture = false
        var freeSpacing = false
    }

    let units: [UInt16]
    let dialect: PatternDialect
    var position = 0
    var options = Options()
    /// The numbers of the capturing groups seen so far decide whether `\12` is a back-reference or an octal code.
    var captureCount = 0
    var captureNumbers: Set<Int> = []
    var doubtfulReferences: [(number: Int, offset: Int)] = []
    private var depth = 0

    static let depthLimit = 200

    init(_ source: String, dialect: PatternDialect) {
        units = Array(source.utf16)
        self.dialect = dialect
    }

    var isECMAScript: Bool { dialect == .ecmaScript }

    /// - Throws: `PatternError` at the first construct that is malformed or cannot be matched by an automaton.
    mutating func parse() throws(PatternError) -> PatternNode {
        let node = try alternatives()
        if position < units.count { throw failure(position, "')'", "no group is open here") }
        for (number, offset) in doubtfulReferences where number <= captureCount || captureNumbers.contains(number) {
            throw backReference("\\\(number)", at: offset)
        }
        return node
    }

    mutating func alternatives() throws(PatternError) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.depthLimit {
            throw failure(position, "group", "groups are nested deeper than \(Self.depthLimit) levels")
        }
        var branches = [try sequence()]
        while peek() == "|" {
            position += 1
            branches.append(try sequence())
        }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var parts: [PatternNode] = []
        var afterQuantifier = false
        while true {
            try skipBlank()
            guard let unit = peek(), unit != "|", unit != ")" else { break }
            if isQuantifier() { throw strayQuantifier(afterQuantifier: afterQuantifier) }
            guard let atom = try self.atom() else {
                afterQuantifier = false
                continue
            }
            try skipBlank()
            afterQuantifier = isQuantifier()
            parts.append(afterQuantifier ? try quantified(atom) : atom)
        }
        return .joined(parts)
    }

    /// Returns `nil` for what stands for nothing by itself, such as `(?s)`.
    private mutating func atom() throws(PatternError) -> PatternNode? {
        switch units[position] {
        case "(": return try group()
        case "[": return .scalars(try characterClass(), dialect: dialect)
        case "\\": return try escape()
        case "^":
            position += 1
            return .assertion(options.multiline ? .lineStart : .textStart)
        case "$":
            position += 1
            if isECMAScript { return .assertion(.textEnd) }
            return .assertion(options.multiline ? .lineEnd : .finalLineEnd)
        case ".":
            position += 1
            if isECMAScript { return .scalars(CharacterClasses.notEcmaLineEnd, dialect: dialect) }
            return .set(options.singleLine ? CharacterClasses.allUnits : CharacterClasses.notNewline)
        default:
            return .scalars(UnitSet(takeCharacter()), dialect: dialect)
        }
    }

    // MARK: quantifiers

    /// Whether a quantifier starts here; a `{` that does not read `{n}`, `{n,}` or `{n,m}` is a literal.
    private func isQuantifier() -> Bool {
        switch peek() {
        case "*", "+", "?": return true
        case "{":
            var index = position + 1
            let digits = index
            while index < units.count, isDigit(units[index]) { index += 1 }
            if index == digits { return false }
            if index < units.count, units[index] == "," {
                index += 1
                while index < units.count, isDigit(units[index]) { index += 1 }
            }
            return index < units.count && units[index] == "}"
        default: return false
        }
    }

    private mutating func quantified(_ atom: PatternNode) throws(PatternError) -> PatternNode {
        let start = position
        var minimum = 0
        var maximum: Int?
        let unit = units[position]
        position += 1
        switch unit {
        case "*": break
        case "+": minimum = 1
        case "?": maximum = 1
        default:
            minimum = try number(from: start)
            maximum = minimum
            if peek() == "," {
                position += 1
                maximum = peek() == "}" ? nil : try number(from: start)
            }
            position += 1
        }
        if let maximum, minimum > maximum {
            throw failure(start, "quantifier '\(text(from: start))'", "its minimum is larger than its maximum")
        }
        try skipBlank()
        var lazy = false
        if peek() == "?" {
            position += 1
            lazy = true
        }
        if isECMAScript {
            switch atom {
            case .assertion, .lookAhead:
                throw failure(start, "quantified assertion", "ECMAScript allows no quantifier after an assertion")
            default: break
            }
        }
        if maximum == 0 { return .empty }
        if lazy, !isECMAScript, atom.isNullable {
            throw failure(
                start, "lazy quantifier '\(text(from: start))' after what can match nothing",
                "releases of .NET disagree about such loops, and some fail in them")
        }
        if atom == .empty { return .empty }
        return .repetition(atom, minimum: minimum, maximum: maximum, lazy: lazy)
    }

    /// Reads decimal digits; .NET allows counts up to 2,147,483,647.
    private mutating func number(from start: Int) throws(PatternError) -> Int {
        let limit = Int(Int32.max)
        var value = 0
        while let unit = peek(), isDigit(unit) {
            value = min(value * 10 + Int(unit - 0x30), limit + 1)
            position += 1
        }
        if value > limit {
            throw failure(start, "quantifier '\(text(from: start))'", "the count is larger than \(limit)")
        }
        return value
    }

    private func strayQuantifier(afterQuantifier: Bool) -> PatternError {
        let sign = String(decoding: units[position...position], as: UTF16.self)
        if !afterQuantifier {
            return failure(position, "quantifier '\(sign)'", "there is nothing before it to repeat")
        }
        return sign == "+"
            ? failure(position, "possessive quantifier '+'", "neither .NET nor ECMAScript has possessive quantifiers")
            : failure(position, "nested quantifier '\(sign)'", "a quantifier cannot follow a quantifier; use a group")
    }

    // MARK: reading

    func peek(_ ahead: Int = 0) -> UInt16? {
        position + ahead < units.count ? units[position + ahead] : nil
    }

    /// Takes one literal: a UTF-16 unit in .NET, a code point in ECMAScript.
    mutating func takeCharacter() -> UInt32 {
        let unit = UInt32(units[position])
        position += 1
        if isECMAScript, unit & 0xFC00 == 0xD800, let next = peek(), next & 0xFC00 == 0xDC00 {
            position += 1
            return 0x1_0000 + (unit & 0x3FF) << 10 + UInt32(next & 0x3FF)
        }
        return unit
    }

    /// Skips `(?#…)` and, under `(?x)`, white space and comments to the end of the line.
    mutating func skipBlank() throws(PatternError) {
        if isECMAScript { return }
        while let unit = peek() {
            if options.freeSpacing, unit == " " || unit == "\t" || unit == "\n" || unit == "\u{C}" || unit == "\r" {
                position += 1
            } else if options.freeSpacing, unit == "#" {
                while position < units.count, units[position] != "\n" { position += 1 }
            } else if unit == "(", peek(1) == "?", peek(2) == "#" {
                let start = position
                while position < units.count, units[position] != ")" { position += 1 }
                if position == units.count { throw failure(start, "comment '(?#'", "the comment is never closed") }
                position += 1
            } else {
                return
            }
        }
    }

    func isDigit(_ unit: UInt16) -> Bool { unit >= 0x30 && unit <= 0x39 }

    func text(from start: Int) -> String { String(decoding: units[start..<position], as: UTF16.self) }

    func failure(_ offset: Int, _ construct: String, _ reason: String) -> PatternError {
        PatternError(offset: offset, construct: construct, reason: reason)
    }
}
