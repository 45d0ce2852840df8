import Records
import Syntax

/// Builds the record schema of one component, with those that its collections refer to.
///
/// Each component is built once, however often it is referred to; the names on the way down are kept to see a circle.
struct SchemaBuilder {
    /// Deep enough for any documented type, shallow enough for the stack.
    static let nestingLimit = 32

    /// Keywords that say something about a schema without making any value invalid (JSON Schema 2020-12 section 9, OpenAPI 3.1
    /// section 4.8.24).
    static let annotations: Set<String> = [
        "title", "description", "default", "deprecated", "readOnly", "writeOnly", "example", "examples", "$comment",
        "externalDocs", "xml",
    ]

    let loader: OpenAPILoader
    private var built: [String: Schema] = [:]
    private var underway: [String] = []

    init(_ loader: OpenAPILoader) { self.loader = loader }

    /// Returns the schema of a component that is an object.
    ///
    /// - Parameter pointer: where the name was found, for a reference that leads nowhere.
    mutating func record(named name: String, referredAt pointer: JSONPointer) throws(OpenAPIProblem) -> Schema {
        if let schema = built[name] { return schema }
        guard let value = loader.component(named: name) else {
            throw OpenAPIProblem(.unresolvedReference(name), at: pointer)
        }
        if let first = underway.firstIndex(of: name) {
            throw OpenAPIProblem(.referenceCycle(underway[first...] + [name]), at: pointer)
        }
        guard underway.count < SchemaBuilder.nestingLimit else {
            throw OpenAPIProblem(.nestedTooDeep(limit: SchemaBuilder.nestingLimit), at: pointer)
        }
        underway.append(name)
        let schema = try object(value, named: name, at: OpenAPILoader.componentsPointer.appending(name))
        underway.removeLast()
        built[name] = schema
        return schema
    }

    private mutating func object(
        _ value: JSONValue, named name: String, at place: JSONPointer
    ) throws(OpenAPIProblem) -> Schema {
        guard case .object(let members) = value else { throw SchemaReading.wrongType("an object", value, at: place) }
        guard value["type"] == .string("object"), value["properties"] != nil else {
            throw OpenAPIProblem(.notARecord, at: place)
        }
        try SchemaBuilder.refuseUnsupported(members, besides: ["type", "properties", "required", "additionalProperties"], at: place)
        // Unknown members are dealt with where records are read, so only the value that says nothing is taken.
        if let additional = value["additionalProperties"], additional != .bool(true) {
            throw OpenAPIProblem(
                .unsupportedValue(found: SchemaReading.describe(additional), supported: ["true"]),
                at: place.appending("additionalProperties"))
        }
        let properties = try SchemaReading.object(value, "properties", at: place)
        let required = try propertyNames(value, "required", of: properties, at: place)
        let naturalKey = try propertyNames(value, "x-natural-key", of: properties, at: place)
        try checkMarks(value, at: place)

        var fields: [Field] = []
        for property in SchemaReading.members(properties) {
            let propertyPlace = place.appending("properties").appending(property.name)
            fields.append(
                try field(property, isRequired: required.contains(property.name), at: propertyPlace))
        }
        return Schema(
            name: name, system: loader.system,
            summary: try SchemaReading.optionalString(value, "description", at: place) ?? "",
            source: try SchemaReading.optionalString(value, "x-source", at: place) ?? loader.source,
            validation: try SchemaReading.dialect(value, at: place) ?? loader.validation,
            fields: fields, naturalKey: naturalKey)
    }

    /// Refuses every keyword that is neither supported, an annotation nor an extension.
    static func refuseUnsupported(
        _ members: [JSONValue.Member], besides supported: Set<String>, at place: JSONPointer
    ) throws(OpenAPIProblem) {
        for member in members
        where !supported.contains(member.name) && !annotations.contains(member.name) && !member.name.hasPrefix("x-") {
            throw OpenAPIProblem(.unsupportedKeyword(member.name), at: place.appending(member.name))
        }
    }

    private func propertyNames(
        _ value: JSONValue, _ keyword: String, of properties: JSONValue, at place: JSONPointer
    ) throws(OpenAPIProblem) -> [String] {
        let names = try SchemaReading.names(value, keyword, at: place)
        for (index, name) in names.enumerated() where properties[name] == nil {
            let nearest = nearestName(to: name, in: SchemaReading.members(properties).map(\.name))
            throw OpenAPIProblem(
                .unknownProperty(name, nearest: nearest), at: place.appending(keyword).appending(index))
        }
        return names
    }

    /// Checks the extensions that other rooms act on, so that a misspelt value is not silently without effect.
    private func checkMarks(_ value: JSONValue, at place: JSONPointer) throws(OpenAPIProblem) {
        _ = try SchemaReading.flag(value, "x-record", at: place)
        if let compare = try SchemaReading.optionalString(value, "x-key-compare", at: place),
            !["exact", "case-insensitive"].contains(compare) {
            throw OpenAPIProblem(
                .unsupportedValue(found: "'\(compare)'", supported: ["exact", "case-insensitive"]),
                at: place.appending("x-key-compare"))
        }
    }
}
