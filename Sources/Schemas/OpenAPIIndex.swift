import Records
import Syntax

/// Looks into an OpenAPI document for the names of its schemas and skips everything else.
enum OpenAPIIndex {
    /// Returns the member names of `components/schemas` in order; empty when the document has none.
    ///
    /// What stands behind `components/schemas` is not read.
    ///
    /// - Throws: where the text is not JSON.
    /// - Complexity: O(*n*) in bytes; nothing is allocated but the names.
    static func componentNames(in bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> [String] {
        var lexer = JSONLexer(bytes)
        guard try enter("components", &lexer, bytes), try enter("schemas", &lexer, bytes) else { return [] }
        var names: [String] = []
        guard try lexer.next().kind == .objectBegin else { return [] }
        while true {
            let token = try lexer.next()
            guard token.kind == .name else { return names }
            names.append(text(of: token, bytes))
            try lexer.skipValue()
        }
    }

    /// Moves to the value of the member with this name of the object that comes next.
    private static func enter(
        _ name: String, _ lexer: inout JSONLexer, _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(JSONError) -> Bool {
        guard try lexer.next().kind == .objectBegin else { return false }
        while true {
            let token = try lexer.next()
            guard token.kind == .name else { return false }
            if text(of: token, bytes) == name { return true }
            try lexer.skipValue()
        }
    }

    private static func text(of token: JSONToken, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let buffer = ByteBuffer(capacity: token.length)
        JSONString.unescape(UnsafeBufferPointer(rebasing: bytes[token.start..<token.end]), into: buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }
}
