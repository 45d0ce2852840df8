import Readers
import Records

/// A document in memory.
final class MemoryStream: ByteStream {
    let name = "document"
    var size: Int? { nil }
    var identity: FileIdentity? { nil }
    private(set) var bytesRead = 0
    let wasInterrupted = false
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func read(into target: UnsafeMutablePointer<UInt8>, count: Int) -> Int {
        let piece = bytes[bytesRead..<min(bytes.count, bytesRead + count)]
        piece.withUnsafeBufferPointer { if let base = $0.baseAddress { target.update(from: base, count: $0.count) } }
        bytesRead += piece.count
        return piece.count
    }
}
