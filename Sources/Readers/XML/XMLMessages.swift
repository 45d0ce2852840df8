import Records
import Syntax

/// The words of what reading can say about an XML document as a whole.
enum XMLMessages {
    static func empty(_ name: String) -> Diagnostic {
        Diagnostic(.sourceEmpty, "'\(name)' is empty: expected an XML document")
    }

    static func headTooLong(_ name: String, limit: Int) -> Diagnostic {
        Diagnostic(
            .recordTooLong, "the root element does not begin within the first \(limit >> 20) MiB", at: SourcePosition(source: name, line: 1),
            hint: "is this an XML document?")
    }

    static func unexpectedRoot(_ root: XMLRoot, _ schema: Schema, source: String, line: Int) -> Diagnostic {
        let names = DataContract.names(of: schema)
        let position = SourcePosition(source: source, line: line)
        guard root.name == names.list || root.name == names.element else {
            return Diagnostic(
                .unexpectedRoot, "the root element is '\(root.name)', expected '\(names.list)' or '\(names.element)'", at: position,
                hint: "--schema names what the records are")
        }
        let found = root.namespace.isEmpty ? "in no namespace" : "in the namespace '\(root.namespace)'"
        return Diagnostic(
            .unexpectedRoot, "the root element '\(root.name)' is \(found), expected '\(names.namespace)'", at: position,
            hint: "a .NET server compares the namespace byte for byte: set xmlns on the root")
    }

    /// - Parameters:
    ///   - record: the 1-based record, and `line` the 1-based line on which it begins, counted from the chunk's first.
    static func recordTooLong(_ name: String, record: Int, line: Int, limit: Int) -> Diagnostic {
        Diagnostic(
            .recordTooLong, "record is longer than \(ReaderMessages.byteText(limit))", at: SourcePosition(source: name, record: record, line: line),
            hint: "an element in it may never be closed; --max-record raises the limit")
    }

    static func noMemory(_ name: String) -> Diagnostic {
        Diagnostic(.internalFault, "no memory to read '\(name)'")
    }
}
