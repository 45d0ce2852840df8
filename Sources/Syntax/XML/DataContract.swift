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
    public static func names(of schema: Schema) -> XMLNames { schema.xml ?? XMLNames(element: encoded(schema.name)) }

    /// The name of a field's element.
    public static func element(of field: Field) -> String { encoded(field.xmlName) }

    /// Returns a name with every character that no XML name has at its place written as `_xHHHH_`, as .NET encodes names.
    ///
    /// What looks like such an escape is taken for one.
    static func encoded(_ name: String) -> String {
        var out = ""
        for scalar in name.unicodeScalars {
            if isNameCharacter(scalar, isFirst: out.isEmpty) {
                out.unicodeScalars.append(scalar)
            } else {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                out += "_x" + String(repeating: "0", count: max(0, (digits.count > 4 ? 8 : 4) - digits.count)) + digits + "_"
            }
        }
        return out
    }

    /// The characters of names (XML 1.0, productions 4 and 4a), without the colon, which parts a prefix.
    private static func isNameCharacter(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F,
            0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
            true
        case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: !isFirst
        default: false
        }
    }

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
        case .enumeration: encoded(element.name)
        case .string, .object, .collection, nil: "string"
        }
    }

    /// The fields that are elements of a record or of an object in it, in the order in which they stand in XML: that of their
    /// names, by UTF-16 units, capitals in front of small letters.
    ///
    /// - Parameter object: the marker of the object; `nil` for the record itself.
    /// - Complexity: O(*n* log *n*) in the fields of the schema.
    public static func members(of schema: Schema, in object: Int?) -> [Int] {
        let names = schema.fields.map { element(of: $0) }
        return names.indices.filter { schema.enclosingObject(of: $0) == object }
            .sorted { names[$0].utf16.lexicographicallyPrecedes(names[$1].utf16) }
    }
}
