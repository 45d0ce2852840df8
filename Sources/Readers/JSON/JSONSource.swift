import Records
import Syntax

/// A JSON document whose beginning has been read: an array of records, records one behind the other, or an envelope that holds them.
///
/// ```
///   array      [ {…}, {…} ]                        also inside an envelope, at a pointer
///   member     { "Account": {…}, … }               one record inside an envelope
///   lines      {…}⏎{…}⏎                            NDJSON: a line that is damaged costs that record only
///   sequence   {…} {…}                             one object, or several written over many lines
/// ```
public final class JSONSource: RecordSource {
    /// How the records stand in the text.
    public enum Layout: Sendable {
        case array, member, lines, sequence
    }

    public let input: any ByteStream
    let text: TranscodingStream
    public let hasByteOrderMark: Bool
    /// Where records may stand, in document order.
    public let places: [JSONPlace]
    /// Where they do stand: the first place unless another was chosen.
    public private(set) var place: JSONPlace
    public private(set) var layout: Layout
    public private(set) var startLine: Int
    public let columns: [String] = []

    private let opened: OpenedText
    /// How much is read to find the records.
    private static let headLimit = 1 << 24
    /// An envelope may say this much before its records begin.
    private static let leastHead = 1 << 16

    /// Reads far enough to see where records may stand.
    ///
    /// - Parameter pointer: where the records stand, as RFC 6901 writes it; `nil` finds out.
    /// - Throws: `sourceEmpty`, `malformedJSON` when the text begins as no JSON, `noRecordsInDocument` when nothing in it can be a
    ///   record, and what the streams below throw.
    public init(_ opened: OpenedText, at pointer: String? = nil) throws(Diagnostic) {
        self.opened = opened
        input = opened.input
        text = opened.text
        hasByteOrderMark = opened.hasByteOrderMark
        var outline = JSONOutline(opened.head.bytes)
        while !Self.suffices(outline, pointer, opened.head.count) && !opened.isComplete && opened.head.count < Self.headLimit {
            // Looked at again from the start, so more is read each time.
            let wanted = opened.head.count * 2
            while opened.head.count < wanted && !opened.isComplete { try opened.readBlock() }
            outline = JSONOutline(opened.head.bytes)
        }
        if opened.firstByte == nil && opened.isComplete { throw JSONSourceMessages.empty(input.name) }
        let places = outline.places
        self.places = places
        let found = pointer.map { wanted in places.first { $0.pointer == wanted } } ?? places.first
        guard let found else {
            if let problem = outline.problem, pointer == nil, opened.isComplete {
                throw problem.diagnostic(.malformedJSON, in: opened.head.bytes, source: input.name)
            }
            if let pointer { throw JSONSourceMessages.nothingAt(pointer, places.map(\.pointer), source: input.name) }
            throw JSONSourceMessages.noRecords(input.name)
        }
        place = found
        layout = Self.layout(of: found, outline, opened)
        startLine = 1
        choose(found)
    }

    /// Says where the records stand.
    public func choose(_ place: JSONPlace) {
        self.place = place
        layout = Self.layout(of: place, JSONOutline(opened.head.bytes), opened)
        startLine = 1 + LineFeeds.count(UnsafeBufferPointer(rebasing: opened.head.bytes[..<restStart]))
    }

    /// Whether enough has been read: the first value as a whole, or so much of it that its records have begun.
    private static func suffices(_ outline: JSONOutline, _ pointer: String?, _ count: Int) -> Bool {
        if outline.rootEnd != nil { return true }
        guard let pointer else { return count >= leastHead && outline.places.contains { !$0.names.isEmpty } }
        return outline.places.contains { $0.pointer == pointer }
    }

    private static func layout(of place: JSONPlace, _ outline: JSONOutline, _ opened: OpenedText) -> Layout {
        if place.isArray { return .array }
        if !place.pointer.isEmpty { return .member }
        guard let end = outline.rootEnd, end < opened.head.count else { return .sequence }
        let record = opened.head.bytes[place.offset..<end]
        let rest = opened.head.bytes[end...].drop { $0 == ASCII.space || $0 == ASCII.tab || $0 == ASCII.carriageReturn }
        return rest.first == ASCII.lineFeed && !record.contains(ASCII.lineFeed) ? .lines : .sequence
    }

    /// Where the splitter begins: behind the bracket of an array, before that of an object.
    private var restStart: Int { place.isArray ? place.offset + 1 : place.offset }

    /// What was read behind the beginning of the records, and the offset in the text at which it begins.
    func takeRest() -> (bytes: ByteBuffer, offset: Int, isComplete: Bool) {
        let rest = ByteBuffer(capacity: opened.head.count - restStart)
        rest.append(UnsafeBufferPointer(rebasing: opened.head.bytes[restStart...]))
        return (rest, restStart, opened.isComplete)
    }

    public var encoding: DetectedEncoding { text.detected }

    public var encodingChange: Diagnostic? { change(seenBy: text) }

    public var formText: String {
        let place = place.pointer.isEmpty ? "" : " at \(place.pointer)"
        return switch layout {
        case .array: "a JSON array\(place)"
        case .member: "a JSON object\(place)"
        case .lines: "JSON, an object a line"
        case .sequence: "JSON objects"
        }
    }

    public func makeSplitter(recordLimit: Int) -> any RecordSplitter { JSONSplitter(self, recordLimit: recordLimit) }

    public func makeParser(_ reading: RecordReading) -> any RecordParser { JSONRecordParser(reading, layout: layout) }
}

extension JSONSource {
    /// Chooses the place whose first record has the most members of a schema; of several the first.
    ///
    /// - Parameter pointer: where a person says that the records stand; `nil` lets the names decide.
    /// - Throws: `noRecordsInDocument` when no member of any place is a field.
    public func choose(for schema: Schema, at pointer: String?) throws(Diagnostic) {
        if pointer != nil { return }
        let members = JSONMembers(schema, allowsUndocumented: true)
        let counts = places.map { place in
            place.names.count { name in
                Array(name.utf8).withUnsafeBufferPointer { members.position(of: $0) } != JSONMembers.unknown
            }
        }
        guard let most = counts.max(), most > 0, let best = counts.firstIndex(of: most) else {
            // An empty array holds no record to judge by.
            if places.allSatisfy(\.names.isEmpty) { return }
            throw JSONSourceMessages.nothingOf(schema, source: input.name)
        }
        choose(places[best])
    }
}
