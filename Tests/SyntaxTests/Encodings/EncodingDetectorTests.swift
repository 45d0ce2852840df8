import Foundation
import Syntax
import Testing

@Suite struct EncodingDetectorTests {
    private func detect(_ bytes: [UInt8], isStart: Bool = true) -> DetectedEncoding {
        bytes.withUnsafeBufferPointer { EncodingDetector.detect($0, isStart: isStart, isComplete: true) }
    }

    private static let arabic = (1...40).map { "\($0),user\($0),محمد,الزهراني,شارع الملك فهد، الرياض,true\r\n" }.joined()
    private static let western = (1...40).map { "\($0),user\($0),José,Müller,Straße \($0) – Köln,true\r\n" }.joined()
    private static let english = (1...40).map { "\($0),user\($0),Joe,Miller,Main Street \($0),true\r\n" }.joined()

    @Test func marksDecide() {
        #expect(detect([0xEF, 0xBB, 0xBF, 0x41]).encoding == .utf8)
        #expect(detect([0xFF, 0xFE, 0x41, 0]).encoding == .utf16LittleEndian)
        #expect(detect([0xFE, 0xFF, 0, 0x41]).encoding == .utf16BigEndian)
        #expect(detect([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0]).encoding == .utf32LittleEndian)
        #expect(detect([0, 0, 0xFE, 0xFF, 0, 0, 0, 0x41]).encoding == .utf32BigEndian)
        #expect(detect([0xFF, 0xFE, 0x41, 0]).certainty == .certain)
        #expect(detect([0xFF, 0xFE, 0x41, 0]).evidence == "begins with the byte order mark FF FE")
    }

    @Test(arguments: [arabic, western, english])
    func wideTextIsKnownWithoutAMark(_ text: String) {
        #expect(detect(utf16Bytes(text, isBigEndian: false)).encoding == .utf16LittleEndian)
        #expect(detect(utf16Bytes(text, isBigEndian: true)).encoding == .utf16BigEndian)
        #expect(detect(utf32Bytes(text, isBigEndian: false)).encoding == .utf32LittleEndian)
        #expect(detect(utf32Bytes(text, isBigEndian: true)).encoding == .utf32BigEndian)
        #expect(detect(utf16Bytes(text, isBigEndian: true)).certainty == .likely)
    }

    @Test func zerosAloneAreNoWideText() {
        #expect(detect([UInt8](repeating: 0, count: 5_000)).encoding == .utf8)
        #expect(detect(Array(Self.english.utf8) + [0, 0x0A]).encoding == .utf8)
        #expect(detect(Array("A,B\n1,x\0\0\0\0\n".utf8)).encoding == .utf8)
        #expect(detect([]).encoding == .utf8)
    }

    @Test func validUTF8IsUTF8() {
        let found = detect(Array(Self.arabic.utf8))
        #expect(found.encoding == .utf8 && found.certainty == .certain && found.change == nil)
        #expect(detect(Array("é".utf8)).certainty == .likely)
        #expect(detect(Array(Self.english.utf8)).certainty == .likely)
        #expect(detect(Array(Self.english.utf8)).evidence.hasSuffix("bytes are ASCII so far"))
        // A block may end within a character.
        let cut = Array("x,é".utf8.dropLast())
        #expect(cut.withUnsafeBufferPointer { EncodingDetector.detect($0) }.encoding == .utf8)
    }

    @Test(arguments: [
        ("Windows-1256", arabic), ("ISO-8859-6", arabic.replacingOccurrences(of: "،", with: "")), ("Windows-1252", western),
        ("Windows-1251", (1...40).map { "\($0);Иванов;Пётр;Москва, Садовая улица\n" }.joined()),
        ("Windows-1253", (1...40).map { "\($0);Παπαδόπουλος;Γιώργος;Θεσσαλονίκη\n" }.joined()),
        ("Windows-1255", (1...40).map { "\($0);כהן;יוסף;רחוב הרצל\n" }.joined()),
    ])
    func codePageIsKnownByItsLetters(_ name: String, _ text: String) throws {
        let encoding = try TextEncoding(named: name)
        let found = detect(try CodePageWriter(encoding).encode(text))
        #expect(found.encoding == encoding, "\(found.evidence)")
        #expect(found.certainty == .likely && found.isGuessedCodePage)
    }

    @Test func evidenceIsSaid() throws {
        let writer = try CodePageWriter(.windows1256)
        let found = detect(writer.encode("الزهراني,محمد\n"))
        #expect(found.certainty == .guessed)
        #expect(found.evidence == "bytes C7 E1 D2 E5… read as Arabic letters in 12 of 12 places")
        let western = detect(try CodePageWriter(.windows1252).encode("José,Müller,Zoë\n"))
        #expect(western.evidence == "bytes such as E9 read as accents or typographic signs of Latin text in 3 of 3 places")
    }

    /// French names in a file of the Arabic page do not make it a Western one.
    @Test func scriptOfTheMajorityWins() throws {
        let writer = try CodePageWriter(.windows1256)
        #expect(detect(writer.encode(Self.arabic + "41,x,René,Hélène,Genève,true\r\n")).encoding == .windows1256)
    }

    @Test func damageIsNoCodePage() {
        for damage in [[0xFF], [0xE9], [0xC3, 0x2C, 0xA9], [0x81, 0x8D]] as [[UInt8]] {
            let found = detect(Array("A,B\n1,".utf8) + damage + Array("\n".utf8))
            #expect(found.encoding == .utf8 && found.certainty == .guessed && !found.isGuessedCodePage)
        }
        let found = detect(Array(Self.arabic.utf8) + [0xE9, 0x0A])
        #expect(found.encoding == .utf8 && found.change == nil)
        // Random bytes fit nothing.
        var random = JSONFuzzGenerator(state: 3)
        let noise = (0..<4_000).map { _ in UInt8.random(in: 0x20...0xFF, using: &random) }
        #expect(detect(noise).encoding == .utf8)
    }

    // MARK: Changes

    @Test func changeFromUTF8IsPlaced() throws {
        let before = Array(Self.arabic.utf8)
        let found = detect(before + (try CodePageWriter(.windows1256).encode(Self.arabic)))
        let first = try #require(CodePageWriter(.windows1256).encode(Self.arabic).firstIndex { $0 >= 0x80 })
        #expect(found.encoding == .utf8)
        #expect(found.change == EncodingChange(offset: before.count + first, lineEnds: 40, encoding: .windows1256))
    }

    @Test func markOfAnotherTextIsAChange() {
        let before = Array(Self.english.utf8)
        let wide: [UInt8] = [0xFF, 0xFE] + utf16Bytes(Self.arabic, isBigEndian: false)
        for isStart in [true, false] {
            let found = detect(before + wide, isStart: isStart)
            #expect(found.encoding == .utf8)
            #expect(found.change == EncodingChange(offset: before.count, lineEnds: 40, encoding: .utf16LittleEndian))
        }
    }

    @Test func changeToUTF8IsPlaced() throws {
        let text = Array(("x,y\n" + Self.arabic).utf8)
        let first = try #require(text.firstIndex { $0 >= 0x80 })
        #expect(
            text.withUnsafeBufferPointer { EncodingDetector.changeToUTF8(in: $0) }
                == EncodingChange(offset: first, lineEnds: 1, encoding: .utf8))
        for page in [TextEncoding.windows1252, .windows1256] {
            let bytes = try CodePageWriter(page).encode(page == .windows1252 ? Self.western : Self.arabic)
            #expect(bytes.withUnsafeBufferPointer { EncodingDetector.changeToUTF8(in: $0) } == nil)
        }
        #expect(Array(Self.english.utf8).withUnsafeBufferPointer { EncodingDetector.changeToUTF8(in: $0) } == nil)
    }
}
