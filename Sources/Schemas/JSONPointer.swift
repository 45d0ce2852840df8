/// The place of a value in a JSON document, as RFC 6901 writes it: `/components/schemas/UserDTO`.
struct JSONPointer: Sendable, Equatable {
    /// Empty for the whole document, else beginning with a slash.
    private(set) var text = ""

    /// Returns the place of a member or, by its position counted from 0, of an element.
    func appending(_ step: some CustomStringConvertible) -> JSONPointer {
        var escaped = ""
        for character in step.description.unicodeScalars {
            switch character {
            case "~": escaped += "~0"
            case "/": escaped += "~1"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return JSONPointer(text: "\(text)/\(escaped)")
    }

    /// Returns the step that was written in escaped form; `nil` when a tilde is not followed by 0 or 1.
    static func unescaped(_ step: Substring) -> String? {
        var plain = ""
        var afterTilde = false
        for character in step.unicodeScalars {
            switch (afterTilde, character) {
            case (true, "0"): plain += "~"
            case (true, "1"): plain += "/"
            case (true, _): return nil
            case (false, "~"): break
            default: plain.unicodeScalars.append(character)
            }
            afterTilde = !afterTilde && character == "~"
        }
        return afterTilde ? nil : plain
    }
}
