import Records
import Syntax

extension SchemaBuilder {
    /// Returns the field that a property describes.
    mutating func field(
        _ property: JSONValue.Member, isRequired: Bool, at place: JSONPointer
    ) throws(OpenAPIProblem) -> Field {
        let (schema, schemaPlace) = try resolve(property.value, at: place)
        let (typeName, isNullable) = try type(of: schema, at: schemaPlace)
        let type = try fieldType(typeName, schema, at: schemaPlace)
        try SchemaBuilder.refuseUnsupported(
            SchemaReading.members(schema), besides: ["type", "format", "pattern", "minLength", "maxLength", "items"],
            at: schemaPlace)

        var rules: [Rule] = isRequired ? [Rule(.required)] : []
        rules += try SchemaRules.documented(schema, type: type, at: schemaPlace)
        for (found, foundPlace) in [(property.value, place), (schema, schemaPlace)] where found["x-found"] != nil {
            rules += try SchemaRules.found(found, type: type, at: foundPlace)
            break
        }
        let ownSummary = try SchemaReading.optionalString(property.value, "description", at: place)
        let sharedSummary = try SchemaReading.optionalString(schema, "description", at: schemaPlace)
        let isSecretHere = try SchemaReading.flag(property.value, "x-secret", at: place)
        let isSecretThere = try SchemaReading.flag(schema, "x-secret", at: schemaPlace)
        return Field(
            name: property.name, type: type, isNullable: isNullable, isSecret: isSecretHere || isSecretThere, rules: rules,
            summary: ownSummary ?? sharedSummary ?? "",
            expectation: try SchemaReading.optionalString(schema, "x-expects", at: schemaPlace) ?? "")
    }

    /// Follows references until a schema that is none, and returns it with its place.
    private func resolve(_ value: JSONValue, at place: JSONPointer) throws(OpenAPIProblem) -> (JSONValue, JSONPointer) {
        var schema = value
        var schemaPlace = place
        var names: [String] = []
        while true {
            guard case .object(let members) = schema else {
                throw SchemaReading.wrongType("an object", schema, at: schemaPlace)
            }
            guard schema["$ref"] != nil else { return (schema, schemaPlace) }
            // JSON Schema applies what stands beside a reference too; only what decides nothing can be taken here.
            try SchemaBuilder.refuseUnsupported(members, besides: ["$ref"], at: schemaPlace)
            let name = try referredName(schema, at: schemaPlace)
            guard !names.contains(name) else {
                throw OpenAPIProblem(.referenceCycle(names + [name]), at: schemaPlace.appending("$ref"))
            }
            names.append(name)
            guard let target = loader.component(named: name) else {
                throw OpenAPIProblem(.unresolvedReference(name), at: schemaPlace.appending("$ref"))
            }
            schema = target
            schemaPlace = OpenAPILoader.componentsPointer.appending(name)
        }
    }

    private func referredName(_ schema: JSONValue, at place: JSONPointer) throws(OpenAPIProblem) -> String {
        let prefix = "#" + OpenAPILoader.componentsPointer.text + "/"
        let reference = try SchemaReading.string(schema, "$ref", at: place)
        guard reference.hasPrefix(prefix), let name = JSONPointer.unescaped(reference.dropFirst(prefix.count)),
            loader.component(named: name) != nil
        else { throw OpenAPIProblem(.unresolvedReference(reference), at: place.appending("$ref")) }
        return name
    }

    /// The type's name and whether null is a value too: `"string"`, `["string"]` or `["string", "null"]`.
    private func type(of schema: JSONValue, at place: JSONPointer) throws(OpenAPIProblem) -> (name: String, isNullable: Bool) {
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

    private mutating func fieldType(
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
        switch (name, format) {
        case ("string", nil), ("string", "email"), ("string", "password"): return .string
        case ("string", "uuid"): return .guid
        case ("string", _): throw refusedFormat(["uuid", "email", "password"])
        case ("integer", "int32"): return .int32
        case ("integer", _): throw refusedFormat(["int32"])
        case ("boolean", nil): return .boolean
        case ("array", nil): return .collection(try element(of: schema, at: place))
        case ("boolean", _), ("array", _):
            throw OpenAPIProblem(.inapplicableKeyword("format", to: name), at: place.appending("format"))
        case ("object", _): throw OpenAPIProblem(.nestedObject, at: place)
        default:
            throw OpenAPIProblem(
                .unsupportedValue(found: "'\(name)'", supported: ["string", "integer", "boolean", "array"]),
                at: place.appending("type"))
        }
    }

    private mutating func element(of schema: JSONValue, at place: JSONPointer) throws(OpenAPIProblem) -> Schema {
        let itemsPlace = place.appending("items")
        let items = try SchemaReading.object(schema, "items", at: place)
        guard items["$ref"] != nil else { throw OpenAPIProblem(.unnamedElements, at: itemsPlace) }
        try SchemaBuilder.refuseUnsupported(SchemaReading.members(items), besides: ["$ref"], at: itemsPlace)
        let name = try referredName(items, at: itemsPlace)
        return try record(named: name, referredAt: itemsPlace.appending("$ref"))
    }
}
