import Foundation
import Syntax
import Testing

/// Damage of every sort: never a crash, never output under a wrong checksum, always the verdict of the twin.
@Suite struct GzipFuzzTests {
    private static let seed: UInt64 =
        ProcessInfo.processInfo.environment["TRANSLOAD_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...999_999_999)

    private static let script = """
        import struct, sys, zlib
        data = sys.stdin.buffer.read()
        for strategy in (zlib.Z_DEFAULT_STRATEGY, zlib.Z_HUFFMAN_ONLY, zlib.Z_FIXED):
            c = zlib.compressobj(9, zlib.DEFLATED, -15, 1, strategy)
            part = c.compress(data) + c.flush()
            sys.stdout.buffer.write(struct.pack('<I', len(part)) + part)
        """

    /// Short deflate streams with dynamic and fixed blocks, without a container.
    private static func streams() -> [[UInt8]] {
        let text = Array(GzipSamples.payloads[2].bytes.prefix(700))
        var rest = (Peer.run("python3", ["-c", script], input: text) ?? [])[...]
        var streams: [[UInt8]] = [[0x4B, 0x4C, 0x84, 0x01, 0x00], [1, 3, 0, 0xFC, 0xFF, 65, 66, 67]]
        while rest.count >= 4 {
            let length = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            streams.append(Array(rest.dropFirst(4).prefix(length)))
            rest = rest.dropFirst(4 + length)
        }
        return streams
    }

    @Test func damagedStreamsAreJudgedLikeTheTwinDoes() {
        print("gzip fuzz seed \(Self.seed); TRANSLOAD_SEED=\(Self.seed) repeats it")
        var random = JSONFuzzGenerator(state: Self.seed)
        let streams = Self.streams()
        var accepted = 0
        let rounds = 1_500
        for round in 0..<rounds {
            var stream = streams.randomElement(using: &random) ?? []
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                // Headers are where damage has the most ways to go.
                let place = Int.random(in: 0..<(Bool.random(using: &random) ? stream.count : min(stream.count, 60)), using: &random)
                stream[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            let twin = InflateTwin.inflate(stream)
            if let twin { stream = Array(stream.prefix(twin.consumed)) }
            let data = GzipSamples.member(stream, of: twin?.output ?? [])
            let output = try? gunzip(data, piece: round % 3 == 0 ? Int.random(in: 1...40, using: &random) : .max)
            if twin != nil { accepted += 1 }
            if output != twin?.output {
                Issue.record("seed \(Self.seed): \(stream) gives \(output?.count ?? -1) bytes, the twin's \(twin?.output.count ?? -1)")
                return
            }
        }
        #expect(accepted > rounds / 20 && accepted < rounds, "damage must hit both verdicts")
    }

    @Test func noiseIsJudgedLikeTheTwinDoes() {
        var random = JSONFuzzGenerator(state: Self.seed &+ 1)
        for _ in 0..<1_500 {
            var stream = (0..<Int.random(in: 1...120, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            // A dynamic block with a likely length code, so that the noise gets beyond the header now and then.
            if Bool.random(using: &random) { stream = [0x05, 0xC0, 0x81] + stream }
            let twin = InflateTwin.inflate(stream)
            if let twin { stream = Array(stream.prefix(twin.consumed)) }
            let output = try? gunzip(GzipSamples.member(stream, of: twin?.output ?? []))
            #expect(output == twin?.output, "seed \(Self.seed): \(stream)")
        }
    }

    /// One bit anywhere in a whole file: the output is the right one, or there is none.
    @Test func flippedBitNeverPassesTheChecksum() {
        let text = Array(GzipSamples.payloads[2].bytes.prefix(700))
        for stream in Self.streams().suffix(1) {
            guard let twin = InflateTwin.inflate(stream) else { continue }
            let data = GzipSamples.member(stream, of: twin.output)
            for bit in 0..<data.count * 8 {
                var damaged = data
                damaged[bit / 8] ^= 1 << UInt8(bit % 8)
                if let output = try? gunzip(damaged) { #expect(output == twin.output, "bit \(bit)") }
            }
            if stream.count > 20 { #expect(twin.output == text) }
        }
    }
}
