import Syntax

/// The components that the operations of a document refer to directly: what they take, and what they answer with.
struct OperationBodies {
    private(set) var taken: Set<String> = []
    private(set) var answered: Set<String> = []

    /// - Parameter paths: the paths of the document; `nil` when it has none.
    init(_ paths: JSONValue?) {
        guard let paths else { return }
        look(in: paths)
    }

    private mutating func look(in value: JSONValue) {
        for member in SchemaReading.members(value) {
            switch member.name {
            case "requestBody": Self.collect(member.value, into: &taken)
            case "responses": Self.collect(member.value, into: &answered)
            default: look(in: member.value)
            }
        }
    }

    private static func collect(_ value: JSONValue, into names: inout Set<String>) {
        switch value {
        case .object(let members):
            for member in members {
                if member.name == "$ref", case .string(let reference) = member.value, let name = OpenAPILoader.componentName(in: reference) {
                    names.insert(name)
                } else {
                    collect(member.value, into: &names)
                }
            }
        case .array(let elements): for element in elements { collect(element, into: &names) }
        default: break
        }
    }
}
