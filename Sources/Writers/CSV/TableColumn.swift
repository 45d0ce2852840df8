import Records

/// How a table holds what lies inside a record.
public enum NestedStyle: String, Sendable, CaseIterable {
    /// A collection is JSON text in one cell.
    case json
    /// A column for each field of each element: `Groups[0].Name`.
    case indexed
    /// The names of the elements in one cell: `Finance; HR`. The other fields of the elements are left out.
    case names
}

/// One column of a table that is written.
public enum TableColumn: Sendable, Equatable {
    /// A field of the record itself.
    case field(Int)
    /// A collection as JSON text.
    case json(Int)
    /// A collection as the names of its elements.
    case names(Int)
    /// A field of one element; `steps` lead to it, outermost first.
    case member(steps: [FieldStep], field: Int)

    /// The column's name: the field's, or the way to it.
    public func name(in schema: Schema) -> String {
        switch self {
        case .field(let field), .json(let field), .names(let field): schema.fields[field].name
        case .member(let steps, let field): schema.path(steps, field: field)
        }
    }

    /// Returns the columns for the given fields.
    ///
    /// - Parameters:
    ///   - fields: positions in the schema, counted from 0.
    ///   - extent: how many elements each collection has at most; looked at only for indexed columns.
    public static func columns(for fields: [Int], of schema: Schema, style: NestedStyle, extent: NestedExtent) -> [TableColumn] {
        fields.flatMap { field -> [TableColumn] in
            guard schema.fields[field].type.isCollection else { return [.field(field)] }
            switch style {
            case .json: return [.json(field)]
            case .names: return [.names(field)]
            case .indexed: return members(of: field, in: schema, within: [], extent: extent)
            }
        }
    }

    private static func members(of field: Int, in schema: Schema, within steps: [FieldStep], extent: NestedExtent) -> [TableColumn] {
        guard case .collection(let element) = schema.fields[field].type, let inner = extent.collections[field] else { return [] }
        return (0..<inner.count).flatMap { index in
            let way = steps + [FieldStep(field: field, index: index)]
            return element.fields.indices.flatMap { leaf in
                element.fields[leaf].type.isCollection
                    ? members(of: leaf, in: element, within: way, extent: inner.extent) : [.member(steps: way, field: leaf)]
            }
        }
    }
}

/// How many elements the collections of many records have at most.
public struct NestedExtent: Sendable, Equatable {
    public struct Inner: Sendable, Equatable {
        /// The most elements that one record has.
        public var count = 0
        public var extent = NestedExtent()
    }

    /// By the collection's position in the schema.
    public private(set) var collections: [Int: Inner] = [:]

    public init() {}

    /// Takes the records of a batch into account.
    public mutating func include(_ batch: RecordBatch) {
        for (field, child) in batch.children.enumerated() {
            guard let child else { continue }
            var inner = collections[field] ?? Inner()
            for record in 0..<batch.recordCount {
                let slot = batch.slots[record * batch.fieldCount + field]
                if slot.kind == Slot.Kind.collection { inner.count = max(inner.count, slot.length) }
            }
            inner.extent.include(child)
            collections[field] = inner
        }
    }
}
