import Records
import Syntax
import Testing

@Suite struct XMLBoundaryTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let isList: Bool
        let target: Int
        let isComplete: Bool
        let outcome: XMLBoundary.Outcome

        init(
            _ name: String, _ text: String, isList: Bool = true, target: Int = 0, isComplete: Bool = false,
            _ outcome: XMLBoundary.Outcome
        ) {
            testDescription = name
            self.text = text
            self.isList = isList
            self.target = target
            self.isComplete = isComplete
            self.outcome = outcome
        }
    }

    @Test(arguments: [
        Case("nothing yet", "", .needsMore),
        Case("nothing at all", "", isComplete: true, .needsMore),
        Case("an end tag ends a record", "<a></a><a>", .end(7)),
        Case("a tag that closes itself ends a record", "<a/> <a>", .end(4)),
        Case("white space stands in tags", "<a ></a >x", .end(9)),
        Case("inner tags end nothing", "<a><b></b><b/></a>", .end(18)),
        Case("blanks in front belong to the record", " \n<a/>", .end(6)),
        Case("an end tag that is cut off", "<a></a", .needsMore),
        Case("a start tag that is cut off", "<a b=\"/>", .needsMore),
        Case("a lone bracket", "<a><", .needsMore),
        Case("brackets in quotes are text", "<a b=\"</a>\" c='<a/>'/>", .end(22)),
        Case("an apostrophe in quotes is text", "<a b=\"'\"/>", .end(10)),
        Case("a slash in front of quotes closes nothing", "<a b='/'><b/></a>", .end(17)),
        Case("a bracket in text is text", "<a>/></a>", .end(9)),
        Case("tags in comments are none", "<a><!-- </a> --></a>", .end(20)),
        Case("a comment needs its own hyphens", "<a><!--></a>-->", .needsMore),
        Case("tags in CDATA are none", "<a><![CDATA[</a>]]></a>", .end(23)),
        Case("CDATA ends at the first end", "<a><![CDATA[]]></a>]]>", .end(19)),
        Case("a comment that is cut off", "<a/><!-", target: 4, .needsMore),
        Case("records in front of the target are passed", "<a/><a/><a/>", target: 5, .end(8)),
        Case("the target is behind a record", "<a/><a/>", target: 4, .end(8)),
        Case("the root ends", "<a/></r> ", target: 100, isComplete: true, .end(9)),
        Case("the root ends without records", "</r>", isComplete: true, .end(4)),
        Case("the end of the root alone is not enough", "</r>", .needsMore),
        Case("a comment behind the root", "</r><!-- <a> -->\n", isComplete: true, .end(17)),
        Case("the input ends in front of the root's end", "<a/>", target: 100, isComplete: true, .needsMore),
        Case("one record that is the root", "<r><a/></r>", isList: false, isComplete: true, .end(11)),
        Case("a root that closes itself", "<r/>\n", isList: false, isComplete: true, .end(5)),
        Case("text behind the root", "</r>x", .fault(XMLError(.contentAfterRoot, at: 4))),
        Case("an element behind the root", "</r> <a/>", .fault(XMLError(.contentAfterRoot, at: 5))),
        Case("a second root", "<r/><r/>", isList: false, .fault(XMLError(.contentAfterRoot, at: 4))),
        Case("CDATA behind the root", "</r><![CDATA[]]>", .fault(XMLError(.contentAfterRoot, at: 4))),
        Case("a comment that never ends behind the root", "</r><!-- ", isComplete: true, .fault(XMLError(.badSection, at: 4))),
        Case("a processing instruction", "<a><?x?></a>", .fault(XMLError(.processingInstruction, at: 3))),
        Case("a processing instruction behind the root", "</r><?x?>", .fault(XMLError(.processingInstruction, at: 4))),
        Case("a document type", "<a/><!DOCTYPE x>", target: 9, .fault(XMLError(.documentType, at: 4))),
        Case("another declaration", "<a><!ENTITY x></a>", .fault(XMLError(.badTag, at: 3))),
    ])
    func recordEndIsFound(_ c: Case) {
        let (outcome, _) = Self.end(Array(c.text.utf8), c.isList, c.target, c.isComplete)
        #expect(outcome == c.outcome)
    }

    /// A tag may lie anywhere in the blocks that are looked at together, and end in another one.
    @Test func placeInABlockDoesNotMatter() {
        for lead in 0..<140 {
            let record = "<a b=\"</a>\"><!-- > </a> --><c>x</c></a>"
            let text = Array((String(repeating: " ", count: lead) + record + "<a/>").utf8)
            let (outcome, ends) = Self.end(text, true, 0, false)
            #expect(outcome == .end(lead + record.utf8.count))
            #expect(ends == [UInt32(lead + record.utf8.count)])
        }
    }

    @Test func depthIsLimited() {
        let deep = Array(String(repeating: "<a>", count: 511).utf8)
        #expect(Self.end(deep, true, 0, false).outcome == .needsMore)
        #expect(Self.end(deep + deep, true, 0, false).outcome == .fault(XMLError(.tooDeep, at: 511 * 3)))
    }

    private static func end(_ text: [UInt8], _ isList: Bool, _ target: Int, _ isComplete: Bool) -> (outcome: XMLBoundary.Outcome, ends: [UInt32]) {
        var boundary = XMLBoundary(isList: isList)
        let outcome = (text + Array(repeating: UInt8(ascii: "<"), count: 64)).withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { boundary.end(in: $0, count: text.count, target: target, isComplete: isComplete) }
        }
        return (outcome ?? .needsMore, boundary.ends)
    }

    /// What cutting a whole document gives, the bytes coming in dribbles.
    private static func cut(_ text: [UInt8], isList: Bool, size: Int, dribble: () -> Int) -> (twin: XMLTwin, chunks: [Int]) {
        var found = XMLTwin([], isList: isList)
        var chunks: [Int] = []
        (text + Array(repeating: UInt8(ascii: ">"), count: 64)).withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            var boundary = XMLBoundary(isList: isList)
            var start = 0
            var known = 0
            while true {
                let outcome = boundary.end(in: base + start, count: known - start, target: size - 1, isComplete: known == text.count)
                switch outcome {
                case .needsMore where known < text.count:
                    known = min(text.count, known + max(dribble(), 1))
                    continue
                case .needsMore:
                    found.ends += boundary.ends.map { start + Int($0) }
                case .end(let end):
                    found.ends += boundary.ends.map { start + Int($0) }
                    chunks.append(end)
                    start += end
                    boundary.restart()
                    if !boundary.isComplete { continue }
                case .fault(let error):
                    found.ends += boundary.ends.map { start + Int($0) }
                    found.fault = XMLError(error.kind, at: start + error.offset)
                }
                if boundary.isComplete { found.rootEnd = 0 }
                return
            }
        }
        return (found, chunks)
    }

    private static let pieces = [
        "<a>", "</a>", "<a/>", "<b c=\"", "\"", "'", ">", "/>", "/", "<", "</", "<!--", "-->", "--", "<![CDATA[", "]]>", "]]", " ", "\n", "x",
        "é", "<a b='>'/>", "<!-- </a> -->", "<![CDATA[<a>]]>", "</a>", "<a>", "<?", "<!D", "<!DOCTYPE", "&amp;", "<r>",
    ]

    @Test func randomTextsAreCutLikeTheTwinDoes() {
        var random = TestSeed.generator("XML boundary", salt: 11)
        for round in 0..<20_000 {
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 0...30, using: &random) { text += Array((Self.pieces.randomElement(using: &random) ?? "").utf8) }
            let isList = Bool.random(using: &random)
            var expected = XMLTwin(text, isList: isList)
            if expected.rootEnd != nil { expected.rootEnd = 0 }
            let size = Int.random(in: 1...40, using: &random)
            let (found, _) = Self.cut(text, isList: isList, size: size) { Int.random(in: 1...90, using: &random) }
            guard found == expected else {
                Issue.record("round \(round), seed \(TestSeed.value): \(readable(text)) list \(isList): \(found), expected \(expected)")
                return
            }
        }
    }
}
