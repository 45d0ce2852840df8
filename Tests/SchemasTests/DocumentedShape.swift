import Records
import Schemas

/// The fields of a type as a documentation page lists them.
struct DocumentedShape: Sendable {
    let name: String
    /// `name:type`, with a question mark where null is a value, an exclamation mark where the page requires it, and a tilde where
    /// only another source does.
    let fields: [String]

    init(_ name: String, _ fields: [String]) {
        self.name = name
        self.fields = fields
    }

    /// The fields of a schema in the same form.
    static func fields(of schema: Schema) -> [String] {
        schema.fields.map { field in
            let isFound = field.rules.contains { $0.kind == .required && $0.provenance != .page }
            return "\(field.name):\(field.type.word)\(field.isNullable ? "?" : "")\(field.isRequired ? "!" : "")\(isFound ? "~" : "")"
        }
    }

    /// The names of the fields of a schema that have a mark.
    static func marked(_ mark: FieldMarks, in schema: Schema) -> [String] {
        schema.fields.filter { $0.marks.contains(mark) }.map(\.name)
    }
}

extension DocumentedShape: CustomStringConvertible {
    var description: String { name }
}
