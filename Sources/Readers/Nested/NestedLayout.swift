import Records

/// What the nested columns of a table make together, as a tree: collections of elements of fields and further collections.
struct NestedLayout: Sendable {
    struct Element: Sendable {
        let index: Int
        /// Which nested column, counted from 0 among the nested ones, fills which field of the element.
        var leaves: [(column: Int, field: Int)] = []
        var collections: [Collection] = []
    }

    struct Collection: Sendable {
        let field: Int
        /// In the order of their indices. Gaps close: what counts is which elements have a value.
        var elements: [Element] = []
    }

    private(set) var collections: [Collection] = []
    /// Which nested column holds which collection whole.
    private(set) var lists: [(column: Int, field: Int)] = []

    /// - Parameter columns: the nested columns, in the order of the table.
    init(_ columns: [NestedColumn]) {
        for (ordinal, column) in columns.enumerated() {
            switch column {
            case .list(let field): lists.append((ordinal, field))
            case .member(let steps, let field): Self.add(ordinal, steps[...], field, to: &collections)
            }
        }
    }

    private static func add(_ column: Int, _ steps: ArraySlice<FieldStep>, _ field: Int, to collections: inout [Collection]) {
        guard let step = steps.first else { return }
        let at = collections.firstIndex { $0.field == step.field } ?? collections.endIndex
        if at == collections.endIndex { collections.append(Collection(field: step.field)) }
        let elements = collections[at].elements
        let place = elements.firstIndex { $0.index >= step.index } ?? elements.endIndex
        if place == elements.endIndex || elements[place].index != step.index {
            collections[at].elements.insert(Element(index: step.index), at: place)
        }
        if steps.count == 1 {
            collections[at].elements[place].leaves.append((column, field))
        } else {
            add(column, steps.dropFirst(), field, to: &collections[at].elements[place].collections)
        }
    }
}
