/// Which code page of single bytes a text is written in, judged by the letters that its upper bytes would be.
///
/// Runs of letters decide. A run of upper bytes alone is a word of a script other than Latin; upper bytes among ASCII letters
/// are accents. Within a script, each page has the frequent letters at other places.
struct CodePageEvidence {
    /// A script as a page writes it.
    private struct Page {
        let encoding: TextEncoding
        let script: String
        let letters: ByteSet
        /// The letters that make up most of any text, in both cases.
        let common: ByteSet
        /// Letters of which any text has some; without a word, any will do.
        var telling: ByteSet?
    }

    private static let pages: [Page] = [
        Page(
            encoding: .windows1256, script: "Arabic",
            letters: ByteSet(0xC1...0xD6, 0xD8...0xDF, 0xE3...0xE6, 0xEC...0xED, 0xF0...0xF3).union(
                ByteSet(0x81, 0x8D, 0x8E, 0x90, 0x98, 0xC0, 0xE1, 0xF5, 0xF6, 0xF8, 0xFA, 0xFF)),
            common: ByteSet(0xC7, 0xE1, 0xED, 0xE3, 0xE4, 0xE6, 0xD1, 0xCA, 0xC8, 0xC9, 0xDA, 0xCF, 0xD3, 0xE5)),
        Page(
            encoding: .latinArabic, script: "Arabic", letters: ByteSet(0xC1...0xDA, 0xE0...0xF2),
            common: ByteSet(0xC7, 0xE4, 0xEA, 0xE5, 0xE6, 0xE8, 0xD1, 0xCA, 0xC8, 0xC9, 0xD9, 0xCF, 0xD3, 0xE7)),
        Page(
            encoding: .windows(1251), script: "Cyrillic", letters: ByteSet(0xC0...0xFF).union(ByteSet(0xA8, 0xB8, 0xB2, 0xB3, 0xAF, 0xBF)),
            common: ByteSet(
                0xEE, 0xE5, 0xE0, 0xE8, 0xED, 0xF2, 0xF1, 0xF0, 0xE2, 0xEB, 0xEA, 0xCE, 0xC5, 0xC0, 0xC8, 0xCD, 0xD2, 0xD1, 0xD0)),
        Page(
            encoding: .windows(1253), script: "Greek", letters: ByteSet(0xC1...0xFE).union(ByteSet(0xA2, 0xB8, 0xB9, 0xBA, 0xBC)),
            common: ByteSet(0xE1, 0xEF, 0xE9, 0xE5, 0xF4, 0xF3, 0xED, 0xE7, 0xF5, 0xF1, 0xF0, 0xF2, 0xDC, 0xDF, 0xFC, 0xEB),
            // Capitals and accents, which Hebrew has not.
            telling: ByteSet(0xC1...0xD9, 0xDC...0xDF, 0xFC...0xFE)),
        Page(
            encoding: .windows(1255), script: "Hebrew", letters: ByteSet(0xE0...0xFA),
            common: ByteSet(0xE9, 0xE5, 0xE4, 0xEC, 0xE0, 0xF8, 0xFA, 0xE1, 0xEE, 0xF9, 0xF0, 0xED)),
    ]

    /// The letters with accents that Western languages use often, and the signs that word processors put in.
    private static let latinLetters = ByteSet(0xC0...0xCF, 0xD1...0xD6, 0xD8...0xDC, 0xDF...0xEF, 0xF1...0xF6, 0xF8...0xFC).union(
        ByteSet(0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E))
    private static let latinSigns = ByteSet(
        0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0xA0, 0xA3, 0xA9, 0xAB, 0xAE, 0xB0, 0xB2, 0xBB)
    private static let unassignedInLatin = ByteSet(0x81, 0x8D, 0x8F, 0x90, 0x9D)

    /// How often each upper byte stands in a word of upper bytes only, two or more of them.
    private var inOwnWords = [UInt8: Int]()
    /// How often such a letter stands among ASCII letters.
    private var accents = 0
    private var signs = 0
    private var unassigned = 0
    /// All upper bytes.
    private var total = 0
    /// The start of the first long word that speaks for a script, and the first that speaks for Latin.
    private var ownWord: [UInt8] = []
    private var accentedWord: [UInt8] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var i = 0
        while i < bytes.count {
            guard Self.isWordByte(bytes[i]) else {
                i += 1
                continue
            }
            let start = i
            while i < bytes.count && Self.isWordByte(bytes[i]) { i += 1 }
            add(bytes[start..<i])
        }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) }

    private mutating func add(_ word: Slice<UnsafeBufferPointer<UInt8>>) {
        let upper = word.count { $0 >= 0x80 }
        if upper == 0 { return }
        total += upper
        for byte in word where byte >= 0x80 {
            if Self.unassignedInLatin.contains(byte) { unassigned += 1 }
            if Self.latinSigns.contains(byte) { signs += 1 }
        }
        if upper == word.count && upper >= 2 {
            if ownWord.count < min(4, upper) { ownWord = Array(word.prefix(4)) }
            for byte in word { inOwnWords[byte, default: 0] += 1 }
        } else if upper < word.count {
            accents += word.count { Self.latinLetters.contains($0) }
            if accentedWord.isEmpty { accentedWord = word.filter { $0 >= 0x80 }.prefix(2).map { $0 } }
        }
    }

    /// The page that explains the text best; `nil` when none does well enough, as with bytes that are merely damaged. Latin pages
    /// look alike, so that Windows-1252 stands for all of them.
    var best: DetectedEncoding? {
        let ownLetters = inOwnWords.values.reduce(0, +)
        if ownLetters * 2 > total {
            guard let (page, letters) = scriptPage(), let certainty = Self.certainty(letters, of: total, least: 4, many: 30) else { return nil }
            return DetectedEncoding(
                page.encoding, certainty,
                evidence: "bytes \(EncodingDetector.hex(ownWord))… read as \(page.script) letters in "
                    + "\(EncodingDetector.grouped(letters)) of \(EncodingDetector.grouped(total)) places")
        }
        let fitting = accents + signs
        guard unassigned == 0, accents * 2 >= fitting, let certainty = Self.certainty(fitting, of: total, least: 3, many: 20) else { return nil }
        return DetectedEncoding(
            .windows1252, certainty,
            evidence: "bytes such as \(EncodingDetector.hex(accentedWord)) read as accents or typographic signs of Latin text in "
                + "\(EncodingDetector.grouped(fitting)) of \(EncodingDetector.grouped(total)) places")
    }

    /// A few places must fit without exception, and are a guess; many may have some.
    private static func certainty(_ fitting: Int, of total: Int, least: Int, many: Int) -> DetectedEncoding.Certainty? {
        if fitting >= many && fitting * 10 >= total * 8 { return .likely }
        return fitting >= least && fitting == total ? .guessed : nil
    }

    /// The page whose letters and frequent letters the words of upper bytes are made of, if there is one.
    private func scriptPage() -> (page: Page, letters: Int)? {
        let all = inOwnWords.values.reduce(0, +)
        let candidates = Self.pages.filter { page in
            guard let telling = page.telling else { return true }
            return inOwnWords.keys.contains { telling.contains($0) }
        }
        let scored = candidates.map { page in
            var letters = 0, common = 0
            for (byte, count) in inOwnWords {
                if page.letters.contains(byte) { letters += count }
                if page.common.contains(byte) { common += count }
            }
            return (page: page, letters: letters, score: letters + 2 * common)
        }
        guard let best = scored.max(by: { $0.score < $1.score }) else { return nil }
        // Letters nearly all, and half of them the frequent ones: else it is a script that is not known here.
        return best.letters * 10 >= all * 8 && best.score - best.letters >= all ? (best.page, best.letters) : nil
    }
}

/// A set of bytes from 80 on.
struct ByteSet {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init(_ ranges: ClosedRange<UInt8>...) {
        for range in ranges { for byte in range { insert(byte) } }
    }

    init(_ bytes: UInt8...) { for byte in bytes { insert(byte) } }

    private mutating func insert(_ byte: UInt8) {
        if byte < 0xC0 { low |= 1 << UInt64(byte & 0x3F) } else { high |= 1 << UInt64(byte & 0x3F) }
    }

    func contains(_ byte: UInt8) -> Bool {
        byte >= 0x80 && (byte < 0xC0 ? low : high) >> UInt64(byte & 0x3F) & 1 == 1
    }

    func union(_ other: ByteSet) -> ByteSet {
        var set = self
        set.low |= other.low
        set.high |= other.high
        return set
    }
}
