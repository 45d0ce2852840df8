/// A condition that picks records: `FIELD=VALUE`, `FIELD!=VALUE` or `FIELD in A,B`.
public struct FilterExpression: Sendable, Equatable {
    public let field: String
    /// The values that the field may have, or must not have.
    public let values: [String]
    public let isNegated: Bool

    /// Reads an expression; `nil` when it has none of the three forms.
    public init?(_ text: String) {
        if let range = text.firstRange(of: "!="), !text[..<range.lowerBound].contains("=") {
            self.init(field: text[..<range.lowerBound], values: [String(text[range.upperBound...])], isNegated: true)
        } else if let equals = text.firstIndex(of: "=") {
            self.init(field: text[..<equals], values: [String(text[text.index(after: equals)...])], isNegated: false)
        } else if let range = text.firstRange(of: " in ") {
            let values = text[range.upperBound...].split(separator: ",", omittingEmptySubsequences: false)
            self.init(field: text[..<range.lowerBound], values: values.map(Self.trimmed), isNegated: false)
        } else {
            return nil
        }
    }

    private init?(field: Substring, values: [String], isNegated: Bool) {
        self.field = Self.trimmed(field)
        self.values = values
        self.isNegated = isNegated
        if self.field.isEmpty { return nil }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
