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

    /// One of the words of an enumeration; `nil` when the keyword is absent.
    static func choice<Choice: RawRepresentable & CaseIterable>(
        _ parent: JSONValue, _ keyword: String, at place: JSONPointer
    ) throws(OpenAPIProblem) -> Choice? where Choice.RawValue == String {
        guard let text = try optionalString(parent, keyword, at: place) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw OpenAPIProblem(
                .unsupportedValue(found: "'\(text)'", supported: Choice.allCases.map(\.rawValue)), at: place.appending(keyword))
        }
        return choice
    }

    /// A text of the `xml` object; `nil` when there is none.
    static func xmlText(_ parent: JSONValue, _ keyword: String, at place: JSONPointer) throws(OpenAPIProblem) -> String? {
        guard parent["xml"] != nil else { return nil }
        return try optionalString(try object(parent, "xml", at: place), keyword, at: place.appending("xml"))
    }

    /// Whether `x-undocumented` stands here. What the page does not have must say who has it.
    static func isUndocumented(_ parent: JSONValue, at place: JSONPointer) throws(OpenAPIProblem) -> Bool {
        guard try flag(parent, "x-undocumented", at: place) else { return false }
        _ = try string(parent, "x-source", at: place)
        return true
    }

    /// The spellings of a name in requests and answers, that of requests first; `nil` when the property's own name is the only one.
    static func wireNames(_ property: JSONValue, at place: JSONPointer) throws(OpenAPIProblem) -> [String]? {
        if let setting = try setting(property, at: place) { return setting.values }
        guard property["x-wire-name"] != nil else { return nil }
        let names = try object(property, "x-wire-name", at: place)
        let namesPlace = place.appending("x-wire-name")
        let request = try string(names, "request", at: namesPlace)
        let response = try string(names, "response", at: namesPlace)
        return request == response ? [request] : [request, response]
    }

    /// The setting that decides about a name, and the names to choose from, the usual one first; `nil` without `x-setting`.
    static func setting(_ property: JSONValue, at place: JSONPointer) throws(OpenAPIProblem) -> (name: String, values: [String])? {
        guard property["x-setting"] != nil else { return nil }
        let setting = try object(property, "x-setting", at: place)
        let settingPlace = place.appending("x-setting")
        let values = try names(setting, "values", at: settingPlace)
        guard !values.isEmpty else { throw OpenAPIProblem(.missing(keyword: "values"), at: settingPlace) }
        return (try string(setting, "name", at: settingPlace), values)
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
