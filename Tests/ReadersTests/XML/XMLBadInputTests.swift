import Foundation
import Readers
import Records
import Syntax
import Testing

/// Documents that end a run: where, and in which words.
@Suite struct XMLBadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let xml: String
        let code: DiagnosticCode
        let message: String
        let record: Int?
        let line: Int?
        let column: Int?

        init(_ name: String, _ xml: String, _ code: DiagnosticCode, _ message: String, record: Int? = nil, line: Int? = 1, column: Int? = nil) {
            testDescription = name
            self.xml = xml
            self.code = code
            self.message = message
            self.record = record
            self.line = line
            self.column = column
        }
    }

    private static let users = XMLSamples.users
    private static let head = String(users("").dropLast("</ArrayOfUserDTO>".count))

    static let cases = [
        Case("nothing", "", .sourceEmpty, "'source.xml' is empty: expected an XML document", line: nil),
        Case("blanks", " \n\n", .sourceEmpty, "'source.xml' is empty: expected an XML document", line: nil),
        Case("a table", "Id,UserName\n1,a\n", .malformedXML, "expected '<' and the root element of an XML document", column: 1),
        Case("only a comment", "<!-- x -->", .malformedXML, "expected '<' and the root element of an XML document", column: 11),
        Case("a root that is cut off", "<ArrayOfUserDTO xmlns=\"", .malformedXML, "found a tag that XML does not allow; a '<' in text is written '&lt;'", column: 1),
        Case("document type", "<!DOCTYPE UserDTO>\n" + users(""), .xmlRefused, "found a document type declaration ('<!DOCTYPE'), which is never read", column: 1),
        Case("a billion laughs", "<?xml version=\"1.0\"?>\n<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>" + users("<UserDTO><Phone>&b;</Phone></UserDTO>"),
             .xmlRefused, "found a document type declaration ('<!DOCTYPE'), which is never read", line: 2, column: 1),
        Case("external entity", "<!DOCTYPE l SYSTEM \"file:///etc/passwd\">" + users(""), .xmlRefused, "found a document type declaration ('<!DOCTYPE'), which is never read", column: 1),
        Case("document type inside", users("<UserDTO/><!DOCTYPE x>"), .xmlRefused, "found a document type declaration ('<!DOCTYPE'), which is never read", record: 2),
        Case("declaration behind a blank", " <?xml version=\"1.0\"?><UserDTO/>", .xmlRefused, "found a processing instruction ('<?'), expected none behind the XML declaration", column: 2),
        Case("processing instruction in front", "<?pi?><UserDTO/>", .xmlRefused, "found a processing instruction ('<?'), expected none behind the XML declaration", column: 1),
        Case("processing instruction inside", users("<UserDTO/>\n<UserDTO><?pi?></UserDTO>"), .xmlRefused, "found a processing instruction ('<?'), expected none behind the XML declaration", record: 2, line: 2, column: 10),
        Case("wrong root", "<Users/>", .unexpectedRoot, "the root element is 'Users', expected 'ArrayOfUserDTO' or 'UserDTO'"),
        Case("root in another case", "<arrayofuserdto xmlns=\"\(XMLSamples.userNamespace)\"/>", .unexpectedRoot, "the root element is 'arrayofuserdto', expected 'ArrayOfUserDTO' or 'UserDTO'"),
        Case("root in no namespace", "\n<UserDTO><UserName>u</UserName></UserDTO>", .unexpectedRoot, "the root element 'UserDTO' is in no namespace, expected '\(XMLSamples.userNamespace)'", line: 2),
        Case("a slash too many", "<UserDTO xmlns=\"\(XMLSamples.userNamespace)/\"/>", .unexpectedRoot,
             "the root element 'UserDTO' is in the namespace '\(XMLSamples.userNamespace)/', expected '\(XMLSamples.userNamespace)'"),
        Case("cut off in a value", head + "<UserDTO/>\n<UserDTO><Email>e", .malformedXML, "the document ends inside '<Email>', expected '</Email>'", record: 2, line: 2),
        Case("cut off between members", head + "<UserDTO><Id>1</Id>", .malformedXML, "the document ends inside '<UserDTO>', expected '</UserDTO>'", record: 1),
        Case("cut off between records", head + "<UserDTO/>", .malformedXML, "the document ends inside '<ArrayOfUserDTO>', expected '</ArrayOfUserDTO>'", record: 2),
        Case("cut off in a tag", head + "<UserDTO><Ema", .malformedXML, "the document ends inside '<UserDTO>', expected '</UserDTO>'", record: 1),
        Case("cut off in a comment", head + "<UserDTO><!-- ", .malformedXML, "the document ends inside '<UserDTO>', expected '</UserDTO>'", record: 1),
        Case("wrong end tag", users("<UserDTO>\n<Email>e</Phone></UserDTO>"), .malformedXML, "found '</Phone>', expected '</Email>'", record: 1, line: 2),
        Case("missing end tag", users("<UserDTO><Email>e</UserDTO><UserDTO/>"), .malformedXML, "found '</UserDTO>', expected '</Email>'", record: 1),
        Case("an end tag too many", users("<UserDTO></UserDTO></UserDTO><UserDTO/>"), .malformedXML, "found '</UserDTO>', expected '</ArrayOfUserDTO>'", record: 2),
        Case("undeclared prefix", users("<UserDTO><x:Email>e</x:Email></UserDTO>"), .malformedXML, "the prefix 'x' is not declared, expected 'xmlns:x' on this element or around it", record: 1),
        Case("undeclared prefix of nil", "<UserDTO xmlns=\"\(XMLSamples.userNamespace)\"><Email i:nil=\"true\"/></UserDTO>", .malformedXML, "the prefix 'i' is not declared, expected 'xmlns:i' on this element or around it", record: 1),
        Case("unknown entity", users("<UserDTO><Email>&nbsp;</Email></UserDTO>"), .malformedXML,
             "found the entity '&nbsp;', expected one of '&lt;', '&gt;', '&amp;', '&quot;', '&apos;' or a number such as '&#10;'", record: 1),
        Case("bare ampersand", users("<UserDTO><Email>a & b</Email></UserDTO>"), .malformedXML, "found an '&' that begins no reference, expected '&amp;'", record: 1),
        Case("a raw control character", users("<UserDTO><Email>\u{1}</Email></UserDTO>"), .malformedXML, "found a character that XML does not allow", record: 1),
        Case("a raw NUL", users("<UserDTO><Email>a\0b</Email></UserDTO>"), .malformedXML, "found a character that XML does not allow", record: 1),
        Case("a number that no character has", users("<UserDTO><Email>&#x110000;</Email></UserDTO>"), .malformedXML, "found a character that XML does not allow", record: 1),
        Case("text between records", users("<UserDTO/>\nx<UserDTO/>"), .malformedXML, "found text between elements, expected nothing but blanks and comments", record: 2, line: 2),
        Case("text behind the root", users("") + "\nx", .malformedXML, "found more behind the end of the root element, expected nothing but blanks and comments", line: 2, column: 1),
        Case("a second document", users("<UserDTO/>") + users(""), .malformedXML, "found more behind the end of the root element, expected nothing but blanks and comments"),
        Case("too deep", users(String(repeating: "<a>", count: 100_000)), .malformedXML, "elements are nested more than 512 deep", record: 1),
        Case("too deep at the end of a chunk", users(String(repeating: "<UserDTO/>", count: 90) + String(repeating: "<a>", count: 600) + String(repeating: "</a>", count: 600)),
             .malformedXML, "elements are nested more than 512 deep", record: 91),
        Case("unknown encoding", "<?xml version=\"1.0\" encoding=\"utf-9\"?><UserDTO/>", .encodingUnknown, "the XML declaration names the unknown encoding 'utf-9'; nearest is 'UTF-8'"),
    ]

    @Test(arguments: cases)
    func documentIsRefused(_ c: Case) throws {
        for size in [40, XMLSplitter.chunkSize] {
            let failure = try Self.failure(Array(c.xml.utf8), chunkSize: size)
            #expect(failure?.code == c.code)
            #expect(failure?.message == c.message)
            guard size > 40 else { continue }
            // Record and line are counted from the chunk's first; the chunk is the whole document here.
            #expect(failure?.position?.record == c.record)
            #expect(failure?.position?.line == c.line)
            if let column = c.column { #expect(failure?.position?.column == column) }
        }
    }

    static func failure(_ bytes: [UInt8], chunkSize: Int = XMLSplitter.chunkSize, recordLimit: Int = 1 << 24) throws -> Diagnostic? {
        do {
            return try readXML(bytes, chunkSize: chunkSize, recordLimit: recordLimit).failure
        } catch let diagnostic as Diagnostic {
            return diagnostic
        }
    }

    /// What stood before the place is there, so that a run can say how far it came.
    @Test func recordsInFrontAreRead() throws {
        let reading = try readXML(XMLSamples.users("<UserDTO><Id>1</Id></UserDTO><UserDTO><Id>2</Id></UserDTO><UserDTO><Id>3</Zip></UserDTO>"))
        #expect(reading.records == ["{Id=1}", "{Id=2}"])
        #expect(reading.failure?.position?.record == 3)
    }

    @Test func bytesThatAreNotUTF8AreRefused() throws {
        let front = Array("<UserDTO \(XMLSamples.i) xmlns=\"\(XMLSamples.userNamespace)\"><FirstName>\u{645}\u{62D}\u{645}\u{62F}\u{645}\u{62D}\u{645}\u{62F}".utf8)
        let failure = try Self.failure(front + [0xFF, 0xFE] + Array("</FirstName></UserDTO>".utf8))
        #expect(failure?.code == .invalidUTF8)
        #expect(failure?.position?.line == 1)
    }

    @Test func recordBeyondTheLimitIsRefused() throws {
        let value = String(repeating: "x", count: 5000)
        let text = XMLSamples.users("<UserDTO/>\n<UserDTO><Email>\(value)</Email></UserDTO><UserDTO/>")
        for size in [100, 1 << 18] {
            let failure = try Self.failure(Array(text.utf8), chunkSize: size, recordLimit: 4096)
            #expect(failure?.code == .recordTooLong)
            #expect(failure?.message == "record is longer than 4096 bytes")
            #expect(failure?.position?.line.map { $0 <= 2 } == true)
        }
        #expect(try Self.failure(Array(text.utf8), recordLimit: 5100) == nil)
    }

    /// A value of half a gigabyte ends when the record limit is reached, not when memory is.
    @Test func endlessValueIsRefusedEarly() throws {
        let endless = EndlessValue(Array((Self.head + "<UserDTO><Email>").utf8))
        let source = try XMLSource(endless)
        let schema = try XMLSamples.catalog.schema(named: "UserDTO")
        let splitter = XMLSplitter(source, try source.shape(for: schema), recordLimit: 1 << 20)
        #expect(throws: Diagnostic.self) { while try splitter.fill(RecordBatch(schema: schema)) {} }
        #expect(endless.bytesRead < 8 << 20)
    }

    private final class EndlessValue: ByteStream {
        let name = "endless.xml"
        let size: Int? = nil
        let identity: FileIdentity? = nil
        let wasInterrupted = false
        private(set) var bytesRead = 0
        private var front: [UInt8]

        init(_ front: [UInt8]) { self.front = front }

        func read(into target: UnsafeMutablePointer<UInt8>, count: Int) throws(Diagnostic) -> Int {
            bytesRead += count
            if !front.isEmpty {
                let length = min(count, front.count)
                for i in 0..<length { target[i] = front[i] }
                front.removeFirst(length)
                return length
            }
            if bytesRead > 500 << 20 { return 0 }
            target.update(repeating: 0x78, count: count)
            return count
        }
    }
}
