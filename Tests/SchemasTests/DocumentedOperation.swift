import Syntax
import Testing

@testable import Schemas

/// One operation as a documentation page prints it, and as a document holds it: what both are written in to be compared.
struct DocumentedOperation: Sendable, Equatable, CustomTestStringConvertible {
    /// Method and path.
    var line: String
    /// `place name:type`, with an exclamation mark where it is required.
    var parameters: [String] = []
    /// Component of the body; `nil` when there is none.
    var body: String?
    /// Media types of the body.
    var bodyMedia: [String] = []
    /// `status component`, or the status alone.
    var answers: [String]
    /// Media types of the answers that have a body.
    var answerMedia: [String] = []

    var testDescription: String { line }

    static let json = ["application/json"]
    static let helpPageJSON = ["application/json", "text/json"]
    static let helpPageAll = helpPageJSON + ["application/xml", "text/xml"]

    /// The operations of a system's document that the page has (or, with `isFound`, those that it does not have).
    static func operations(of system: String, isFound: Bool = false) throws -> [DocumentedOperation] {
        let document = try JSONValue.parse(BundledDocuments.bytes(of: system))
        var operations: [DocumentedOperation] = []
        for path in members(document["paths"]) {
            for method in members(path.value) where (method.value["x-source"] != nil) == isFound {
                operations.append(read("\(method.name.uppercased()) \(path.name)", method.value))
            }
        }
        return operations
    }

    private static func read(_ line: String, _ operation: JSONValue) -> DocumentedOperation {
        var found = DocumentedOperation(line: line, answers: [])
        found.parameters = elements(operation["parameters"]).map { parameter in
            let type = text(parameter["schema"]?["format"]) ?? text(parameter["schema"]?["type"]) ?? "any"
            let mark = parameter["required"] == .bool(true) ? "!" : ""
            return "\(text(parameter["in"]) ?? "nowhere") \(text(parameter["name"]) ?? "nameless"):\(type)\(mark)"
        }
        let body = members(operation["requestBody"]?["content"])
        found.bodyMedia = body.map(\.name)
        found.body = component(body)
        for response in members(operation["responses"]) {
            let content = members(response.value["content"])
            found.answers.append(([response.name] + [component(content)].compactMap { $0 }).joined(separator: " "))
            if !content.isEmpty { found.answerMedia = content.map(\.name) }
        }
        return found
    }

    /// The component that all media types share, without the front of the reference; `mixed` when they do not.
    private static func component(_ content: [JSONValue.Member]) -> String? {
        let names = Set(content.map { text($0.value["schema"]?["$ref"])?.split(separator: "/").last.map(String.init) ?? "none" })
        return names.count > 1 ? "mixed" : names.first
    }

    static func text(_ value: JSONValue?) -> String? {
        if case .string(let text)? = value { text } else { nil }
    }

    static func members(_ value: JSONValue?) -> [JSONValue.Member] {
        if case .object(let members)? = value { members } else { [] }
    }

    static func elements(_ value: JSONValue?) -> [JSONValue] {
        if case .array(let elements)? = value { elements } else { [] }
    }
}
