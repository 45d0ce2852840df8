/// One step into a collection.
public struct FieldStep: Sendable, Equatable {
    /// The collection's position in its schema, counted from 0.
    public let field: Int
    /// Which element, counted from 0.
    public let index: Int

    public init(field: Int, index: Int) {
        self.field = field
        self.index = index
    }
}

extension Schema {
    /// The schema of the records that some steps lead to; this one when there are none.
    public func schema(behind steps: [FieldStep]) -> Schema {
        steps.reduce(self) { schema, step in
            guard schema.fields.indices.contains(step.field), case .collection(let element) = schema.fields[step.field].type else {
                return schema
            }
            return element
        }
    }

    /// The field as people write it, `Email` or `Groups[0].Name`; the way alone when the field is −1.
    public func path(_ steps: [FieldStep], field: Int) -> String {
        var path = ""
        var current = self
        for step in steps {
            guard current.fields.indices.contains(step.field), case .collection(let element) = current.fields[step.field].type else { break }
            path += current.fields[step.field].name + "[\(step.index)]."
            current = element
        }
        return current.fields.indices.contains(field) ? path + current.fields[field].name : String(path.dropLast())
    }

    /// The field in every element of the lists on the way to it: `Email`, `Groups[].Name`; the way alone when the field is −1.
    public func path(into collections: [Int], field: Int) -> String {
        var path = ""
        var current = self
        for collection in collections {
            guard current.fields.indices.contains(collection), case .collection(let element) = current.fields[collection].type else { break }
            path += current.fields[collection].name + "[]."
            current = element
        }
        return current.fields.indices.contains(field) ? path + current.fields[field].name : String(path.dropLast())
    }

    /// The field that names a record among its like: its key, else `Name`, else the first field whose name ends in `Name`, else the
    /// value of a pair, else the first string; `nil` when there is none.
    public var labelField: Int? {
        if let key = naturalKey.first { return key }
        let names = fields.map { $0.name.lowercased() }
        if let exact = names.firstIndex(of: "name") { return exact }
        if let ending = names.firstIndex(where: { $0.hasSuffix("name") }) { return ending }
        if fields.count == 2, fieldIndex(named: "Key") != nil, let value = fieldIndex(named: "Value") { return value }
        return fields.firstIndex { if case .string = $0.type { true } else { false } }
    }
}
