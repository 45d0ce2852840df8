import Records
import Syntax

/// A place in a JSON document where records may stand: the root, or a member of an envelope.
public struct JSONPlace: Sendable, Equatable {
    /// The way to it as RFC 6901 writes it; empty for the root.
    public let pointer: String
    /// Whether it is an array of records, or else one record.
    public let isArray: Bool
    /// The names of the first record's members, as far as they have been read; empty for an empty array.
    public let names: [String]
    /// Where its bracket stands in the document, in bytes from 0.
    let offset: Int
    /// What is open around it, outermost first: whether an object is.
    let containers: [Bool]
}

/// The places of a document where records may stand, found in its first bytes.
///
/// ```
///   { "IsSuccess": true, "Account": { "Id": … }, "Links": [ { "Rel": … } ] }
///   ▲ ""                 ▲ /Account              ▲ /Links
/// ```
///
/// Objects are looked into, arrays only as far as their first element. What is wrong with the text is left for the parser to say,
/// which comes by there.
struct JSONOutline {
    private(set) var places: [JSONPlace] = []
    /// The offset behind the root value; `nil` when the head does not hold it whole.
    private(set) var rootEnd: Int?
    /// What stopped the look, where that was not the end of the head.
    private(set) var problem: JSONError?

    private var lexer: JSONLexer
    private let head: UnsafeBufferPointer<UInt8>
    /// Envelopes are flat; what lies deeper is part of a record.
    private static let depthLimit = 6

    /// - Parameter head: the first bytes of the document.
    init(_ head: UnsafeBufferPointer<UInt8>) {
        self.head = head
        lexer = JSONLexer(head)
        do throws(JSONError) {
            try look(try lexer.next(), at: "", [])
            rootEnd = lexer.offset
        } catch {
            problem = error
        }
    }

    private mutating func look(_ token: JSONToken, at pointer: String, _ containers: [Bool]) throws(JSONError) {
        switch token.kind {
        case .objectBegin: try lookIntoObject(token.start, at: pointer, containers)
        case .arrayBegin: try lookIntoArray(token.start, at: pointer, containers)
        default: break
        }
    }

    private mutating func lookIntoObject(_ start: Int, at pointer: String, _ containers: [Bool]) throws(JSONError) {
        let position = places.count
        var names: [String] = []
        func place() -> JSONPlace { JSONPlace(pointer: pointer, isArray: false, names: names, offset: start, containers: containers) }
        places.append(place())
        while true {
            let name = try lexer.next()
            if name.kind == .objectEnd { return }
            names.append(text(name))
            places[position] = place()
            let value = try lexer.next()
            if containers.count + 1 < Self.depthLimit {
                try look(value, at: pointer + "/" + Self.escaped(text(name)), containers + [true])
            } else if value.kind == .objectBegin || value.kind == .arrayBegin {
                try lexer.skipContainer()
            }
        }
    }

    private mutating func lookIntoArray(_ start: Int, at pointer: String, _ containers: [Bool]) throws(JSONError) {
        func place(_ names: [String]) -> JSONPlace {
            JSONPlace(pointer: pointer, isArray: true, names: names, offset: start, containers: containers)
        }
        let first = try lexer.next()
        if first.kind == .arrayEnd {
            places.append(place([]))
            return
        }
        guard first.kind == .objectBegin else {
            try lexer.skipContainer()
            return
        }
        let position = places.count
        var names: [String] = []
        places.append(place(names))
        while true {
            let name = try lexer.next()
            if name.kind == .objectEnd { break }
            names.append(text(name))
            places[position] = place(names)
            try lexer.skipValue()
        }
        try lexer.skipContainer()
    }

    private func text(_ token: JSONToken) -> String {
        let raw = UnsafeBufferPointer(rebasing: head[token.start..<token.end])
        guard token.hasEscapes else { return String(decoding: raw, as: UTF8.self) }
        let buffer = ByteBuffer()
        JSONString.unescape(raw, into: buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    /// A name as a part of a pointer (RFC 6901 section 3).
    private static func escaped(_ name: String) -> String { name.replacing("~", with: "~0").replacing("/", with: "~1") }
}
