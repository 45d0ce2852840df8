/// A JSON document as a tree, for schemas and configuration; records are read from tokens and never become one.
///
/// ```swift
/// let document = try JSONValue.parse(bytes)
/// if case .string(let title)? = document["info"]?["title"] { print(title) }
/// ```
public enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    /// A number as it is written.
    case number(String)
    case string(String)
    case array([JSONValue])
    /// The members in the order of the document.
    case object([Member])

    public struct Member: Sendable, Equatable {
        public let name: String
        public let value: JSONValue

        public init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The value of the first member with this name, compared by code point; `nil` when there is none or this is not an object.
    ///
    /// - Complexity: O(*n*) in the number of members.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        // `==` on String would also match names that differ in Unicode normal form.
        return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    /// What messages call a value of this kind.
    public var word: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// Returns the tree of a whole document.
    ///
    /// - Throws: what `JSONLexer` refuses, and `.duplicateName` with the offset of the second name's quote: a configuration that
    ///   says a thing twice means one of them by mistake.
    /// - Complexity: O(*n*) in bytes, without recursion.
    public static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int = JSONLexer.defaultDepthLimit
    ) throws(JSONError) -> JSONValue {
        var lexer = JSONLexer(bytes, depthLimit: depthLimit)
        var builder = JSONTreeBuilder(bytes)
        while true {
            let token = try lexer.next()
            if token.kind == .end { return builder.root }
            try builder.take(token)
        }
    }

    /// Returns the tree of a whole document.
    public static func parse(_ bytes: [UInt8], depthLimit: Int = JSONLexer.defaultDepthLimit) throws(JSONError) -> JSONValue {
        try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) in try parse(buffer, depthLimit: depthLimit) }
    }
}

/// Collects tokens into a tree; the containers that are still open lie on a stack.
private struct JSONTreeBuilder {
    private struct Container {
        let isObject: Bool
        var elements: [JSONValue] = []
        var members: [JSONValue.Member] = []
        var name = ""
        var names: Set<[UInt8]> = []
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var open: [Container] = []
    private(set) var root = JSONValue.null

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func take(_ token: JSONToken) throws(JSONError) {
        switch token.kind {
        case .objectBegin: open.append(Container(isObject: true))
        case .arrayBegin: open.append(Container(isObject: false))
        case .objectEnd, .arrayEnd:
            guard let container = open.popLast() else { return }
            put(container.isObject ? .object(container.members) : .array(container.elements))
        case .name: try begin(member: text(token), at: token.start - 1)
        case .string: put(.string(text(token)))
        case .number: put(.number(text(token)))
        case .true: put(.bool(true))
        case .false: put(.bool(false))
        case .null: put(.null)
        case .end: break
        }
    }

    private func text(_ token: JSONToken) -> String {
        JSONString.text(UnsafeBufferPointer(rebasing: bytes[token.start..<token.end]), hasEscapes: token.hasEscapes)
    }

    private mutating func begin(member name: String, at offset: Int) throws(JSONError) {
        let top = open.count - 1
        guard top >= 0, open[top].names.insert(Array(name.utf8)).inserted else { throw JSONError(.duplicateName, at: offset) }
        open[top].name = name
    }

    private mutating func put(_ value: JSONValue) {
        let top = open.count - 1
        if top < 0 {
            root = value
        } else if open[top].isObject {
            open[top].members.append(JSONValue.Member(name: open[top].name, value: value))
        } else {
            open[top].elements.append(value)
        }
    }
}
