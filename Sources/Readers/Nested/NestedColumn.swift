import Records

/// Where the cells of one column go inside a record: `Groups[0].Name`, or a whole collection in one cell.
public enum NestedColumn: Sendable, Equatable {
    /// One field of one element.
    ///
    /// - steps: the way to the element, outermost first.
    /// - field: the field's position in the innermost schema, counted from 0.
    case member(steps: [FieldStep], field: Int)
    /// A collection as JSON text, or as names with `;` between them.
    case list(field: Int)

    /// Reads a header; `nil` when it names nothing nested of the schema.
    ///
    /// Names are compared as `ColumnBinder` compares them; indices are counted from 0.
    init?(header: String, schema: Schema) {
        if let field = Self.field(named: header, in: schema), schema.fields[field].type.isCollection {
            self = .list(field: field)
            return
        }
        var steps: [FieldStep] = []
        var current = schema
        var rest = Substring(header)
        while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
            guard let index = Int(rest[rest.index(after: open)..<close]), index >= 0, index < Self.indexLimit,
                let field = Self.field(named: String(rest[..<open]), in: current),
                case .collection(let element) = current.fields[field].type
            else { return nil }
            steps.append(FieldStep(field: field, index: index))
            current = element
            rest = rest[rest.index(after: close)...]
            if rest.first == "." { rest = rest.dropFirst() }
        }
        if steps.isEmpty { return nil }
        let leaf = rest.isEmpty && current.fields.count == 1 ? 0 : Self.field(named: String(rest), in: current)
        guard let leaf, !current.fields[leaf].type.isCollection else { return nil }
        self = .member(steps: steps, field: leaf)
    }

    /// A table may not ask for more elements than it may have columns.
    private static let indexLimit = CSVSource.columnLimit

    private static func field(named name: String, in schema: Schema) -> Int? {
        ColumnBinder.foldedFields(schema)[ColumnBinder.folded(name)]
    }

    /// The collection of the record that the column belongs to.
    var collection: Int {
        switch self {
        case .member(let steps, _): steps.first?.field ?? 0
        case .list(let field): field
        }
    }
}
