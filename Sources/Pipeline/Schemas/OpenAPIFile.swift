import Readers
import Records
import Schemas

/// An OpenAPI document that a user adds to the schemas that are built in.
enum OpenAPIFile {
    /// The largest document, in bytes.
    static let sizeLimit = 16 << 20

    /// Reads a document. Its system is called as the file, without directory and ending.
    ///
    /// - Throws: `sourceNotFound` and `sourceUnreadable`, `malformedJSON`, `schemaMalformed`, `interrupted`.
    static func read(_ file: RunOptions.File, _ isInterrupted: @escaping @Sendable () -> Bool) throws(Diagnostic) -> OpenAPILoader {
        let source = try ByteSource(name: file.name, path: file.path, isInterrupted: isInterrupted)
        let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: sizeLimit + 1)
        defer { buffer.deallocate() }
        var count = 0
        while count <= sizeLimit {
            let got = try source.read(into: buffer + count, count: sizeLimit + 1 - count)
            if got == 0 { break }
            count += got
        }
        if source.wasInterrupted { throw RunMessages.interrupted() }
        if count > sizeLimit { throw RunMessages.documentTooLarge(file.name, limit: sizeLimit) }
        let text = UnsafeBufferPointer(start: buffer, count: count)
        return try OpenAPILoader(text: text, system: systemName(file.name), origin: file.name)
    }

    /// The key of the system that a file describes: `forms/staff.json` gives `staff`.
    static func systemName(_ file: String) -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }
}

extension SchemaCatalog {
    /// The schemas that are built in, and those of the documents in these files.
    ///
    /// - Throws: what makes a document unusable; its schemas are checked when they are asked for.
    public init(openAPI files: [RunOptions.File], isInterrupted: @escaping @Sendable () -> Bool) throws(Diagnostic) {
        var documents: [OpenAPILoader] = []
        for file in files { documents.append(try OpenAPIFile.read(file, isInterrupted)) }
        self.init(adding: documents)
    }
}
