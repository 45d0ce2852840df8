import Records
import Schemas

/// Lists the schemas, or the fields and rules of one.
struct SchemasCommand: Command {
    func run(_ arguments: ParsedArguments, in environment: Environment) throws -> ExitCode {
        let catalog = SchemaCatalog()
        if let name = arguments.positionals.first, SchemaCatalog.systems.contains(name) {
            try environment.writeOutput(SchemaText.list(catalog, system: name))
        } else if let name = arguments.positionals.first {
            try environment.writeOutput(SchemaText.page(of: catalog.schema(named: name)))
        } else {
            try environment.writeOutput(SchemaText.list(catalog))
        }
        return .done
    }
}
