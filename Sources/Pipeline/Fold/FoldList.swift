import Records
import Writers

/// Everything that a run with `--fold` has to know before it begins, on disk: which records are joined with which, what they make
/// together, what they disagree about, and what becomes of them.
///
/// ```
///   members    │ record, first │ …                 in record order
///   conflicts  │ record, field, other │ …          in record order
///   joined     │ first, marks, length, record │ …  in the order of the first records
///   verdicts   │ 0 │ 0 │ 2 │ …                     a byte a record, at the number of the first one of a key
/// ```
public final class FoldList: @unchecked Sendable {
    /// What becomes of the records of one key.
    enum Verdict: UInt8 {
        case delivered, rejected, filtered
    }

    /// A field of a record that is not what another record with the same key has there; field −1 for another record that is broken.
    struct Conflict: RecordListEntry {
        let record: UInt64
        let other: UInt64
        let field: Int64
    }

    /// What stands before each joined record in its file.
    struct JoinedHeader {
        let first: UInt64
        let marks: RowMarks
        let length: UInt32
    }

    /// How many elements the joined lists have, where somebody has to know.
    var extent = NestedExtent()
    let members: RecordList<FoldMember>
    let conflicts: RecordList<Conflict>
    private let joined: SpoolFile
    private let verdicts: SpoolFile
    private let out = ByteBuffer(capacity: 1 << 17)
    private var verdictBlock = ByteBuffer()
    private var verdictStart = 0

    private var reader: SpoolReader?
    private var next: JoinedHeader?
    private static let headerLength = MemoryLayout<JoinedHeader>.stride
    private static let blockLength = 1 << 12
    /// What the joined records of one chunk may take, in bytes: slots count them in 32 bits.
    private static let chunkLimit = 1 << 30

    /// - Throws: `writeFailed` when the directory cannot be written to.
    init(directory: String) throws(Diagnostic) {
        members = try RecordList(directory: directory)
        conflicts = try RecordList(directory: directory)
        joined = try SpoolFile(directory: directory)
        verdicts = try SpoolFile(directory: directory)
    }

    // MARK: Writing

    /// Appends the joined record of a key behind those with lower first records.
    func add(_ header: JoinedHeader, _ record: UnsafeBufferPointer<UInt8>, _ verdict: Verdict) throws(Diagnostic) {
        out.appendBytes(of: header)
        out.append(record)
        if out.count >= 1 << 17 { try flushJoined() }

        let place = Int(header.first)
        if place >= verdictStart + Self.blockLength {
            try flushVerdicts()
            verdictStart = place / Self.blockLength * Self.blockLength
        }
        while verdictStart + verdictBlock.count < place { verdictBlock.append(0) }
        verdictBlock.append(verdict.rawValue)
    }

    private func flushJoined() throws(Diagnostic) {
        try joined.append(out.bytes)
        out.removeAll()
        out.shrink(to: 1 << 18)
    }

    private func flushVerdicts() throws(Diagnostic) {
        try verdicts.write(verdictBlock.bytes, at: verdictStart)
        verdictBlock.removeAll()
    }

    /// Ends the writing; from here on the list is read, once.
    func rewind() throws(Diagnostic) {
        try flushJoined()
        try flushVerdicts()
        try members.rewind()
        try conflicts.rewind()
        reader = SpoolReader(joined, 0..<joined.count, blockLength: 1 << 17)
        next = try header()
    }

    // MARK: Reading

    private func header() throws(Diagnostic) -> JoinedHeader? {
        guard let reader, !reader.isAtEnd else { return nil }
        return UnsafeRawBufferPointer(try reader.take(Self.headerLength)).loadUnaligned(as: JoinedHeader.self)
    }

    /// Puts the joined records up to a record, itself included, into a buffer.
    ///
    /// - Returns: what belongs to each, in the order of the buffer.
    /// - Throws: `sourceUnreadable` when the disk fails, `recordTooLong` when they are more than a chunk can hold.
    func takeJoined(upTo record: Int, into bytes: ByteBuffer) throws(Diagnostic) -> [JoinedHeader] {
        var headers: [JoinedHeader] = []
        while let header = next, header.first <= UInt64(record), let reader {
            if bytes.count + Int(header.length) > Self.chunkLimit { throw RunMessages.joinedTooMuch(Self.chunkLimit) }
            bytes.append(try reader.take(Int(header.length)))
            headers.append(header)
            next = try self.header()
        }
        return headers
    }

    /// Reads verdicts, a block at a time; each worker has its own.
    struct VerdictReader {
        private let file: SpoolFile
        private let block = ByteBuffer(capacity: FoldList.blockLength)
        private var start = -1

        fileprivate init(_ file: SpoolFile) { self.file = file }

        /// What becomes of the key whose first record this is.
        mutating func verdict(ofFirst first: UInt64) throws(Diagnostic) -> Verdict {
            let place = Int(first)
            let wanted = place / FoldList.blockLength * FoldList.blockLength
            if wanted != start {
                block.removeAll()
                try file.read(FoldList.blockLength, at: wanted, into: block)
                start = wanted
            }
            guard place - start < block.count, let verdict = Verdict(rawValue: block.pointer[place - start]) else {
                throw RunMessages.cannotReadBack(0)
            }
            return verdict
        }
    }

    func verdictReader() -> VerdictReader { VerdictReader(verdicts) }
}
