import Records
import Syntax

/// Builds the record schema of one component, with those that its collections refer to.
///
/// Each component is built once as a record, however often lists refer to it; an object inside a record becomes fields of that
/// record. The names on the way down are kept to see a circle.
struct SchemaBuilder {
    /// Deep enough for any documented type, shallow enough for the stack.
    static let nestingLimit = 32
    /// As many fields as a table may have columns. It also ends objects that hold others twice on every level.
    static let fieldLimit = 4096

    /// Keywords that say something about a schema without making any value invalid (JSON Schema 2020-12 section 9, OpenAPI 3.1
    /// section 4.8.24).
    static let annotations: Set<String> = [
        "title", "description", "default", "deprecated", "readOnly", "writeOnly", "example", "examples", "$comment",
        "externalDocs", "xml",
    ]

    let loader: OpenAPILoader
    private var built: [String: Schema] = [:]
    private var underway: [String] = []

    /// Whether the record that is built stands in answers only. Of such a record nothing is write-only: a secret that answers hold
    /// as null is there (OpenAPI 3.1 section 4.8.24: `writeOnly` is about requests).
    let isOfAnswer: Bool

    init(_ loader: OpenAPILoader, ofAnswer: Bool = false) {
        self.loader = loader
        isOfAnswer = ofAnswer
    }

    /// Returns the schema of a component that is an object.
    ///
    /// - Parameter pointer: where the name was found, for a reference that leads nowhere.
    mutating func record(named name: String, referredAt pointer: JSONPointer) throws(OpenAPIProblem) -> Schema {
        if let schema = built[name] { return schema }
        guard let value = loader.component(named: name) else {
            throw OpenAPIProblem(.unresolvedReference(name), at: pointer)
        }
        try enter(name, at: pointer)
        let schema = try object(value, named: name, at: OpenAPILoader.componentsPointer.appending(name))
        leave()
        built[name] = schema
        return schema
    }

    /// Notes that the parts of a component are being built now.
    mutating func enter(_ name: String, at pointer: JSONPointer) throws(OpenAPIProblem) {
        if let first = underway.firstIndex(of: name) {
            throw OpenAPIProblem(.referenceCycle(underway[first...] + [name]), at: pointer)
        }
        guard underway.count < SchemaBuilder.nestingLimit else {
            throw OpenAPIProblem(.nestedTooDeep(limit: SchemaBuilder.nestingLimit), at: pointer)
        }
        underway.append(name)
    }

    /// Notes that the component entered last is built.
    mutating func leave() { underway.removeLast() }

    private mutating func object(
        _ value: JSONValue, named name: String, at place: JSONPointer
    ) throws(OpenAPIProblem) -> Schema {
        let fields = try members(of: value, path: [], inherited: [], at: place)
        let naturalKey = try SchemaReading.names(value, "x-natural-key", at: place)
        for (index, key) in naturalKey.enumerated() where !fields.contains(where: { $0.name == key }) {
            throw unknownProperty(key, among: fields.map(\.name), at: place.appending("x-natural-key").appending(index))
        }
        _ = try SchemaReading.flag(value, "x-record", at: place)
        return Schema(
            name: name, system: loader.system,
            summary: try SchemaReading.optionalString(value, "description", at: place) ?? "",
            source: try SchemaReading.optionalString(value, "x-source", at: place) ?? loader.source,
            validation: try SchemaReading.choice(value, "x-validation", at: place) ?? loader.validation,
            fields: fields, naturalKey: naturalKey,
            keyComparison: try SchemaReading.choice(value, "x-key-compare", at: place) ?? .exact,
            xml: try xmlNames(of: value, named: name, at: place),
            isUndocumented: try SchemaReading.isUndocumented(value, at: place))
    }

    /// Returns the fields of an object's properties, in their order, with those of the objects inside it.
    ///
    /// - Parameters:
    ///   - path: where the object stands in its record; empty for the record itself.
    ///   - inherited: what is true of the whole object and therefore of each member.
    mutating func members(
        of value: JSONValue, path: [String], inherited: FieldMarks, at place: JSONPointer
    ) throws(OpenAPIProblem) -> [Field] {
        guard case .object(let keywords) = value else { throw SchemaReading.wrongType("an object", value, at: place) }
        guard SchemaBuilder.isObject(value), value["properties"] != nil else { throw OpenAPIProblem(.notARecord, at: place) }
        try SchemaBuilder.refuseUnsupported(keywords, besides: ["type", "properties", "required", "additionalProperties"], at: place)
        // Unknown members are dealt with where records are read, so only the value that says nothing is taken.
        if let additional = value["additionalProperties"], additional != .bool(true) {
            throw OpenAPIProblem(
                .unsupportedValue(found: SchemaReading.describe(additional), supported: ["true"]),
                at: place.appending("additionalProperties"))
        }
        let properties = SchemaReading.members(try SchemaReading.object(value, "properties", at: place))
        guard !properties.isEmpty else { throw OpenAPIProblem(.notARecord, at: place) }
        let required = try SchemaReading.names(value, "required", at: place)
        for (index, name) in required.enumerated() where !properties.contains(where: { $0.name == name }) {
            throw unknownProperty(name, among: properties.map(\.name), at: place.appending("required").appending(index))
        }
        var fields: [Field] = []
        for property in properties {
            let propertyPlace = place.appending("properties").appending(property.name)
            fields += try self.fields(
                of: property, isRequired: required.contains(property.name), path: path, inherited: inherited, at: propertyPlace)
            guard fields.count <= SchemaBuilder.fieldLimit else {
                throw OpenAPIProblem(.tooManyFields(limit: SchemaBuilder.fieldLimit), at: propertyPlace)
            }
        }
        return fields
    }

    /// Whether a schema's type is an object, or an object or null.
    static func isObject(_ value: JSONValue) -> Bool {
        switch value["type"] {
        case .string("object")?: true
        case .array(let types)?: types.contains(.string("object"))
        default: false
        }
    }

    private func xmlNames(of value: JSONValue, named name: String, at place: JSONPointer) throws(OpenAPIProblem) -> XMLNames? {
        guard value["xml"] != nil else { return nil }
        // A list of the type, where the document has one as a component, may give the root element of its own.
        let reference = JSONValue.string("#" + OpenAPILoader.componentsPointer.appending(name).text)
        var listName: String?
        if let list = loader.components.first(where: {
            $0.value["type"] == .string("array") && $0.value["items"]?["$ref"] == reference
        }) {
            listName = try SchemaReading.xmlText(list.value, "name", at: OpenAPILoader.componentsPointer.appending(list.name))
        }
        return XMLNames(
            element: try SchemaReading.xmlText(value, "name", at: place) ?? name, list: listName,
            namespace: try SchemaReading.xmlText(value, "namespace", at: place) ?? "")
    }

    private func unknownProperty(_ name: String, among names: [String], at place: JSONPointer) -> OpenAPIProblem {
        OpenAPIProblem(.unknownProperty(name, nearest: nearestName(to: name, in: names)), at: place)
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
}
