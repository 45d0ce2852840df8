/// Where a record lies, as a worker knows it: its chunk and its number there. Record and line of the source are worked out when
/// all chunks have been counted.
struct Place: Comparable, Sendable {
    /// The chunk in the stream, counted from 0.
    let chunk: Int32
    /// The record in the chunk, counted from 0.
    let record: Int32
    /// The physical line in the chunk, counted from 0.
    let line: Int32

    init(chunk: Int, record: Int, line: Int) {
        self.chunk = Int32(truncatingIfNeeded: chunk)
        self.record = Int32(truncatingIfNeeded: record)
        self.line = Int32(truncatingIfNeeded: line)
    }

    static func < (left: Place, right: Place) -> Bool {
        left.chunk != right.chunk ? left.chunk < right.chunk : left.record < right.record
    }
}

/// A value that was seen, and where. Long values are cut.
struct Sighting: Sendable {
    static let longest = 240

    let place: Place
    let bytes: [UInt8]
    /// Whether the record had all its cells, so that the value surely belongs to its column.
    let isCertain: Bool

    init(_ place: Place, _ value: UnsafeBufferPointer<UInt8>, isCertain: Bool) {
        self.place = place
        self.isCertain = isCertain
        var end = min(value.count, Sighting.longest)
        // No scalar is cut in two.
        while end > 0 && end < value.count && value[end] & 0xC0 == 0x80 { end -= 1 }
        bytes = Array(value[..<end])
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    static func earlier(_ left: Sighting?, _ right: Sighting?) -> Sighting? {
        guard let left, let right else { return left ?? right }
        return right.place < left.place ? right : left
    }
}

/// How many records and lines each chunk of a stream holds, so that places in chunks become places in the source.
struct ChunkCounts: Sendable {
    private var records: [Int32] = []
    private var lines: [Int32] = []

    mutating func set(_ chunk: Int, records count: Int, lines lineCount: Int) {
        while records.count <= chunk {
            records.append(0)
            lines.append(0)
        }
        records[chunk] = Int32(truncatingIfNeeded: count)
        lines[chunk] = Int32(truncatingIfNeeded: lineCount)
    }

    /// Returns the 1-based record and line of places.
    ///
    /// - Parameter startLine: the 1-based line on which the first chunk begins.
    func resolver(startLine: Int) -> PlaceResolver {
        var recordSums = [0]
        var lineSums = [startLine]
        for (count, lineCount) in zip(records, lines) {
            recordSums.append((recordSums.last ?? 0) + Int(count))
            lineSums.append((lineSums.last ?? 0) + Int(lineCount))
        }
        return PlaceResolver(records: recordSums, lines: lineSums)
    }
}

struct PlaceResolver {
    fileprivate let records: [Int]
    fileprivate let lines: [Int]

    /// The 1-based number of the record in the source.
    func record(_ place: Place) -> Int { records[min(Int(place.chunk), records.count - 1)] + Int(place.record) + 1 }

    /// The 1-based physical line on which the record starts.
    func line(_ place: Place) -> Int { lines[min(Int(place.chunk), lines.count - 1)] + Int(place.line) }

    /// How many records there are, and the 1-based line behind the last.
    var end: (records: Int, line: Int) { (records.last ?? 0, lines.last ?? 1) }
}
