import CEmbed
import Records
import Syntax

/// The OpenAPI documents that are compiled into the program.
enum BundledDocuments {
    private static let prefix = "openapi/"

    /// The keys of the systems that have a document, in the order of listings.
    static let systems: [String] = (0..<cembed_count()).compactMap { index in
        let name = String(cString: cembed_file(index).name)
        return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
    }

    /// The bytes of a system's document; empty when the system has none.
    static func bytes(of system: String) -> UnsafeBufferPointer<UInt8> {
        for index in 0..<cembed_count() {
            let file = cembed_file(index)
            if String(cString: file.name) == prefix + system { return UnsafeBufferPointer(start: file.bytes, count: file.length) }
        }
        return UnsafeBufferPointer(start: nil, count: 0)
    }

    /// What messages call the document of a system.
    static func origin(of system: String) -> String { system + ".json" }

    static func loader(of system: String) throws(Diagnostic) -> OpenAPILoader {
        let document: JSONValue
        do throws(JSONError) {
            document = try JSONValue.parse(bytes(of: system))
        } catch {
            throw error.diagnostic(.schemaMalformed, in: bytes(of: system), source: origin(of: system))
        }
        return try OpenAPILoader(document: document, system: system, origin: origin(of: system))
    }

    /// The names of all component schemas of a document, in order, read without building its tree.
    static func componentNames(of system: String) throws(Diagnostic) -> [String] {
        do throws(JSONError) {
            return try OpenAPIIndex.componentNames(in: bytes(of: system))
        } catch {
            throw error.diagnostic(.schemaMalformed, in: bytes(of: system), source: origin(of: system))
        }
    }
}
