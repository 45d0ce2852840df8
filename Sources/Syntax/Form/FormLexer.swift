import Records

/// Cuts a body of type `application/x-www-form-urlencoded` into pairs, without decoding them.
///
/// ```
///   ClientName=Omar+%26+Co&ClientSecrets[0].Key=7626…&&Enabled
///   └── key ──┘└─ value ─┘ └────── key ─────┘          └ key, no value
/// ```
///
/// ```swift
/// var lexer = FormLexer(bytes)
/// while let pair = lexer.next() { print(pair.key, pair.value ?? 0..<0) }
/// ```
///
/// Every text is a form: nothing is refused here. What stands between two `&` and is empty is no pair.
public struct FormLexer {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0

    /// - Parameter bytes: must outlive the lexer.
    public init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Returns the next pair, or `nil` at the end.
    ///
    /// - Complexity: O(*n*) in the bytes of the pair.
    public mutating func next() -> FormPair? {
        while offset < bytes.count {
            let start = offset
            var equals = -1
            var isKeyEncoded = false
            var isValueEncoded = false
            while offset < bytes.count, bytes[offset] != FormByte.ampersand {
                switch bytes[offset] {
                case FormByte.equals where equals < 0: equals = offset
                case FormByte.percent, ASCII.plus:
                    if equals < 0 { isKeyEncoded = true } else { isValueEncoded = true }
                default: break
                }
                offset += 1
            }
            let end = offset
            offset += 1
            if start == end { continue }
            return FormPair(
                key: start..<(equals < 0 ? end : equals), value: equals < 0 ? nil : equals + 1..<end,
                isKeyEncoded: isKeyEncoded, isValueEncoded: isValueEncoded)
        }
        return nil
    }
}

/// Where a key and its value lie in a form, in bytes from 0.
public struct FormPair: Equatable, Sendable {
    public let key: Range<Int>
    /// `nil` where there is no `=`.
    public let value: Range<Int>?
    /// Whether the key must be decoded.
    public let isKeyEncoded: Bool
    /// Whether the value must be decoded.
    public let isValueEncoded: Bool

    /// From the first byte of the key to the one behind the value.
    public var range: Range<Int> { key.lowerBound..<(value?.upperBound ?? key.upperBound) }
}

/// The bytes that forms give a meaning.
enum FormByte {
    static let ampersand: UInt8 = 0x26
    static let equals: UInt8 = 0x3D
    static let percent: UInt8 = 0x25
    static let dot: UInt8 = 0x2E
    static let smallU: UInt8 = 0x75
}
