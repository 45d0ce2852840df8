import Records
import Syntax

/// The words of everything that unpacking and transcoding can say.
public enum StreamMessages {
    static func gzipDamaged(_ name: String, _ error: GzipError) -> Diagnostic {
        let hint =
            switch error.kind {
            case .cutShort: "was it cut off while it was copied? 'gzip -t' tests a file"
            case .trailingBytes: "the rest of the file is something else; unpack it by hand to see what"
            default: "fetch the file again; 'gzip -t' tests it"
            }
        let place = error.kind == .cutShort ? "after \(grouped(error.offset)) bytes" : "at byte \(grouped(error.offset + 1))"
        return Diagnostic(.gzipDamaged, "'\(name)' is damaged gzip data: \(words(error)) \(place)", hint: hint)
    }

    private static func words(_ error: GzipError) -> String {
        switch error.kind {
        case .cutShort: "it ends too early"
        case .notGzip: "the signature is missing"
        case .unknownMethod: "unknown compression method"
        case .reservedFlags: "unknown flags"
        case .headerChecksum: "the checksum of the header is wrong"
        case .blockType: "unknown kind of block"
        case .storedLength: "a block's length contradicts itself"
        case .codeCount, .codeLengths: "impossible code"
        case .symbol: "impossible symbol"
        case .distance: "a copy from before the start"
        case .checksum: "the checksum of the contents is wrong"
        case .length: "the length of the contents is wrong"
        case .trailingBytes: "something else follows the end"
        }
    }

    static func gzipBomb(_ name: String, unpacked: Int, read: Int) -> Diagnostic {
        Diagnostic(
            .gzipTooLarge,
            "'\(name)' unpacks to more than \(InflatingStream.bombRatio) times its size: \(grouped(unpacked)) bytes out of the first \(grouped(read))",
            hint: "no table is that repetitive; unpack it by hand if it is meant")
    }

    static func gzipBeyondLimit(_ name: String, limit: Int) -> Diagnostic {
        Diagnostic(.gzipTooLarge, "'\(name)' unpacks to more than \(grouped(limit)) bytes")
    }

    /// A name that no encoding has.
    public static func unknownEncoding(_ error: UnknownEncoding) -> Diagnostic {
        Diagnostic(
            .encodingUnknown, "unknown encoding '\(error.name)'\(error.nearest.map { "; nearest is '\($0)'" } ?? "")",
            hint: "'iconv -l' lists what this system knows")
    }

    /// A name in an XML declaration that no encoding has.
    static func unknownDeclaredEncoding(_ name: String, _ error: UnknownEncoding) -> Diagnostic {
        Diagnostic(
            .encodingUnknown,
            "the XML declaration names the unknown encoding '\(error.name)'\(error.nearest.map { "; nearest is '\($0)'" } ?? "")",
            at: SourcePosition(source: name, line: 1), hint: "--encoding names what the document is written in")
    }

    static func encodingNotInstalled(_ name: String, _ encoding: TextEncoding) -> Diagnostic {
        Diagnostic(
            .encodingUnknown, "'\(name)' is read as \(encoding.name), and this system has no table of it",
            hint: "install the system's iconv modules, or convert the file to UTF-8 elsewhere")
    }

    /// What a text was found to be written in: a note, and a warning where it is a guess.
    ///
    /// - Returns: `nil` where a person has named the encoding, or there is nothing to say beyond UTF-8.
    public static func detected(_ name: String, _ detected: DetectedEncoding) -> Diagnostic? {
        if detected.encoding.isUTF8 && detected.change == nil { return nil }
        let position = SourcePosition(source: name, line: 1)
        if detected.isGuessedCodePage {
            return Diagnostic(
                .encodingGuessed, "read as \(detected.encoding.name), a guess: \(detected.evidence)", severity: .warning, at: position,
                hint: "--encoding '\(detected.encoding.name)' makes it certain, or names another")
        }
        return Diagnostic(.dialectDetected, "read as \(detected.encoding.name): \(detected.evidence)", severity: .note, at: position)
    }

    static func guessRefused(_ name: String, _ detected: DetectedEncoding) -> Diagnostic {
        Diagnostic(
            .encodingGuessed, "'\(name)' is no Unicode text; \(detected.encoding.name) is a guess: \(detected.evidence)",
            hint: "--encoding '\(detected.encoding.name)' if that is right")
    }

    /// The place from which a text goes on in another encoding.
    ///
    /// - Parameter line: the 1-based physical line of the first byte that does not fit.
    public static func encodingChanges(
        _ name: String, from encoding: TextEncoding, _ change: EncodingChange, line: Int
    ) -> Diagnostic {
        let after = change.encoding.map { $0 == encoding ? "a second text follows" : "what follows reads as \($0.name)" }
        return Diagnostic(
            .encodingChanges,
            "\(encoding.name) up to byte \(grouped(change.offset)); \(after ?? "a byte order mark begins a second text there")",
            severity: .warning, at: SourcePosition(source: name, line: line),
            hint: "files in different encodings were joined; convert each to UTF-8 before joining them")
    }

    private static func grouped(_ number: Int) -> String {
        var digits = String(number)
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
            place -= 3
        }
        return digits
    }
}
