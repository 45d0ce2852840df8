import Syntax
import Testing

struct EncodingNameCase: Sendable, CustomTestStringConvertible {
    let testDescription: String, name: String?
}

@Suite struct TextEncodingTests {
    @Test(arguments: [
        EncodingNameCase(testDescription: "UTF-8", name: "UTF-8"), EncodingNameCase(testDescription: "utf8", name: "UTF-8"),
        EncodingNameCase(testDescription: "utf_16", name: "UTF-16LE"), EncodingNameCase(testDescription: "Unicode", name: "UTF-16LE"),
        EncodingNameCase(testDescription: "UTF-16BE", name: "UTF-16BE"), EncodingNameCase(testDescription: "utf 32", name: "UTF-32LE"),
        EncodingNameCase(testDescription: "cp1256", name: "Windows-1256"), EncodingNameCase(testDescription: "1256", name: "Windows-1256"),
        EncodingNameCase(testDescription: "arabic", name: "Windows-1256"), EncodingNameCase(testDescription: "ANSI", name: "Windows-1252"),
        EncodingNameCase(testDescription: "latin1", name: "ISO-8859-1"), EncodingNameCase(testDescription: "windows 1251", name: "Windows-1251"),
        EncodingNameCase(testDescription: "sjis", name: "Shift_JIS"), EncodingNameCase(testDescription: "koi8-u", name: "KOI8-U"),
        EncodingNameCase(testDescription: "", name: nil), EncodingNameCase(testDescription: "UTF-16//TRANSLIT", name: nil),
        EncodingNameCase(testDescription: "klingon", name: nil),
    ])
    func namesAndAliases(_ c: EncodingNameCase) { #expect((try? TextEncoding(named: c.testDescription))?.name == c.name) }

    @Test(arguments: [("windows-1265", "Windows-1256"), ("utf-9", "UTF-8"), ("cp12566", "Windows-1256"), ("latim1", "ISO-8859-1")])
    func unknownNameOffersTheNearest(_ typed: String, _ nearest: String) {
        #expect(throws: UnknownEncoding(name: typed, nearest: nearest)) { _ = try TextEncoding(named: typed) }
    }

    @Test(arguments: TextEncoding.names)
    func everyListedEncodingCanBeRead(_ name: String) throws {
        let encoding = try TextEncoding(named: name)
        #expect(encoding.name == name)
        #expect(encoding.isUTF8 || encoding.makeTranscoder() != nil)
    }
}
