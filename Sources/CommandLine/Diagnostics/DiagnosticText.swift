import Records

/// A diagnostic as people read it.
///
/// ```
/// people.csv:48: record 47: quote opened here is never closed [E104]
/// people.csv:12: record 11: warning: 7 cells, the header has 8 [E108]
/// error: unknown flag '--reject' for 'convert'; nearest is '--rejects' [E001]
/// hint: transload convert --help
/// ```
///
/// A place comes first, so that editors can jump to it. An error at a place needs no word for its severity; anything else has one.
public enum DiagnosticText {
    /// Returns the lines of a diagnostic, each with its line end.
    ///
    /// - Parameter note: a line to put between the message and the hint.
    public static func lines(_ diagnostic: Diagnostic, note: String? = nil) -> String {
        var text = ""
        if let position = diagnostic.position { text += place(position) }
        if diagnostic.position == nil || diagnostic.severity != .error { text += diagnostic.severity.rawValue + ": " }
        text += printable(diagnostic.message) + " [" + diagnostic.code.text + "]\n"
        if let note { text += printable(note) + "\n" }
        if let hint = diagnostic.hint { text += "hint: " + printable(hint) + "\n" }
        return text
    }

    /// Returns a place with a colon and a space behind each part: `people.csv:48: record 47: `.
    static func place(_ position: SourcePosition) -> String {
        var text = printable(position.source)
        if let line = position.line {
            text += ":\(line)"
            if let column = position.column { text += ":\(column)" }
        }
        text += ": "
        if let record = position.record { text += "record \(record): " }
        return text
    }

    /// Returns a text that moves no cursor and changes no colour: control characters become `\u{1B}` and the like.
    public static func printable(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var safe = ""
        for scalar in text.unicodeScalars {
            if isControl(scalar) {
                safe += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            } else {
                safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// C0, C1, line separators, and the marks that turn the direction of what follows.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
