import Syntax
import Testing

@Suite struct JSONBoundaryTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String, text: String, target: Int, outcome: JSONBoundary.Outcome
    }

    @Test(arguments: [
        Case(testDescription: "an object ends behind its brace", text: "{\"a\":1}, {", target: 0, outcome: .value(end: 7)),
        Case(testDescription: "the first end at or behind the target counts", text: "{},{},{}", target: 3, outcome: .value(end: 5)),
        Case(testDescription: "an end exactly at the target counts", text: "{},{},{}", target: 2, outcome: .value(end: 2)),
        Case(testDescription: "braces in strings are text", text: "{\"}\":\"]\"}", target: 0, outcome: .value(end: 9)),
        Case(testDescription: "an escaped quote ends no string", text: #"{"a":"\"}"}"#, target: 0, outcome: .value(end: 11)),
        Case(testDescription: "an escaped backslash lets the quote end it", text: #"{"a":"\\"}"#, target: 0, outcome: .value(end: 10)),
        Case(testDescription: "an inner end is none", text: "{\"a\":[{}],\"b\":{}", target: 0, outcome: .more),
        Case(testDescription: "the bracket of the array around", text: " ] ", target: 0, outcome: .closed(at: 1)),
        Case(testDescription: "closed in front of the target", text: "{}]      ", target: 8, outcome: .closed(at: 2)),
        Case(testDescription: "scalars end nowhere", text: "1, null, \"x\"", target: 0, outcome: .more),
        Case(testDescription: "nothing", text: "", target: 0, outcome: .more),
    ])
    func endIsFound(_ c: Case) {
        let bytes = Array(c.text.utf8)
        var boundary = JSONBoundary()
        #expect(bytes.withUnsafeBufferPointer { boundary.end(in: pointer($0), count: $0.count, target: c.target) } == c.outcome)
    }

    /// The masks and the growing buffer against a byte-by-byte twin, on texts made of the bytes that matter.
    @Test func blocksAgreeWithTheTwin() {
        var random = TestSeed.generator("JSONBoundary", salt: 31)
        for _ in 0..<3_000 {
            let bytes = randomText(&random)
            let target = Int.random(in: 0...bytes.count + 8, using: &random)
            let expected = twin(bytes, target: target)
            let (found, cuts) = inPieces(bytes, target: target, &random)
            #expect(found == expected, "\(String(decoding: bytes, as: UTF8.self)) target \(target) cut at \(cuts)")
        }
    }

    private func inPieces(_ bytes: [UInt8], target: Int, _ random: inout JSONFuzzGenerator) -> (JSONBoundary.Outcome, [Int]) {
        var boundary = JSONBoundary()
        var count = 0
        var cuts: [Int] = []
        while true {
            count = min(bytes.count, count + Int.random(in: 1...200, using: &random))
            cuts.append(count)
            let outcome = bytes.withUnsafeBufferPointer { boundary.end(in: pointer($0), count: count, target: target) }
            if outcome != .more || count == bytes.count { return (outcome, cuts) }
        }
    }

    private func randomText(_ random: inout JSONFuzzGenerator) -> [UInt8] {
        let alphabet = Array("{}[]\"\\,:ab \n".utf8)
        let plain = Array("abcdefgh ".utf8)
        let isPlain = Bool.random(using: &random)
        return (0..<Int.random(in: 0...400, using: &random)).map { _ in
            isPlain && Int.random(in: 0..<8, using: &random) > 0
                ? plain.randomElement(using: &random) ?? 0x61 : alphabet.randomElement(using: &random) ?? 0x61
        }
    }

    private func twin(_ bytes: [UInt8], target: Int) -> JSONBoundary.Outcome {
        var level = 0
        var isInString = false
        var skipsNext = false
        for (offset, byte) in bytes.enumerated() {
            if skipsNext {
                skipsNext = false
                continue
            }
            switch byte {
            case UInt8(ascii: "\\"): skipsNext = true
            case UInt8(ascii: "\""): isInString.toggle()
            case UInt8(ascii: "{") where !isInString, UInt8(ascii: "[") where !isInString: level += 1
            case UInt8(ascii: "}") where !isInString, UInt8(ascii: "]") where !isInString:
                if level == 0 { return .closed(at: offset) }
                level -= 1
                if level == 0 && offset + 1 >= target { return .value(end: offset + 1) }
            default: break
            }
        }
        return .more
    }

    private static let nothing: StaticString = ""

    private func pointer(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafePointer<UInt8> {
        bytes.baseAddress ?? Self.nothing.utf8Start
    }
}
