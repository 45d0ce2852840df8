/// What is wrong with an OpenAPI document, and where: data only, its text is in `SchemaMessages`.
struct OpenAPIProblem: Error, Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// A keyword that must be there is not.
        case missing(keyword: String)
        /// A value of another JSON type than the keyword takes.
        case wrongType(expected: String, found: String)
        /// A value that the keyword does not take here.
        case unsupportedValue(found: String, supported: [String])
        /// A keyword that would change which records are valid, and that nothing here acts on.
        case unsupportedKeyword(String)
        /// A keyword that applies to another type than the field has.
        case inapplicableKeyword(String, to: String)
        /// A reference that leads nowhere, or out of the document.
        case unresolvedReference(String)
        /// A schema that refers to itself, by way of the names listed.
        case referenceCycle([String])
        /// Schemas nested in one another beyond the limit.
        case nestedTooDeep(limit: Int)
        /// More fields in one record than the limit, those of nested objects included.
        case tooManyFields(limit: Int)
        /// A list of lists, or of objects without a name.
        case unnamedElements
        /// A name in a list that no property has; the nearest property, where one is near.
        case unknownProperty(String, nearest: String?)
        /// A least length above the greatest.
        case lengthsReversed
        /// A component that is no object with fields, asked for as a record.
        case notARecord
    }

    let kind: Kind
    let pointer: JSONPointer

    init(_ kind: Kind, at pointer: JSONPointer) {
        self.kind = kind
        self.pointer = pointer
    }
}
