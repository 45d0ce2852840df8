import CLibXML2

/// One name with a namespace, as pointers into the parser's own dictionary.
///
/// Equal names of one parser have equal pointers, so that a comparison is one of addresses; `XMLPushParser.intern` gives the
/// address of a name that is expected.
@frozen public struct XMLName {
    public let local: UnsafePointer<UInt8>
    /// `nil` when the element is in no namespace.
    public let namespace: UnsafePointer<UInt8>?
}

/// The attributes of a start tag, without those that declare namespaces.
@frozen public struct XMLAttributes {
    public let count: Int
    let base: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

    /// - Parameter index: counted from 0.
    public func name(_ index: Int) -> (local: UnsafePointer<UInt8>?, namespace: UnsafePointer<UInt8>?) {
        (base?[index * 5], base?[index * 5 + 2])
    }

    /// The value, references resolved.
    public func value(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        guard let start = base?[index * 5 + 3], let end = base?[index * 5 + 4] else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(start: start, count: end - start)
    }
}

/// Reads one XML document that comes in pieces, and calls back for every tag and text: libxml2's SAX2 push interface.
///
/// ```
///   feed ──▶ libxml2 ──▶ startElement · text · endElement        depth 0 ─▶ 1 ─▶ 2 ─▶ 1 ─▶ 0
///                   └──▶ error (the first one; nothing follows)
/// ```
///
/// A subclass overrides what it wants to hear of. What is refused, beyond what XML and its namespaces forbid:
/// - a document type declaration, before anything in it is looked at: no entity but the five exists, nothing is fetched;
/// - processing instructions, as .NET has it;
/// - nesting beyond `depthLimit`.
///
/// The document must be UTF-8 without an XML declaration. Text may come in several pieces.
open class XMLPushParser {
    /// How deep elements may be nested.
    public static let depthLimit = 512
    /// The longest piece that is handed over at once. The library moves what it has not used up, so that larger ones are slower.
    private static let pieceSize = 1 << 16
    /// How many bytes of names a parser may gather before `isWorn`.
    private static let wornSize = 1 << 20

    private static let library: Void = transload_xml_start_library()

    private var parser: UnsafeMutablePointer<transload_xml_parser>?
    /// How many elements are open.
    public private(set) final var depth = 0
    /// What a callback found wrong.
    private final var refusal: XMLError.Kind?
    private final var refusalOffset = 0

    public init() { _ = Self.library }

    deinit { if let parser { transload_xml_close(parser) } }

    // MARK: What a subclass hears of

    /// An element begins; `depth` counts it already.
    open func startElement(_ name: XMLName, _ attributes: XMLAttributes) {}

    /// The innermost open element ends; `depth` does not count it any more.
    open func endElement() {}

    /// Text or CDATA.
    open func text(_ bytes: UnsafePointer<UInt8>, count: Int) {}

    // MARK: What the owner does

    /// Begins a new document.
    ///
    /// - Returns: `false` without memory.
    public final func open() -> Bool {
        close()
        let owner = Unmanaged.passUnretained(self).toOpaque()
        parser = transload_xml_open(owner, startCallback, endCallback, textCallback, doctypeCallback, instructionCallback)
        return parser != nil
    }

    /// Forgets the document.
    public final func close() {
        if let parser { transload_xml_close(parser) }
        parser = nil
        depth = 0
        refusal = nil
    }

    public final var isOpen: Bool { parser != nil }

    /// Whether the document has had so many different names that a new parser should go on.
    public final var isWorn: Bool { parser.map { transload_xml_names_size($0) > Self.wornSize } ?? false }

    /// Reads more of the document.
    ///
    /// - Returns: `false` when something is wrong; `error(in:from:)` says what, and nothing more is read.
    /// - Complexity: O(*n*).
    public final func feed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let parser, let base = bytes.baseAddress else { return self.parser != nil }
        var start = 0
        while start < bytes.count {
            let count = min(Self.pieceSize, bytes.count - start)
            transload_xml_feed(parser, base + start, Int32(truncatingIfNeeded: count), 0)
            if parser.pointee.error.code != 0 || refusal != nil { return false }
            start += count
        }
        return true
    }

    /// Says that the document is over.
    ///
    /// - Returns: `false` when something is wrong.
    public final func finish() -> Bool {
        guard let parser else { return false }
        transload_xml_feed(parser, nil, 0, 1)
        return parser.pointee.error.code == 0 && refusal == nil
    }

    /// How many bytes of the document the parser has passed.
    public final var offset: Int { parser.map { Int(transload_xml_offset($0)) } ?? 0 }

    /// What was wrong; `nil` when nothing was.
    ///
    /// - Parameters:
    ///   - bytes: the piece that was fed last, and all that belongs to it.
    ///   - start: how many bytes of the document came before it. The offset of the error is counted from the piece's start.
    ///   - open: the name of the innermost open element.
    public final func error(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, open: String = "") -> XMLError? {
        guard let parser else { return nil }
        if let refusal {
            var offset = max(refusalOffset - start, 0)
            // Of text it is known where it begins.
            while refusal == .strayText, offset < bytes.count, XMLScan.isBlank(bytes[offset]) { offset += 1 }
            return XMLError(refusal, at: offset)
        }
        guard parser.pointee.error.code != 0 else { return nil }
        let offset = Int(parser.pointee.error.offset) - start
        // The library takes such bytes for Latin-1, and may stumble only later.
        if let base = bytes.baseAddress, let bad = UTF8Validation.firstInvalidOffset(base, count: bytes.count), bad <= offset + 4 {
            return XMLError(.invalidUTF8, at: bad)
        }
        let first = withUnsafeBytes(of: parser.pointee.error.first) { Self.text($0) }
        let second = withUnsafeBytes(of: parser.pointee.error.second) { Self.text($0) }
        let isReference = offset > 0 && offset <= bytes.count && bytes[offset - 1] == 0x26
        return XMLError(
            libraryCode: Int(parser.pointee.error.code), first: first, second: second, offset: offset, open: depth > 0 ? open : nil,
            isReference: isReference)
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }

    /// Ends reading from inside a callback.
    public final func refuse(_ kind: XMLError.Kind) {
        guard let parser, refusal == nil else { return }
        refusal = kind
        refusalOffset = Int(transload_xml_offset(parser))
        transload_xml_stop(parser)
    }

    /// The address that callbacks give for a name in this document; valid until the document is closed.
    public final func intern(_ name: String) -> UnsafePointer<UInt8>? {
        var name = name
        return name.withUTF8 { bytes in
            guard let parser, let base = bytes.baseAddress else { return nil }
            return transload_xml_intern(parser, base, Int32(truncatingIfNeeded: bytes.count))
        }
    }

    // MARK: What the library calls

    @inline(__always) fileprivate final func start(_ name: XMLName, _ attributes: XMLAttributes) {
        depth &+= 1
        if depth > Self.depthLimit {
            refuse(.tooDeep)
        } else if refusal == nil {
            startElement(name, attributes)
        }
    }

    @inline(__always) fileprivate final func end() {
        depth &-= 1
        if refusal == nil { endElement() }
    }

    @inline(__always) fileprivate final func characters(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        if refusal == nil { text(bytes, count: count) }
    }
}

// The library calls these on the thread that feeds it. They are made here, outside any actor, so that they may run on any.

private let startCallback: startElementNsSAX2Func = { owner, local, _, namespace, _, _, count, _, attributes in
    guard let owner, let local else { return }
    Unmanaged<XMLPushParser>.fromOpaque(owner)._withUnsafeGuaranteedRef {
        $0.start(
            XMLName(local: local, namespace: namespace.map { UnsafePointer($0) }), XMLAttributes(count: Int(count), base: attributes))
    }
}

private let endCallback: endElementNsSAX2Func = { owner, _, _, _ in
    guard let owner else { return }
    Unmanaged<XMLPushParser>.fromOpaque(owner)._withUnsafeGuaranteedRef { $0.end() }
}

private let textCallback: charactersSAXFunc = { owner, bytes, count in
    guard let owner, let bytes else { return }
    Unmanaged<XMLPushParser>.fromOpaque(owner)._withUnsafeGuaranteedRef { $0.characters(bytes, Int(count)) }
}

private let doctypeCallback: internalSubsetSAXFunc = { owner, _, _, _ in
    guard let owner else { return }
    Unmanaged<XMLPushParser>.fromOpaque(owner)._withUnsafeGuaranteedRef { $0.refuse(.documentType) }
}

private let instructionCallback: processingInstructionSAXFunc = { owner, _, _ in
    guard let owner else { return }
    Unmanaged<XMLPushParser>.fromOpaque(owner)._withUnsafeGuaranteedRef { $0.refuse(.processingInstruction) }
}
