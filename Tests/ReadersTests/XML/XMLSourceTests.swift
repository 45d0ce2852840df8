import Foundation
import Readers
import Records
import Syntax
import Testing

@Suite struct XMLSourceTests {
    private static let text = "<?xml version=\"1.0\" encoding=\"ENC\"?>\n" + XMLSamples.users("<UserDTO><FirstName>Zoë É</FirstName></UserDTO>")
    private static let record = "{FirstName=Zoë É}"

    private static func encoded(_ name: String, as encoding: String.Encoding, mark: [UInt8] = []) throws -> [UInt8] {
        mark + Array(try #require(text.replacing("ENC", with: name).data(using: encoding)))
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let declared: String
        let encoding: String.Encoding
        var mark: [UInt8] = []
    }

    @Test(arguments: [
        Case(testDescription: "UTF-8", declared: "utf-8", encoding: .utf8),
        Case(testDescription: "UTF-8 with a mark", declared: "utf-8", encoding: .utf8, mark: [0xEF, 0xBB, 0xBF]),
        Case(testDescription: "Windows-1252", declared: "windows-1252", encoding: .windowsCP1252),
        Case(testDescription: "Latin-1", declared: "ISO-8859-1", encoding: .isoLatin1),
        Case(testDescription: "UTF-16 with a mark", declared: "utf-16", encoding: .utf16LittleEndian, mark: [0xFF, 0xFE]),
        Case(testDescription: "UTF-16, the other order", declared: "utf-16", encoding: .utf16BigEndian, mark: [0xFE, 0xFF]),
        Case(testDescription: "UTF-16 without a mark", declared: "utf-16", encoding: .utf16LittleEndian),
        Case(testDescription: "a declaration that was left behind", declared: "utf-16", encoding: .utf8),
    ])
    func encodingIsThatOfTheDeclarationUnlessTheBytesSayOtherwise(_ c: Case) throws {
        let bytes = try Self.encoded(c.declared, as: c.encoding, mark: c.mark)
        for pipe in [nil, [1], [7, 50]] {
            #expect(try readXML(bytes, pipe: pipe).records == [Self.record])
        }
    }

    @Test func namedEncodingCountsMoreThanTheDeclaration() throws {
        let bytes = try Self.encoded("utf-8", as: .windowsCP1252)
        #expect(try readXML(bytes, encoding: .windows1252).records == [Self.record])
        #expect(try XMLBadInputTests.failure(bytes)?.code == .invalidUTF8)
    }

    struct Root: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let xml: String
        let root: XMLRoot
    }

    @Test(arguments: [
        Root(testDescription: "list", xml: "<ArrayOfUserDTO xmlns=\"u\">", root: XMLRoot(name: "ArrayOfUserDTO", namespace: "u", isNull: false, isClosed: false)),
        Root(testDescription: "prefix", xml: "<p:A xmlns:p='u' xmlns='v'>", root: XMLRoot(name: "A", namespace: "u", isNull: false, isClosed: false)),
        Root(testDescription: "closed", xml: "<!-- <x> --> <A/>", root: XMLRoot(name: "A", namespace: "", isNull: false, isClosed: true)),
        Root(testDescription: "null", xml: "<A xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='1' />", root: XMLRoot(name: "A", namespace: "", isNull: true, isClosed: true)),
        Root(testDescription: "bracket in an attribute", xml: "<A b='>/>'>", root: XMLRoot(name: "A", namespace: "", isNull: false, isClosed: false)),
    ])
    func rootIsRead(_ c: Root) throws {
        let root = try withSource(Array(c.xml.utf8)) { try XMLSource($0).root }
        #expect(root == c.root)
    }

    @Test func schemaIsKnownByTheRoot() throws {
        let schemas = try XMLSamples.catalog.recordSchemas()
        func names(_ xml: String) throws -> [String] {
            try withSource(Array(xml.utf8)) { try XMLSource($0).schemas(among: schemas).map(\.name) }
        }
        #expect(try names(XMLSamples.users("")) == ["UserDTO"])
        #expect(try names(XMLSamples.client("")) == ["UpsertClientRequest"])
        #expect(try names("<UserDTO/>") == [])
        #expect(try names("<DTOClient xmlns='urn:x'/>") == ["DTOClient"])
    }

    @Test func emptyListsHoldNoRecords() throws {
        for xml in [XMLSamples.users(""), XMLSamples.users(" \n<!-- x --> "), "<ArrayOfUserDTO xmlns=\"\(XMLSamples.userNamespace)\" />\n<!-- -->\n"] {
            let reading = try readXML(xml)
            #expect(reading.records == [])
            #expect(reading.failure == nil)
        }
    }

    @Test func dribblesAndChunksGiveTheSame() throws {
        let users = (1...200).map { "<UserDTO><Id>\($0)</Id><LastName><![CDATA[</UserDTO>]]>\u{645}</LastName></UserDTO>" }.joined(separator: "\r\n")
        let bytes = Array(XMLSamples.users(users).utf8)
        let whole = try readXML(bytes)
        #expect(whole.records.count == 200)
        for (size, pipe) in [(1, [100]), (300, [1, 1000]), (5000, [4096]), (1 << 18, [3])] {
            var reading = try readXML(bytes, chunkSize: size, pipe: pipe)
            reading.chunks = whole.chunks
            #expect(reading == whole)
        }
    }
}
