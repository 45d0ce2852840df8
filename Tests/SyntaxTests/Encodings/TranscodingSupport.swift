import Foundation
import Syntax
import Testing

/// What came out, and the faults.
struct Transcoded: Equatable {
    var bytes: [UInt8] = []
    var faults = TranscodingFaults()
}

/// Transcodes input that comes in pieces into output of little room.
func transcode(_ input: [UInt8], from encoding: TextEncoding, piece: Int = .max, room: Int = 4_096) throws -> Transcoded {
    let transcoder = try #require(encoding.makeTranscoder())
    let output = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: room)
    defer { output.deallocate() }
    var result = Transcoded()
    var start = 0
    var end = min(piece, input.count)
    while true {
        let step = input.withUnsafeBufferPointer {
            transcoder.transcode(UnsafeBufferPointer(rebasing: $0[start..<end]), into: output, isComplete: end == input.count)
        }
        result.bytes += output[..<step.produced]
        start += step.consumed
        if start == input.count && step.produced == 0 { break }
        if step.consumed == 0 && step.produced == 0 {
            try #require(end < input.count, "no progress at byte \(start)")
        }
        end = min(input.count, start + max(piece == .max ? input.count : piece, end - start + 1))
    }
    result.faults = transcoder.faults
    return result
}

/// Writes text in a code page, by what its transcoder makes of each byte.
struct CodePageWriter {
    private var bytes: [Unicode.Scalar: UInt8] = [:]

    init(_ encoding: TextEncoding) throws {
        for byte in UInt8.min...UInt8.max {
            let text = String(decoding: try transcode([byte], from: encoding).bytes, as: UTF8.self)
            if let scalar = text.unicodeScalars.first, scalar != "\u{FFFD}", bytes[scalar] == nil { bytes[scalar] = byte }
        }
    }

    /// The bytes; what the page does not have becomes a question mark.
    func encode(_ text: String) -> [UInt8] { text.unicodeScalars.map { bytes[$0] ?? 0x3F } }
}

func utf16Bytes(_ text: String, isBigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
}

func utf32Bytes(_ text: String, isBigEndian: Bool) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar in
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> UInt32(8 * $0)) }
        return isBigEndian ? bytes.reversed() : bytes
    }
}

/// Texts that take every way through the loops: ASCII, Arabic, what lies above, and all of them mixed at random.
func randomText(_ random: inout JSONFuzzGenerator) -> String {
    let alphabets: [[Unicode.Scalar]] = [
        Array("abc,;\"1\r\n".unicodeScalars), Array("فاطمةالزهراني،".unicodeScalars), Array("éßñ\u{80}\u{7FF}".unicodeScalars),
        Array("€’–日本\u{800}\u{FFFD}".unicodeScalars), Array("😀\u{10000}\u{10FFFF}".unicodeScalars),
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...6, using: &random) {
        let some = alphabets.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)).flatMap { $0 }
        for _ in 0..<Int.random(in: 1...30, using: &random) { text.append(some.randomElement(using: &random) ?? "x") }
    }
    return String(text)
}
