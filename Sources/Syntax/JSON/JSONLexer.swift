/// A strict pull lexer for JSON (RFC 8259) over bytes in memory: no input, no allocation, no recursion.
///
/// ```
///                 ┌──────── scalar, or an outermost container that ends ───────► finished ── white space, end
///   start ──► value
///               │ [                                        │ {
///               ▼                                          ▼
///        firstElement ── ] ──► pop                     firstName ── } ──► pop
///               │ value                                    │ name :  (then `value`, as a state of its own)
///               ▼                                          ▼
///        afterElement ── ] ──► pop                    afterMember ── } ──► pop
///               └─ , value ─► (itself)                     └─ , name : ─► value ─► (itself)
///
///   nesting   one bit a level, 1 for an object; the innermost level is the lowest bit of the word, and each full word
///             moves to `outerWords`
/// ```
///
/// The names of the states are those of `State`. A comma is consumed with the token behind it, a colon with its name. Popping
/// leads to the state that follows a value in the container outside.
///
/// ```swift
/// var lexer = JSONLexer(bytes)
/// while true {
///     let token = try lexer.next()
///     if token.kind == .end { break }
///     if token.kind == .name, isOfNoInterest(token) { try lexer.skipValue() }
/// }
/// ```
///
/// Departures from the RFC, all of which it allows:
/// - A UTF-8 byte order mark at the start is skipped (section 8.1), as .NET and spreadsheets write one.
/// - Nesting is limited, by default to 512 levels (section 9).
/// - Duplicate names pass; `JSONValue` refuses them (section 4).
///
/// The buffer must outlive the lexer. After an error only `restart(at:)` makes the lexer usable again.
public struct JSONLexer {
    enum State: UInt8 {
        case value, firstElement, afterElement, firstName, afterMember, finished
    }

    /// The deepest nesting accepted unless the caller says otherwise.
    public static let defaultDepthLimit = 512

    let base: UnsafePointer<UInt8>
    let count: Int
    let depthLimit: Int
    /// Where the next token is looked for, in bytes from 0: one past everything consumed.
    public internal(set) var offset: Int
    /// The number of containers that are open.
    public private(set) var depth = 0
    private var state = State.value
    /// The state that follows a complete value in the innermost container.
    private var afterValue = State.finished
    private var nesting: UInt64 = 0
    private var outerWords: [UInt64] = []

    /// - Parameter depthLimit: the deepest nesting of arrays and objects accepted; 0 accepts scalars only.
    public init(_ bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int = JSONLexer.defaultDepthLimit) {
        base = bytes.baseAddress ?? JSONLexer.nothing.utf8Start
        count = bytes.count
        self.depthLimit = depthLimit
        offset = JSONLexer.markLength(of: bytes)
    }

    private static let nothing: StaticString = ""

    /// The length of a UTF-8 byte order mark at the start: 3 or 0 bytes.
    static func markLength(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
        bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
    }

    /// Whether one whole value has been read, so that only white space may follow.
    ///
    /// A caller that reads several values from one buffer stops here and calls `restart(at:)`.
    public var isComplete: Bool { state == .finished }

    /// Forgets all nesting and expects a value at this offset, as at the start of a document.
    ///
    /// - Parameter offset: in bytes from 0, at most the length of the buffer.
    public mutating func restart(at offset: Int) {
        self.offset = min(max(offset, 0), count)
        depth = 0
        state = .value
        afterValue = .finished
        nesting = 0
        outerWords.removeAll(keepingCapacity: true)
    }

    /// Returns the next token; `.end` again and again once the document is complete.
    ///
    /// - Throws: what the grammar refuses, with the offset of the offending byte.
    /// - Complexity: O(*n*) in the bytes of the token and the white space before it.
    public mutating func next() throws(JSONError) -> JSONToken {
        var at = afterSpace(offset)
        guard at < count else { return try endOfInput(at) }
        var byte = base[at]
        switch state {
        case .value:
            return try value(at, byte)
        case .firstElement:
            if byte == JSONByte.closeBracket { return close(.arrayEnd, at) }
            return try value(at, byte)
        case .afterElement:
            if byte == JSONByte.closeBracket { return close(.arrayEnd, at) }
            guard byte == JSONByte.comma else { throw JSONError(.commaOrBracketExpected, at: at) }
            at = afterSpace(at &+ 1)
            guard at < count else { throw JSONError(.endOfInput, at: at) }
            return try value(at, base[at])
        case .firstName:
            if byte == JSONByte.closeBrace { return close(.objectEnd, at) }
            return try name(at, byte)
        case .afterMember:
            if byte == JSONByte.closeBrace { return close(.objectEnd, at) }
            guard byte == JSONByte.comma else { throw JSONError(.commaOrBraceExpected, at: at) }
            at = afterSpace(at &+ 1)
            guard at < count else { throw JSONError(.endOfInput, at: at) }
            byte = base[at]
            return try name(at, byte)
        case .finished:
            throw JSONError(.contentAfterEnd, at: at)
        }
    }

    /// Skips the value that comes next, with everything in it, and checks it like one that is read.
    ///
    /// - Returns: the offsets of the value as written, quotes and brackets included.
    /// - Throws: what `next()` throws; `.valueExpected` when a name or an end comes next.
    /// - Complexity: O(*n*) in the bytes of the value.
    @discardableResult
    public mutating func skipValue() throws(JSONError) -> Range<Int> {
        let before = offset
        let token = try next()
        switch token.kind {
        case .objectBegin, .arrayBegin:
            return token.start..<(try skipContainer())
        case .string:
            return token.start &- 1..<token.end &+ 1
        case .number, .true, .false, .null:
            return token.start..<token.end
        case .name, .objectEnd, .arrayEnd, .end:
            throw JSONError(.valueExpected, at: afterSpace(before))
        }
    }

    /// Skips what is left of the innermost open container, with its closing bracket.
    ///
    /// - Returns: the offset one past the closing bracket; where no container is open, the present offset.
    /// - Throws: what `next()` throws.
    @discardableResult
    public mutating func skipContainer() throws(JSONError) -> Int {
        let target = depth &- 1
        while depth > target, target >= 0 { _ = try next() }
        return offset
    }

    private mutating func endOfInput(_ at: Int) throws(JSONError) -> JSONToken {
        offset = at
        guard state == .finished else { throw JSONError(.endOfInput, at: at) }
        return JSONToken(.end, at, at)
    }

    @inline(__always)
    private mutating func name(_ at: Int, _ byte: UInt8) throws(JSONError) -> JSONToken {
        guard byte == JSONByte.quote else { throw JSONError(.nameExpected, at: at) }
        let (end, hasEscapes) = try stringEnd(at)
        let colon = afterSpace(end &+ 1)
        guard colon < count else { throw JSONError(.endOfInput, at: colon) }
        guard base[colon] == JSONByte.colon else { throw JSONError(.colonExpected, at: colon) }
        offset = colon &+ 1
        state = .value
        return JSONToken(.name, at &+ 1, end, hasEscapes: hasEscapes)
    }

    private mutating func value(_ at: Int, _ byte: UInt8) throws(JSONError) -> JSONToken {
        switch byte {
        case JSONByte.quote:
            let (end, hasEscapes) = try stringEnd(at)
            offset = end &+ 1
            state = afterValue
            return JSONToken(.string, at &+ 1, end, hasEscapes: hasEscapes)
        case JSONByte.openBrace:
            try open(at, isObject: true)
            return JSONToken(.objectBegin, at, offset)
        case JSONByte.openBracket:
            try open(at, isObject: false)
            return JSONToken(.arrayBegin, at, offset)
        case JSONByte.minus, JSONByte.zero...JSONByte.nine:
            offset = try numberEnd(at)
            state = afterValue
            return JSONToken(.number, at, offset)
        case JSONByte.lowerT:
            return try literal(.true, "true", at)
        case JSONByte.lowerF:
            return try literal(.false, "false", at)
        case JSONByte.lowerN:
            return try literal(.null, "null", at)
        default:
            throw JSONError(.valueExpected, at: at)
        }
    }

    @inline(__always)
    private mutating func literal(_ kind: JSONToken.Kind, _ word: StaticString, _ at: Int) throws(JSONError) -> JSONToken {
        offset = try literalEnd(at, word)
        state = afterValue
        return JSONToken(kind, at, offset)
    }

    private mutating func open(_ at: Int, isObject: Bool) throws(JSONError) {
        guard depth < depthLimit else { throw JSONError(.tooDeep, at: at) }
        if depth & 63 == 0, depth > 0 { outerWords.append(nesting) }
        nesting = nesting &<< 1 | (isObject ? 1 : 0)
        depth &+= 1
        offset = at &+ 1
        state = isObject ? .firstName : .firstElement
        afterValue = isObject ? .afterMember : .afterElement
    }

    private mutating func close(_ kind: JSONToken.Kind, _ at: Int) -> JSONToken {
        depth &-= 1
        if depth & 63 == 0, depth > 0 {
            nesting = outerWords.popLast() ?? 0
        } else {
            nesting &>>= 1
        }
        afterValue = depth == 0 ? .finished : nesting & 1 == 1 ? .afterMember : .afterElement
        state = afterValue
        offset = at &+ 1
        return JSONToken(kind, at, offset)
    }
}
