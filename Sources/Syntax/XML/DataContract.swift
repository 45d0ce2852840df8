import Records

/// The names that `DataContractSerializer` gives to what a schema describes, for reading and for writing.
public enum DataContract {
    /// The namespace of `nil` and `type`.
    public static let instance = "http://www.w3.org/2001/XMLSchema-instance"
    /// The namespace of the elements of a list of single values.
    public static let arrays = "http://schemas.microsoft.com/2003/10/Serialization/Arrays"
    /// The namespace of pairs of key and value.
    public static let pairs = "http://schemas.datacontract.org/2004/07/System.Collections.Generic"

    /// How the records of a schema stand in XML, documented or not.
    ///
    /// - Returns: the documented names; for a schema without any its own name, in no namespace.
    public static func names(of schema: Schema) -> XMLNames { schema.xml ?? XMLNames(element: schema.name) }

    /// The name and namespace of each element of a collection.
    ///
    /// - Parameter outer: the namespace of the record that has the collection, which an element without one of its own takes over.
    public static func item(of element: Schema, in outer: String) -> (name: String, namespace: String) {
        guard element.isScalar else {
            let names = names(of: element)
            return (names.element, names.namespace.isEmpty ? outer : names.namespace)
        }
        return (scalarName(element), arrays)
    }

    private static func scalarName(_ element: Schema) -> String {
        switch element.fields.first?.type {
        case .int32: "int"
        case .int64: "long"
        case .number: "decimal"
        case .boolean: "boolean"
        case .guid: "guid"
        case .dateTime: "dateTime"
        case .enumeration: element.name
        case .string, .object, .collection, nil: "string"
        }
    }

    /// The fields that are elements of a record or of an object in it, in the order in which they stand in XML: that of their
    /// names, by UTF-16 units, capitals in front of small letters.
    ///
    /// - Parameter object: the marker of the object; `nil` for the record itself.
    /// - Complexity: O(*n* log *n*) in the fields of the schema.
    public static func members(of schema: Schema, in object: Int?) -> [Int] {
        let fields = schema.fields
        return fields.indices.filter { schema.enclosingObject(of: $0) == object }
            .sorted { fields[$0].xmlName.utf16.lexicographicallyPrecedes(fields[$1].xmlName.utf16) }
    }
}
