import Records
import Syntax

/// An XML stream of which everything up to the root's start tag has been read: what the rest of the reader stands on.
///
/// ```swift
/// let source = try XMLSource(input)
/// let shape = try source.shape(for: users)                       // a list of records, or one record
/// let splitter = XMLSplitter(source, shape, recordLimit: 1 << 24)
/// let parser = XMLRecordParser(source, shape, schema: users)     // one for each worker
/// ```
///
/// The text is UTF-8 by the time it is looked at. What the XML declaration says about the encoding counts where nobody has named
/// one and no byte order mark stands in front; a declaration that its own bytes contradict does not count.
public final class XMLSource: RecordSource {
    /// The file or pipe at the bottom.
    public let input: any ByteStream
    /// Its text as UTF-8, unpacked where it is compressed.
    let text: TranscodingStream
    public let hasByteOrderMark: Bool
    public let columns: [String] = []
    public let root: XMLRoot
    /// The root's start tag as it stands in the text.
    let rootTag: [UInt8]
    /// The physical line, counted from 1, on which the root's start tag begins, and on which it ends.
    let rootLines: ClosedRange<Int>
    /// What was read from the root's start tag on.
    let rest: ByteBuffer
    /// The offset in the text, in bytes of UTF-8, at which `rest` begins.
    let restOffset: Int

    private static let blockSize = 1 << 18
    private static let headLimit = 1 << 20

    /// Reads up to the end of the root's start tag.
    ///
    /// - Throws: `sourceEmpty`, `malformedXML`, `xmlRefused`, `recordTooLong`, and what the streams below throw.
    public convenience init(_ input: any ByteStream, _ options: TextOptions = TextOptions()) throws(Diagnostic) {
        try self.init(try OpenedText(input, options))
    }

    /// The same for a source of which the first bytes have been read.
    public init(_ opened: OpenedText) throws(Diagnostic) {
        input = opened.input
        text = opened.text
        hasByteOrderMark = opened.hasByteOrderMark
        let head = opened.head
        var isComplete = opened.isComplete
        while true {
            switch XMLProlog.read(head.bytes, isComplete: isComplete) {
            case .root(let tag, let isClosed):
                rootTag = Array(head.bytes[tag])
                root = try XMLRootReader.read(head.bytes, tag, isClosed: isClosed, source: input.name)
                let first = 1 + LineFeeds.count(UnsafeBufferPointer(rebasing: head.bytes[..<tag.lowerBound]))
                rootLines = first...first + LineFeeds.count(UnsafeBufferPointer(rebasing: head.bytes[tag]))
                rest = ByteBuffer(capacity: head.count - tag.lowerBound)
                rest.append(UnsafeBufferPointer(rebasing: head.bytes[tag.lowerBound...]))
                restOffset = tag.lowerBound
                return
            case .needsMore:
                if head.count > Self.headLimit { throw XMLMessages.headTooLong(input.name, limit: Self.headLimit) }
                isComplete = try !text.append(to: head, count: Self.blockSize)
            case .fault(let error): throw error.diagnostic(in: head.bytes, source: input.name)
            case .empty: throw XMLMessages.empty(input.name)
            }
        }
    }

    /// What the text is written in, and why. It may change while an ASCII text is read that turns out otherwise.
    public var encoding: DetectedEncoding { text.detected }

    /// The first place at which the text was seen to go on in another encoding, so far.
    public var encodingChange: Diagnostic? { change(seenBy: text) }

    /// Returns the schemas whose records the root holds, as a list or as one record: those whose names it has.
    public func schemas(among schemas: [Schema]) -> [Schema] { schemas.filter { root.shape(for: $0) != nil } }

    /// Returns how the records of a schema lie in the document.
    ///
    /// - Throws: `unexpectedRoot` when the root is not an element that the schema has, or is in another namespace.
    public func shape(for schema: Schema) throws(Diagnostic) -> XMLShape {
        guard let shape = root.shape(for: schema) else { throw XMLMessages.unexpectedRoot(root, schema, source: input.name, line: rootLines.lowerBound) }
        return shape
    }

    /// How the records lie in the document; a list until a schema has been chosen.
    public private(set) var chosenShape = XMLShape.list

    /// Says which schema the records are of.
    ///
    /// - Throws: `unexpectedRoot`.
    public func choose(for schema: Schema) throws(Diagnostic) { chosenShape = try shape(for: schema) }

    /// The physical line, counted from 1, on which the first chunk begins.
    public func startLine(_ shape: XMLShape) -> Int { shape == .list ? rootLines.upperBound : rootLines.lowerBound }

    public var startLine: Int { startLine(chosenShape) }

    public var formText: String { "XML, root element \(root.name)" }

    public func makeSplitter(recordLimit: Int) -> any RecordSplitter { XMLSplitter(self, chosenShape, recordLimit: recordLimit) }

    public func makeParser(_ reading: RecordReading) -> any RecordParser {
        XMLRecordParser(self, chosenShape, schema: reading.schema, isStrict: reading.isStrict)
    }
}

/// How records lie in a document.
public enum XMLShape: Sendable {
    /// The root is a list of them.
    case list
    /// The root is the only one.
    case single
}

/// The root element of a document.
public struct XMLRoot: Sendable, Equatable {
    /// Without its prefix.
    public let name: String
    /// Empty when the element is in none.
    public let namespace: String
    /// Whether `i:nil` says that it stands for null.
    public let isNull: Bool
    /// Whether its start tag ends it as well.
    public let isClosed: Bool

    public init(name: String, namespace: String, isNull: Bool, isClosed: Bool) {
        self.name = name
        self.namespace = namespace
        self.isNull = isNull
        self.isClosed = isClosed
    }

    /// How the records of a schema lie in it; `nil` when it is no element of the schema.
    ///
    /// .NET compares names and namespaces byte for byte. A schema whose documentation has no namespace takes any.
    func shape(for schema: Schema) -> XMLShape? {
        let names = DataContract.names(of: schema)
        guard names.namespace.isEmpty || names.namespace == namespace else { return nil }
        if name == names.list { return .list }
        return name == names.element ? .single : nil
    }
}

/// Reads what the root's start tag says.
private final class XMLRootReader: XMLPushParser {
    private var root: (name: String, namespace: String, isNull: Bool)?

    override func startElement(_ name: XMLName, _ attributes: XMLAttributes) {
        let isNull = XMLNull.says(attributes, instance: intern(DataContract.instance), name: intern("nil"))
        root = (String(cString: name.local), name.namespace.map { String(cString: $0) } ?? "", isNull == .null || isNull == .nullMisspelt)
    }

    static func read(
        _ head: UnsafeBufferPointer<UInt8>, _ tag: Range<Int>, isClosed: Bool, source: String
    ) throws(Diagnostic) -> XMLRoot {
        let reader = XMLRootReader()
        guard reader.open() else { throw XMLMessages.noMemory(source) }
        let bytes = UnsafeBufferPointer(rebasing: head[tag])
        _ = reader.feed(bytes)
        if let error = reader.error(in: bytes, from: 0) {
            throw XMLError(error.kind, at: tag.lowerBound + error.offset).diagnostic(in: head, source: source)
        }
        guard let root = reader.root else { throw XMLError(.badTag, at: tag.lowerBound).diagnostic(in: head, source: source) }
        return XMLRoot(name: root.name, namespace: root.namespace, isNull: root.isNull, isClosed: isClosed)
    }
}

/// What `i:nil` says about an element.
enum XMLNull: Equatable {
    case value, null
    /// It is there in a form that .NET refuses, such as `TRUE`.
    case nullMisspelt, valueMisspelt

    /// - Parameters:
    ///   - instance: the parser's address of the namespace of `nil`.
    ///   - name: that of `nil` itself.
    static func says(_ attributes: XMLAttributes, instance: UnsafePointer<UInt8>?, name: UnsafePointer<UInt8>?) -> XMLNull {
        for index in 0..<attributes.count {
            let found = attributes.name(index)
            guard found.local == name, found.namespace == instance else { continue }
            if XMLValueForm.isPlainBoolean(attributes.value(index)) { return attributes.value(index).count == 4 ? .null : .value }
            let value = String(decoding: attributes.value(index), as: UTF8.self)
            // XML Schema's boolean has outer blanks taken off.
            let text = value.split { " \t\r\n".contains($0) }.joined(separator: " ")
            switch text {
            case "true", "1": return .null
            case "false", "0": return .value
            default: return text.lowercased() == "true" ? .nullMisspelt : .valueMisspelt
            }
        }
        return .value
    }
}
