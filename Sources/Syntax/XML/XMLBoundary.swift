#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Records

/// Finds where the records of an XML document end, so that it can be cut into chunks that parse alone.
///
/// ```
///   <ArrayOfX …>   <X><A>1</A><B y=">"/><!-- </X> --><C><![CDATA[</X>]]></C></X>   <X>…</X>   </ArrayOfX> <!-- end -->
///   depth      1   2  3  2     32                     3                     2  1   2     1             0  behind the root
///                                                                              ▲         ▲
///                                                                              └─ ends ──┘
/// ```
///
/// Only tags change the depth. What looks like one and is none, inside attribute values, comments and CDATA sections, is passed
/// over exactly, so that no chunk is in doubt and none needs another way of reading. Names are not compared: whether the end tags
/// are the right ones, and all else that XML demands, is found by the parser of the chunk; where the boundary itself sees that
/// something is wrong, the parser has the better words.
public struct XMLBoundary {
    /// How a call ended.
    public enum Outcome: Sendable, Equatable {
        /// The offset behind the first record end at or behind the target, or behind the whole document.
        case end(Int)
        /// The buffer holds none; more input is needed.
        case needsMore
        /// What cannot stand here, with its offset.
        case fault(XMLError)
    }

    /// How many elements enclose each record: 1 in a list, 0 where the root is the record.
    private let recordDepth: Int
    /// The same at the place that is scanned.
    private var depth: Int
    private var isBehindRoot = false
    /// Up to which offset of the buffer everything is known.
    private var scanned = 0
    /// The offsets behind each record end in the buffer, as `UInt32`s in order.
    public private(set) var ends: [UInt32] = []

    /// - Parameter isList: whether the buffer begins inside the root element, whose children are the records; otherwise it begins
    ///   in front of the root, which is the one record.
    public init(isList: Bool) {
        recordDepth = isList ? 1 : 0
        depth = recordDepth
        ends.reserveCapacity(256)
    }

    /// Whether the root's end tag has been passed.
    public var isComplete: Bool { isBehindRoot }

    /// Returns the offset just behind the first record end at or behind `target`.
    ///
    /// After `needsMore` the caller appends more input to the same bytes and asks again; after an offset it starts the next
    /// buffer there and calls `restart()`.
    ///
    /// - Parameters:
    ///   - bytes: 64 bytes behind `count` may be read.
    ///   - target: the wanted length in bytes.
    ///   - isComplete: whether the input ends with this buffer; then `needsMore` means that it ends too early.
    /// - Complexity: O(*n*) over all calls on one buffer.
    public mutating func end(in bytes: UnsafePointer<UInt8>, count: Int, target: Int, isComplete: Bool) -> Outcome {
        if isBehindRoot { return passEpilog(bytes, count, isComplete) }
        var block = scanned
        while block < count {
            var marks = XMLScan.mask(of: XMLScan.lessThan, in: bytes + block)
            if count - block < 64 { marks &= (1 &<< UInt64(truncatingIfNeeded: count - block)) &- 1 }
            let next = block &+ 64
            while marks != 0 {
                let place = block &+ marks.trailingZeroBitCount
                marks &= marks &- 1
                if place < scanned { continue }
                guard place &+ 1 < count else {
                    scanned = place
                    return .needsMore
                }
                let behind = bytes[place &+ 1]
                if behind == XMLScan.slash {
                    if depth > recordDepth &+ 1 {
                        depth &-= 1
                        scanned = place &+ 2
                        continue
                    }
                    // The end of a record or of the root: where its tag ends matters.
                    guard let close = XMLScan.first(XMLScan.greaterThan, bytes, from: place &+ 2, to: count) else {
                        scanned = place
                        return .needsMore
                    }
                    depth &-= 1
                    scanned = close &+ 1
                } else if behind == XMLScan.exclamation || behind == XMLScan.question {
                    switch XMLScan.section(bytes, from: place, to: count) {
                    case .ends(let end): scanned = end
                    case .needsMore:
                        scanned = place
                        return .needsMore
                    case .fault(let kind): return .fault(XMLError(kind, at: place))
                    }
                    continue
                } else {
                    guard let close = XMLScan.tagEnd(bytes, from: place &+ 1, to: count) else {
                        scanned = place
                        return .needsMore
                    }
                    scanned = close &+ 1
                    if bytes[close &- 1] != XMLScan.slash {
                        depth &+= 1
                        if depth > XMLPushParser.depthLimit { return .fault(XMLError(.tooDeep, at: place)) }
                        continue
                    }
                }
                if depth > recordDepth { continue }
                if depth == recordDepth {
                    ends.append(UInt32(truncatingIfNeeded: scanned))
                    if recordDepth == 1 {
                        if scanned > target { return .end(scanned) }
                        continue
                    }
                }
                isBehindRoot = true
                return passEpilog(bytes, count, isComplete)
            }
            if scanned < min(next, count) { scanned = min(next, count) }
            block = scanned > next ? scanned : next
        }
        return .needsMore
    }

    /// Says that the root was closed by its start tag.
    public mutating func beginBehindRoot() { isBehindRoot = true }

    /// Begins a new buffer at a record boundary.
    public mutating func restart() {
        scanned = 0
        ends.removeAll(keepingCapacity: true)
    }

    /// Passes blanks and comments behind the root element.
    private mutating func passEpilog(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ isComplete: Bool) -> Outcome {
        while scanned < count {
            if XMLScan.isBlank(bytes[scanned]) {
                scanned += 1
                continue
            }
            guard bytes[scanned] == XMLScan.lessThan else { return .fault(XMLError(.contentAfterRoot, at: scanned)) }
            guard scanned + 1 < count else { return isComplete ? .fault(XMLError(.contentAfterRoot, at: scanned)) : .needsMore }
            guard bytes[scanned + 1] == XMLScan.exclamation || bytes[scanned + 1] == XMLScan.question else {
                return .fault(XMLError(.contentAfterRoot, at: scanned))
            }
            switch XMLScan.section(bytes, from: scanned, to: count) {
            case .ends(let end):
                if bytes[scanned + 2] != XMLScan.hyphen { return .fault(XMLError(.contentAfterRoot, at: scanned)) }
                scanned = end
            case .needsMore: return isComplete ? .fault(XMLError(.badSection, at: scanned)) : .needsMore
            case .fault(let kind): return .fault(XMLError(kind, at: scanned))
            }
        }
        return isComplete ? .end(count) : .needsMore
    }
}
