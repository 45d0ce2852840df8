/// A batch as raw pointers: what hot loops read.
///
/// Valid only while the batch it came from neither grows nor goes away; take a new one after anything was appended to the
/// side arena.
@frozen public struct BatchView {
    public let chunk: UnsafePointer<UInt8>
    public let side: UnsafePointer<UInt8>
    public let slots: UnsafePointer<Slot>
    public let fieldCount: Int
    public let recordCount: Int

    @inlinable public init(
        chunk: UnsafePointer<UInt8>, side: UnsafePointer<UInt8>, slots: UnsafePointer<Slot>, fieldCount: Int, recordCount: Int
    ) {
        self.chunk = chunk
        self.side = side
        self.slots = slots
        self.fieldCount = fieldCount
        self.recordCount = recordCount
    }

    /// The slot of a field; record and field are counted from 0.
    @inlinable public func slot(_ record: Int, _ field: Int) -> Slot { slots[record &* fieldCount &+ field] }

    /// Where the bytes of a slot begin.
    @inlinable public func pointer(_ slot: Slot) -> UnsafePointer<UInt8> {
        (slot.isInSide ? side : chunk) + Int(slot.start)
    }

    /// The bytes of a slot; empty for missing and null.
    @inlinable public func bytes(_ slot: Slot) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: pointer(slot), count: slot.length)
    }

    /// The text of a slot. Bytes that are not UTF-8 become U+FFFD.
    public func text(_ slot: Slot) -> String { String(decoding: bytes(slot), as: UTF8.self) }
}
