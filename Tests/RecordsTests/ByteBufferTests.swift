import Records
import Testing

@Suite struct ByteBufferTests {
    @Test func appendedBytesStandOneBehindTheOther() {
        let buffer = ByteBuffer()
        buffer.append(0x61)
        buffer.append([0x62, 0x63])
        buffer.append("dé")
        buffer.append([])
        #expect(Array(buffer.bytes) == Array("abcdé".utf8))
        #expect(buffer.count == 6)
    }

    @Test func contentSurvivesGrowth() {
        let buffer = ByteBuffer(capacity: 1)
        var expected: [UInt8] = []
        for round in 0..<2_000 {
            let piece = [UInt8](repeating: UInt8(truncatingIfNeeded: round), count: round % 7)
            buffer.append(piece)
            buffer.append(0xFF)
            expected += piece + [0xFF]
        }
        #expect(Array(buffer.bytes) == expected)
        #expect(buffer.capacity >= buffer.count)
    }

    @Test func reserveMakesRoomBehindWhatIsThere() {
        let buffer = ByteBuffer(capacity: 64)
        buffer.append([UInt8](repeating: 1, count: 60))
        buffer.reserve(1_000)
        #expect(buffer.capacity >= 1_060)
        #expect(buffer.count == 60)
        let capacity = buffer.capacity
        buffer.reserve(capacity - 60)
        #expect(buffer.capacity == capacity, "what fits asks for nothing")
    }

    @Test func bytesBehindTheCapacityMayBeWritten() {
        let buffer = ByteBuffer(capacity: 64)
        (buffer.pointer + buffer.capacity).update(repeating: 0xAA, count: ByteBuffer.padding)
        buffer.append([UInt8](repeating: 1, count: 200))
        #expect(buffer.bytes.allSatisfy { $0 == 1 })
    }

    @Test func emptiedBufferKeepsItsMemory() {
        let buffer = ByteBuffer(capacity: 5_000)
        buffer.append([1, 2, 3])
        buffer.removeAll()
        #expect(buffer.bytes.isEmpty)
        #expect(buffer.capacity == 5_000)
    }

    @Test func onlyAnEmptyBufferGivesMemoryBack() {
        let buffer = ByteBuffer(capacity: 5_000)
        buffer.append(1)
        buffer.shrink(to: 100)
        #expect(buffer.capacity == 5_000)
        #expect(Array(buffer.bytes) == [1])
        buffer.removeAll()
        buffer.shrink(to: 100)
        #expect(buffer.capacity == 100)
        buffer.shrink(to: 1_000)
        #expect(buffer.capacity == 100, "it never grows by that")
        buffer.append([UInt8](repeating: 7, count: 300))
        #expect(buffer.bytes.allSatisfy { $0 == 7 })
    }
}
