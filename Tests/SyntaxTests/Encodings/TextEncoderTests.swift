import Foundation
import Records
import Syntax
import Testing

@Suite struct TextEncoderTests {
    private static let seed: UInt64 =
        ProcessInfo.processInfo.environment["TRANSLOAD_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...999_999_999)

    private func encode(_ text: [UInt8], _ encoding: TextEncoding) throws -> [UInt8] {
        let encoder = try #require(encoding.makeEncoder())
        let out = ByteBuffer()
        text.withUnsafeBufferPointer { encoder.encode($0, to: out) }
        return Array(out.bytes)
    }

    /// Whatever a transcoder makes of any bytes comes back from the encoder as bytes of the same text.
    @Test(arguments: TextEncoding.names.filter { $0 != "UTF-8" } + ["EUC-JP", "ISO-2022-JP", "TIS-620", "EBCDIC-INT"])
    func textOfEveryEncodingComesBack(_ name: String) throws {
        print("encoding seed \(Self.seed); TRANSLOAD_SEED=\(Self.seed) repeats it")
        let encoding = try TextEncoding(named: name)
        var random = JSONFuzzGenerator(state: Self.seed)
        let each: [UInt8] = (UInt8.min...UInt8.max).flatMap { [$0, 0x41] as [UInt8] }
        let some: [[UInt8]] = (0..<20).map { _ in
            (0..<Int.random(in: 1...600, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        }
        for input in [each] + some {
            let text = try transcode(input, from: encoding).bytes
            let again = try transcode(try encode(text, encoding), from: encoding).bytes
            #expect(again == text, "seed \(Self.seed): \(input) is \(text) and becomes \(again)")
        }
    }

    @Test(arguments: [TextEncoding.utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian])
    func everyTextIsWrittenInUnicode(_ encoding: TextEncoding) throws {
        var random = JSONFuzzGenerator(state: Self.seed &+ 1)
        for _ in 0..<300 {
            let text = "\u{FEFF}" + randomText(&random)
            let isBigEndian = encoding.name.hasSuffix("BE")
            let expected = encoding.name.hasPrefix("UTF-16") ? utf16Bytes(text, isBigEndian: isBigEndian) : utf32Bytes(text, isBigEndian: isBigEndian)
            #expect(try encode(Array(text.utf8), encoding) == expected, "seed \(Self.seed)")
        }
    }

    @Test(arguments: [
        ("Windows-1256", "لا a€ \u{1F600}é", [0xE1, 0xC7, 0x20, 0x61, 0x80, 0x20, 0x3F, 0xE9] as [UInt8]),
        ("Windows-1252", "é → ا", [0xE9, 0x20, 0x3F, 0x20, 0x3F]),
        ("Shift_JIS", "日→😀x", [0x93, 0xFA, 0x81, 0xA8, 0x3F, 0x78]),
    ])
    func whatIsMissingIsAQuestionMark(_ name: String, _ text: String, _ expected: [UInt8]) throws {
        #expect(try encode(Array(text.utf8), try TextEncoding(named: name)) == expected)
    }

    /// FF stands for bytes that meant nothing; what is written for it must mean nothing when it is read again.
    @Test(arguments: ["UTF-16LE", "UTF-32BE", "Windows-1252", "Shift_JIS", "GB18030"])
    func damageStaysDamage(_ name: String) throws {
        let encoding = try TextEncoding(named: name)
        let text: [UInt8] = [0x61, 0xFF, 0x62]
        #expect(try transcode(try encode(text, encoding), from: encoding).bytes == text)
    }

    @Test func longTextsPassThroughSmallBlocks() throws {
        let text = Array(String(repeating: "日本語, ", count: 5_000).utf8)
        let encoding = try TextEncoding(named: "GB18030")
        #expect(try transcode(try encode(text, encoding), from: encoding).bytes == text)
    }
}
