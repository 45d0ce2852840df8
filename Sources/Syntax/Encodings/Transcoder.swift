/// Turns text of another encoding into UTF-8, piece by piece and without I/O.
///
/// What has no meaning in the encoding becomes the byte FF, which no UTF-8 text holds: whoever reads the records finds it and
/// refuses the record, and no other. `faults` has the places in the input.
public protocol Transcoder: AnyObject {
    /// Transcodes as much as is whole and has room.
    ///
    /// - Parameters:
    ///   - input: what was not used up by the call before, and what follows it.
    ///   - output: at least `minimumRoom` bytes. All of it may be written to, beyond what is reported as well.
    ///   - isComplete: whether nothing follows the input; a character that is cut off is then a fault.
    /// - Returns: how many bytes of each were used. When neither the input nor the room is used up, the rest of the input is the
    ///   beginning of a character.
    /// - Complexity: O(*n*), without allocation but for the list of faults.
    func transcode(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, isComplete: Bool
    ) -> TranscodingStep

    var faults: TranscodingFaults { get }
}

/// The least room for output, in bytes, that `Transcoder.transcode` works with.
public let minimumTranscodingRoom = 64

/// How far one call came.
public struct TranscodingStep: Sendable, Equatable {
    public var consumed: Int
    public var produced: Int
}

/// What had no meaning, with the first places.
public struct TranscodingFaults: Sendable, Equatable {
    /// How many places are kept.
    public static let limit = 16

    public private(set) var count = 0
    /// The offsets, in bytes from the start of the input, of the first faults.
    public private(set) var offsets: [Int] = []
    /// The offset of the first byte order mark, of either order, that is not at the start: two files in one.
    public private(set) var strayMark: Int?
    /// How many bytes of the input have been used up.
    public internal(set) var consumed = 0

    public init() {}

    mutating func add(at offset: Int) {
        count += 1
        if offsets.count < Self.limit { offsets.append(consumed + offset) }
    }

    mutating func addMark(at offset: Int) {
        if strayMark == nil && consumed + offset > 0 { strayMark = consumed + offset }
    }
}

extension TextEncoding {
    /// Makes a transcoder from this encoding to UTF-8.
    ///
    /// - Returns: `nil` when the encoding is UTF-8, or the system lacks its table.
    public func makeTranscoder() -> (any Transcoder)? {
        switch form {
        case .utf8: return nil
        case .utf16(let isBigEndian): return UTF16Transcoder(isBigEndian: isBigEndian)
        case .utf32(let isBigEndian): return UTF32Transcoder(isBigEndian: isBigEndian)
        case .page:
            if let table = CodePageTable(systemName) { return CodePageTranscoder(table) }
            return IconvTranscoder(systemName)
        }
    }
}

/// What stands in the output for bytes without a meaning.
let meaninglessByte: UInt8 = 0xFF
