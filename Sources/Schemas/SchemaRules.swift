import Records
import Syntax

/// The rules that a property's keywords stand for. Patterns stay text; they are compiled where records are judged.
enum SchemaRules {
    private static let keywords = ["pattern", "minLength", "maxLength"]

    /// Returns the rules of the documented page: the plain keywords.
    static func documented(_ schema: JSONValue, type: FieldType, at place: JSONPointer) throws(OpenAPIProblem) -> [Rule] {
        try rules(schema, type: type, at: place).map { Rule($0) }
    }

    /// Returns the rules of `x-found`: the same keywords and `required`, each with the public source that says so. A `description`
    /// may say what that source knows beyond rules.
    static func found(_ property: JSONValue, type: FieldType, at place: JSONPointer) throws(OpenAPIProblem) -> [Rule] {
        let found = try SchemaReading.object(property, "x-found", at: place)
        let foundPlace = place.appending("x-found")
        for member in SchemaReading.members(found) where !(keywords + ["required", "x-source", "description"]).contains(member.name) {
            throw OpenAPIProblem(.unsupportedKeyword(member.name), at: foundPlace.appending(member.name))
        }
        let provenance = RuleProvenance.found(source: try SchemaReading.string(found, "x-source", at: foundPlace))
        let isRequired = try SchemaReading.flag(found, "required", at: foundPlace)
        let kinds = (isRequired ? [.required] : []) + (try rules(found, type: type, at: foundPlace))
        return kinds.map { Rule($0, provenance: provenance) }
    }

    private static func rules(_ value: JSONValue, type: FieldType, at place: JSONPointer) throws(OpenAPIProblem) -> [RuleKind] {
        if let keyword = keywords.first(where: { value[$0] != nil }) {
            guard case .string = type else {
                throw OpenAPIProblem(.inapplicableKeyword(keyword, to: type.word), at: place.appending(keyword))
            }
        }
        var kinds: [RuleKind] = []
        if let pattern = try SchemaReading.optionalString(value, "pattern", at: place) { kinds.append(.pattern(pattern)) }
        let minimum = try SchemaReading.count(value, "minLength", at: place)
        let maximum = try SchemaReading.count(value, "maxLength", at: place)
        if minimum != nil || maximum != nil {
            if let minimum, let maximum, minimum > maximum {
                throw OpenAPIProblem(.lengthsReversed, at: place.appending("minLength"))
            }
            kinds.append(.length(minimum: minimum ?? 0, maximum: maximum))
        }
        return kinds
    }
}
