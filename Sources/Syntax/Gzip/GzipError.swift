/// Why compressed bytes cannot be read, and where.
public struct GzipError: Error, Sendable, Equatable {
    public enum Kind: Sendable, Equatable, CaseIterable {
        /// The input ends before the compressed data does.
        case cutShort
        /// The first bytes are not 1F 8B.
        case notGzip
        /// A compression method other than deflate (8).
        case unknownMethod
        /// Flags that RFC 1952 reserves are set.
        case reservedFlags
        /// The CRC-16 of the header is not that of its bytes.
        case headerChecksum
        /// A deflate block of the reserved type 3.
        case blockType
        /// The length of a stored block and its complement do not match.
        case storedLength
        /// A dynamic block announces more codes than there are symbols.
        case codeCount
        /// Code lengths that no complete prefix code has, or a repeat with nothing to repeat.
        case codeLengths
        /// Bits that stand for no symbol, or for a reserved one.
        case symbol
        /// A copy from before the start of the data.
        case distance
        /// The CRC-32 in the trailer is not that of the output.
        case checksum
        /// The length in the trailer is not that of the output.
        case length
        /// Something other than another member or zero padding behind the last member.
        case trailingBytes
    }

    public let kind: Kind
    /// The compressed byte, counted from 0 over the whole input, at which the fault was noticed.
    public let offset: Int

    public init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }
}
