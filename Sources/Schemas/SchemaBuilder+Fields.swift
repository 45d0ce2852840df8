import Records
import Syntax

extension SchemaBuilder {
    /// Returns the field that a property describes; for a nested object its marker and, behind it, the fields in it.
    ///
    /// - Parameters:
    ///   - path: where the object stands that has the property; empty for the record itself.
    ///   - inherited: what is true of that object and therefore of the field.
    mutating func fields(
        of property: JSONValue.Member, isRequired: Bool, path: [String], inherited: FieldMarks, at place: JSONPointer
    ) throws(OpenAPIProblem) -> [Field] {
        let target = try resolve(property.value, at: place)
        let path = path + [property.name]
        guard path.count <= SchemaBuilder.nestingLimit else {
            throw OpenAPIProblem(.nestedTooDeep(limit: SchemaBuilder.nestingLimit), at: place)
        }
        let (typeName, admitsNull) = try type(of: target.schema, at: target.place)
        let type = try fieldType(typeName, target.schema, at: target.place)
        if !type.isObject {
            try SchemaBuilder.refuseUnsupported(
                SchemaReading.members(target.schema),
                besides: ["type", "format", "pattern", "minLength", "maxLength", "items", "enum"], at: target.place)
        }
        var marks = inherited.union(try FieldMarks(property.value, at: place)).union(try FieldMarks(target.schema, at: target.place))
        if isOfAnswer { marks.remove(.writeOnly) }
        let ownSummary = try SchemaReading.optionalString(property.value, "description", at: place)
        let sharedSummary = try SchemaReading.optionalString(target.schema, "description", at: target.place)
        let field = Field(
            name: path.joined(separator: "."), path: path, type: type, isNullable: admitsNull || target.isNullable, marks: marks,
            rules: try rules(of: property, target, type, isRequired: isRequired, at: place),
            summary: ownSummary ?? sharedSummary ?? "",
            expectation: try SchemaReading.optionalString(target.schema, "x-expects", at: target.place) ?? "",
            wireNames: try SchemaReading.wireNames(property.value, at: place),
            xmlName: try SchemaReading.xmlText(property.value, "name", at: place),
            wireNameSetting: try SchemaReading.setting(property.value, at: place)?.name)
        guard type.isObject else { return [field] }
        if let name = target.name { try enter(name, at: target.referredAt) }
        // Whether the type as a whole may be delivered says nothing about its members.
        let members = try members(of: target.schema, path: path, inherited: marks, at: target.place)
        if target.name != nil { leave() }
        return [field] + members
    }

    private func rules(
        of property: JSONValue.Member, _ target: Target, _ type: FieldType, isRequired: Bool, at place: JSONPointer
    ) throws(OpenAPIProblem) -> [Rule] {
        var rules: [Rule] = isRequired ? [Rule(.required)] : []
        rules += try SchemaRules.documented(target.schema, type: type, at: target.place)
        for (found, foundPlace) in [(property.value, place), (target.schema, target.place)] where found["x-found"] != nil {
            rules += try SchemaRules.found(found, type: type, at: foundPlace)
            break
        }
        return rules
    }

    /// Where a property's references end.
    struct Target {
        var schema: JSONValue
        var place: JSONPointer
        /// The component's name; `nil` when the schema stands in the property itself.
        var name: String?
        /// Where the last reference stands.
        var referredAt: JSONPointer
        /// Whether null was given as an alternative on the way.
        var isNullable = false
    }

    /// Follows references, and choices between one schema and null, until a schema that is neither.
    func resolve(_ value: JSONValue, at place: JSONPointer) throws(OpenAPIProblem) -> Target {
        var target = Target(schema: value, place: place, referredAt: place)
        var names: [String] = []
        while true {
            guard case .object(let members) = target.schema else {
                throw SchemaReading.wrongType("an object", target.schema, at: target.place)
            }
            if let (other, otherPlace) = try alternativeToNull(members, at: target.place) {
                target.schema = other
                target.place = otherPlace
                target.isNullable = true
                continue
            }
            guard target.schema["$ref"] != nil else { return target }
            // JSON Schema applies what stands beside a reference too; only what decides nothing can be taken here.
            try SchemaBuilder.refuseUnsupported(members, besides: ["$ref"], at: target.place)
            let name = try referredName(target.schema, at: target.place)
            target.referredAt = target.place.appending("$ref")
            guard !names.contains(name) else {
                throw OpenAPIProblem(.referenceCycle(names + [name]), at: target.referredAt)
            }
            names.append(name)
            guard let component = loader.component(named: name) else {
                throw OpenAPIProblem(.unresolvedReference(name), at: target.referredAt)
            }
            target.schema = component
            target.name = name
            target.place = OpenAPILoader.componentsPointer.appending(name)
        }
    }

    /// The other one of `anyOf` or `oneOf` with two schemas of which one says null; `nil` when there is no such keyword.
    private func alternativeToNull(
        _ members: [JSONValue.Member], at place: JSONPointer
    ) throws(OpenAPIProblem) -> (JSONValue, JSONPointer)? {
        guard let choice = members.first(where: { $0.name == "anyOf" || $0.name == "oneOf" }) else { return nil }
        let choicePlace = place.appending(choice.name)
        let null = JSONValue.object([JSONValue.Member(name: "type", value: .string("null"))])
        guard case .array(let schemas) = choice.value, schemas.count == 2, let position = schemas.firstIndex(where: { $0 != null }),
            schemas[1 - position] == null
        else {
            throw OpenAPIProblem(
                .unsupportedValue(found: SchemaReading.describe(choice.value), supported: ["one schema and {\"type\": \"null\"}"]),
                at: choicePlace)
        }
        try SchemaBuilder.refuseUnsupported(members, besides: [choice.name], at: place)
        return (schemas[position], choicePlace.appending(position))
    }

    private func referredName(_ schema: JSONValue, at place: JSONPointer) throws(OpenAPIProblem) -> String {
        let reference = try SchemaReading.string(schema, "$ref", at: place)
        guard let name = OpenAPILoader.componentName(in: reference), loader.component(named: name) != nil else {
            throw OpenAPIProblem(.unresolvedReference(reference), at: place.appending("$ref"))
        }
        return name
    }
}

extension FieldMarks {
    /// Reads the marks that stand on a schema.
    init(_ schema: JSONValue, at place: JSONPointer) throws(OpenAPIProblem) {
        self = []
        if try SchemaReading.flag(schema, "x-secret", at: place) { insert(.secret) }
        if try SchemaReading.flag(schema, "x-volatile", at: place) { insert(.volatile) }
        if try SchemaReading.flag(schema, "readOnly", at: place) { insert(.readOnly) }
        if try SchemaReading.flag(schema, "writeOnly", at: place) { insert(.writeOnly) }
        if try SchemaReading.flag(schema, "x-zoneless", at: place) { insert(.zoneless) }
        if try SchemaReading.flag(schema, "x-enum-open", at: place) { insert(.openEnumeration) }
        if try SchemaReading.isUndocumented(schema, at: place) { insert(.undocumented) }
    }
}
