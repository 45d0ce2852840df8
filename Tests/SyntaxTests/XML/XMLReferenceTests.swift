import Records
import Syntax
import Testing

/// Carrying forbidden references through a parser that refuses them.
@Suite struct XMLReferenceTests {
    private static func rewritten(_ text: [UInt8]) -> [UInt8] {
        let out = ByteBuffer()
        text.withUnsafeBufferPointer { XMLForbiddenReferences.rewrite($0, into: out) }
        return Array(out.bytes)
    }

    private static func restored(_ text: [UInt8]) -> (text: [UInt8], hasLoneHalf: Bool) {
        var text = text
        let (count, hasLoneHalf) = text.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { XMLForbiddenReferences.restore($0, count: buffer.count) } ?? (0, false)
        }
        return (Array(text.prefix(count)), hasLoneHalf)
    }

    @Test(arguments: [
        ("&#1;", true), ("&#x0;", true), ("&#x1F;", true), ("&#031;", true), ("&#xFFFE;", true), ("&#xffff;", true), ("&#xD800;", true), ("&#57343;", true),
        ("&#9;&#xA;&#13;&#32;", false), ("&#xFFFD;", false), ("&#x10FFFF;", false), ("&#x110000;", false), ("&#99999999999999999999;", false), ("&#;", false),
        ("&#x;", false), ("&#1", false), ("&amp;#1;", false), ("&#X1;", false), ("plain", false),
    ])
    func needIsSeen(_ text: String, _ expected: Bool) {
        #expect(Array(text.utf8).withUnsafeBufferPointer { XMLForbiddenReferences.isNeeded(in: $0) } == expected)
    }

    @Test(arguments: [
        ("a&#1;b", "a\u{1}b"), ("&#0;", "\0"), ("&#xFFFE;&#xFFFF;", "\u{FFFE}\u{FFFF}"), ("&#xD83D;&#xDE00;", "😀"), ("&#xD83D;x", "\u{FFFD}x"), ("&#xDE00;&#xD83D;", "\u{FFFD}\u{FFFD}"),
        ("\u{10FFFE}&#x10FFFE;", "\u{10FFFE}\u{10FFFE}"), ("&#xDBFF;&#xDFFE;", "\u{10FFFE}"), ("&#13;&#xD;&amp;", "&#13;&#xD;&amp;"), ("<![CDATA[&#1;]]>", "<![CDATA[&#1;]]>"),
        ("<!-- &#1; -->&#1;", "<!-- &#1; -->\u{1}"),
    ])
    func charactersComeBack(_ text: String, _ expected: String) {
        #expect(String(decoding: Self.restored(Self.rewritten(Array(text.utf8))).text, as: UTF8.self) == expected)
    }

    @Test func onlyHalvesAreReported() {
        #expect(Self.restored(Self.rewritten(Array("&#xD83D;".utf8))).hasLoneHalf)
        #expect(!Self.restored(Self.rewritten(Array("&#1;&#xD83D;&#xDE00;\u{FFFD}".utf8))).hasLoneHalf)
    }

    @Test func placesAreFoundAgain() {
        let text = Array("ab&#1;c\u{10FFFE}d&#xD83D;e".utf8)
        for (character, place) in [("a", 0), ("c", 6), ("d", 11), ("e", 20)] {
            let offset = Self.rewritten(text).firstIndex(of: Array(character.utf8)[0])
            #expect(offset.map { offset in text.withUnsafeBufferPointer { XMLForbiddenReferences.originalOffset(offset, in: $0) } } == place)
        }
    }
}

@Suite struct XMLPrologTests {
    private static func read(_ text: String, isComplete: Bool = true) -> XMLProlog.Outcome {
        let buffer = ByteBuffer()
        buffer.append(text)
        return XMLProlog.read(buffer.bytes, isComplete: isComplete)
    }

    @Test(arguments: [
        ("<a>", XMLProlog.Outcome.root(0..<3, isClosed: false)), ("\u{FEFF}<a/>", .root(3..<7, isClosed: true)), ("<?xml version='1.0'?>\n<a b='>'>", .root(22..<31, isClosed: false)),
        (" \n<!-- <b> --><a>", .root(14..<17, isClosed: false)), ("", .empty), (" \n", .empty), ("a", .fault(XMLError(.noElement, at: 0))),
        ("<!-- -->", .fault(XMLError(.noElement, at: 8))), ("<![CDATA[]]><a>", .fault(XMLError(.noElement, at: 0))), ("<?pi?><a>", .fault(XMLError(.processingInstruction, at: 0))),
        (" <?xml version='1.0'?><a>", .fault(XMLError(.processingInstruction, at: 1))), ("<?xml encoding='utf-8'?><a>", .fault(XMLError(.badTag, at: 0))),
        ("<!DOCTYPE a><a>", .fault(XMLError(.documentType, at: 0))), ("<a", .fault(XMLError(.badTag, at: 0))), ("<", .fault(XMLError(.badTag, at: 0))),
    ] as [(String, XMLProlog.Outcome)])
    func rootIsFound(_ text: String, _ outcome: XMLProlog.Outcome) {
        #expect(Self.read(text) == outcome)
        // Whatever is found with less is found with more.
        for length in 0..<text.utf8.count {
            let less = Self.read(String(decoding: Array(text.utf8.prefix(length)), as: UTF8.self), isComplete: false)
            #expect(less == .needsMore || less == outcome)
        }
    }

    @Test(arguments: [
        ("<?xml version=\"1.0\"?>", nil), ("<?xml version='1.0' encoding='utf-8'?>", "utf-8"), ("<?xml  version = \"1.0\"\tencoding = \"a b\" standalone='yes' ?>", "a b"),
        ("<?xml version='1.0' standalone='yes'?>", nil),
    ] as [(String, String?)])
    func declarationIsRead(_ text: String, _ encoding: String?) {
        let declaration = Array((text + "<a/>").utf8).withUnsafeBufferPointer { XMLDeclaration($0) }
        #expect(declaration == XMLDeclaration(encoding: encoding, length: text.utf8.count))
    }

    @Test(arguments: [
        "<?xml?>", "<?xml encoding='utf-8' version='1.0'?>", "<?xml version='1.0'", "<?xml version=1.0?>", "<?xmlx version='1.0'?>", "<?xml version='1.0' encoding='a'encoding='b'?>", "<a/>", "",
    ])
    func otherTextIsNoDeclaration(_ text: String) {
        #expect(Array(text.utf8).withUnsafeBufferPointer { XMLDeclaration($0) } == nil)
    }
}
