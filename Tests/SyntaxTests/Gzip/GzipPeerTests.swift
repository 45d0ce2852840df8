import Foundation
import Syntax
import Testing

/// What gzip(1) and zlib write is read, at every level and with every sort of block.
@Suite struct GzipPeerTests {
    @Test(.enabled(if: Peer.hasGzip), arguments: [1, 6, 9])
    func whatGzipWritesIsRead(_ level: Int) throws {
        for (name, bytes) in GzipSamples.payloads {
            let packed = try #require(Peer.run("gzip", ["-\(level)", "-c"], input: bytes))
            #expect(try gunzip(packed) == bytes, "\(name)")
            #expect(try gunzip(packed, piece: 997) == bytes, "\(name) in pieces")
        }
    }

    /// Levels 0 to 9 by the default strategy, then Huffman only, runs only, and fixed codes; small windows and tables as well.
    private static let script = """
        import struct, sys, zlib
        data = sys.stdin.buffer.read()
        out = []
        for level in range(10):
            for strategy in (zlib.Z_DEFAULT_STRATEGY, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE, zlib.Z_FIXED):
                for bits, memory in ((31, 8), (25, 1)):
                    if level > 1 and strategy != zlib.Z_DEFAULT_STRATEGY or level % 3 and memory == 1: continue
                    c = zlib.compressobj(level, zlib.DEFLATED, bits, memory, strategy)
                    half = len(data) // 2
                    parts = c.compress(data[:half]) + c.flush(zlib.Z_SYNC_FLUSH) + c.compress(data[half:]) + c.flush()
                    out.append(parts)
        for part in out: sys.stdout.buffer.write(struct.pack('<I', len(part)) + part)
        """

    @Test(.enabled(if: Peer.hasPython), arguments: GzipSamples.payloads.map(\.name))
    func whatZlibWritesIsRead(_ name: String) throws {
        let bytes = try #require(GzipSamples.payloads.first { $0.name == name }).bytes
        let output = try #require(Peer.run("python3", ["-c", Self.script], input: bytes))
        var rest = output[...]
        var count = 0
        while rest.count >= 4 {
            let length = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            let packed = Array(rest.dropFirst(4).prefix(length))
            rest = rest.dropFirst(4 + length)
            #expect(try gunzip(packed) == bytes, "\(name), stream \(count)")
            count += 1
        }
        #expect(count > 10)
    }

    @Test(.enabled(if: Peer.hasGzip)) func membersFollowEachOther() throws {
        let parts: [[UInt8]] = [Array("one\n".utf8), [], Array("two\n".utf8)]
        let packed = try parts.flatMap { try #require(Peer.run("gzip", ["-c"], input: $0)) }
        for piece in [1, 3, 64, .max] { #expect(try gunzip(packed, piece: piece) == Array("one\ntwo\n".utf8)) }
    }

    @Test func checksumIsThatOfTheStandard() {
        #expect(Array("123456789".utf8).withUnsafeBufferPointer { CRC32.of($0) } == 0xCBF4_3926)
        #expect([UInt8]().withUnsafeBufferPointer { CRC32.of($0) } == 0)
        for length in 0..<40 {
            let bytes = (0..<length).map { UInt8($0 * 37 & 0xFF) }
            var slow: UInt32 = 0xFFFF_FFFF
            for byte in bytes {
                slow ^= UInt32(byte)
                for _ in 0..<8 { slow = slow & 1 == 0 ? slow >> 1 : slow >> 1 ^ 0xEDB8_8320 }
            }
            #expect(bytes.withUnsafeBufferPointer { CRC32.of($0) } == ~slow)
        }
    }
}
