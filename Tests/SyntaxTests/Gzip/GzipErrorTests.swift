import Foundation
import Syntax
import Testing

struct GzipErrorCase: Sendable, CustomTestStringConvertible {
    let testDescription: String, data: [UInt8], kind: GzipError.Kind, offset: Int
}

@Suite struct GzipErrorTests {
    /// "aaaaaaaaaa" in a fixed block: two literals, a match of eight at distance one, the end.
    private static let fixed: [UInt8] = [0x4B, 0x4C, 0x84, 0x01, 0x00]
    private static let text = Array("aaaaaaaaaa".utf8)
    private static let good = GzipSamples.member(fixed, of: text)
    private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]

    private static func changed(_ place: Int, _ byte: UInt8) -> [UInt8] {
        var data = good
        data[place] = byte
        return data
    }

    @Test(arguments: [
        GzipErrorCase(testDescription: "nothing at all", data: [], kind: .cutShort, offset: 0),
        GzipErrorCase(testDescription: "not gzip", data: Array("Id,Name\n".utf8), kind: .notGzip, offset: 0),
        GzipErrorCase(testDescription: "another method", data: changed(2, 7), kind: .unknownMethod, offset: 2),
        GzipErrorCase(testDescription: "a reserved flag", data: changed(3, 0x20), kind: .reservedFlags, offset: 3),
        GzipErrorCase(testDescription: "a reserved block", data: header + [0x07], kind: .blockType, offset: 11),
        GzipErrorCase(testDescription: "a stored length that does not fit", data: header + [1, 2, 0, 0, 0], kind: .storedLength, offset: 15),
        GzipErrorCase(testDescription: "too many distance codes", data: header + [0x05, 0x1E, 0], kind: .codeCount, offset: 12),
        GzipErrorCase(testDescription: "no code for lengths", data: header + [0x05, 0, 0, 0, 0, 0], kind: .codeLengths, offset: 13),
        GzipErrorCase(testDescription: "a match before the start", data: header + [0x03, 0x02, 0], kind: .distance, offset: 12),
        GzipErrorCase(testDescription: "a wrong checksum", data: changed(15, good[15] ^ 1), kind: .checksum, offset: 15),
        GzipErrorCase(testDescription: "a wrong length", data: changed(19, 11), kind: .length, offset: 19),
        GzipErrorCase(testDescription: "something behind the end", data: good + [0x0A], kind: .trailingBytes, offset: 23),
        GzipErrorCase(testDescription: "half a signature and something", data: good + [0x1F, 0x1F], kind: .trailingBytes, offset: 23),
        GzipErrorCase(testDescription: "something behind the padding", data: good + [0, 0, 1], kind: .trailingBytes, offset: 25),
        GzipErrorCase(testDescription: "the second member is cut", data: good + good.dropLast(), kind: .cutShort, offset: 45),
    ])
    func faultIsNamedWithItsPlace(_ c: GzipErrorCase) {
        for piece in [1, 2, 5, .max] {
            let error = gunzipError(c.data, piece: piece)
            #expect(error?.kind == c.kind)
            // What is judged with the bits of several bytes may be noticed a byte or two on.
            #expect(abs((error?.offset ?? -9) - c.offset) <= 2, "\(String(describing: error))")
        }
    }

    @Test func goodDataIsRead() throws {
        for piece in [1, 2, 5, .max] {
            #expect(try gunzip(Self.good, piece: piece) == Self.text)
            #expect(try gunzip(Self.good + [0, 0, 0], piece: piece) == Self.text)
            #expect(try gunzip(Self.good + Self.good, piece: piece) == Self.text + Self.text)
        }
    }

    @Test func everyFieldOfTheHeaderIsPassed() throws {
        let plain: [UInt8] = [0x1F, 0x8B, 8, 0x1E, 1, 2, 3, 4, 0, 255, 3, 0, 9, 9, 9] + Array("name\0note\0".utf8)
        let crc = plain.withUnsafeBufferPointer { CRC32.of($0) }
        let header = plain + GzipSamples.littleEndian(crc).prefix(2)
        for piece in [1, 4, .max] {
            #expect(try gunzip(GzipSamples.member(Self.fixed, of: Self.text, header: header), piece: piece) == Self.text)
        }
        var wrong = header
        wrong[4] ^= 1
        #expect(gunzipError(GzipSamples.member(Self.fixed, of: Self.text, header: wrong))?.kind == .headerChecksum)
    }

    @Test(.enabled(if: Peer.hasGzip)) func everyCutIsNoticed() throws {
        let text = GzipSamples.payloads[2].bytes.prefix(3_000)
        let packed = try #require(Peer.run("gzip", ["-9", "-c"], input: Array(text)))
        for length in 0..<packed.count {
            let error = gunzipError(Array(packed[..<length]), piece: length % 2 == 0 ? .max : 1)
            #expect(error == GzipError(.cutShort, at: length), "\(length) of \(packed.count) bytes")
        }
    }
}
