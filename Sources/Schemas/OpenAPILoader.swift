import Records
import Syntax

/// The component schemas of one OpenAPI 3.1 document, turned into record schemas on demand.
///
/// ```swift
/// let loader = try OpenAPILoader(document: JSONValue.parse(bytes), system: "usermanagement", origin: "usermanagement.json")
/// let users = try loader.schema(named: "UserDTO")
/// ```
///
/// Only what decides about records is read: `components/schemas` and the extensions of the table. Departures from JSON Schema
/// 2020-12:
/// - A keyword that would make records invalid and that is not supported refuses the schema; annotations pass.
/// - Types are string (also of format uuid or date-time), integer of format int32 or int64, number, boolean, `enum` of texts,
///   objects, which become fields of the record around them, and arrays of scalars or of referenced objects.
/// - References lead to `#/components/schemas/` of the same document; beside one, only annotations may stand.
/// - `anyOf` and `oneOf` only say that a schema may also be null.
///
/// | extension | where | meaning |
/// | --- | --- | --- |
/// | `x-validation` | document, object | what the rules mean: `dotnet-data-annotations` or `json-schema` |
/// | `x-record` | object | people deliver records of this type |
/// | `x-natural-key`, `x-key-compare` | object | the fields of the key; `exact` or `case-insensitive` |
/// | `x-source` | anything | who says so, when it is not the documented page |
/// | `x-undocumented` | object, property | used only when that is allowed: the page neither has nor needs it |
/// | `x-found` | property | rules found beyond the page, with their own `x-source` |
/// | `x-secret`, `x-volatile` | property | must not be shown; changes by itself |
/// | `x-expects` | property | the pattern in words |
/// | `x-zoneless` | date-time | the server keeps the digits of a time and drops its zone |
/// | `x-enum-members`, `x-enum-open` | scalar | members as names, or names and numbers; whether there are more |
/// | `x-wire-name` | property | `request` and `response` spelling of its name |
/// | `x-setting` | property | `name` of the setting that gives its name, and the `values` to choose from |
///
/// Every diagnostic thrown, but for a text that is not JSON, has the code `schemaMalformed` and names the place as a JSON pointer (RFC 6901).
public struct OpenAPILoader: Sendable {
    /// The key of the system that the document describes.
    public let system: String
    /// The document as messages name it.
    public let origin: String
    let components: [JSONValue.Member]
    let source: String
    let validation: ValidationDialect
    /// The components that operations answer with and that none takes.
    let answers: Set<String>

    static let componentsPointer = JSONPointer().appending("components").appending("schemas")

    /// Takes a document and checks its frame; the schemas in it are checked when they are asked for.
    ///
    /// - Throws: `schemaMalformed` when the version is not 3.1, the title or the schemas are missing, or `x-validation` names no
    ///   known rulebook. Without `x-validation`, rules mean what JSON Schema says.
    public init(document: JSONValue, system: String, origin: String) throws(Diagnostic) {
        self.system = system
        self.origin = origin
        do throws(OpenAPIProblem) {
            let root = JSONPointer()
            let version = try SchemaReading.string(document, "openapi", at: root)
            guard version == "3.1" || version.hasPrefix("3.1.") else {
                throw OpenAPIProblem(
                    .unsupportedValue(found: "'\(version)'", supported: ["3.1"]), at: root.appending("openapi"))
            }
            let info = try SchemaReading.object(document, "info", at: root)
            source = try SchemaReading.string(info, "title", at: root.appending("info"))
            let components = try SchemaReading.object(document, "components", at: root)
            let schemas = try SchemaReading.object(components, "schemas", at: root.appending("components"))
            self.components = SchemaReading.members(schemas)
            validation = try SchemaReading.choice(document, "x-validation", at: root) ?? .jsonSchema
            let bodies = OperationBodies(document["paths"])
            answers = bodies.answered.subtracting(bodies.taken)
        } catch {
            throw SchemaMessages.malformed(error, document: origin)
        }
    }

    /// Reads the JSON text of a document and takes it.
    ///
    /// - Throws: `malformedJSON` with line and column where the text is not JSON, and what `init(document:system:origin:)` throws.
    public init(text: UnsafeBufferPointer<UInt8>, system: String, origin: String) throws(Diagnostic) {
        let document: JSONValue
        do throws(JSONError) {
            document = try JSONValue.parse(text)
        } catch {
            throw error.diagnostic(.malformedJSON, in: text, source: origin)
        }
        try self.init(document: document, system: system, origin: origin)
    }

    /// Every component that is an object with properties, in the order of the document.
    public var names: [String] { components.filter(isObjectWithFields).map(\.name) }

    /// Those of them that people deliver: the ones marked `x-record`.
    public var recordNames: [String] {
        components.filter { isObjectWithFields($0) && $0.value["x-record"] == .bool(true) }.map(\.name)
    }

    /// Returns the name of the object with fields that a component is or refers to; `nil` when it is something else.
    public func recordName(of name: String) -> String? {
        var name = name
        // A reference from component to component leads to each at most once, unless it leads in a circle.
        for _ in components {
            guard let value = component(named: name) else { return nil }
            guard case .string(let reference)? = value["$ref"] else {
                return isObjectWithFields(JSONValue.Member(name: name, value: value)) ? name : nil
            }
            guard let target = OpenAPILoader.componentName(in: reference) else { return nil }
            name = target
        }
        return nil
    }

    /// Returns the name in a reference to a component schema of the same document; `nil` when it leads elsewhere.
    static func componentName(in reference: String) -> String? {
        let prefix = "#" + componentsPointer.text + "/"
        return reference.hasPrefix(prefix) ? JSONPointer.unescaped(reference.dropFirst(prefix.count)) : nil
    }

    /// Returns the record schema of the component with exactly this name.
    ///
    /// - Throws: `schemaMalformed` when there is no such component, when it or anything it refers to uses what is not supported,
    ///   or when schemas refer to one another in a circle.
    /// - Complexity: O(*n*) in the size of the component and of those it refers to.
    public func schema(named name: String) throws(Diagnostic) -> Schema {
        do throws(OpenAPIProblem) {
            var builder = SchemaBuilder(self, ofAnswer: answers.contains(name))
            return try builder.record(named: name, referredAt: OpenAPILoader.componentsPointer.appending(name))
        } catch {
            throw SchemaMessages.malformed(error, document: origin)
        }
    }

    func component(named name: String) -> JSONValue? {
        components.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    private func isObjectWithFields(_ member: JSONValue.Member) -> Bool {
        guard case .object(let fields)? = member.value["properties"] else { return false }
        return SchemaBuilder.isObject(member.value) && !fields.isEmpty
    }
}
