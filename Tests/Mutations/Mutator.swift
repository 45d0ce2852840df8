/// Damages documents a little: a few bytes taken out, put in, doubled, changed.
public struct Mutator: Sendable {
    private let fragments: [[UInt8]]

    /// - Parameter fragments: what is put in; the signs of the format, and half characters.
    public init(_ fragments: [[UInt8]]) { self.fragments = fragments }

    /// Parts of UTF-8 characters that no text has, and one that it has.
    public static let halfCharacters: [[UInt8]] =
        [[0x80], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98, 0x80], [0xFF]]

    /// Returns the document with one to four damages.
    public func mutated(_ document: [UInt8], _ random: inout some RandomNumberGenerator) -> [UInt8] {
        var text = document
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0...text.count, using: &random)
            let length = Int.random(in: 0...min(6, text.count - place), using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: text.removeSubrange(place..<place + length)
            case 1: text.insert(contentsOf: fragment(&random), at: place)
            case 2: text.insert(contentsOf: text[place..<place + length], at: Int.random(in: 0...text.count, using: &random))
            case 3 where place < text.count: text[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 4 where place < text.count: text[place] = UInt8.random(in: 0...255, using: &random)
            default: text.removeLast(min(length, text.count))
            }
        }
        return text
    }

    public func fragment(_ random: inout some RandomNumberGenerator) -> [UInt8] { fragments.randomElement(using: &random) ?? [] }
}
