import Records

/// How the characters of a text are written as bytes.
///
/// ```swift
/// let encoding = try TextEncoding(named: "cp1256")     // .windows1256
/// encoding.name                                        // "Windows-1256"
/// ```
///
/// Every name that the system's `iconv` knows is an encoding; those below are known without asking.
public struct TextEncoding: Sendable, Hashable {
    /// How the bytes of an encoding are put together.
    enum Form: Sendable, Hashable {
        case utf8
        case utf16(isBigEndian: Bool)
        case utf32(isBigEndian: Bool)
        /// Whatever is read through `iconv`: a code page of single bytes, or characters of several.
        case page
    }

    /// The name as messages spell it.
    public let name: String
    /// The name that `iconv` is asked for.
    let systemName: String
    let form: Form

    public static let utf8 = TextEncoding(name: "UTF-8", form: .utf8)
    public static let utf16LittleEndian = TextEncoding(name: "UTF-16LE", form: .utf16(isBigEndian: false))
    public static let utf16BigEndian = TextEncoding(name: "UTF-16BE", form: .utf16(isBigEndian: true))
    public static let utf32LittleEndian = TextEncoding(name: "UTF-32LE", form: .utf32(isBigEndian: false))
    public static let utf32BigEndian = TextEncoding(name: "UTF-32BE", form: .utf32(isBigEndian: true))
    public static let windows1252 = windows(1252)
    public static let windows1256 = windows(1256)
    public static let latin1 = TextEncoding(name: "ISO-8859-1")
    public static let latinArabic = TextEncoding(name: "ISO-8859-6")

    /// The code page of Windows with this number.
    static func windows(_ number: Int) -> TextEncoding { TextEncoding(name: "Windows-\(number)", systemName: "CP\(number)") }

    private init(name: String, systemName: String? = nil, form: Form = .page) {
        self.name = name
        self.systemName = systemName ?? name
        self.form = form
    }

    /// Whether the text needs no transcoding.
    public var isUTF8: Bool { form == .utf8 }

    /// Whether the encoding is one of Unicode, so that no text is beyond it and a byte order mark may begin it.
    public var isUnicode: Bool { form != .page }

    /// Whether a text should begin with a byte order mark, since little else tells what it is.
    public var needsMark: Bool { isUnicode && !isUTF8 }

    /// - Parameter typed: a canonical name, an alias, or a name of `iconv`; case, hyphens, underscores and blanks do not count in
    ///   the first two.
    /// - Throws: `UnknownEncoding` with the nearest name.
    public init(named typed: String) throws(UnknownEncoding) {
        let key = Self.key(typed)
        if let known = Self.known.first(where: { Self.key($0.encoding.name) == key || $0.aliases.contains(key) }) {
            self = known.encoding
            return
        }
        // A slash would add options of iconv to the name.
        let isName = !typed.isEmpty && typed.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }
        if isName, IconvConverter(from: typed) != nil {
            self = TextEncoding(name: typed.uppercased(), systemName: typed)
            return
        }
        throw UnknownEncoding(name: typed, nearest: Self.nearest(to: typed))
    }

    /// The names that a message may list.
    public static var names: [String] { known.map(\.encoding.name) }

    private static func nearest(to typed: String) -> String? {
        if let name = nearestName(to: typed, in: names) { return name }
        let aliases = known.flatMap { known in known.aliases.map { ($0, known.encoding.name) } }
        let alias = nearestName(to: key(typed), in: aliases.map(\.0))
        return aliases.first { $0.0 == alias }?.1
    }

    private static func key(_ name: String) -> String { name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " } }

    private static let known: [(encoding: TextEncoding, aliases: [String])] =
        [
            (.utf8, ["cp65001", "65001"]),
            // Without a word on the order, that of Windows, where 'Unicode' is the name for it; a byte order mark decides.
            (.utf16LittleEndian, ["utf16", "unicode", "ucs2", "ucs2le", "cp1200"]),
            (.utf16BigEndian, ["unicodebig", "ucs2be", "cp1201"]),
            (.utf32LittleEndian, ["utf32", "ucs4le"]), (.utf32BigEndian, ["ucs4be"]),
            (.windows1252, ["cp1252", "win1252", "1252", "ansi", "western"]),
            (.windows1256, ["cp1256", "win1256", "1256", "arabic"]),
        ]
        + [1250, 1251, 1253, 1254, 1255, 1257, 1258].map { number -> (TextEncoding, [String]) in
            (.windows(number), ["cp\(number)", "win\(number)", "\(number)"])
        }
        + [
            (.latin1, ["latin1", "l1", "88591", "cp28591"]), (.latinArabic, ["88596", "cp28596", "asmo708"]),
            (TextEncoding(name: "ISO-8859-15"), ["latin9", "885915"]), (TextEncoding(name: "ISO-8859-9"), ["latin5", "88599"]),
            (TextEncoding(name: "CP437"), ["437", "ibm437", "oem"]),
            (TextEncoding(name: "CP850"), ["850", "ibm850"]), (TextEncoding(name: "CP864"), ["864", "ibm864"]),
            (TextEncoding(name: "Macintosh"), ["macroman", "mac"]), (TextEncoding(name: "KOI8-R"), []),
            (TextEncoding(name: "Shift_JIS", systemName: "CP932"), ["sjis", "cp932", "windows31j"]),
            (TextEncoding(name: "GB18030"), ["gbk", "gb2312", "cp936"]), (TextEncoding(name: "Big5"), ["cp950"]),
            (TextEncoding(name: "EUC-KR", systemName: "CP949"), ["cp949", "uhc"]),
        ]
}

/// A name that no encoding has.
public struct UnknownEncoding: Error, Sendable, Equatable {
    public let name: String
    /// The name that was probably meant.
    public let nearest: String?

    public init(name: String, nearest: String?) {
        self.name = name
        self.nearest = nearest
    }
}
