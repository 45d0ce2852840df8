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
///
/// Documents of the user's own may be added. Of two schemas that a name fits equally well, theirs is taken; `note(on:)` says so.
public struct SchemaCatalog: Sendable {
    /// The keys of the systems that are built in, in the order of listings. Reads no document.
    public static var systems: [String] { BundledDocuments.systems }

    private let added: [OpenAPILoader]
    private let shelf = SchemaShelf()

    /// - Parameter documents: documents besides those that are built in, in the order of listings.
    public init(adding documents: [OpenAPILoader] = []) { added = documents }

    /// The keys of all systems, added ones behind those that are built in. Reads no document.
    public var systems: [String] {
        SchemaCatalog.systems + added.map(\.system).filter { !SchemaCatalog.systems.contains($0) }
    }

    /// Returns the schemas of the records that people deliver, by system and in the order of the documents. Of an added document
    /// these are the ones that it marks; one of the same name that is built in is left out.
    ///
    /// - Throws: `schemaMalformed` when a document cannot be used.
    /// - Complexity: O(*n*) in the size of all documents on first use.
    public func recordSchemas() throws(Diagnostic) -> [Schema] {
        var schemas: [Schema] = []
        let taken = Set(added.flatMap(\.recordNames))
        for system in SchemaCatalog.systems {
            for name in try shelf.loader(of: system).recordNames where !taken.contains(name) {
                schemas.append(try shelf.schema(name, of: .bundled(system), added))
            }
        }
        for (position, document) in added.enumerated() {
            for name in document.recordNames { schemas.append(try shelf.schema(name, of: .added(position), added)) }
        }
        return schemas
    }

    /// Returns the names of all schemas that are objects with fields, nested ones and answers among them.
    ///
    /// - Parameter system: the key of the only system to look at; `nil` means all.
    /// - Throws: `schemaMalformed` when a document cannot be used.
    /// - Complexity: O(*n*) in the size of the documents on first use.
    public func allNames(of system: String? = nil) throws(Diagnostic) -> [String] {
        var names = added.filter { system == nil || $0.system == system }.flatMap(\.names)
        for candidate in SchemaCatalog.systems where system == nil || candidate == system {
            names += try shelf.loader(of: candidate).names
        }
        return names
    }

    /// The objects with fields of the added documents that mark no record: they are read only when they are named.
    public var unmarkedNames: [(system: String, name: String)] {
        added.filter(\.recordNames.isEmpty).flatMap { document in document.names.map { (document.system, $0) } }
    }

    /// Returns the schema with this name: exactly so written, else in another case. A name that only refers to another, such as
    /// `AppUserGroupDetails`, gives that one.
    ///
    /// - Throws: `schemaUnknown` with the nearest name when there is none, `schemaAmbiguous` when it fits several equally
    ///   well, `schemaMalformed` when the document cannot be used.
    /// - Complexity: O(*n*) in the size of the documents, of which only the one with the name is built into a tree.
    public func schema(named name: String) throws(Diagnostic) -> Schema {
        var matches = try candidates(name)
        let exact = matches.filter { $0.name == name }
        if !exact.isEmpty { matches = exact }
        let own = matches.filter(\.document.isAdded)
        if !own.isEmpty { matches = own }
        if matches.count > 1 {
            throw SchemaMessages.ambiguous(name, among: matches.map { "\($0.name) of \(title(of: $0.document))" })
        }
        guard let match = matches.first,
            let record = try shelf.loader(of: match.document, added).recordName(of: match.name)
        else { throw SchemaMessages.unknown(name, among: try allNames()) }
        return try shelf.schema(record, of: match.document, added)
    }

    /// Returns what a person should know about a schema of an added document: that a built-in one has its name and is not used.
    /// `nil` for any other schema.
    ///
    /// - Throws: `schemaMalformed` when a document cannot be used.
    public func note(on schema: Schema) throws(Diagnostic) -> Diagnostic? {
        guard let document = added.first(where: { $0.system == schema.system && $0.names.contains(schema.name) }) else { return nil }
        let folded = schema.name.lowercased()
        for system in SchemaCatalog.systems
        where try BundledDocuments.componentNames(of: system).contains(where: { $0.lowercased() == folded }) {
            return SchemaMessages.shadowed(schema.name, document: document.origin, system: system)
        }
        return nil
    }

    /// The components whose name is this one in any case; of added documents only those that are records.
    private func candidates(_ name: String) throws(Diagnostic) -> [(document: DocumentKey, name: String)] {
        var matches: [(document: DocumentKey, name: String)] = []
        let folded = name.lowercased()
        for (position, document) in added.enumerated() {
            for candidate in document.components.map(\.name)
            where candidate.lowercased() == folded && document.recordName(of: candidate) != nil {
                matches.append((.added(position), candidate))
            }
        }
        for system in SchemaCatalog.systems {
            for candidate in try BundledDocuments.componentNames(of: system) where candidate.lowercased() == folded {
                matches.append((.bundled(system), candidate))
            }
        }
        return matches
    }

    private func title(of document: DocumentKey) -> String {
        switch document {
        case .bundled(let system): system
        case .added(let position): added[position].origin
        }
    }
}

/// Which document of a catalog is meant.
private enum DocumentKey: Hashable {
    case bundled(String)
    /// By the position among those that were added, counted from 0.
    case added(Int)

    var isAdded: Bool {
        if case .added = self { true } else { false }
    }
}

/// What a catalog has read so far, for all threads.
private final class SchemaShelf: Sendable {
    private struct SchemaKey: Hashable {
        let document: DocumentKey
        let name: String
    }

    private struct Content {
        var loaders: [String: OpenAPILoader] = [:]
        var schemas: [SchemaKey: Schema] = [:]
    }

    private let content = Mutex(Content())

    /// - Parameter added: the documents that the catalog has besides those that are built in.
    func loader(of document: DocumentKey, _ added: [OpenAPILoader]) throws(Diagnostic) -> OpenAPILoader {
        switch document {
        case .bundled(let system): try loader(of: system)
        case .added(let position): added[position]
        }
    }

    func loader(of system: String) throws(Diagnostic) -> OpenAPILoader {
        try content.withLock { (content) throws(Diagnostic) in
            if let loader = content.loaders[system] { return loader }
            let loader = try BundledDocuments.loader(of: system)
            content.loaders[system] = loader
            return loader
        }
    }

    func schema(_ name: String, of document: DocumentKey, _ added: [OpenAPILoader]) throws(Diagnostic) -> Schema {
        let loader = try loader(of: document, added)
        return try content.withLock { (content) throws(Diagnostic) in
            let key = SchemaKey(document: document, name: name)
            if let schema = content.schemas[key] { return schema }
            let schema = try loader.schema(named: name)
            content.schemas[key] = schema
            return schema
        }
    }
}
