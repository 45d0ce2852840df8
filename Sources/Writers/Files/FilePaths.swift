#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What the file system says about a path.
public enum FilePaths {
    /// Returns the path with every link in it followed; where nothing is there yet, the place to which its last links lead.
    public static func resolvingLinks(_ path: String) -> String {
        var path = path
        // As many links in a row as Linux follows.
        for _ in 0..<40 {
            if let real = realpath(path, nil) {
                defer { free(real) }
                return String(cString: real)
            }
            guard let target = linkTarget(path) else { return path }
            let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
            path = target.hasPrefix("/") ? target : folder + target
        }
        return path
    }

    /// What a link holds, or `nil` when the path is no link.
    private static func linkTarget(_ path: String) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            guard let base = buffer.baseAddress else { return nil }
            let count = readlink(path, base, buffer.count)
            return count > 0 ? String(decoding: UnsafeRawBufferPointer(start: base, count: count), as: UTF8.self) : nil
        }
    }

    /// Whether something goes by this name.
    public static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
    }

    /// Whether two paths lead to the same existing file.
    public static func areSame(_ first: String, _ second: String) -> Bool {
        var a = stat()
        var b = stat()
        return stat(first, &a) == 0 && stat(second, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino
    }
}

extension FilePaths {
    public static func isRegularFile(_ path: String) -> Bool { kind(path) == S_IFREG }

    /// Whether the path leads to a device, such as `/dev/null`, which any number of outputs may share.
    public static func isDevice(_ path: String) -> Bool { kind(path) == S_IFCHR }

    public static func remove(_ path: String) { unlink(path) }

    private static func kind(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }
}
