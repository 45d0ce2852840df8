import Readers
import Records
import Syntax
import Testing

@Suite struct TranscodingStreamTests {
    private static let arabic = (1...3_000).map { "\($0),محمد,الزهراني,x😀\n" }.joined()
    private static let ascii = (1...60_000).map { "\($0),Ann,Lee\n" }.joined()
    private static let page = (1...3_000).map { "\($0),محمد,الزهراني\n" }.joined()

    private func open(
        _ bytes: [UInt8], _ encoding: TextEncoding? = nil, piece: Int = .max, isFile: Bool = true, refusesGuess: Bool = false
    ) throws -> TranscodingStream {
        try TranscodingStream(MemoryStream(bytes, piece: piece, isFile: isFile), encoding: encoding, refusesGuess: refusesGuess)
    }

    @Test func everyReadGetsWholeText() throws {
        let wide = Wide.utf16("\u{FEFF}" + Self.arabic)
        for (piece, count) in [(Int.max, 100_000), (1_001, 64), (997, 63), (10_000, 1)] {
            #expect(try open(wide, piece: piece).readAll(count) == Array("\u{FEFF}\(Self.arabic)".utf8))
        }
        #expect(try open(Wide.utf16(Self.arabic, isBigEndian: true), piece: 5_003).readAll() == Array(Self.arabic.utf8))
        #expect(try open(Wide.windows1256(Self.page), piece: 5_003).readAll(7) == Array(Self.page.utf8))
    }

    @Test func textInUTF8IsNotTouched() throws {
        for text in [Self.arabic, Self.ascii, "", "a", "\u{FEFF}a,b\n"] {
            for isFile in [true, false] {
                let stream = try open(Array(text.utf8), piece: 3_001, isFile: isFile)
                #expect(try stream.readAll() == Array(text.utf8))
                #expect(stream.detected.encoding == .utf8 && stream.change == nil)
            }
        }
        let damaged = [0x41, 0xFF, 0x0A] as [UInt8]
        #expect(try open(damaged).readAll() == damaged)
    }

    @Test func nameOfAPersonCounts() throws {
        let bytes: [UInt8] = [0x41, 0xE9, 0x0A]
        let stream = try open(bytes, .windows1252)
        #expect(try stream.readAll() == Array("Aé\n".utf8))
        #expect(stream.detected.certainty == .certain)
        #expect(try open(bytes, .utf8).readAll() == bytes)
        // The order of UTF-16 is the mark's affair.
        #expect(try open(Wide.utf16("\u{FEFF}A", isBigEndian: true), .utf16LittleEndian).readAll() == Array("\u{FEFF}A".utf8))
    }

    /// What is ASCII for long may be of a code page all the same.
    @Test func pageThatShowsLateIsFound() throws {
        for piece in [Int.max, 4_099] {
            let stream = try open(Array(Self.ascii.utf8) + Wide.windows1256(Self.page), piece: piece)
            #expect(stream.detected.encoding == .utf8 && stream.detected.certainty == .likely)
            #expect(try stream.readAll() == Array((Self.ascii + Self.page).utf8))
            #expect(stream.detected.encoding == .windows1256 && stream.change == nil)
        }
        let late = try open(Array((Self.ascii + Self.arabic).utf8), piece: 4_099)
        #expect(try late.readAll() == Array((Self.ascii + Self.arabic).utf8))
        #expect(late.detected.encoding == .utf8 && late.detected.certainty == .certain)
    }

    @Test func guessIsRefusedWhereItMust() throws {
        for bytes in [Wide.windows1256(Self.page), Array(Self.ascii.utf8) + Wide.windows1256(Self.page)] {
            let failure = #expect(throws: Diagnostic.self) { _ = try open(bytes, refusesGuess: true).readAll() }
            #expect(failure?.code == .encodingGuessed)
            #expect(failure?.hint == "--encoding 'Windows-1256' if that is right")
        }
        #expect(try open(Wide.windows1256(Self.page), .windows1256, refusesGuess: true).readAll() == Array(Self.page.utf8))
        #expect(try open(Wide.utf16(Self.arabic), refusesGuess: true).readAll() == Array(Self.arabic.utf8))
    }

    // MARK: Changes of encoding

    @Test func changeFromUTF8IsPlaced() throws {
        let before = Array(Self.page.utf8)
        let stream = try open(before + Wide.windows1256(Self.page))
        #expect(stream.change == EncodingChange(offset: before.count + 2, lineEnds: 3_000, encoding: .windows1256))
        let diagnostic = try #require(stream.change.map { StreamMessages.encodingChanges("a.csv", from: .utf8, $0, line: $0.lineEnds + 1) })
        #expect(diagnostic.message == "UTF-8 up to byte \(before.count + 2)".grouped + "; what follows reads as Windows-1256")
        #expect(diagnostic.position == SourcePosition(source: "a.csv", line: 3_001))
    }

    @Test func changeToUTF8IsPlaced() throws {
        let before = Wide.windows1256(String(repeating: Self.page, count: 12))
        let stream = try open(before + Array(Self.page.utf8), piece: before.count)
        _ = try stream.readAll()
        #expect(stream.detected.encoding == .windows1256)
        #expect(stream.change == EncodingChange(offset: before.count + 2, lineEnds: 36_000, encoding: .utf8))
    }

    @Test func markInTheMiddleIsPlaced() throws {
        let first = Wide.utf16("\u{FEFF}a,b\n1,2\n")
        let joined = try open(first + Wide.utf16("\u{FEFF}c,d\n3,4\n"))
        _ = try joined.readAll()
        #expect(joined.change == EncodingChange(offset: first.count, lineEnds: 2, encoding: nil))
        let swapped = try open(first + Wide.utf16("\u{FEFF}c,d\n3,4\n", isBigEndian: true))
        _ = try swapped.readAll()
        #expect(swapped.change == EncodingChange(offset: first.count, lineEnds: 2, encoding: nil))
        let mixed = try open(Array(Self.ascii.utf8) + Wide.utf16("\u{FEFF}" + Self.arabic))
        _ = try mixed.readAll()
        #expect(mixed.change == EncodingChange(offset: Self.ascii.utf8.count, lineEnds: 60_000, encoding: .utf16LittleEndian))
    }

    @Test func faultsAreCountedWithTheirPlaces() throws {
        let stream = try open(Wide.utf16("\u{FEFF}a,b\n1,") + [0x00, 0xD8] + Wide.utf16("\n2,\n"))
        #expect(try stream.readAll() == Array("\u{FEFF}a,b\n1,".utf8) + [0xFF] + Array("\n2,\n".utf8))
        #expect(stream.faults.count == 1 && stream.faults.offsets == [14])
    }
}

extension String {
    /// The digits at the end in groups of three.
    fileprivate var grouped: String {
        guard let start = lastIndex(of: " ") else { return self }
        var digits = Array(self[index(after: start)...])
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return self[...start] + String(digits)
    }
}
