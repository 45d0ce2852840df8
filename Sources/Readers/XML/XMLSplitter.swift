import Records
import Syntax

/// Cuts an XML stream into chunks of whole records, about `chunkSize` bytes each.
///
/// ```
///   <ArrayOfX …>│<X>…</X><X>…</X>│<X>…</X>│</ArrayOfX>⏎│
///               └──── chunk ─────┘└─── the last chunk ─┘
/// ```
///
/// The root's start tag is in no chunk; its end tag and what follows are in the last one. A document that is one record is one
/// chunk, root and all.
public final class XMLSplitter: RecordSplitter {
    /// How long a chunk is, in bytes, but for the last record's excess.
    public static let chunkSize = 1 << 18

    private let source: XMLSource
    private let shape: XMLShape
    private let recordLimit: Int
    private let chunkSize: Int
    private let leftOver = ByteBuffer()
    private var boundary: XMLBoundary
    private var isComplete = false
    private var isOver = false
    private var sequence = 0
    private var offset: Int

    /// - Parameter recordLimit: the longest record, in bytes.
    public init(_ source: XMLSource, _ shape: XMLShape, recordLimit: Int, chunkSize: Int = XMLSplitter.chunkSize) {
        self.source = source
        self.shape = shape
        self.recordLimit = recordLimit
        self.chunkSize = max(chunkSize, 1)
        let skipped = shape == .list ? source.rootTag.count : 0
        leftOver.append(UnsafeBufferPointer(rebasing: source.rest.bytes[skipped...]))
        offset = source.restOffset + skipped
        boundary = XMLBoundary(isList: shape == .list)
        if shape == .list && source.root.isClosed { boundary.beginBehindRoot() }
    }

    public func fill(_ batch: RecordBatch) throws(Diagnostic) -> Bool {
        let chunk = batch.chunk
        chunk.removeAll()
        chunk.shrink(to: 4 * XMLSplitter.chunkSize)
        batch.recordEnds.removeAll(keepingCapacity: true)
        if isOver { return false }
        chunk.append(leftOver.bytes)
        leftOver.removeAll()
        boundary.restart()
        let wasBehindRoot = boundary.isComplete
        // A little more than a chunk is read at a time, so that the record that crosses the line is mostly there already.
        let step = chunkSize + chunkSize / 8
        if chunk.count < chunkSize { try read(step - chunk.count, into: chunk) }
        while true {
            switch boundary.end(in: chunk.pointer, count: chunk.count, target: chunkSize - 1, isComplete: isComplete) {
            case .end(let end):
                try refuseLongRecord(chunk)
                isOver = boundary.isComplete
                leftOver.append(UnsafeBufferPointer(rebasing: chunk.bytes[end...]))
                chunk.count = end
                batch.recordEnds = boundary.ends
                batch.sequence = sequence
                batch.byteOffset = offset
                sequence += 1
                offset += chunk.count
                // Blanks behind a root that was closed at once are no chunk.
                if wasBehindRoot { chunk.removeAll() }
                return chunk.count > 0
            case .needsMore:
                let start = Int(boundary.ends.last ?? 0)
                if isComplete { throw diagnosis(chunk, nil) }
                if chunk.count - start > recordLimit + chunkSize { throw diagnosis(chunk, recordTooLong(chunk, from: start)) }
                try read(max(step, chunk.count / 2), into: chunk)
            case .fault(let error): throw diagnosis(chunk, nil, error)
            }
        }
    }

    private func read(_ count: Int, into chunk: ByteBuffer) throws(Diagnostic) {
        chunk.reserve(count)
        var wanted = count
        while wanted > 0 {
            let got = try source.text.read(into: chunk.pointer + chunk.count, count: wanted)
            if got == 0 {
                isComplete = true
                return
            }
            chunk.count += got
            wanted -= got
        }
    }

    /// The parser has the better words for nearly all that can be wrong, and sees it where it begins.
    private func diagnosis(_ chunk: ByteBuffer, _ long: Diagnostic?, _ found: XMLError? = nil) -> Diagnostic {
        let root = shape == .list && !source.root.isClosed ? source.rootTag : []
        let error = XMLDiagnosis.error(in: chunk.bytes, root: root, isComplete: isComplete && long == nil && found == nil)
        // What the scanner refuses is refused, whatever stands behind it. What it takes for the end of the root may be a wrong tag.
        let isRoot = found?.kind == .contentAfterRoot
        let first = (isRoot ? [error, found] : [found, error]).compactMap { $0 }.min { $0.offset < $1.offset }
        guard let first else { return long ?? XMLError(.other(0), at: chunk.count).diagnostic(in: chunk.bytes, source: source.input.name) }
        // What the library says of a record that is too long for it is no better than that it is.
        if let long, case .other = first.kind { return long }
        let record = boundary.ends.prefix { Int($0) <= first.offset }.count + 1
        let isInRecord = first.kind != .contentAfterRoot
        var found = first.diagnostic(in: chunk.bytes, source: source.input.name, record: isInRecord ? record : nil)
        // A column on the chunk's first line counts from the start of the text, as everywhere.
        if found.position?.line == 1, let column = found.position?.column { found.position?.column = offset + column }
        return found
    }

    /// Only a chunk that is longer than the limit can hold such a record.
    private func refuseLongRecord(_ chunk: ByteBuffer) throws(Diagnostic) {
        guard let last = boundary.ends.last, Int(last) > recordLimit else { return }
        var start = 0
        for (index, end) in boundary.ends.enumerated() {
            if Int(end) - start > recordLimit { throw recordTooLong(chunk, from: start, number: index + 1) }
            start = Int(end)
        }
    }

    private func recordTooLong(_ chunk: ByteBuffer, from start: Int, number: Int? = nil) -> Diagnostic {
        // Between records stands white space.
        let begin = chunk.bytes[start...].firstIndex { $0 > ASCII.space } ?? start
        let line = 1 + LineFeeds.count(UnsafeBufferPointer(rebasing: chunk.bytes[..<begin]))
        return XMLMessages.recordTooLong(
            source.input.name, record: number ?? boundary.ends.count + 1, line: line, limit: recordLimit)
    }
}

/// Finds out what is wrong with a piece of a document of which it is known that something is.
final class XMLDiagnosis: XMLPushParser {
    private var open: [UnsafePointer<UInt8>] = []

    override func startElement(_ name: XMLName, _ attributes: XMLAttributes) { open.append(name.local) }

    override func endElement() { _ = open.popLast() }

    /// Returns the first error of a piece; `nil` when there is none.
    ///
    /// - Parameters:
    ///   - root: the root's start tag, where the piece begins behind it.
    ///   - isComplete: whether the document should end with the piece.
    static func error(in piece: UnsafeBufferPointer<UInt8>, root: [UInt8], isComplete: Bool) -> XMLError? {
        let parser = XMLDiagnosis()
        guard parser.open() else { return nil }
        let isGood = root.withUnsafeBufferPointer { parser.feed($0) } && parser.feed(piece)
        let name = parser.open.last.map { String(cString: $0) } ?? ""
        if isGood {
            // Behind an ampersand the library waits for a semicolon that may never come.
            let rest = parser.offset - root.count
            guard rest >= 0, rest < piece.count, piece[rest] == 0x26 else {
                return isComplete ? XMLError(.endsInside(name), at: piece.count) : nil
            }
            _ = parser.finish()
        }
        return parser.error(in: piece, from: root.count, open: name)
    }
}
