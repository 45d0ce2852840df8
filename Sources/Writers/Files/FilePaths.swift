#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What the file system says about a path.
public enum FilePaths {
    /// Returns the path with every link in it followed. Where nothing is there yet, it is the place to which its last links lead, in
    /// its real folder.
    public static func resolvingLinks(_ path: String) -> String {
        var path = path
        // As many links in a row as Linux follows.
        for _ in 0..<40 {
            if let real = real(path) { return real }
            guard let target = linkTarget(path) else { break }
            let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
            path = target.hasPrefix("/") ? target : folder + target
        }
        guard let cut = path.lastIndex(of: "/"), cut != path.startIndex, let folder = real(String(path[..<cut])) else { return path }
        return (folder == "/" ? "" : folder) + path[cut...]
    }

    private static func real(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
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

    /// Whether the path leads to the file with this device and inode number.
    public static func isFile(_ path: String, device: UInt64, inode: UInt64) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && UInt64(status.st_dev) == device && UInt64(status.st_ino) == inode
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

    /// The size in bytes, or `nil` where nothing goes by this name.
    static func size(_ path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// Takes the rights of everybody but the owner away.
    ///
    /// - Returns: `nil`, or the `errno` with which the system refused.
    static func closeToOthers(_ path: String) -> Int32? {
        var status = stat()
        if stat(path, &status) != 0 { return errno }
        if status.st_mode & 0o077 == 0 { return nil }
        return chmod(path, status.st_mode & 0o700) == 0 ? nil : errno
    }

    private static func kind(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }
}
