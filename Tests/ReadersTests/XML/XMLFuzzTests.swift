import Foundation
import Readers
import Records
import Syntax
import Testing

/// Damaged documents never crash the reader, and are judged alike however they are cut.
@Suite struct XMLFuzzTests {
    private static let fragments: [[UInt8]] =
        ["<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "&", "&#", "&#1;", "&#xD800;", "&#x10FFFE;", ";", "\"", "'", "=", " ", "\n", "\r",
         "i:nil=\"true\"", "xmlns=\"\"", "<!DOCTYPE a>", "<UserDTO>", "</UserDTO>", "<Id/>", "<Groups>", "</ArrayOfUserDTO>", "\0", "\u{10FFFE}", "\u{FFFE}", "x"]
        .map { Array($0.utf8) } + [[0x80], [0xC3], [0xED, 0xA0, 0x80], [0xFF]]

    private static func mutate(_ document: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var text = document
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0...text.count, using: &random)
            let length = Int.random(in: 0...min(12, text.count - place), using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: text.removeSubrange(place..<place + length)
            case 1: text.insert(contentsOf: fragments.randomElement(using: &random) ?? [], at: place)
            case 2: text.insert(contentsOf: text[place..<place + length], at: Int.random(in: 0...text.count, using: &random))
            case 3 where place < text.count: text[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            default: text.removeLast(min(length, text.count))
            }
        }
        return text
    }

    private struct Verdict: Equatable {
        var records: [String] = []
        var faults: [String] = []
        var isRefused = false
    }

    private static func verdict(_ text: [UInt8], _ schema: String, chunkSize: Int) throws -> Verdict {
        do {
            let reading = try readXML(text, schema: schema, chunkSize: chunkSize, encoding: .utf8)
            return reading.failure == nil ? Verdict(records: reading.records, faults: reading.faults) : Verdict(isRefused: true)
        } catch is Diagnostic {
            return Verdict(isRefused: true)
        }
    }

    /// Whether libxml2 alone, on the whole document, finds it well-formed.
    private static func isWellFormed(_ text: [UInt8]) -> Bool {
        let parser = XMLPushParser()
        return parser.open() && text.withUnsafeBufferPointer { parser.feed($0) } && parser.finish()
    }

    @Test func mutatedDocumentsAreJudgedAlike() throws {
        var random = SeededRandom("XML fuzz")
        let group = "<Groups><GroupDTO><Id>1</Id><Name>a&amp;b</Name></GroupDTO><GroupDTO/></Groups>"
        let users = XMLSamples.users("<UserDTO><Email>e</Email>\(group)<Id>1</Id><UserName i:nil=\"true\"/></UserDTO>\n<UserDTO><Address><![CDATA[<x>]]>&#xD;</Address></UserDTO><!-- c --><UserDTO/>")
        let samples = [(Array(users.utf8), "UserDTO"), (try XMLFixtureTests.bytes("UpsertClientRequest.xml"), "UpsertClientRequest")]
        let end = Date().addingTimeInterval(3)
        var rounds = 0
        var refused = 0
        while rounds < 1500 && Date() < end {
            guard let sample = samples.randomElement(using: &random) else { return }
            let text = Self.mutate(sample.0, &random)
            let whole = try Self.verdict(text, sample.1, chunkSize: 1 << 18)
            let cut = try Self.verdict(text, sample.1, chunkSize: Int.random(in: 1...300, using: &random))
            if whole != cut {
                Issue.record("seed \(SeededRandom.seed), round \(rounds): \(String(decoding: text, as: UTF8.self).debugDescription): \(whole), in chunks \(cut)")
                return
            }
            // What is read here is well-formed there, but for the references that are carried through.
            if !whole.isRefused && !XMLForbiddenReferences.isNeeded(in: text) && !Self.isWellFormed(text) {
                Issue.record("seed \(SeededRandom.seed), round \(rounds): read though malformed: \(String(decoding: text, as: UTF8.self).debugDescription)")
                return
            }
            rounds += 1
            if whole.isRefused { refused += 1 }
        }
        #expect(refused > rounds / 10 && refused < rounds)
    }
}

extension XMLForbiddenReferences {
    fileprivate static func isNeeded(in text: [UInt8]) -> Bool { text.withUnsafeBufferPointer { isNeeded(in: $0) } }
}
