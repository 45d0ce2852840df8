import Records

/// The fields of a schema that a source has a value for, in some record at least.
struct FilledFields {
    private let schema: Schema
    private let fields: Set<Int>

    /// - Parameter filled: fields with a column or a value for the whole run, counted from 0. The objects that they lie in count too.
    init(_ filled: Set<Int>, of schema: Schema) {
        self.schema = schema
        var all = filled
        for field in filled {
            var inside = field
            while let object = schema.enclosingObject(of: inside) {
                all.insert(object)
                inside = object
            }
        }
        fields = all
    }

    /// The filled fields and the objects that they lie in, in the schema's order.
    var withObjects: [Int] { fields.sorted() }

    /// The fields that no record of the source can have, in the schema's order.
    var absent: [Int] { schema.fields.indices.filter { !fields.contains($0) } }

    /// Whether anything may be demanded of a field: it lies in no object, or in one that the source fills.
    func isDemanded(_ field: Int) -> Bool { schema.enclosingObject(of: field).map(fields.contains) ?? true }

    /// The required fields that nothing fills, so that no record could be right.
    var missingRequired: [Field] {
        absent.filter { schema.fields[$0].isRequired && isDemanded($0) }.map { schema.fields[$0] }
    }
}
