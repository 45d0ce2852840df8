/// Finds out what a text is written in, from its first bytes.
///
/// ```
///   byte order mark? ──▶ zero bytes at every second place? ──▶ all ASCII? ──▶ UTF-8? ──▶ letters of a code page?
///       certain                 likely                       UTF-8, likely   certain      likely or guessed
/// ```
///
/// Where nothing fits, it is damaged UTF-8: its bad records are refused, where a wrong code page would change them in silence.
/// The order is that of how little chance can imitate: text in a code page is valid UTF-8 with a probability of about one in
/// twenty for each of its letters outside ASCII.
public enum EncodingDetector {
    /// The most bytes that are worth looking at.
    public static let blockSize = 1 << 18

    /// - Parameters:
    ///   - head: the first bytes of the text; those beyond `blockSize` are not looked at.
    ///   - isStart: whether the text begins here; otherwise only ASCII came before, and a code page or UTF-8 is left.
    ///   - isComplete: whether that is all; otherwise the last character may be cut off.
    /// - Complexity: O(*n*).
    public static func detect(
        _ head: UnsafeBufferPointer<UInt8>, isStart: Bool = true, isComplete: Bool = false
    ) -> DetectedEncoding {
        let isWhole = isComplete && head.count <= blockSize
        let bytes = UnsafeBufferPointer(rebasing: head.prefix(blockSize))
        if isStart, let marked = byteOrderMark(bytes) {
            return DetectedEncoding(marked.encoding, .certain, evidence: "begins with the byte order mark \(hex(bytes.prefix(marked.length)))")
        }
        if isStart, let wide = ZeroPattern(bytes).detected { return wide }
        let text = UTF8Profile(bytes, isComplete: isWhole)
        if text.isASCII { return DetectedEncoding(.utf8, .likely, evidence: "all \(grouped(bytes.count)) bytes are ASCII so far") }
        if text.isUTF8 {
            guard let offset = text.firstInvalid else {
                return DetectedEncoding(
                    .utf8, text.multiByte >= 3 ? .certain : .likely,
                    evidence: "\(grouped(text.multiByte)) characters outside ASCII, all of them valid UTF-8")
            }
            return DetectedEncoding(
                .utf8, .likely,
                evidence: "\(grouped(text.multiByte)) characters outside ASCII are valid UTF-8, \(grouped(text.invalid)) bytes are not",
                change: text.isChanging ? change(at: offset, in: bytes) : nil)
        }
        if let offset = text.firstInvalid, byteOrderMark(UnsafeBufferPointer(rebasing: bytes[offset...])) != nil {
            return DetectedEncoding(.utf8, .likely, evidence: "ASCII or UTF-8 up to a byte order mark", change: change(at: offset, in: bytes))
        }
        if let page = CodePageEvidence(bytes).best, page.certainty > .guessed || text.multiByte == 0 { return page }
        return DetectedEncoding(
            .utf8, .guessed,
            evidence: "\(grouped(text.invalid)) bytes outside ASCII are no UTF-8, and no other encoding explains them well enough")
    }

    /// Returns the encoding that a mark at the very start announces, and the length of the mark.
    public static func byteOrderMark(_ bytes: UnsafeBufferPointer<UInt8>) -> (encoding: TextEncoding, length: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        // The mark of UTF-32 begins with that of UTF-16, whose text never begins with NUL.
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return (.utf32LittleEndian, 4) }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return (.utf32BigEndian, 4) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// Looks for a change of encoding in a piece of what is read as UTF-8.
    ///
    /// A few bad bytes are damage of those records. It is a change when, from the first of them on, UTF-8 explains less than half
    /// of what is outside ASCII, and there is an encoding that explains it.
    ///
    /// - Returns: the place, relative to the piece; `nil` when there is no change.
    /// - Complexity: O(*n*).
    public static func changeFromUTF8(in piece: UnsafeBufferPointer<UInt8>) -> EncodingChange? {
        let text = UTF8Profile(piece, isComplete: false)
        guard let offset = text.firstInvalid, text.isChanging else { return nil }
        let found = change(at: offset, in: piece)
        return found.encoding == nil ? nil : found
    }

    /// Looks whether a piece of what is read in a code page is, or becomes, UTF-8.
    ///
    /// - Returns: the first letter outside ASCII from which on all of them are UTF-8, when eight near the end or the start are.
    /// - Complexity: O(1) for a piece that is what it seems, but for ASCII, which is passed over quickly; else O(*n*).
    public static func changeToUTF8(in piece: UnsafeBufferPointer<UInt8>) -> EncodingChange? {
        guard let base = piece.baseAddress else { return nil }
        var tail = max(piece.count - 4_096, 0)
        while tail > 0 && tail < piece.count && piece[tail] & 0xC0 == 0x80 { tail += 1 }
        let head = ASCIIScan.firstOther(base, count: piece.count)
        guard isUTF8(piece[tail...], enough: .max) else {
            guard isUTF8(piece[head...], enough: 64) else { return nil }
            return EncodingChange(offset: head, lineEnds: LineEnds.count(piece, before: head), encoding: .utf8)
        }
        var lastInvalid: Int?
        var i = 0
        while i < piece.count {
            let length = UTF8Validation.scalarLength(base + i, available: piece.count - i)
            if length == 0 && piece.count - i >= 4 { lastInvalid = i }
            i += max(length, 1)
        }
        let start = lastInvalid.map { $0 + 1 } ?? 0
        let offset = start + ASCIIScan.firstOther(base + start, count: piece.count - start)
        return EncodingChange(offset: offset, lineEnds: LineEnds.count(piece, before: offset), encoding: .utf8)
    }

    /// Whether eight letters or more are valid UTF-8, and none is not, as far as `enough` letters show.
    private static func isUTF8(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, enough: Int) -> Bool {
        let bytes = UnsafeBufferPointer(rebasing: bytes)
        guard let base = bytes.baseAddress else { return false }
        var letters = 0
        var i = 0
        while i < bytes.count && letters < enough {
            let length = UTF8Validation.scalarLength(base + i, available: bytes.count - i)
            if length == 0 {
                // The last one may be cut off.
                if bytes.count - i < 4 { break }
                return false
            }
            if length > 1 { letters += 1 }
            i += length
        }
        return letters >= 8
    }

    private static func change(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> EncodingChange {
        let rest = UnsafeBufferPointer(rebasing: bytes[offset...])
        let following = byteOrderMark(rest)?.encoding ?? ZeroPattern(rest).detected?.encoding ?? CodePageEvidence(rest).best?.encoding
        return EncodingChange(offset: offset, lineEnds: LineEnds.count(bytes, before: offset), encoding: following)
    }

    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: " ")
    }

    static func grouped(_ number: Int) -> String {
        var digits = Array(String(number))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return String(digits)
    }
}

/// How much of a text is UTF-8.
private struct UTF8Profile {
    private(set) var multiByte = 0
    private(set) var invalid = 0
    private(set) var firstInvalid: Int?
    /// Characters outside ASCII before and behind the first invalid byte.
    private var before = 0
    private var behind: Int { multiByte - before }

    var isASCII: Bool { multiByte == 0 && invalid == 0 }
    /// Eight valid characters in a row before the first other byte are no chance, nor are twenty for each.
    var isUTF8: Bool { firstInvalid == nil || before >= 8 || multiByte >= 20 * invalid }
    /// From the first invalid byte on, a byte order mark stands there, or UTF-8 explains less than half.
    var isChanging: Bool { isMarked || (invalid >= 4 && invalid > behind) }
    private var isMarked = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, isComplete: Bool) {
        guard let base = bytes.baseAddress else { return }
        var i = 0
        while i < bytes.count {
            i += ASCIIScan.firstOther(base + i, count: bytes.count - i)
            if i == bytes.count { break }
            let length = UTF8Validation.scalarLength(base + i, available: bytes.count - i)
            if length == 0 {
                if !isComplete && bytes.count - i < 4 && bytes[i] >= 0xC2 && bytes[(i + 1)...].allSatisfy({ $0 & 0xC0 == 0x80 }) { break }
                if firstInvalid == nil {
                    firstInvalid = i
                    isMarked = EncodingDetector.byteOrderMark(UnsafeBufferPointer(rebasing: bytes[i...])) != nil
                    before = multiByte
                }
                invalid += 1
                i += 1
            } else {
                multiByte += 1
                i += length
            }
        }
        if firstInvalid == nil { before = multiByte }
    }
}

/// Where the zero bytes are: in UTF-16 and UTF-32 they are the upper halves of ASCII, always at the same place of each unit.
private struct ZeroPattern {
    private var counts = [4 of Int](repeating: 0)
    private let quads: Int
    /// Pairs of bytes that are both ASCII text: common where bytes are characters, rare among units of UTF-16.
    private var textPairs = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        let looked = min(bytes.count, 1 << 16) & ~3
        quads = looked / 4
        for i in 0..<looked where bytes[i] == 0 { counts[i & 3] += 1 }
        for i in stride(from: 0, to: looked, by: 2) where Self.isText(bytes[i]) && Self.isText(bytes[i + 1]) { textPairs += 1 }
    }

    private static func isText(_ byte: UInt8) -> Bool { (byte >= 0x20 && byte < 0x7F) || (byte >= 0x09 && byte <= 0x0D) }

    var detected: DetectedEncoding? {
        let zeros = counts[0] + counts[1] + counts[2] + counts[3]
        if quads == 0 || zeros == 0 { return nil }
        // Delimiters, digits and line ends are ASCII in every table, so that one unit in twenty is a low estimate.
        if counts[2] > quads * 9 / 10 && counts[3] == quads && counts[0] <= quads / 10 { return wide(.utf32LittleEndian) }
        if counts[0] == quads && counts[1] > quads * 9 / 10 && counts[3] <= quads / 10 { return wide(.utf32BigEndian) }
        let even = counts[0] + counts[2], odd = counts[1] + counts[3]
        let enough = max(2 * quads / 20, 1, 10 * textPairs)
        // The lower half of a unit may be zero too, as in half of the emoji.
        if odd >= enough && even * 4 <= odd { return wide(.utf16LittleEndian) }
        if even >= enough && odd * 4 <= even { return wide(.utf16BigEndian) }
        return nil
    }

    private func wide(_ encoding: TextEncoding) -> DetectedEncoding {
        let even = counts[0] + counts[2], odd = counts[1] + counts[3]
        let width = encoding == .utf32LittleEndian || encoding == .utf32BigEndian ? 4 : 2
        return DetectedEncoding(
            encoding, .likely,
            evidence: "of every \(width) bytes the same ones are zero: \(EncodingDetector.grouped(even)) at even places, "
                + "\(EncodingDetector.grouped(odd)) at odd ones, no byte order mark")
    }
}
