import Records
import Schemas

/// Lists the schemas, or the fields and rules of one.
struct SchemasCommand: Command {
    func run(_ arguments: ParsedArguments, in environment: Environment) throws -> ExitCode {
        let catalog = try environment.catalog(arguments)
        if let name = arguments.positionals.first, catalog.systems.contains(name) {
            try environment.writeOutput(SchemaText.list(catalog, system: name))
        } else if let name = arguments.positionals.first {
            let schema = try catalog.schema(named: name)
            if let note = try catalog.note(on: schema) { environment.report(note) }
            try environment.writeOutput(SchemaText.page(of: schema))
        } else {
            try environment.writeOutput(SchemaText.list(catalog))
        }
        return .done
    }
}
