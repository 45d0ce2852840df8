/// A condition that picks records: the field has one of the values, or none of them.
public struct FilterExpression: Sendable, Equatable {
    public let field: String
    /// The values that the field may have, or must not have.
    public let values: [String]
    public let isNegated: Bool

    public init(field: String, values: [String], isNegated: Bool) {
        self.field = field
        self.values = values
        self.isNegated = isNegated
    }
}
