#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Records
import Writers

/// Remembers what each reject file and report looked like when the program wrote it, so that one that somebody has worked on, or
/// that is something else altogether, is never overwritten.
///
/// One small file a path, under `rejects/` of the state directory, named by a hash of the path. Where nothing can be
/// remembered, every existing file counts as somebody's work.
struct RejectLedger: Sendable {
    private let directory: String?

    init(stateDirectory: String?) { directory = stateDirectory.map { $0 + "/rejects" } }

    /// Whether the file at this path is just as the program left it.
    func isUntouched(_ path: String) -> Bool {
        guard let note = notePath(path), let stamp = Self.stamp(path) else { return false }
        return Self.read(note) == stamp
    }

    /// Remembers the file as it is now.
    func remember(_ path: String) {
        guard let directory, let note = notePath(path), let stamp = Self.stamp(path) else { return }
        Self.makeDirectories(directory)
        guard let file = fopen(note, "w") else { return }
        fputs(stamp, file)
        fclose(file)
    }

    private func notePath(_ path: String) -> String? {
        directory.map { $0 + "/" + Self.hash(FilePaths.resolvingLinks(path)) }
    }

    /// What changes whenever a file's content does: inode, size, time of the last change to the nanosecond.
    private static func stamp(_ path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return "\(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(FilePaths.resolvingLinks(path))\n"
    }

    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 8192)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }

    private static func makeDirectories(_ path: String) {
        var built = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            built += "/" + part
            mkdir(built, 0o700)
        }
    }

    /// FNV-1a, 64 bits: a short name for a path, nothing more; the path itself stands in the note.
    private static func hash(_ path: String) -> String {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in path.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(value, radix: 16)
    }
}
