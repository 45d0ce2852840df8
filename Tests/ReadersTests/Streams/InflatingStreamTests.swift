import Readers
import Records
import Testing

@Suite struct InflatingStreamTests {
    private static let text = Array((1...30_000).map { "\($0),x\n" }.joined().utf8)

    @Test func contentsAreReadInPiecesOfAnyLength() throws {
        let packed = Packed.stored(Self.text)
        for (piece, count) in [(Int.max, 10_000), (1_000, 1), (7, 100_000)] {
            let stream = InflatingStream(MemoryStream(packed, piece: piece))
            #expect(try stream.readAll(count) == Self.text)
            #expect(stream.bytesUnpacked == Self.text.count && stream.bytesRead == packed.count && stream.size == packed.count)
        }
    }

    @Test func membersAndPaddingAreRead() throws {
        let packed = Packed.stored([1, 2]) + Packed.stored([]) + Packed.stored([3]) + [0, 0, 0]
        #expect(try InflatingStream(MemoryStream(packed, piece: 1)).readAll() == [1, 2, 3])
    }

    @Test(arguments: [
        (Array(Packed.stored([1, 2]).dropLast()), "it ends too early after 24 bytes"),
        (Packed.stored([1, 2]) + [9], "something else follows the end at byte 26"),
        (Packed.stored([1, 2]).enumerated().map { $0 == 17 ? 0 : $1 }, "the checksum of the contents is wrong at byte 18"),
    ])
    func damageIsNamed(_ packed: [UInt8], _ words: String) {
        let failure = #expect(throws: Diagnostic.self) { _ = try InflatingStream(MemoryStream(packed)).readAll() }
        #expect(failure?.code == .gzipDamaged)
        #expect(failure?.message == "'source.csv' is damaged gzip data: \(words)")
        #expect(failure?.hint != nil)
    }

    @Test func bombIsNotUnpacked() throws {
        let packed = Packed.zeros(20_000)
        let failure = #expect(throws: Diagnostic.self) { _ = try InflatingStream(MemoryStream(packed), bombSize: 1 << 20).readAll() }
        #expect(failure?.code == .gzipTooLarge)
        // The checksum is missing, which is found only when all of it is unpacked: below the size there is no ratio.
        let unpacked = #expect(throws: Diagnostic.self) { _ = try InflatingStream(MemoryStream(packed)).readAll() }
        #expect(unpacked?.code == .gzipDamaged)
    }

    @Test func limitOfTheCallerCounts() throws {
        let packed = Packed.stored(Self.text)
        let failure = #expect(throws: Diagnostic.self) { _ = try InflatingStream(MemoryStream(packed), limit: 5_000).readAll() }
        #expect(failure == Diagnostic(.gzipTooLarge, "'source.csv' unpacks to more than 5,000 bytes"))
        #expect(try InflatingStream(MemoryStream(packed), limit: Self.text.count).readAll() == Self.text)
    }

    /// An interrupt is not damage.
    @Test func interruptEndsTheStream() throws {
        let stream = InflatingStream(MemoryStream(Packed.stored(Self.text), isFile: false, interruptAt: 100_000))
        #expect(try stream.readAll().count < Self.text.count)
        #expect(stream.wasInterrupted)
    }
}
