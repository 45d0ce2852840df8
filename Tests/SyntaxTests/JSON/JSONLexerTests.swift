import Syntax
import Testing

@Suite struct JSONLexerTests {
    @Test(arguments: JSONCorpus.good)
    func acceptsGoodDocument(_ text: String) {
        #expect(jsonVerdict(Array(text.utf8)) == nil)
    }

    @Test(arguments: JSONCorpus.bad)
    func refusesBadDocument(_ bad: JSONCorpus.Bad) {
        #expect(jsonVerdict(bad.text) == JSONError(bad.kind, at: bad.offset))
    }

    @Test func everyKindOfErrorHasACase() {
        let lexical = Set(JSONCorpus.bad.map(\.kind))
        #expect(Set(JSONError.Kind.allCases).subtracting(lexical) == [.tooDeep, .duplicateName])
    }

    private func withLexer(
        _ text: [UInt8], _ body: (inout JSONLexer, UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws {
        try text.withUnsafeBufferPointer { bytes in
            var lexer = JSONLexer(bytes)
            try body(&lexer, bytes)
        }
    }

    /// Tokens as `kind text`, one a line.
    private func listing(_ text: String) throws -> [String] {
        var lines: [String] = []
        try withLexer(Array(text.utf8)) { lexer, bytes in
            while true {
                let token = try lexer.next()
                if token.kind == .end { return }
                let content = String(decoding: bytes[token.start..<token.end], as: UTF8.self)
                lines.append("\(token.kind) \(content)\(token.hasEscapes ? " escaped" : "")")
            }
        }
        return lines
    }

    @Test func tokensCarryKindAndPlace() throws {
        let lines = try listing(#" {"a":[1.50,"x\ny",{}], "b\t" : true,"c":null,"d":false}"#)
        #expect(
            lines == [
                "objectBegin {", "name a", "arrayBegin [", "number 1.50", #"string x\ny escaped"#, "objectBegin {",
                "objectEnd }", "arrayEnd ]", #"name b\t escaped"#, "true true", "name c", "null null", "name d",
                "false false", "objectEnd }",
            ])
    }

    @Test func endIsReturnedForEver() throws {
        try withLexer(Array("1 ".utf8)) { lexer, _ in
            let value = try lexer.next()
            #expect(value.kind == .number)
            #expect(lexer.isComplete)
            for _ in 0..<3 {
                let token = try lexer.next()
                #expect(token.kind == .end)
            }
        }
    }

    /// Each kind of nesting is deeper than a word of the stack has bits.
    @Test(arguments: [1, 63, 64, 65, 128, 129, 512])
    func nestingIsTrackedToTheLimit(_ depth: Int) {
        let arrays = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let objects = String(repeating: #"{"a":"#, count: depth) + "1" + String(repeating: "}", count: depth)
        var mixed = "0"
        for level in 0..<depth { mixed = level % 3 == 0 ? "[\(mixed),1]" : #"{"a":\#(mixed),"b":2}"# }
        for text in [arrays, objects, mixed] {
            #expect(jsonVerdict(Array(text.utf8)) == nil)
            #expect(jsonVerdict(Array(text.utf8), depthLimit: depth) == nil)
            #expect(jsonVerdict(Array(text.utf8), depthLimit: depth - 1)?.kind == .tooDeep)
        }
    }

    @Test func theDefaultLimitIs512Levels() {
        let text = Array(String(repeating: "[", count: 513).utf8)
        #expect(jsonVerdict(text) == JSONError(.tooDeep, at: 512))
    }

    @Test func aWrongBracketDeepInsideIsFound() {
        let text = String(repeating: "[", count: 70) + String(repeating: "{", count: 1) + "]"
        #expect(jsonVerdict(Array(text.utf8)) == JSONError(.nameExpected, at: 71))
    }

    @Test(arguments: [#""a\"b""#, "-1.5e3", "true", "null", "[]", "{}", #"[1,{"x":[]}]"#, #"{"k":{"l":[2]}}"#])
    func skippingTakesAWholeValue(_ value: String) throws {
        let text = Array(#"{"skip": \#(value) ,"next":1}"#.utf8)
        try withLexer(text) { lexer, bytes in
            #expect(try lexer.next().kind == .objectBegin)
            #expect(try lexer.next().kind == .name)
            let range = try lexer.skipValue()
            #expect(String(decoding: bytes[range], as: UTF8.self) == value)
            let next = try lexer.next()
            #expect(next.kind == .name && String(decoding: bytes[next.start..<next.end], as: UTF8.self) == "next")
        }
    }

    @Test func skippingChecksWhatItSkips() throws {
        try withLexer(Array("[[1,2,]]".utf8)) { lexer, _ in
            #expect(throws: JSONError(.valueExpected, at: 6)) { try lexer.skipValue() }
        }
    }

    @Test func skippingWhereNoValueStandsIsRefused() throws {
        try withLexer(Array("[ ]".utf8)) { lexer, _ in
            _ = try lexer.next()
            #expect(throws: JSONError(.valueExpected, at: 2)) { try lexer.skipValue() }
        }
    }

    @Test func theRestOfAContainerCanBeSkipped() throws {
        try withLexer(Array(#"[{"a":1,"b":{"c":[]}},2]"#.utf8)) { lexer, _ in
            for _ in 0..<3 { _ = try lexer.next() }
            #expect(lexer.depth == 2)
            #expect(try lexer.skipContainer() == 21)
            #expect(lexer.depth == 1)
            #expect(try lexer.next().kind == .number)
        }
    }

    @Test func severalValuesCanBeReadFromOneBuffer() throws {
        try withLexer(Array("{\"a\":1}\n[2]\n3\n".utf8)) { lexer, _ in
            var ends: [Int] = []
            for _ in 0..<3 {
                try lexer.skipValue()
                ends.append(lexer.offset)
                lexer.restart(at: lexer.offset)
            }
            #expect(ends == [7, 11, 13])
            #expect(throws: JSONError(.endOfInput, at: 14)) { try lexer.next() }
        }
    }

    @Test func restartingForgetsDeepNesting() throws {
        let deep = Array((String(repeating: "[", count: 130) + " 1").utf8)
        try withLexer(deep) { lexer, _ in
            for _ in 0..<130 { _ = try lexer.next() }
            lexer.restart(at: 131)
            #expect(try lexer.next().kind == .number)
            #expect(try lexer.next().kind == .end)
        }
    }
}
