import Records
import Syntax

/// Brings the rejects of a source into the encoding that the source is written in.
///
/// They are made as UTF-8, as everything is. One instance belongs to one worker; where the source is UTF-8 it has nothing to do.
struct RejectEncoding {
    /// What the source is written in, as far as it was known when the records at hand were read: a text that was ASCII at first may
    /// turn out otherwise.
    var encoding: TextEncoding {
        didSet { if encoding != oldValue { encoder = nil } }
    }
    private var encoder: (any TextEncoder)?
    private let scratch = ByteBuffer()

    init(_ encoding: TextEncoding = .utf8) { self.encoding = encoding }

    /// Replaces UTF-8 by the same text in the source's encoding. The result needs no other piece in front of it or behind.
    mutating func encode(_ text: ByteBuffer) {
        if encoding.isUTF8 || text.count == 0 { return }
        if encoder == nil { encoder = encoding.makeEncoder() }
        guard let encoder else { return }
        scratch.removeAll()
        encoder.encode(text.bytes, to: scratch)
        text.removeAll()
        text.append(scratch.bytes)
        scratch.removeAll()
        scratch.shrink(to: 1 << 20)
    }

    /// Returns UTF-8 in the source's encoding.
    mutating func encoded(_ text: [UInt8]) -> [UInt8] {
        let buffer = ByteBuffer(capacity: text.count)
        buffer.append(text)
        encode(buffer)
        return Array(buffer.bytes)
    }
}
