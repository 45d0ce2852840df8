/// Random texts in which everything that matters to CSV stands close together, and now and then more than 64 bytes apart.
struct RandomCSV {
    static let pieces: [[UInt8]] = [
        "a", "b", ",", ",", "\"", "\"", "\"\"", "\n", "\r", "\r\n", ";", "é", "ش", " ", "\t", "\"x\"", ",\"", "\",", "\"\n", "\n\"",
        "0123456789012345678901234567890", "\0",
    ].map { Array($0.utf8) } + [[0xFF]]

    var random: JSONFuzzGenerator

    mutating func text(pieces count: ClosedRange<Int> = 0...40) -> [UInt8] {
        var text: [UInt8] = []
        // A text without line ends, or nearly without quotes, reaches other states than an even mixture.
        let left = Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 0..<Self.pieces.count, using: &random) : -1
        for _ in 0..<Int.random(in: count, using: &random) {
            let choice = Int.random(in: 0..<Self.pieces.count, using: &random)
            if choice != left { text += Self.pieces[choice] }
        }
        return text
    }
}
