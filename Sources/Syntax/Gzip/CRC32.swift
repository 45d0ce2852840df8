/// The CRC-32 of gzip (RFC 1952, section 8), computed eight bytes at a time.
///
/// Table 0 carries one byte through the register; table *k* carries it through *k* zero bytes more. So eight bytes take
/// eight look-ups that do not wait for each other ("slicing by 8").
public struct CRC32: Sendable {
    private var register: UInt32 = 0xFFFF_FFFF

    public init() {}

    /// The checksum of all bytes so far; 0 for none.
    public var value: UInt32 { ~register }

    /// Adds bytes.
    ///
    /// - Complexity: O(*n*), without allocation.
    public mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress else { return }
        let raw = UnsafeRawPointer(base)
        let count = bytes.count
        let table = Self.tables.base
        var crc = register
        var i = 0
        while i &+ 8 <= count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)) ^ UInt64(crc)
            let near = table[1792 &+ Int(word & 0xFF)] ^ table[1536 &+ Int(word &>> 8 & 0xFF)]
                ^ table[1280 &+ Int(word &>> 16 & 0xFF)] ^ table[1024 &+ Int(word &>> 24 & 0xFF)]
            let far = table[768 &+ Int(word &>> 32 & 0xFF)] ^ table[512 &+ Int(word &>> 40 & 0xFF)]
                ^ table[256 &+ Int(word &>> 48 & 0xFF)] ^ table[Int(word &>> 56)]
            crc = near ^ far
            i &+= 8
        }
        while i < count {
            crc = crc &>> 8 ^ table[Int((crc ^ UInt32(base[i])) & 0xFF)]
            i &+= 1
        }
        register = crc
    }

    /// The checksum of one run of bytes.
    public static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var crc = CRC32()
        crc.update(bytes)
        return crc.value
    }

    /// Eight tables of 256, one behind the other, made once and kept for the life of the process.
    private struct Tables: @unchecked Sendable {
        let base: UnsafePointer<UInt32>

        init() {
            let tables = UnsafeMutablePointer<UInt32>.allocate(capacity: 8 * 256)
            for byte in 0..<256 {
                var crc = UInt32(byte)
                for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB8_8320 }
                tables[byte] = crc
            }
            for index in 256..<8 * 256 {
                let previous = tables[index - 256]
                tables[index] = previous >> 8 ^ tables[Int(previous & 0xFF)]
            }
            base = UnsafePointer(tables)
        }
    }

    private static let tables = Tables()
}
