import Records
import Schemas

/// Schemas as people read them.
enum SchemaText {
    /// Returns the schemas that people deliver, one a line, and the names of those that lie inside them.
    static func list(_ catalog: SchemaCatalog) throws -> String {
        let schemas = try catalog.recordSchemas()
        var text = ""
        for schema in schemas {
            text += pad(schema.name, 22) + pad(schema.system, 17) + "\(schema.fields.count) fields"
            text += schema.naturalKey.isEmpty ? "\n" : ", key \(schema.naturalKey.map { schema.fields[$0].name }.joined(separator: ", "))\n"
        }
        let others = try catalog.allNames().filter { name in !schemas.contains { $0.name == name } }
        if !others.isEmpty { text += "\nwithin them: " + others.joined(separator: ", ") + "\n" }
        return text + "\ntransload schemas NAME shows the fields and rules of one\n"
    }

    /// Returns the fields of a schema with their types and rules, and who says so.
    static func page(of schema: Schema) -> String {
        var text = "\(schema.name) of \(schema.system)\n"
        if !schema.summary.isEmpty { text += TextWrap.lines(schema.summary) }
        if !schema.source.isEmpty { text += "source: \(schema.source)\n" }
        text += "rules mean what they mean in \(schema.validation == .dotNetDataAnnotations ? "System.ComponentModel.DataAnnotations" : "JSON Schema 2020-12")\n"
        if !schema.naturalKey.isEmpty { text += "key: \(schema.naturalKey.map { schema.fields[$0].name }.joined(separator: ", "))\n" }
        text += "\n"
        let width = (schema.fields.map(\.name.count).max() ?? 0) + 2
        for field in schema.fields {
            var words = [field.type.word]
            if field.isNullable { words.append("may be null") }
            if field.isSecret { words.append("secret") }
            text += pad(field.name, width) + words.joined(separator: ", ") + "\n"
            for rule in field.rules { text += String(repeating: " ", count: width) + ruleText(rule) + "\n" }
            if !field.expectation.isEmpty { text += String(repeating: " ", count: width) + "  (\(field.expectation))\n" }
        }
        return text
    }

    private static func ruleText(_ rule: Rule) -> String {
        let text = switch rule.kind {
        case .required: "required, not blank"
        case .pattern(let source): "pattern \(source)"
        case .length(let minimum, nil): "at least \(minimum) characters"
        case .length(let minimum, let maximum?): "\(minimum) to \(maximum) characters"
        }
        guard case .found(let source) = rule.provenance else { return text }
        return text + " (warning unless --strict; found in: \(source))"
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
