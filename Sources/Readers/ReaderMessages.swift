#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Records

/// The words of everything that reading can say about a source as a whole.
public enum ReaderMessages {
    static func cannotOpen(_ name: String, errno code: Int32) -> Diagnostic {
        if code == ENOENT {
            return Diagnostic(.sourceNotFound, "no file '\(name)'", hint: "the path is taken from the current directory")
        }
        return Diagnostic(.sourceUnreadable, "cannot open '\(name)': \(SystemError.text(code))")
    }

    static func cannotRead(_ name: String, errno code: Int32) -> Diagnostic {
        Diagnostic(.sourceUnreadable, "cannot read '\(name)': \(SystemError.text(code))")
    }

    static func isDirectory(_ name: String) -> Diagnostic {
        Diagnostic(.sourceUnreadable, "'\(name)' is a directory, not a file")
    }

    static func empty(_ name: String) -> Diagnostic {
        Diagnostic(.sourceEmpty, "'\(name)' is empty: expected a header line with column names")
    }

    static func notText(_ name: String, what: String, hint: String) -> Diagnostic {
        Diagnostic(.notText, "'\(name)' is not a CSV text: \(what)", hint: hint)
    }

    static func recordTooLong(_ name: String, record: Int, line: Int, limit: Int, spansLines: Bool) -> Diagnostic {
        Diagnostic(
            .recordTooLong, "record is longer than \(byteText(limit))",
            at: SourcePosition(source: name, record: record, line: line),
            hint: spansLines
                ? "a quote opened in it may never be closed; --max-record raises the limit"
                : "--max-record raises the limit")
    }

    static func headerTooLong(_ name: String, limit: Int) -> Diagnostic {
        Diagnostic(
            .recordTooLong, "the header is longer than \(byteText(limit))", at: SourcePosition(source: name, line: 1),
            hint: "is this a CSV file with a header line?")
    }

    static func tooManyColumns(_ name: String, found: Int, limit: Int) -> Diagnostic {
        Diagnostic(
            .tooManyColumns, "the header has \(found) columns, at most \(limit) are read",
            at: SourcePosition(source: name, line: 1))
    }

    /// A number of bytes as people read it.
    public static func byteText(_ count: Int) -> String {
        count >= 1 << 20 && count % (1 << 20) == 0 ? "\(count >> 20) MiB" : "\(count) bytes"
    }
}
