#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Records

/// The words of everything that can go wrong with an output.
enum WriterMessages {
    static func exists(_ name: String) -> Diagnostic {
        Diagnostic(.destinationExists, "'\(name)' exists", hint: "--overwrite replaces it")
    }

    static func isDirectory(_ name: String) -> Diagnostic {
        Diagnostic(.destinationUnwritable, "'\(name)' is a directory, expected the name of a file")
    }

    static func cannotCreate(_ name: String, errno code: Int32) -> Diagnostic {
        Diagnostic(
            .destinationUnwritable, "cannot create '\(name)': \(SystemError.text(code))",
            hint: code == ENOENT ? "the directory does not exist" : nil)
    }

    static func inUse(_ name: String) -> Diagnostic {
        Diagnostic(.destinationInUse, "another run is writing '\(name)'", hint: "try again when it has ended")
    }

    static func writeFailed(_ name: String, errno code: Int32) -> Diagnostic {
        if code == EPIPE { return Diagnostic(.pipeClosed, "nobody reads '\(name)' any more") }
        return Diagnostic(.writeFailed, "cannot write '\(name)': \(SystemError.text(code))", hint: "nothing was left behind under that name")
    }

    static func severalRecords(_ name: String, _ schema: Schema) -> Diagnostic {
        Diagnostic(
            .severalRecords, "a form holds one \(schema.name), and there are more for '\(name)'",
            hint: "--where picks one; JSON holds them all")
    }

    static func interrupted(_ name: String) -> Diagnostic {
        Diagnostic(.interrupted, "interrupted while writing '\(name)'")
    }
}
