/// Identifiers made of names (UUID version 5, RFC 9562 section 5.5): the same name always gives the same identifier.
public enum NameBasedIdentifier {
    /// The namespace for URLs and URNs (RFC 9562 section 6.6).
    private static let urlNamespace: [UInt8] = [
        0x6B, 0xA7, 0xB8, 0x11, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8,
    ]

    /// Returns 8-4-4-4-12 lower-case hexadecimal digits for a name.
    ///
    /// - Complexity: O(length of the name).
    public static func text(for name: String) -> String {
        var bytes = Array(SHA1.digest(urlNamespace + Array(name.utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        var text = ""
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text += "-" }
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return text
    }
}
