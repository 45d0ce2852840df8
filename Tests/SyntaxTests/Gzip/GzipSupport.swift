import Foundation
import Syntax

/// Decodes a whole gzip file that arrives in pieces of one length.
func gunzip(_ data: [UInt8], piece: Int = .max) throws -> [UInt8] {
    let decoder = GzipDecoder()
    var output: [UInt8] = []
    var start = 0
    while true {
        let end = start + min(piece, data.count - start)
        let step = try data.withUnsafeBufferPointer {
            let step = try decoder.decode(UnsafeBufferPointer(rebasing: $0[start..<end]), isComplete: end == data.count)
            output += step.output
            return step
        }
        start += step.consumed
        if step.isFinished { return output }
    }
}

/// What is wrong with the data, or `nil`.
func gunzipError(_ data: [UInt8], piece: Int = .max) -> GzipError? {
    do {
        _ = try gunzip(data, piece: piece)
        return nil
    } catch {
        return error as? GzipError
    }
}

/// Bytes of every sort that a compressor treats in its own way.
enum GzipSamples {
    static let payloads: [(name: String, bytes: [UInt8])] = {
        var random = JSONFuzzGenerator(state: 7)
        let table = (1...900).map { "\($0),user\($0 * 7919 % 1000),Fatima,فاطمة,fatima\($0)@example.sa,true,\r\n" }.joined()
        let noise = (0..<70_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        let few = (0..<30_000).map { _ in UInt8.random(in: 65...68, using: &random) }
        // Every distance from 1 on, and lengths beyond the longest match.
        let runs = (1...40).flatMap { width in Array(repeating: noise[..<width], count: 1 + 600 / width).flatMap { $0 } }
        // A match that reaches exactly the width of the window back, and one that would have to reach further.
        let far = noise[..<32_768] + noise[..<300] + noise[..<33_000]
        return [
            ("empty", []), ("one", [0x41]), ("table", Array(table.utf8)), ("noise", noise), ("few", few), ("runs", runs),
            ("zeros", [UInt8](repeating: 0, count: 100_000)), ("far", Array(far)),
        ]
    }()

    /// Wraps deflate data in one member.
    static func member(_ deflate: [UInt8], of output: [UInt8], header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]) -> [UInt8] {
        let crc = output.withUnsafeBufferPointer { CRC32.of($0) }
        return header + deflate + littleEndian(crc) + littleEndian(UInt32(truncatingIfNeeded: output.count))
    }

    static func littleEndian(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) } }
}

/// Other people's programs, which write what is to be read here.
enum Peer {
    /// Runs a program with files as its standard streams.
    ///
    /// - Parameter mayFail: whether what it wrote counts although it ended with a code of failure.
    /// - Returns: what it wrote, or `nil` when it is not installed or failed.
    static func run(_ name: String, _ arguments: [String], input: [UInt8] = [], mayFail: Bool = false) -> [UInt8]? {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("transload-peer-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let source = folder.appendingPathComponent("in"), target = folder.appendingPathComponent("out")
            try Data(input).write(to: source)
            try Data().write(to: target)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [name] + arguments
            process.standardInput = try FileHandle(forReadingFrom: source)
            process.standardOutput = try FileHandle(forWritingTo: target)
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus == 0 || mayFail ? [UInt8](try Data(contentsOf: target)) : nil
        } catch {
            return nil
        }
    }

    static let hasGzip = run("gzip", ["--version"]) != nil
    static let hasPython = run("python3", ["-c", "import zlib"]) != nil
    static let hasIconv = run("iconv", ["--version"]) != nil
}
