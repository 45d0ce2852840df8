import Records
import Syntax

/// How the text of a source is to be opened.
public struct TextOptions: Sendable {
    /// What the text is written in; `nil` finds out.
    public var encoding: TextEncoding?
    /// Whether a code page that nobody named ends the run.
    public var refusesGuess = false
    /// The most bytes that a gzip file may hold; `nil` looks out for bombs.
    public var unpackLimit: Int?

    public init(encoding: TextEncoding? = nil, refusesGuess: Bool = false, unpackLimit: Int? = nil) {
        self.encoding = encoding
        self.refusesGuess = refusesGuess
        self.unpackLimit = unpackLimit
    }
}

/// Puts the streams on a source that it needs, judged by its first bytes and not by its name.
public enum TextSource {
    /// An XML declaration names the encoding where nobody else does.
    ///
    /// - Returns: the text as UTF-8.
    /// - Throws: `notText` for known formats that are no text, `encodingUnknown` for a declaration that names none, and what the
    ///   streams throw.
    public static func open(
        _ input: any ByteStream, _ options: TextOptions = TextOptions()
    ) throws(Diagnostic) -> TranscodingStream {
        var stream = input
        var head = try readHead(of: stream)
        let isPacked = GzipDecoder.isGzip(head.bytes)
        if isPacked {
            stream = InflatingStream(input, head: head, limit: options.unpackLimit)
            head = try readHead(of: stream)
        }
        try SourceSignature.refuseKnownFormats(head.bytes, name: input.name)
        let declared = options.encoding == nil ? try declaredEncoding(head, stream, name: input.name) : nil
        return try TranscodingStream(
            stream, head: head, encoding: options.encoding ?? declared, refusesGuess: options.refusesGuess,
            evidence: declared == nil ? TranscodingStream.namedByPerson : "named in the XML declaration")
    }

    /// The encoding that an XML declaration names; `nil` without one.
    ///
    /// A declaration that can be read is in bytes of ASCII: where it names an encoding of wider units, it was left behind by
    /// somebody who converted the text, and does not count.
    private static func declaredEncoding(
        _ head: ByteBuffer, _ stream: any ByteStream, name: String
    ) throws(Diagnostic) -> TextEncoding? {
        while head.count < 6 || XMLDeclaration.begins(head.bytes) && head.count < XMLDeclaration.lengthLimit
            && XMLDeclaration(head.bytes) == nil {
            if try !stream.append(to: head, count: EncodingDetector.blockSize) { break }
        }
        guard let named = XMLDeclaration(head.bytes)?.encoding else { return nil }
        do {
            let encoding = try TextEncoding(named: named)
            return encoding.isUTF8 || !encoding.isUnicode ? encoding : nil
        } catch {
            throw StreamMessages.unknownDeclaredEncoding(name, error)
        }
    }

    /// A pipe may give its first bytes one at a time.
    private static func readHead(of stream: any ByteStream) throws(Diagnostic) -> ByteBuffer {
        let head = ByteBuffer(capacity: EncodingDetector.blockSize)
        while head.count < SourceSignature.longest {
            if try !stream.append(to: head, count: EncodingDetector.blockSize) { break }
        }
        return head
    }
}
