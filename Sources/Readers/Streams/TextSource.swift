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
    /// - Returns: the text as UTF-8.
    /// - Throws: `notText` for known formats that are no text, and what the streams throw.
    public static func open(_ input: any ByteStream, _ options: TextOptions = TextOptions()) throws(Diagnostic) -> TranscodingStream {
        var stream = input
        var head = try readHead(of: stream)
        let isPacked = GzipDecoder.isGzip(head.bytes)
        if isPacked {
            stream = InflatingStream(input, head: head, limit: options.unpackLimit)
            head = try readHead(of: stream)
        }
        try SourceSignature.refuseKnownFormats(head.bytes, name: input.name)
        return try TranscodingStream(stream, head: head, encoding: options.encoding, refusesGuess: options.refusesGuess)
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
