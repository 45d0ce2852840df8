/// The lines of a `cmd` file, or of a `$ …` block of a manual, cut into words as a shell cuts them.
///
/// Single quotes, double quotes without expansion, backslashes, `NAME=value` in front of the command, `< file`, `> file` and
/// `2> file` are understood; pipes, variables and patterns are not.
struct CommandScript {
    struct Line: Equatable {
        var variables: [String: String] = [:]
        /// The command and its arguments.
        var words: [String] = []
        var input: String?
        var output: String?
        var errors: String?
    }

    struct Malformed: Error, CustomStringConvertible {
        let description: String
    }

    let lines: [Line]

    /// Reads a script: one command a line, a backslash at the end joins two lines, `#` starts a line of comment.
    init(_ text: String) throws {
        let joined = text.replacing("\\\n", with: " ")
        lines = try joined.split(whereSeparator: \.isNewline).compactMap { line in
            var line = line.drop { $0 == " " }
            if line.hasPrefix("$ ") { line = line.dropFirst(2) }
            return line.isEmpty || line.hasPrefix("#") ? nil : try CommandScript.line(String(line))
        }
    }

    private enum Token: Equatable {
        case word(String, isQuoted: Bool)
        case redirection(String)
    }

    private static func line(_ text: String) throws -> Line {
        var line = Line()
        var target: WritableKeyPath<Line, String?>?
        for token in try tokens(text) {
            switch token {
            case .redirection(let sign):
                guard target == nil else { throw Malformed(description: "no file after a redirection: \(text)") }
                target = sign == "<" ? \.input : sign == ">" ? \.output : \.errors
            case .word(let word, let isQuoted):
                if let place = target {
                    line[keyPath: place] = word
                    target = nil
                } else if line.words.isEmpty, !isQuoted, let cut = word.firstIndex(of: "="), cut != word.startIndex {
                    line.variables[String(word[..<cut])] = String(word[word.index(after: cut)...])
                } else {
                    line.words.append(word)
                }
            }
        }
        guard target == nil, !line.words.isEmpty else { throw Malformed(description: "no command, or no file: \(text)") }
        return line
    }

    private static func tokens(_ text: String) throws -> [Token] {
        var tokens: [Token] = []
        var word: String?
        var isQuoted = false
        var rest = Substring(text)
        func end() {
            if let word { tokens.append(.word(word, isQuoted: isQuoted)) }
            word = nil
            isQuoted = false
        }
        while let character = rest.popFirst() {
            switch character {
            case " ", "\t": end()
            case "<", ">":
                if character == ">", word == "2" { word = nil; tokens.append(.redirection("2>")) } else {
                    end()
                    tokens.append(.redirection(String(character)))
                }
            case "|", "&", ";", "$", "`": throw Malformed(description: "'\(character)' is not understood: \(text)")
            case "'", "\"":
                // An assignment may have a quoted value, so only a quote at the start makes the word a plain one.
                isQuoted = isQuoted || word == nil
                word = (word ?? "") + (try quoted(&rest, by: character, in: text))
            case "\\":
                word = (word ?? "") + (rest.popFirst().map { String($0) } ?? "")
            default: word = (word ?? "") + String(character)
            }
        }
        end()
        return tokens
    }

    private static func quoted(_ rest: inout Substring, by quote: Character, in text: String) throws -> String {
        var inside = ""
        while let character = rest.popFirst() {
            if character == quote { return inside }
            if character == "\\", quote == "\"", let next = rest.first, next == "\"" || next == "\\" {
                inside.append(rest.removeFirst())
            } else {
                inside.append(character)
            }
        }
        throw Malformed(description: "a quote is never closed: \(text)")
    }
}
