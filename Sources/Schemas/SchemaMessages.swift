import Records

/// All text that this room says to people.
enum SchemaMessages {
    /// How many legal names a hint lists before it stops.
    private static let listLimit = 8

    static func malformed(_ problem: OpenAPIProblem, document: String) -> Diagnostic {
        let place = problem.pointer.text.isEmpty ? "document" : problem.pointer.text
        let (text, hint) = explain(problem.kind)
        return Diagnostic(.schemaMalformed, "\(place): \(text)", at: SourcePosition(source: document), hint: hint)
    }

    static func unknown(_ name: String, among names: [String]) -> Diagnostic {
        let nearest = nearestName(to: name, in: names).map { "; nearest is '\($0)'" } ?? ""
        return Diagnostic(.schemaUnknown, "no schema '\(name)'\(nearest)", hint: list("schemas", names))
    }

    static func ambiguous(_ name: String, among names: [String]) -> Diagnostic {
        Diagnostic(.schemaAmbiguous, "schema '\(name)' fits \(names.count) schemas", hint: list("schemas", names))
    }

    static func shadowed(_ name: String, document: String, system: String) -> Diagnostic {
        Diagnostic(
            .schemaAmbiguous, "\(name) is the schema of '\(document)'; the built-in one of \(system) is not used", severity: .note)
    }

    static func list(_ title: String, _ names: [String]) -> String {
        let more = names.count > listLimit ? " and \(names.count - listLimit) more" : ""
        return "\(title): \(names.prefix(listLimit).joined(separator: ", "))\(more)"
    }

    private static func explain(_ kind: OpenAPIProblem.Kind) -> (text: String, hint: String?) {
        switch kind {
        case .missing(let keyword):
            ("'\(keyword)' is missing", nil)
        case .wrongType(let expected, let found):
            ("found \(found), expected \(expected)", nil)
        case .unsupportedValue(let found, let supported):
            ("found \(found), which is not supported", list("supported", supported))
        case .unsupportedKeyword(let keyword):
            ("keyword '\(keyword)' is not supported", "a rule that cannot be checked is refused, not ignored")
        case .inapplicableKeyword(let keyword, let type):
            ("keyword '\(keyword)' does not apply to \(type)", nil)
        case .unresolvedReference(let reference):
            ("reference '\(reference)' leads to no schema of this document", "references look like #/components/schemas/NAME")
        case .referenceCycle(let names):
            ("schemas refer to one another in a circle: \(names.joined(separator: " → "))", nil)
        case .nestedTooDeep(let limit):
            ("schemas are nested deeper than \(limit) levels", nil)
        case .tooManyFields(let limit):
            ("a record has more than \(limit) fields, with those of the objects in it", nil)
        case .unnamedElements:
            ("the elements of a list must be single values, or objects given by a reference", nil)
        case .unknownProperty(let name, let nearest):
            ("no property '\(name)'" + (nearest.map { "; nearest is '\($0)'" } ?? ""), nil)
        case .lengthsReversed:
            ("minLength is above maxLength", nil)
        case .notARecord:
            ("this schema is not an object with properties", nil)
        }
    }
}
