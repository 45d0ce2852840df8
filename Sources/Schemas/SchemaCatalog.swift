import Records
import Synchronization

/// The schemas that the program knows, found by system and by name.
///
/// ```swift
/// let catalog = SchemaCatalog()
/// let users = try catalog.schema(named: "userdto")     // UserDTO of usermanagement
/// for schema in try catalog.recordSchemas() { print(schema.name) }
/// ```
///
/// A document is read when one of its schemas is asked for, and kept. Asking twice for a name returns the same object. Copies of
/// a catalog share what they have read.
public struct SchemaCatalog: Sendable {
    /// The keys of the systems, in the order of listings. Reads no document.
    public static var systems: [String] { BundledDocuments.systems }

    private let shelf = SchemaShelf()

    public init() {}

    /// Returns the schemas of the records that people deliver, by system and in the order of the documents.
    ///
    /// - Throws: `schemaMalformed` when a document cannot be used.
    /// - Complexity: O(*n*) in the size of all documents on first use.
    public func recordSchemas() throws(Diagnostic) -> [Schema] {
        var schemas: [Schema] = []
        for system in SchemaCatalog.systems {
            for name in try shelf.loader(of: system).recordNames { schemas.append(try shelf.schema(name, of: system)) }
        }
        return schemas
    }

    /// Returns the names of all schemas that are objects with fields, nested ones and answers among them.
    ///
    /// - Parameter system: the key of the only system to look at; `nil` means all.
    /// - Throws: `schemaMalformed` when a document cannot be used.
    /// - Complexity: O(*n*) in the size of the documents on first use.
    public func allNames(of system: String? = nil) throws(Diagnostic) -> [String] {
        var names: [String] = []
        for candidate in SchemaCatalog.systems where system == nil || candidate == system {
            names += try shelf.loader(of: candidate).names
        }
        return names
    }

    /// Returns the schema with this name: exactly so written, else in another case. A name that only refers to another, such as
    /// `AppUserGroupDetails`, gives that one.
    ///
    /// - Throws: `schemaUnknown` with the nearest name when there is none, `schemaAmbiguous` when it fits several equally
    ///   well, `schemaMalformed` when the document cannot be used.
    /// - Complexity: O(*n*) in the size of the documents, of which only the one with the name is built into a tree.
    public func schema(named name: String) throws(Diagnostic) -> Schema {
        var matches: [(system: String, name: String)] = []
        let folded = name.lowercased()
        for system in SchemaCatalog.systems {
            for candidate in try BundledDocuments.componentNames(of: system) where candidate.lowercased() == folded {
                matches.append((system, candidate))
            }
        }
        let exact = matches.filter { $0.name == name }
        if !exact.isEmpty { matches = exact }
        if matches.count > 1 { throw SchemaMessages.ambiguous(name, among: matches.map { "\($0.name) of \($0.system)" }) }
        guard let match = matches.first, let record = try shelf.loader(of: match.system).recordName(of: match.name) else {
            throw SchemaMessages.unknown(name, among: try allNames())
        }
        return try shelf.schema(record, of: match.system)
    }
}

/// What a catalog has read so far, for all threads.
private final class SchemaShelf: Sendable {
    private struct Content {
        var loaders: [String: OpenAPILoader] = [:]
        /// By system and name, with a slash between.
        var schemas: [String: Schema] = [:]
    }

    private let content = Mutex(Content())

    func loader(of system: String) throws(Diagnostic) -> OpenAPILoader {
        try content.withLock { (content) throws(Diagnostic) in
            if let loader = content.loaders[system] { return loader }
            let loader = try BundledDocuments.loader(of: system)
            content.loaders[system] = loader
            return loader
        }
    }

    func schema(_ name: String, of system: String) throws(Diagnostic) -> Schema {
        let loader = try loader(of: system)
        return try content.withLock { (content) throws(Diagnostic) in
            let key = "\(system)/\(name)"
            if let schema = content.schemas[key] { return schema }
            let schema = try loader.schema(named: name)
            content.schemas[key] = schema
            return schema
        }
    }
}
