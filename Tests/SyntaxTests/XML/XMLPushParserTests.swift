import Syntax
import Testing

@Suite struct XMLPushParserTests {
    /// Writes down what it hears: `<name|namespace attribute=value`, text, `>`.
    final class Listener: XMLPushParser {
        var heard = ""
        private var isText = false

        override func startElement(_ name: XMLName, _ attributes: XMLAttributes) {
            heard += "<" + String(cString: name.local)
            if let namespace = name.namespace { heard += "|" + String(cString: namespace) }
            for index in 0..<attributes.count {
                let (local, namespace) = attributes.name(index)
                heard += " " + (local.map { String(cString: $0) } ?? "")
                heard += namespace.map { "|" + String(cString: $0) } ?? ""
                heard += "=" + String(decoding: attributes.value(index), as: UTF8.self)
            }
            heard += " "
        }

        override func endElement() { heard += ">" }

        override func text(_ bytes: UnsafePointer<UInt8>, count: Int) {
            heard += String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
        }
    }

    private static func listen(_ text: [UInt8], piece: Int = .max, finish: Bool = true) -> (heard: String, error: XMLError?) {
        let listener = Listener()
        #expect(listener.open())
        var isGood = true
        text.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count && isGood {
                let end = piece < bytes.count - start ? start + piece : bytes.count
                isGood = listener.feed(UnsafeBufferPointer(rebasing: bytes[start..<end]))
                start = end
            }
            if isGood && finish { isGood = listener.finish() }
        }
        let error = text.withUnsafeBufferPointer { listener.error(in: $0, from: 0, open: "open") }
        #expect((error == nil) == isGood)
        return (listener.heard, error)
    }

    struct Read: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let xml: String
        let heard: String
    }

    @Test(arguments: [
        Read(testDescription: "namespaces", xml: #"<a xmlns="u" xmlns:p="v"><p:b c="1" p:d="2"/></a>"#, heard: "<a|u <b|v c=1 d|v=2 >>"),
        Read(testDescription: "the five entities", xml: "<a>&lt;&gt;&amp;&quot;&apos;</a>", heard: "<a <>&\"'>"),
        Read(testDescription: "numbers", xml: "<a>&#65;&#xD;&#x1F600;</a>", heard: "<a A\r😀>"),
        Read(testDescription: "line ends", xml: "<a>1\r\n2\r3\n</a>", heard: "<a 1\n2\n3\n>"),
        Read(testDescription: "comment and CDATA", xml: "<a>x<!-- y --><![CDATA[<z>&]]></a>", heard: "<a x<z>&>"),
        Read(testDescription: "the highest characters", xml: "<a>\u{10FFFE}\u{E000}\u{FFFD}</a>", heard: "<a \u{10FFFE}\u{E000}\u{FFFD}>"),
    ])
    func eventsAreHeard(_ c: Read) {
        for piece in [1, 2, 7, .max] {
            let (heard, error) = Self.listen(Array(c.xml.utf8), piece: piece)
            #expect(error == nil)
            #expect(heard == c.heard)
        }
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let xml: String
        let kind: XMLError.Kind
        var line = 1
    }

    @Test(arguments: [
        Refused(testDescription: "cut off", xml: "<a><b>", kind: .endsInside("open")),
        Refused(testDescription: "wrong end tag", xml: "<a>\n<b></c></a>", kind: .wrongEndTag(expected: "b", found: "c"), line: 2),
        Refused(testDescription: "prefix of an element", xml: "<p:a/>", kind: .undeclaredPrefix("p")),
        Refused(testDescription: "prefix of an attribute", xml: "<a p:b='1'/>", kind: .undeclaredPrefix("p")),
        Refused(testDescription: "entity", xml: "<a>&nbsp;</a>", kind: .unknownEntity("nbsp")),
        Refused(testDescription: "ampersand", xml: "<a>b & c</a>", kind: .bareAmpersand),
        Refused(testDescription: "ampersand and name", xml: "<a>b&c</a>", kind: .bareAmpersand),
        Refused(testDescription: "control character", xml: "<a>\u{1}</a>", kind: .forbiddenCharacter),
        Refused(testDescription: "reference to one", xml: "<a>&#1;</a>", kind: .forbiddenCharacter),
        Refused(testDescription: "attribute twice", xml: "<a b='1' b='2'/>", kind: .repeatedAttribute("b")),
        Refused(testDescription: "bracket in text", xml: "<a>1 < 2</a>", kind: .badTag),
        Refused(testDescription: "closing brackets in text", xml: "<a>]]></a>", kind: .closingBracketsInText),
        Refused(testDescription: "second root", xml: "<a/>\n<a/>", kind: .contentAfterRoot, line: 2),
        Refused(testDescription: "processing instruction", xml: "<a>\n<?b c?></a>", kind: .processingInstruction, line: 2),
        Refused(testDescription: "document type", xml: "<!DOCTYPE a><a/>", kind: .documentType),
        Refused(testDescription: "too deep", xml: String(repeating: "<a>", count: 100_000), kind: .tooDeep),
        Refused(
            testDescription: "billion laughs", xml: "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>", kind: .documentType),
        Refused(testDescription: "external entity", xml: "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", kind: .documentType),
    ])
    func badDocumentsAreRefused(_ c: Refused) {
        let bytes = Array(c.xml.utf8)
        for piece in [3, .max] {
            let (heard, error) = Self.listen(bytes, piece: piece)
            #expect(error?.kind == c.kind)
            #expect(error.map { error in bytes.withUnsafeBufferPointer { error.location(in: $0).line } } == c.line)
            #expect(!heard.contains("bbbb"))
        }
    }

    @Test func badUTF8IsRefused() {
        for bad: [UInt8] in [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80]] {
            let (_, error) = Self.listen(Array("<a>é".utf8) + bad + Array("</a>".utf8))
            #expect(error != nil)
        }
    }

    /// A document that stays open gives everything up to its last tag at once.
    @Test func nothingIsHeldBackBehindATag() {
        let (heard, error) = Self.listen(Array("<r><a><b>1</b></a>".utf8), finish: false)
        #expect(error == nil)
        #expect(heard == "<r <a <b 1>>")
    }

    @Test func namesHaveOneAddress() {
        let listener = Listener()
        #expect(listener.open())
        #expect(listener.intern("UserName") == listener.intern("User" + "Name"))
        #expect(listener.intern("UserName") != listener.intern("Username"))
    }

    @Test func wornParserIsNoticed() {
        let listener = Listener()
        #expect(listener.open())
        let root = Array("<r>".utf8)
        #expect(root.withUnsafeBufferPointer { listener.feed($0) })
        #expect(!listener.isWorn)
        for piece in 0..<100 {
            let names = Array((0..<1000).map { "<element\(piece * 1000 + $0)/>" }.joined().utf8)
            #expect(names.withUnsafeBufferPointer { listener.feed($0) })
        }
        #expect(listener.isWorn)
    }
}
