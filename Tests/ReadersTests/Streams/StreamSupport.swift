import Foundation
import Readers
import Records
import Syntax

/// Bytes in memory as a stream that gives them in pieces of one length.
final class MemoryStream: ByteStream {
    let name = "source.csv"
    let size: Int?
    let identity: FileIdentity? = nil
    private(set) var bytesRead = 0
    private(set) var wasInterrupted = false
    private let bytes: [UInt8]
    private let piece: Int
    private let interruptAt: Int?

    /// - Parameters:
    ///   - isFile: whether the stream knows its size.
    ///   - interruptAt: the offset at which an interrupt ends the stream.
    init(_ bytes: [UInt8], piece: Int = .max, isFile: Bool = true, interruptAt: Int? = nil) {
        self.bytes = bytes
        self.piece = piece
        self.interruptAt = interruptAt
        size = isFile ? bytes.count : nil
    }

    func read(into target: UnsafeMutablePointer<UInt8>, count: Int) -> Int {
        let end = min(interruptAt ?? bytes.count, bytes.count)
        let length = min(count, piece, end - bytesRead)
        for i in 0..<length { target[i] = bytes[bytesRead + i] }
        bytesRead += length
        wasInterrupted = length == 0 && interruptAt != nil
        return length
    }
}

extension ByteStream {
    /// Everything up to the end, asked for in pieces of one length.
    func readAll(_ count: Int = 10_000) throws(Diagnostic) -> [UInt8] {
        var result: [UInt8] = []
        let buffer = ByteBuffer(capacity: count)
        while true {
            let got = try read(into: buffer.pointer, count: count)
            if got == 0 { return result }
            result += UnsafeBufferPointer(start: buffer.pointer, count: got)
        }
    }
}

/// Text in other encodings.
enum Wide {
    static func utf16(_ text: String, isBigEndian: Bool = false) -> [UInt8] {
        text.utf16.flatMap { isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    /// Arabic letters and ASCII in Windows-1256.
    static func windows1256(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { scalar in
            if scalar.isASCII { return UInt8(scalar.value) }
            return letters[scalar] ?? 0x3F
        }
    }

    private static let letters: [Unicode.Scalar: UInt8] = [
        "ا": 0xC7, "ب": 0xC8, "ة": 0xC9, "ت": 0xCA, "ح": 0xCD, "د": 0xCF, "ر": 0xD1, "ز": 0xD2, "س": 0xD3, "ط": 0xD8, "ع": 0xDA, "ف": 0xDD,
        "ل": 0xE1, "م": 0xE3, "ن": 0xE4, "ه": 0xE5, "و": 0xE6, "ي": 0xED,
    ]
}

/// Gzip data without a compressor: stored blocks, or one byte many times over.
enum Packed {
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var blocks: [UInt8] = []
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(60_000)
            rest = rest.dropFirst(block.count)
            let length = UInt16(block.count)
            blocks += [rest.isEmpty ? 1 : 0, UInt8(length & 0xFF), UInt8(length >> 8), UInt8(~length & 0xFF), UInt8(~length >> 8)] + block
        } while !rest.isEmpty
        return header + blocks + trailer(bytes)
    }

    /// A dynamic block that makes 258 zeros out of every two bits: as steep as deflate gets.
    static func zeros(_ matches: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.write(1, 1)
        bits.write(2, 2)
        // 286 literals and lengths, one distance, 18 code lengths.
        bits.write(29, 5)
        bits.write(0, 5)
        bits.write(14, 4)
        // Codes for the lengths 18, 1 and 2: 18 → 0, 1 → 10, 2 → 11; in the order 16 17 18 0 8 … 2 14 1.
        for length in [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2] { bits.write(length, 3) }
        // Literal 0: two bits. 1 to 255: none. 256: two bits. 257 to 284: none. 285: one bit. Distance 0: one bit.
        bits.code(0b11, 2)
        for run in [138, 117] { bits.code(0, 1); bits.write(run - 11, 7) }
        bits.code(0b11, 2)
        bits.code(0, 1); bits.write(28 - 11, 7)
        bits.code(0b10, 2)
        bits.code(0b10, 2)
        // 285 → 0, literal 0 → 10, 256 → 11.
        bits.code(0b10, 2)
        for _ in 0..<matches { bits.code(0, 1); bits.code(0, 1) }
        bits.code(0b11, 2)
        return header + bits.bytes
    }

    private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]

    private static func trailer(_ bytes: [UInt8]) -> [UInt8] {
        let crc = bytes.withUnsafeBufferPointer { CRC32.of($0) }
        return [crc, UInt32(bytes.count)].flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) } }
    }

    private struct BitWriter {
        var bytes: [UInt8] = []
        private var used = 0

        mutating func write(_ value: Int, _ width: Int) {
            for i in 0..<width {
                if used % 8 == 0 { bytes.append(0) }
                bytes[used / 8] |= UInt8(value >> i & 1) << UInt8(used % 8)
                used += 1
            }
        }

        /// Codes stand with their highest bit first.
        mutating func code(_ value: Int, _ width: Int) {
            for i in (0..<width).reversed() { write(value >> i & 1, 1) }
        }
    }
}
