/// Finding where white space, strings, numbers and literals end. Nothing here changes the lexer's state.
extension JSONLexer {
    /// The offset of the first byte that is not white space (RFC 8259 section 2), or the end of the buffer.
    @inline(__always)
    func afterSpace(_ start: Int) -> Int {
        var at = start
        while at < count {
            switch base[at] {
            case JSONByte.space, JSONByte.lineFeed, JSONByte.carriageReturn, JSONByte.tab: at &+= 1
            default: return at
            }
        }
        return at
    }

    /// The offset of the quote that closes the string opened at `open`, and whether a backslash lies between.
    ///
    /// Eight bytes at a time as long as they are plain ASCII; the first byte of another kind is looked at alone.
    func stringEnd(_ open: Int) throws(JSONError) -> (end: Int, hasEscapes: Bool) {
        var at = open &+ 1
        var hasEscapes = false
        while true {
            while at &+ 8 <= count {
                let word = UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self)
                let marks = JSONWord.marks(UInt64(littleEndian: word))
                if marks != 0 {
                    at &+= marks.trailingZeroBitCount &>> 3
                    break
                }
                at &+= 8
            }
            guard at < count else { throw JSONError(.unclosedString, at: open) }
            switch base[at] {
            case JSONByte.quote:
                return (at, hasEscapes)
            case JSONByte.backslash:
                hasEscapes = true
                at = try escapeEnd(at, stringAt: open)
            case 0x80...:
                at = try sequencesEnd(at)
            case 0..<JSONByte.space:
                throw JSONError(.controlCharacter, at: at)
            default:
                at &+= 1
            }
        }
    }

    /// The offset behind the escape that begins with the backslash at `at` (RFC 8259 section 7).
    private func escapeEnd(_ at: Int, stringAt open: Int) throws(JSONError) -> Int {
        guard at &+ 1 < count else { throw JSONError(.unclosedString, at: open) }
        switch base[at &+ 1] {
        case JSONByte.quote, JSONByte.backslash, JSONByte.slash, JSONByte.lowerB, JSONByte.lowerF, JSONByte.lowerN,
            JSONByte.lowerR, JSONByte.lowerT:
            return at &+ 2
        case JSONByte.lowerU:
            for digit in at &+ 2..<at &+ 6 {
                guard digit < count else { throw JSONError(.unclosedString, at: open) }
                guard JSONByte.hexValue(base[digit]) != nil else { throw JSONError(.badEscape, at: at) }
            }
            return at &+ 6
        default:
            throw JSONError(.badEscape, at: at)
        }
    }

    /// The offset of the first byte below 0x80 behind a run of multi-byte sequences that starts at `start`.
    ///
    /// The ranges are those of RFC 3629 section 4: no overlong form, no surrogate, nothing above U+10FFFF.
    private func sequencesEnd(_ start: Int) throws(JSONError) -> Int {
        var at = start
        while at < count, base[at] >= 0x80 {
            let lead = base[at]
            if lead >= 0xC2, lead <= 0xDF, at &+ 1 < count, base[at &+ 1] & 0xC0 == 0x80 {
                at &+= 2
                continue
            }
            let length = lead < 0xF0 ? 3 : 4
            let second: ClosedRange<UInt8> =
                switch lead {
                case 0xE0: 0xA0...0xBF
                case 0xED: 0x80...0x9F
                case 0xE1...0xEF: 0x80...0xBF
                case 0xF0: 0x90...0xBF
                case 0xF1...0xF3: 0x80...0xBF
                case 0xF4: 0x80...0x8F
                default: throw JSONError(.invalidUTF8, at: at)
                }
            guard at &+ length <= count, second.contains(base[at &+ 1]), base[at &+ 2] & 0xC0 == 0x80,
                length == 3 || base[at &+ 3] & 0xC0 == 0x80
            else { throw JSONError(.invalidUTF8, at: at) }
            at &+= length
        }
        return at
    }

    /// The offset behind the number that begins at `start` (RFC 8259 section 6).
    ///
    /// ```
    ///   [ - ]  ( 0 | 1-9 digit* )  [ . digit+ ]  [ e|E  [ + | - ]  digit+ ]
    /// ```
    func numberEnd(_ start: Int) throws(JSONError) -> Int {
        var at = start
        if base[at] == JSONByte.minus { at &+= 1 }
        let integer = at
        at = try digitsEnd(at)
        if base[integer] == JSONByte.zero, at > integer &+ 1 {
            throw JSONError(.badNumber, at: integer &+ 1)
        }
        if at < count, base[at] == JSONByte.dot { at = try digitsEnd(at &+ 1) }
        if at < count, base[at] == JSONByte.lowerE || base[at] == JSONByte.upperE {
            at &+= 1
            if at < count, base[at] == JSONByte.plus || base[at] == JSONByte.minus { at &+= 1 }
            at = try digitsEnd(at)
        }
        guard isDelimited(at) else { throw JSONError(.badNumber, at: at) }
        return at
    }

    @inline(__always)
    private func digitsEnd(_ start: Int) throws(JSONError) -> Int {
        var at = start
        while at < count, base[at] &- JSONByte.zero < 10 { at &+= 1 }
        guard at > start else { throw JSONError(.badNumber, at: start) }
        return at
    }

    /// The offset behind the word that must stand at `start`.
    @inline(__always)
    func literalEnd(_ start: Int, _ word: StaticString) throws(JSONError) -> Int {
        let length = word.utf8CodeUnitCount
        guard start &+ length <= count else { throw JSONError(.badLiteral, at: start) }
        for index in 1..<length where base[start &+ index] != word.utf8Start[index] {
            throw JSONError(.badLiteral, at: start)
        }
        guard isDelimited(start &+ length) else { throw JSONError(.badLiteral, at: start) }
        return start &+ length
    }

    /// Whether a number or literal may end before this offset, so that `12x` is reported as a number and not as a missing comma.
    @inline(__always)
    private func isDelimited(_ at: Int) -> Bool {
        guard at < count else { return true }
        switch base[at] {
        case JSONByte.comma, JSONByte.closeBrace, JSONByte.closeBracket, JSONByte.space, JSONByte.lineFeed,
            JSONByte.carriageReturn, JSONByte.tab:
            return true
        case JSONByte.colon, JSONByte.quote, JSONByte.openBrace, JSONByte.openBracket:
            return true
        default:
            return false
        }
    }
}

/// Eight bytes of a string looked at in one step.
enum JSONWord {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// Returns a word whose lowest set bit lies in the first byte that is a quote, a backslash, below 0x20 or above 0x7F; 0 when
    /// there is none. Bits above the lowest one mean nothing: a subtraction borrows from the bytes behind a hit.
    @inline(__always)
    static func marks(_ word: UInt64) -> UInt64 {
        let quote = word ^ (ones &* UInt64(JSONByte.quote))
        let backslash = word ^ (ones &* UInt64(JSONByte.backslash))
        let found = (quote &- ones) | (backslash &- ones) | (word &- (ones &* UInt64(JSONByte.space)))
        return (found | word) & highs
    }

    /// Returns the same for the backslash alone.
    @inline(__always)
    static func backslashes(_ word: UInt64) -> UInt64 {
        let backslash = word ^ (ones &* UInt64(JSONByte.backslash))
        return (backslash &- ones) & ~backslash & highs
    }
}
