import Records
import Syntax

/// Reading keywords of a known JSON type; whatever has another type is refused with its place.
enum SchemaReading {
    static func members(_ object: JSONValue) -> [JSONValue.Member] {
        if case .object(let members) = object { members } else { [] }
    }

    static func object(_ parent: JSONValue, _ keyword: String, at place: JSONPointer) throws(OpenAPIProblem) -> JSONValue {
        guard let value = parent[keyword] else { throw OpenAPIProblem(.missing(keyword: keyword), at: place) }
        guard case .object = value else { throw wrongType("an object", value, at: place.appending(keyword)) }
        return value
    }

    static func string(_ parent: JSONValue, _ keyword: String, at place: JSONPointer) throws(OpenAPIProblem) -> String {
        guard let value = try optionalString(parent, keyword, at: place) else {
            throw OpenAPIProblem(.missing(keyword: keyword), at: place)
        }
        return value
    }

    static func optionalString(
        _ parent: JSONValue, _ keyword: String, at place: JSONPointer
    ) throws(OpenAPIProblem) -> String? {
        guard let value = parent[keyword] else { return nil }
        guard case .string(let text) = value else { throw wrongType("a string", value, at: place.appending(keyword)) }
        return text
    }

    /// A keyword that says yes or no; absent means no.
    static func flag(_ parent: JSONValue, _ keyword: String, at place: JSONPointer) throws(OpenAPIProblem) -> Bool {
        guard let value = parent[keyword] else { return false }
        guard case .bool(let flag) = value else { throw wrongType("true or false", value, at: place.appending(keyword)) }
        return flag
    }

    /// A number of characters: a whole number from 0 up.
    static func count(_ parent: JSONValue, _ keyword: String, at place: JSONPointer) throws(OpenAPIProblem) -> Int? {
        guard let value = parent[keyword] else { return nil }
        guard case .number(let text) = value, let number = Int(text), number >= 0 else {
            throw wrongType("a whole number from 0 up", value, at: place.appending(keyword))
        }
        return number
    }

    /// A list of names; empty when the keyword is absent.
    static func names(_ parent: JSONValue, _ keyword: String, at place: JSONPointer) throws(OpenAPIProblem) -> [String] {
        guard let value = parent[keyword] else { return [] }
        guard case .array(let elements) = value else {
            throw wrongType("an array of strings", value, at: place.appending(keyword))
        }
        var names: [String] = []
        for (index, element) in elements.enumerated() {
            guard case .string(let name) = element else {
                throw wrongType("a string", element, at: place.appending(keyword).appending(index))
            }
            names.append(name)
        }
        return names
    }

    static func dialect(_ parent: JSONValue, at place: JSONPointer) throws(OpenAPIProblem) -> ValidationDialect? {
        guard let text = try optionalString(parent, "x-validation", at: place) else { return nil }
        guard let dialect = ValidationDialect(rawValue: text) else {
            let supported = [ValidationDialect.dotNetDataAnnotations, .jsonSchema].map(\.rawValue)
            throw OpenAPIProblem(
                .unsupportedValue(found: "'\(text)'", supported: supported), at: place.appending("x-validation"))
        }
        return dialect
    }

    static func wrongType(_ expected: String, _ found: JSONValue, at place: JSONPointer) -> OpenAPIProblem {
        OpenAPIProblem(.wrongType(expected: expected, found: describe(found)), at: place)
    }

    /// A scalar as it is written, anything larger by its type.
    static func describe(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): "'\(text)'"
        case .number(let text): text
        case .bool(let flag): flag ? "true" : "false"
        case .null, .array, .object: value.word
        }
    }
}
