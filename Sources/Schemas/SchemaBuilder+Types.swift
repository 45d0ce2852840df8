import Records
import Syntax

extension SchemaBuilder {
    /// The type's name and whether null is a value too: `"string"`, `["string"]` or `["string", "null"]`.
    func type(of schema: JSONValue, at place: JSONPointer) throws(OpenAPIProblem) -> (name: String, isNullable: Bool) {
        let typePlace = place.appending("type")
        let names: [String]
        switch schema["type"] {
        case .string(let name)?: names = [name]
        case .array(let elements)?:
            names = elements.compactMap { if case .string(let name) = $0 { name } else { nil } }
            guard names.count == elements.count else {
                throw OpenAPIProblem(.wrongType(expected: "type names", found: "an array of something else"), at: typePlace)
            }
        case let value?: throw SchemaReading.wrongType("a string or an array", value, at: typePlace)
        case nil: throw OpenAPIProblem(.missing(keyword: "type"), at: place)
        }
        let values = names.filter { $0 != "null" }
        guard let name = values.first, values.count == 1, names.count - values.count <= 1 else {
            throw OpenAPIProblem(
                .unsupportedValue(found: "'\(names.joined(separator: ", "))'", supported: ["T", "[T, null]"]),
                at: typePlace)
        }
        return (name, names.count > 1)
    }

    /// Returns the type that a resolved schema describes, without looking into an object.
    mutating func fieldType(
        _ name: String, _ schema: JSONValue, at place: JSONPointer
    ) throws(OpenAPIProblem) -> FieldType {
        let format = try SchemaReading.optionalString(schema, "format", at: place)
        func refusedFormat(_ supported: [String]) -> OpenAPIProblem {
            guard let format else { return OpenAPIProblem(.missing(keyword: "format"), at: place) }
            return OpenAPIProblem(
                .unsupportedValue(found: "'\(format)'", supported: supported), at: place.appending("format"))
        }
        if name != "array", schema["items"] != nil {
            throw OpenAPIProblem(.inapplicableKeyword("items", to: name), at: place.appending("items"))
        }
        if let type = try enumeration(name, format: format, schema, at: place) { return type }
        switch (name, format) {
        case ("string", nil), ("string", "email"), ("string", "password"): return .string
        case ("string", "uuid"): return .guid
        case ("string", "date-time"): return .dateTime
        case ("string", _): throw refusedFormat(["uuid", "date-time", "email", "password"])
        case ("integer", "int32"): return .int32
        case ("integer", "int64"): return .int64
        case ("integer", _): throw refusedFormat(["int32", "int64"])
        case ("number", nil), ("number", "double"), ("number", "float"), ("number", "decimal"): return .number
        case ("number", _): throw refusedFormat(["double", "float", "decimal"])
        case ("boolean", nil): return .boolean
        case ("array", nil): return .collection(try element(of: schema, at: place))
        case ("object", nil): return .object
        case ("boolean", _), ("array", _), ("object", _):
            throw OpenAPIProblem(.inapplicableKeyword("format", to: name), at: place.appending("format"))
        default:
            throw OpenAPIProblem(
                .unsupportedValue(
                    found: "'\(name)'", supported: ["string", "integer", "number", "boolean", "array", "object"]),
                at: place.appending("type"))
        }
    }

    /// Returns the enumeration that `enum` or `x-enum-members` gives; `nil` when neither is there.
    ///
    /// `enum` is a list of the texts themselves. `x-enum-members` is a list of texts too, or, for the enumerations of .NET,
    /// an object of names and numbers.
    private func enumeration(
        _ name: String, format: String?, _ schema: JSONValue, at place: JSONPointer
    ) throws(OpenAPIProblem) -> FieldType? {
        guard let keyword = ["enum", "x-enum-members"].first(where: { schema[$0] != nil }), let members = schema[keyword] else {
            return nil
        }
        let keywordPlace = place.appending(keyword)
        if case .object(let pairs) = members, keyword == "x-enum-members" {
            guard name == "integer", format == "int32" else {
                throw OpenAPIProblem(.inapplicableKeyword(keyword, to: name), at: keywordPlace)
            }
            return .enumeration(try pairs.map { (pair) throws(OpenAPIProblem) in
                guard case .number(let text) = pair.value, let number = Int32(text) else {
                    throw SchemaReading.wrongType("a whole number", pair.value, at: keywordPlace.appending(pair.name))
                }
                return EnumerationMember(name: pair.name, number: number)
            })
        }
        guard name == "string", format == nil else {
            throw OpenAPIProblem(.inapplicableKeyword(keyword, to: name), at: keywordPlace)
        }
        // Null in the list says again what the type says.
        let texts: JSONValue = if case .array(let elements) = members { .array(elements.filter { $0 != .null }) } else { members }
        let holder = JSONValue.object([JSONValue.Member(name: keyword, value: texts)])
        return .enumeration(try SchemaReading.names(holder, keyword, at: place).map { EnumerationMember(name: $0) })
    }

    /// Returns the schema of a list's elements: a record, or one made here that holds a single value.
    private mutating func element(of schema: JSONValue, at place: JSONPointer) throws(OpenAPIProblem) -> Schema {
        let itemsPlace = place.appending("items")
        let items = try SchemaReading.object(schema, "items", at: place)
        let target = try resolve(items, at: itemsPlace)
        let typeName = try type(of: target.schema, at: target.place).name
        if typeName == "object" {
            guard let name = target.name, !target.isNullable else { throw OpenAPIProblem(.unnamedElements, at: itemsPlace) }
            return try record(named: name, referredAt: target.referredAt)
        }
        guard typeName != "array" else { throw OpenAPIProblem(.unnamedElements, at: itemsPlace) }
        let fields = try fields(
            of: JSONValue.Member(name: "value", value: items), isRequired: false, path: [], inherited: [], at: itemsPlace)
        return Schema(
            name: target.name ?? typeName, system: loader.system, summary: fields.first?.summary ?? "", source: loader.source,
            validation: loader.validation, fields: fields, isScalar: true)
    }
}
