import Syntax
import Testing

/// Documents of the project's own that cover the grammar of RFC 8259 section by section.
enum JSONCorpus {
    struct Bad: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: [UInt8]
        let kind: JSONError.Kind
        /// The offset of the offending byte.
        let offset: Int

        init(_ name: String, _ text: String, _ kind: JSONError.Kind, _ offset: Int) {
            self.init(name, Array(text.utf8), kind, offset)
        }

        init(_ name: String, _ text: [UInt8], _ kind: JSONError.Kind, _ offset: Int) {
            testDescription = name
            self.text = text
            self.kind = kind
            self.offset = offset
        }
    }

    static let good: [String] = [
        "null", "true", "false", "0", "-0", "7", "-12", "10", "1.5", "-0.25", "1e3", "1E+3", "2.5e-7", "0e0", "0.0",
        #""""#, #""a""#, #""a b""#, #""12345678""#, #""1234567890123456789""#, #""عبدالله بن عمر""#, #""e\u0301 and é""#,
        #""\"\\\/\b\f\n\r\t""#, #""\u0000""#, #""\uD83D\uDE00""#, #""\ud800""#, #""😀 twice 😀""#, "\"\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}\"",
        "[]", "[ ]", "[1]", "[1,2,3]", "[[],[[]],{}]", "[null,true,false]", "[\n\t1 ,\r\n 2 ]",
        "{}", "{ }", #"{"a":1}"#, #"{"a":1,"b":[2],"c":{"d":null}}"#, #"{"":""}"#, #"{ "a" : 1 , "b" : 2 }"#, #"{"a":1,"a":2}"#,
        #"{"Id":17,"UserName":"o.hana","Groups":[{"Id":1,"Name":"Ward 3"},{"Id":2,"Name":"قسم"}],"Phone":null}"#,
        " \t\r\n 1 \n", "\u{FEFF}[1]", "[1e400,-1e-400,123456789012345678901234567890]",
    ]

    static let bad: [Bad] = [
        Bad("nothing", "", .endOfInput, 0),
        Bad("only white space", " \n\t", .endOfInput, 3),
        Bad("only a byte order mark", "\u{FEFF}", .endOfInput, 3),
        Bad("half a byte order mark", [0xEF, 0xBB, 0x31], .valueExpected, 0),
        Bad("UTF-16", [0xFF, 0xFE, 0x31, 0x00], .valueExpected, 0),
        Bad("a form feed is no white space", "\u{C}1", .valueExpected, 0),
        Bad("a no-break space is no white space", "[1,\u{A0}2]", .valueExpected, 3),
        Bad("two documents", "1 2", .contentAfterEnd, 2),
        Bad("a closing bracket too many", "[1]]", .contentAfterEnd, 3),
        Bad("a comma behind the document", "{},", .contentAfterEnd, 2),
        Bad("a NUL behind the document", "1 \0", .contentAfterEnd, 2),
        Bad("a comment", "[1/*no*/]", .badNumber, 2),
        Bad("a comment before a value", "[ // no\n1]", .valueExpected, 2),
        Bad("a literal in capitals", "True", .valueExpected, 0),
        Bad("a literal cut short", "tru", .badLiteral, 0),
        Bad("a literal misspelt", "[nul]", .badLiteral, 1),
        Bad("a literal with a tail", "nullx", .badLiteral, 0),
        Bad("NaN", "NaN", .valueExpected, 0),
        Bad("a leading plus", "+1", .valueExpected, 0),
        Bad("a leading dot", ".5", .valueExpected, 0),
        Bad("a leading zero", "-012", .badNumber, 2),
        Bad("only a minus", "-", .badNumber, 1),
        Bad("a minus before a letter", "[-x]", .badNumber, 2),
        Bad("no digit behind the dot", "[1.]", .badNumber, 3),
        Bad("no digit between dot and exponent", "1.e3", .badNumber, 2),
        Bad("no digit in the exponent", "1e", .badNumber, 2),
        Bad("only a sign in the exponent", "1e+]", .badNumber, 3),
        Bad("a hexadecimal number", "0x10", .badNumber, 1),
        Bad("two dots", "1.2.3", .badNumber, 3),
        Bad("a number with a tail", "12abc", .badNumber, 2),
        Bad("Arabic digits", "[١]", .valueExpected, 1),
        Bad("a string never closed", #"["abc"#, .unclosedString, 1),
        Bad("a string that ends in a backslash", #""abc\"#, .unclosedString, 0),
        Bad("a string that ends in an escape", #""\u12"#, .unclosedString, 0),
        Bad("a single quote", "'a'", .valueExpected, 0),
        Bad("a raw line feed in a string", "\"ab\ncd\"", .controlCharacter, 3),
        Bad("a raw tab far inside a string", "\"123456789012\t\"", .controlCharacter, 13),
        Bad("a raw NUL in a string", "\"\0\"", .controlCharacter, 1),
        Bad("an unknown escape", #""ab\x41""#, .badEscape, 3),
        Bad("a capital in an escape", #""\N""#, .badEscape, 1),
        Bad("an escape with three digits", #""\u12G4""#, .badEscape, 1),
        Bad("a continuation byte alone", [0x22, 0x80, 0x22], .invalidUTF8, 1),
        Bad("a two-byte form cut short", [0x22, 0xD8, 0x22], .invalidUTF8, 1),
        Bad("an overlong two-byte form", [0x22, 0xC1, 0xBF, 0x22], .invalidUTF8, 1),
        Bad("an overlong three-byte form", [0x22, 0xE0, 0x9F, 0xBF, 0x22], .invalidUTF8, 1),
        Bad("an overlong four-byte form", [0x22, 0xF0, 0x8F, 0xBF, 0xBF, 0x22], .invalidUTF8, 1),
        Bad("a surrogate as UTF-8", [0x22, 0x61, 0xED, 0xA0, 0x80, 0x22], .invalidUTF8, 2),
        Bad("above U+10FFFF", [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], .invalidUTF8, 1),
        Bad("a byte that UTF-8 never uses", [0x22, 0xFF, 0x22], .invalidUTF8, 1),
        Bad("a sequence cut by the end", [0x22, 0xF0, 0x9F, 0x98], .invalidUTF8, 1),
        Bad("a bad byte in a name", [0x7B, 0x22, 0xFE, 0x22, 0x3A, 0x31, 0x7D], .invalidUTF8, 2),
        Bad("an array never closed", "[1", .endOfInput, 2),
        Bad("an array that ends with a comma", "[1,", .endOfInput, 3),
        Bad("a trailing comma in an array", "[1,]", .valueExpected, 3),
        Bad("a leading comma in an array", "[,1]", .valueExpected, 1),
        Bad("no comma in an array", "[1 2]", .commaOrBracketExpected, 3),
        Bad("a colon in an array", "[1:2]", .commaOrBracketExpected, 2),
        Bad("an array closed by a brace", "[1}", .commaOrBracketExpected, 2),
        Bad("an object never closed", #"{"a":1"#, .endOfInput, 6),
        Bad("an object that ends with its name", #"{"a""#, .endOfInput, 4),
        Bad("an object that ends with a colon", #"{"a":"#, .endOfInput, 5),
        Bad("an object that ends with a comma", #"{"a":1,"#, .endOfInput, 7),
        Bad("a trailing comma in an object", #"{"a":1,}"#, .nameExpected, 7),
        Bad("a name without quotes", "{a:1}", .nameExpected, 1),
        Bad("a number as a name", "{1:1}", .nameExpected, 1),
        Bad("no colon", #"{"a" 1}"#, .colonExpected, 5),
        Bad("an equals sign for the colon", #"{"a"=1}"#, .colonExpected, 4),
        Bad("no value", #"{"a":}"#, .valueExpected, 5),
        Bad("no comma in an object", #"{"a":1 "b":2}"#, .commaOrBraceExpected, 7),
        Bad("an object closed by a bracket", #"{"a":1]"#, .commaOrBraceExpected, 6),
        Bad("a closing bracket first", "]", .valueExpected, 0),
    ]
}

/// Reads every token and returns `nil` when the text is accepted.
func jsonVerdict(_ text: [UInt8], depthLimit: Int = JSONLexer.defaultDepthLimit) -> JSONError? {
    text.withUnsafeBufferPointer { bytes in
        var lexer = JSONLexer(bytes, depthLimit: depthLimit)
        do throws(JSONError) {
            while try lexer.next().kind != .end {}
            return nil
        } catch {
            return error
        }
    }
}
