/// Where one scalar field of one record lies, in eight bytes.
///
/// ```
///   word 0                     word 1
///   ┌──────────────────────┐   ┌────────────────┬──────────┐
///   │ start        32 bits │   │ length 24 bits │ state  8 │
///   └──────────────────────┘   └────────────────┴──────────┘
///                                          state:  ···e s kkk
///                                                     │ │ └── kind
///                                                     │ └──── bytes lie in the side arena, else in the chunk
///                                                     └────── bytes still need unescaping by their format
/// ```
///
/// For a collection, `start` is the first child record (counted from 0 in the child batch) and `length` their number.
@frozen public struct Slot: Sendable, Equatable {
    public let start: UInt32
    public let word: UInt32

    /// A value's kind. Missing, null and an empty string are three different states from the first byte read to the last written.
    public enum Kind {
        public static let missing: UInt32 = 0
        public static let null: UInt32 = 1
        public static let string: UInt32 = 2
        public static let number: UInt32 = 3
        public static let boolean: UInt32 = 4
        public static let collection: UInt32 = 5
        /// A nested object that is there; the slot has no bytes, the members have slots of their own.
        public static let object: UInt32 = 6
    }

    public static let inSideFlag: UInt32 = 1 << 3
    public static let escapedFlag: UInt32 = 1 << 4
    /// The longest value that a slot can hold, in bytes.
    public static let maximumLength = (1 << 24) - 1

    @inlinable public init(start: UInt32, word: UInt32) {
        self.start = start
        self.word = word
    }

    /// - Precondition: `start` fits 32 bits and `length` is at most `maximumLength`; both are cut to size otherwise.
    @inlinable public init(kind: UInt32, start: Int, length: Int, inSide: Bool = false, escaped: Bool = false) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.word = UInt32(truncatingIfNeeded: length) << 8 | kind
            | (inSide ? Slot.inSideFlag : 0) | (escaped ? Slot.escapedFlag : 0)
    }

    public static let missing = Slot(start: 0, word: Kind.missing)
    public static let null = Slot(start: 0, word: Kind.null)
    public static let object = Slot(start: 0, word: Kind.object)

    @inlinable public var kind: UInt32 { word & 7 }
    @inlinable public var length: Int { Int(word >> 8) }
    @inlinable public var isInSide: Bool { word & Slot.inSideFlag != 0 }
    @inlinable public var isEscaped: Bool { word & Slot.escapedFlag != 0 }
}
