import Foundation
import Syntax
import Testing

@Suite struct TranscoderTests {
    private static let seed: UInt64 =
        ProcessInfo.processInfo.environment["TRANSLOAD_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...999_999_999)

    @Test(arguments: [TextEncoding.utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian])
    func unicodeTextIsKept(_ encoding: TextEncoding) throws {
        print("transcoding seed \(Self.seed); TRANSLOAD_SEED=\(Self.seed) repeats it")
        var random = JSONFuzzGenerator(state: Self.seed)
        let isBigEndian = encoding.name.hasSuffix("BE")
        for _ in 0..<400 {
            let text = randomText(&random)
            let input = encoding.name.hasPrefix("UTF-16") ? utf16Bytes(text, isBigEndian: isBigEndian) : utf32Bytes(text, isBigEndian: isBigEndian)
            let piece = [1, 3, 17, Int.max].randomElement(using: &random) ?? 1
            let found = try transcode(input, from: encoding, piece: piece, room: Int.random(in: 64...300, using: &random))
            #expect(found.bytes == Array(text.utf8), "seed \(Self.seed): \(input)")
            #expect(found.faults.count == 0)
        }
    }

    /// Units at random, among them halves of pairs: each unit of no meaning is one FF.
    @Test func strayUnitsAreMarked() throws {
        var random = JSONFuzzGenerator(state: Self.seed &+ 1)
        let alphabet: [UInt16] = [0x41, 0x41, 0x0A, 0x627, 0x644, 0x20AC, 0xD83D, 0xDE00, 0xDBFF, 0xDC00]
        for _ in 0..<600 {
            let units = (0..<Int.random(in: 0...40, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            let odd: [UInt8] = Bool.random(using: &random) ? [0x41] : []
            var expected: [UInt8] = []
            var offsets: [Int] = []
            var i = 0
            while i < units.count {
                let isLead = units[i] & 0xFC00 == 0xD800, isTrail = units[i] & 0xFC00 == 0xDC00
                if isLead, i + 1 < units.count, units[i + 1] & 0xFC00 == 0xDC00 {
                    expected += Array(String(decoding: units[i...i + 1], as: UTF16.self).utf8)
                    i += 2
                    continue
                }
                if isLead || isTrail { offsets.append(2 * i) }
                expected += isLead || isTrail ? [0xFF] : Array(String(decoding: [units[i]], as: UTF16.self).utf8)
                i += 1
            }
            if !odd.isEmpty {
                expected.append(0xFF)
                offsets.append(2 * units.count)
            }
            let input = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } + odd
            let found = try transcode(input, from: .utf16LittleEndian, piece: [1, 5, Int.max].randomElement(using: &random) ?? 1, room: 64)
            #expect(found.bytes == expected, "seed \(Self.seed): \(units)")
            #expect(found.faults.offsets == Array(offsets.prefix(TranscodingFaults.limit)) && found.faults.count == offsets.count)
        }
    }

    @Test func markInTheMiddleIsNoted() throws {
        let text = "a,b\n\u{FEFF}c,d\n"
        #expect(try transcode(utf16Bytes(text, isBigEndian: false), from: .utf16LittleEndian).faults.strayMark == 8)
        #expect(try transcode(utf16Bytes("\u{FEFF}a", isBigEndian: false), from: .utf16LittleEndian).faults.strayMark == nil)
        let swapped = utf16Bytes("ab", isBigEndian: false) + utf16Bytes("\u{FEFF}cd", isBigEndian: true)
        #expect(try transcode(swapped, from: .utf16LittleEndian, piece: 2).faults.strayMark == 4)
        #expect(try transcode(utf32Bytes(text, isBigEndian: false), from: .utf32LittleEndian).faults.strayMark == 16)
    }

    @Test func beyondUnicodeIsMarkedInUTF32() throws {
        let found = try transcode([0x41, 0, 0, 0, 0, 0, 0x11, 0, 0, 0xD8, 0, 0, 0x42, 0, 0, 0, 0x43], from: .utf32LittleEndian)
        #expect(found.bytes == [0x41, 0xFF, 0xFF, 0x42, 0xFF])
        #expect(found.faults.offsets == [4, 8, 16])
    }

    /// Every byte on its own, and all of them mixed, as iconv(1) has them.
    @Test(.enabled(if: Peer.hasIconv), arguments: [
        "CP1252", "CP1256", "CP1250", "CP1251", "CP1253", "CP1254", "CP1255", "CP1257", "ISO-8859-1", "ISO-8859-6", "MACINTOSH", "KOI8-R",
        "CP437", "CP864", "IBM037",
    ])
    func codePageIsThatOfTheSystem(_ name: String) throws {
        let encoding = try TextEncoding(named: name)
        // Each byte on a line of its own, in one run: with -c those of no meaning leave their line empty.
        let lineFeed: UInt8 = name == "IBM037" ? 0x25 : 0x0A
        let lines = (UInt8.min...UInt8.max).filter { $0 != lineFeed }
        let output = try #require(Peer.run("iconv", ["-c", "-f", name, "-t", "UTF-8"], input: lines.flatMap { [$0, lineFeed] }, mayFail: true))
        let expected = output.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
        try #require(expected.count == lines.count)
        var meaningless: [Int] = []
        var known: [UInt8] = []
        for (byte, character) in zip(lines, expected) {
            let found = try transcode([byte], from: encoding)
            #expect(found.bytes == (character.isEmpty ? [0xFF] : Array(character)), "byte \(byte)")
            #expect(found.faults.offsets == (character.isEmpty ? [0] : []))
            if character.isEmpty { meaningless.append(Int(byte)) } else { known.append(byte) }
        }
        let all = Array(UInt8.min...UInt8.max)
        let faults = try transcode(all, from: encoding, piece: 100, room: 64).faults
        #expect(faults.count == meaningless.count && faults.offsets == Array(meaningless.prefix(TranscodingFaults.limit)))
        // Letters that iconv would join with the mark behind them stay apart here, so that the order is one in which none can be.
        if name == "CP1255" { return }
        var random = JSONFuzzGenerator(state: Self.seed)
        let text = (0..<4_000).map { _ in known.randomElement(using: &random) ?? 0x41 }
        let whole = try #require(Peer.run("iconv", ["-f", name, "-t", "UTF-8"], input: text))
        for (piece, room) in [(1, 64), (9, 70), (Int.max, 65_536)] {
            #expect(try transcode(text, from: encoding, piece: piece, room: room).bytes == whole)
        }
    }

    @Test(.enabled(if: Peer.hasIconv), arguments: [("Shift_JIS", "CP932", "山田,太郎\nｱ,x\n"), ("GB18030", "GB18030", "王,小明€\n"), ("Big5", "BIG5", "王大明\n")])
    func severalBytesACharacter(_ name: String, _ system: String, _ line: String) throws {
        let text = String(repeating: line, count: 200)
        let input = try #require(Peer.run("iconv", ["-f", "UTF-8", "-t", system], input: Array(text.utf8)))
        let encoding = try TextEncoding(named: name)
        for (piece, room) in [(1, 64), (7, 100), (Int.max, 4_096)] {
            #expect(try transcode(input, from: encoding, piece: piece, room: room).bytes == Array(text.utf8))
        }
        // A line end is never taken into a damaged character.
        let damaged = try transcode([0x61, 0x81, 0x0A, 0x62, 0x0A, 0x81], from: encoding, piece: 1, room: 64)
        #expect(damaged.bytes == [0x61, 0xFF, 0x0A, 0x62, 0x0A, 0xFF])
        #expect(damaged.faults.offsets == [1, 5])
    }
}
