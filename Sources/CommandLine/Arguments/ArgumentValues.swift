/// `LEFT=RIGHT`, cut in two.
public struct NamePair: Sendable, Equatable {
    /// The header or field before the equals sign; never empty.
    public let name: String
    public let value: String

    /// Cuts `HEADER=FIELD` at its last equals sign; `nil` when there is none or the header is empty. No field may stand there:
    /// the column then fills nothing.
    public init?(header text: String) {
        guard let cut = text.utf8.lastIndex(of: UInt8(ascii: "=")) else { return nil }
        name = String(text[..<cut])
        value = String(text[text.utf8.index(after: cut)...])
        if name.isEmpty { return nil }
    }

    /// Cuts `FIELD=VALUE` at its first equals sign; `nil` when there is none or the field is empty. The value may be empty.
    public init?(field text: String) {
        guard let cut = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        name = String(text[..<cut])
        value = String(text[text.utf8.index(after: cut)...])
        if name.isEmpty { return nil }
    }
}

/// One `--where`: a field, the values it is compared with, and which way round.
public struct FieldCondition: Sendable, Equatable {
    public let field: String
    /// One value for `=` and `!=`, one or more for `in`.
    public let values: [String]
    /// Whether a record is taken when its field has none of the values.
    public let isNegated: Bool

    /// Reads `FIELD=VALUE`, `FIELD!=VALUE` or `FIELD in A,B`; `nil` when the text is none of them.
    ///
    /// Values stand as they are typed; those of a list lose the spaces around them.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        let equals = bytes.firstIndex(of: UInt8(ascii: "="))
        if let list = FieldCondition.listStart(bytes), equals.map({ list < $0 }) ?? true {
            field = FieldCondition.trimmed(bytes[..<list])
            values = bytes[(list + 4)...].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
                .map(FieldCondition.trimmed)
            isNegated = false
        } else if let equals {
            isNegated = equals > 0 && bytes[equals - 1] == UInt8(ascii: "!")
            field = FieldCondition.trimmed(bytes[..<(isNegated ? equals - 1 : equals)])
            values = [String(decoding: bytes[(equals + 1)...], as: UTF8.self)]
        } else {
            return nil
        }
        if field.isEmpty { return nil }
    }

    /// The offset of the first ` in `.
    private static func listStart(_ bytes: [UInt8]) -> Int? {
        let word = Array(" in ".utf8)
        guard bytes.count >= word.count else { return nil }
        return (0...(bytes.count - word.count)).first { bytes[$0..<($0 + word.count)].elementsEqual(word) }
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let space = UInt8(ascii: " ")
        let front = bytes.drop { $0 == space }
        let length = front.lastIndex { $0 != space }.map { $0 - front.startIndex + 1 } ?? 0
        return String(decoding: front.prefix(length), as: UTF8.self)
    }
}

/// How many rejects `--max-errors` tolerates.
public enum RejectLimit: Sendable, Equatable {
    /// A number of records, judged while the run goes on.
    case count(Int)
    /// A percentage from 0 to 100 of the records read, judged at the end.
    case percent(Double)

    /// Reads `N` or `P%`; `nil` when the text is neither.
    public init?(_ text: String) {
        guard text.utf8.last == UInt8(ascii: "%") else {
            guard let number = ValueSyntax.count(text) else { return nil }
            self = .count(number)
            return
        }
        let parts = text.utf8.dropLast().split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ ValueSyntax.count(String(decoding: $0, as: UTF8.self)) != nil }),
            let number = Double(String(text.dropLast())), number <= 100
        else { return nil }
        self = .percent(number)
    }
}
