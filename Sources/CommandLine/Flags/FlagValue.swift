/// What the value of a flag may be: its placeholder, its syntax, and how a shell completes it.
public enum FlagValue: Sendable {
    case text(String)
    /// A file name; where endings are given, it has one of them.
    case file(String, endings: [String] = [])
    case choice(String, [String])
    /// One or more words of a list, with commas between them.
    case words(String, [String])
    /// A whole number, 0 or more.
    case count(String)
    /// A number of bytes, with K, M or G for powers of 1,024.
    case size(String)
    /// A whole number, or a percentage.
    case countOrShare(String)
    /// `HEADER=FIELD`, cut at the last equals sign: headers may contain one, field names never do.
    case headerPair(String)
    /// `FIELD=VALUE`, cut at the first equals sign. The value may be a secret, so no message repeats it.
    case fieldPair(String)
    case condition(String)

    /// The word that stands for the value in usage lines.
    public var placeholder: String {
        switch self {
        case .text(let word), .file(let word, _), .choice(let word, _), .words(let word, _), .count(let word), .size(let word),
            .countOrShare(let word), .headerPair(let word), .fieldPair(let word), .condition(let word):
            word
        }
    }

    /// The legal values where there is a list of them, else empty.
    public var choices: [String] {
        if case .choice(_, let legal) = self { legal } else { [] }
    }

    /// The words that a shell can offer: the legal values, or those of which several may be given.
    public var completions: [String] {
        if case .words(_, let legal) = self { legal } else { choices }
    }

    public var isFile: Bool {
        if case .file = self { true } else { false }
    }

    /// Whether a message may repeat what was typed.
    public var isSafeToRepeat: Bool {
        if case .fieldPair = self { false } else { true }
    }

    /// Whether a text has the syntax of this value. What it means is for the command to judge.
    public func accepts(_ text: String) -> Bool {
        switch self {
        case .text: !text.isEmpty
        case .file(_, let endings): !text.isEmpty && (endings.isEmpty || endings.contains { text.hasSuffix($0) && text != $0 })
        case .choice(_, let legal): legal.contains(text)
        case .words(_, let legal):
            text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { legal.contains(String($0)) }
        case .count: ValueSyntax.count(text) != nil
        case .size: ValueSyntax.size(text) != nil
        case .countOrShare: RejectLimit(text) != nil
        case .headerPair: NamePair(header: text) != nil
        case .fieldPair: NamePair(field: text) != nil
        case .condition: FieldCondition(text) != nil
        }
    }
}

/// Numbers as flags write them.
public enum ValueSyntax {
    /// Returns a whole number written in ASCII digits, or `nil`: no sign, no separators.
    public static func count(_ text: String) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else { return nil }
        return Int(text)
    }

    /// The largest size that is accepted: a batch addresses its bytes with 32 bits.
    public static let largestSize = 1 << 30

    /// Returns a number of bytes from 1 to `largestSize`, or `nil`. `K`, `M` and `G`, in either case, are powers of 1,024.
    public static func size(_ text: String) -> Int? {
        let shift: Int
        switch text.utf8.last {
        case UInt8(ascii: "k"), UInt8(ascii: "K"): shift = 10
        case UInt8(ascii: "m"), UInt8(ascii: "M"): shift = 20
        case UInt8(ascii: "g"), UInt8(ascii: "G"): shift = 30
        default: shift = 0
        }
        guard let number = count(shift == 0 ? text : String(text.dropLast())), number >= 1,
            number <= largestSize >> shift
        else { return nil }
        return number << shift
    }
}
