/// Prose and tables, cut to the width of a screen. Widths count characters.
enum TextWrap {
    static let width = 80

    /// Returns words in lines of at most `width` columns, each line indented and ended.
    ///
    /// Words that belong together have a no-break space between them; it is printed as a plain one.
    ///
    /// - Parameter hanging: the indent of every line but the first, where it differs.
    static func lines(_ text: String, indent: String = "", hanging: String? = nil) -> String {
        var result = ""
        var line = indent
        var isFresh = true
        for word in text.split(separator: " ") {
            if !isFresh, line.count + 1 + word.count > width {
                result += line + "\n"
                line = hanging ?? indent
                isFresh = true
            }
            line += isFresh ? String(word) : " " + word
            isFresh = false
        }
        return (result + line + "\n").replacing(noBreakSpace, with: " ")
    }

    static let noBreakSpace = "\u{A0}"

    /// Returns a line of two columns, the second of which starts at `column`; it wraps there.
    static func row(_ left: String, _ right: String, column: Int) -> String {
        let gap = String(repeating: " ", count: max(2, column - left.count))
        return lines(right, indent: left + gap, hanging: String(repeating: " ", count: column))
    }
}
