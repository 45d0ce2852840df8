/// What stands in front of the root element of an XML document, and the root's start tag.
///
/// Allowed are a byte order mark, the XML declaration at the very start, blanks and comments.
public enum XMLProlog {
    public enum Outcome: Sendable, Equatable {
        /// Where the root's start tag lies, and whether it ends the element as well.
        case root(Range<Int>, isClosed: Bool)
        case needsMore
        case fault(XMLError)
        /// There is nothing but blanks.
        case empty
    }

    /// - Parameters:
    ///   - bytes: the beginning of the document as UTF-8, in a `ByteBuffer`, so that a few bytes behind it may be read.
    ///   - isComplete: whether the document ends with these bytes.
    /// - Complexity: O(*n*) in what stands in front of the root.
    public static func read(_ bytes: UnsafeBufferPointer<UInt8>, isComplete: Bool) -> Outcome {
        guard let base = bytes.baseAddress else { return isComplete ? .empty : .needsMore }
        let count = bytes.count
        func cutOff(_ place: Int) -> Outcome { isComplete ? .fault(XMLError(.badTag, at: place)) : .needsMore }
        // A mark and the beginning of a declaration may come a byte at a time.
        if count < 9 && !isComplete { return .needsMore }
        var i = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        if XMLDeclaration.begins(UnsafeBufferPointer(rebasing: bytes[i...])) {
            guard let declaration = XMLDeclaration(UnsafeBufferPointer(rebasing: bytes[i...])) else {
                let isLong = count - i > XMLDeclaration.lengthLimit
                return isLong || XMLScan.first(XMLScan.greaterThan, base, from: i, to: count) != nil ? .fault(XMLError(.badTag, at: i)) : cutOff(i)
            }
            i += declaration.length
        }
        var hasComment = false
        while i < count {
            if XMLScan.isBlank(bytes[i]) {
                i += 1
                continue
            }
            guard bytes[i] == XMLScan.lessThan else { return .fault(XMLError(.noElement, at: i)) }
            guard i + 1 < count else { return cutOff(i) }
            guard bytes[i + 1] == XMLScan.exclamation || bytes[i + 1] == XMLScan.question else {
                guard let close = XMLScan.tagEnd(base, from: i + 1, to: count) else { return cutOff(i) }
                return .root(i..<close + 1, isClosed: bytes[close - 1] == XMLScan.slash)
            }
            switch XMLScan.section(base, from: i, to: count) {
            case .ends(let end):
                if bytes[i + 2] != XMLScan.hyphen { return .fault(XMLError(.noElement, at: i)) }
                hasComment = true
                i = end
            case .needsMore: return cutOff(i)
            case .fault(let kind): return .fault(XMLError(kind, at: i))
            }
        }
        if !isComplete { return .needsMore }
        return hasComment || i > count ? .fault(XMLError(.noElement, at: count)) : .empty
    }
}

/// The XML declaration, `<?xml version="1.0" encoding="utf-8"?>`.
public struct XMLDeclaration: Sendable, Equatable {
    /// A declaration that is longer is taken for none, in bytes.
    public static let lengthLimit = 1 << 10

    /// The name of the encoding, where one is given.
    public var encoding: String?
    /// In bytes.
    public var length: Int

    /// Whether the bytes begin with a declaration; with too few bytes, whether they may.
    public static func begins(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.starts(with: Array("<?xml".utf8)) && (bytes.count == 5 || XMLScan.isBlank(bytes[5]))
    }

    public init(encoding: String?, length: Int) {
        self.encoding = encoding
        self.length = length
    }

    /// - Parameter bytes: in an encoding whose first 128 characters are ASCII's.
    /// - Returns: `nil` when they begin with no declaration that is whole and well-formed.
    public init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard Self.begins(bytes) else { return nil }
        let bytes = bytes.prefix(Self.lengthLimit)
        var i = 5
        var names: [String] = []
        func passBlanks() { while i < bytes.count && XMLScan.isBlank(bytes[i]) { i += 1 } }
        while true {
            passBlanks()
            guard i + 1 < bytes.count else { return nil }
            if bytes[i] == XMLScan.question {
                guard bytes[i + 1] == XMLScan.greaterThan, names.first == "version" else { return nil }
                length = i + 2
                return
            }
            let name = bytes[i...].prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
            i += name.count
            passBlanks()
            guard i < bytes.count, bytes[i] == 0x3D else { return nil }
            i += 1
            passBlanks()
            guard i < bytes.count, bytes[i] == ASCII.quote || bytes[i] == XMLScan.apostrophe else { return nil }
            let quote = bytes[i]
            let value = bytes[(i + 1)...].prefix { $0 != quote && $0 != XMLScan.lessThan }
            i += 1 + value.count
            guard i < bytes.count, bytes[i] == quote else { return nil }
            i += 1
            names.append(String(decoding: name, as: UTF8.self))
            guard [["version"], ["version", "encoding"], ["version", "standalone"], ["version", "encoding", "standalone"]].contains(names) else {
                return nil
            }
            if names.last == "encoding" { encoding = String(decoding: value, as: UTF8.self) }
        }
    }
}
