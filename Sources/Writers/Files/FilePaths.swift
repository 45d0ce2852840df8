#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What the file system says about a path.
public enum FilePaths {
    /// Returns the path with every link in it followed. Of a file that does not exist yet, the folder is followed; without a
    /// folder the path stays as it is.
    public static func resolvingLinks(_ path: String) -> String {
        if let real = real(path) { return real }
        guard let cut = path.lastIndex(of: "/"), cut != path.startIndex, let folder = real(String(path[..<cut])) else { return path }
        return (folder == "/" ? "" : folder) + path[cut...]
    }

    private static func real(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
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

    private static func kind(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }
}
