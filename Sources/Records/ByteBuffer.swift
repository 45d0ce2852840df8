/// A growable run of bytes with one owner, reused from batch to batch.
///
/// Hot loops reserve once and write through `pointer`; everything else appends. `ByteBuffer.padding` bytes behind the capacity
/// may be read and written as well, so that loops can move whole words over the end of a value.
public final class ByteBuffer {
    /// How many bytes behind the capacity exist, unused.
    public static let padding = 64

    public private(set) var pointer: UnsafeMutablePointer<UInt8>
    public private(set) var capacity: Int
    /// The number of bytes in use. Whoever writes through `pointer` sets it.
    public var count = 0

    public init(capacity: Int = 256) {
        self.capacity = max(capacity, 64)
        pointer = ByteBuffer.allocate(self.capacity)
    }

    deinit { pointer.deallocate() }

    /// Makes room for `extra` more bytes behind `count`. Pointers taken before the call may dangle after it.
    ///
    /// - Complexity: O(1) amortised.
    @inlinable @inline(__always) public func reserve(_ extra: Int) {
        if count &+ extra > capacity { grow(to: count &+ extra) }
    }

    @usableFromInline func grow(to needed: Int) {
        let newCapacity = max(needed, capacity + capacity / 2)
        let larger = ByteBuffer.allocate(newCapacity)
        larger.update(from: pointer, count: count)
        pointer.deallocate()
        pointer = larger
        capacity = newCapacity
    }

    /// Gives memory back when one huge record has blown the buffer up.
    ///
    /// - Precondition: the buffer is empty; otherwise nothing happens.
    public func shrink(to limit: Int) {
        guard count == 0, capacity > limit else { return }
        pointer.deallocate()
        capacity = max(limit, 64)
        pointer = ByteBuffer.allocate(capacity)
    }

    private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
        let pointer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + padding)
        (pointer + capacity).initialize(repeating: 0, count: padding)
        return pointer
    }

    public func removeAll() { count = 0 }

    @inlinable @inline(__always) public func append(_ byte: UInt8) {
        reserve(1)
        pointer[count] = byte
        count &+= 1
    }

    @inlinable @inline(__always) public func append(_ bytes: UnsafePointer<UInt8>, count length: Int) {
        reserve(length)
        (pointer + count).update(from: bytes, count: length)
        count &+= length
    }

    public func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        if let base = bytes.baseAddress { append(base, count: bytes.count) }
    }

    public func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { append($0) }
    }

    /// Appends the UTF-8 form of a text.
    public func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// The bytes in use. Valid until the buffer grows, shrinks or goes away.
    public var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: pointer, count: count) }
}
