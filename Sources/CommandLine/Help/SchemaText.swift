import Records
import Schemas

/// Schemas as people read them.
enum SchemaText {
    /// Returns the schemas that people deliver, one a line; of an added document that marks none, every object.
    ///
    /// - Parameter system: the key of the only system to list, with the names of its other types; `nil` lists them all.
    static func list(_ catalog: SchemaCatalog, system: String? = nil) throws -> String {
        let schemas = try catalog.recordSchemas().filter { system == nil || $0.system == system }
        var text = ""
        for schema in schemas {
            text += pad(schema.name, 22) + pad(schema.system, 17) + "\(schema.fields.count) fields"
            text += schema.naturalKey.isEmpty ? "\n" : ", key \(schema.naturalKey.map { schema.fields[$0].name }.joined(separator: ", "))\n"
        }
        if system == nil {
            for entry in catalog.unmarkedNames { text += pad(entry.name, 22) + pad(entry.system, 17) + "when --schema names it\n" }
        }
        let next = "transload schemas NAME shows the fields and rules of one"
        guard let system else { return text + "\n\(next),\ntransload schemas SYSTEM every type of one system\n" }
        let others = try catalog.allNames(of: system).filter { name in !schemas.contains { $0.name == name } }
        if !others.isEmpty { text += "\n" + TextWrap.lines("other types: " + others.joined(separator: ", ")) }
        return text + "\n\(next)\n"
    }

    /// Returns the fields of a schema with their types and rules, and who says so.
    static func page(of schema: Schema) -> String {
        var text = "\(schema.name) of \(schema.system)\n"
        if !schema.summary.isEmpty { text += TextWrap.lines(schema.summary) }
        if !schema.source.isEmpty { text += "source: \(schema.source)\n" }
        text += "rules mean what they mean in \(schema.validation == .dotNetDataAnnotations ? "System.ComponentModel.DataAnnotations" : "JSON Schema 2020-12")\n"
        if !schema.naturalKey.isEmpty {
            let names = schema.naturalKey.map { schema.fields[$0].name }.joined(separator: ", ")
            text += "key: \(names)\(schema.keyComparison == .caseInsensitive ? ", in any case" : "")\n"
        }
        if schema.isUndocumented { text += "used only with --allow-undocumented\n" }
        text += "\n"
        let width = (schema.fields.map(\.name.count).max() ?? 0) + 2
        for (index, field) in schema.fields.enumerated() {
            let indent = String(repeating: " ", count: width)
            text += pad(field.name, width) + words(field).joined(separator: ", ") + "\n"
            if let list = members(field) { text += indent + list + "\n" }
            // Of an object that need not be there, nothing is demanded before it is.
            let within = schema.enclosingObject(of: index).map { " when \(schema.fields[$0].name) is there" } ?? ""
            for rule in field.rules { text += indent + ruleText(rule, field, schema, within: within) + "\n" }
            if !field.expectation.isEmpty { text += indent + "  (\(field.expectation))\n" }
        }
        return text
    }

    private static func words(_ field: Field) -> [String] {
        var words = [field.type.word]
        if field.isNullable { words.append("may be null") }
        if field.isSecret { words.append("secret") }
        if field.isReadOnly { words.append("in answers only") }
        if field.isWriteOnly { words.append("in requests only") }
        if field.isVolatile { words.append("not compared") }
        if field.isUndocumented { words.append("only with --allow-undocumented") }
        if field.wireNames.count > 1 {
            let others = field.wireNames.dropFirst().joined(separator: ", ")
            words.append(field.wireNameSetting.map { "name set by \($0), or \(others)" } ?? "also read as \(others)")
        }
        return words
    }

    /// The members of an enumeration, with their numbers; `nil` for other types.
    private static func members(_ field: Field) -> String? {
        var type = field.type
        var isOpen = field.isOpenEnumeration
        if case .collection(let element) = type, element.isScalar, let value = element.fields.first {
            type = value.type
            isOpen = value.isOpenEnumeration
        }
        guard case .enumeration(let members) = type else { return nil }
        if members.isEmpty { return "members are not documented" }
        let list = members.map { member in member.number.map { "\(member.name) = \($0)" } ?? member.name }
        return "members: " + list.joined(separator: ", ") + (isOpen ? ", and others that are not documented" : "")
    }

    private static func ruleText(_ rule: Rule, _ field: Field, _ schema: Schema, within: String) -> String {
        let text = switch rule.kind {
        case .required:
            (schema.validation == .dotNetDataAnnotations && !field.type.isCollection && !field.type.isObject
                ? "required, not blank" : "required") + within
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
