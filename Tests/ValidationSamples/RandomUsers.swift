/// Makes people: valid ones first, then edited at random with the characters on which rules stumble.
public struct RandomUsers {
    /// The members of UserDTO that have a rule, and ConfirmPassword, in the schema's order but for that one.
    public static let members = [
        "UserName", "FirstName", "FirstNameOther", "LastName", "LastNameOther", "InitialName", "Email", "Password",
        "Phone", "Mobile", "Address", "LoginDays", "LoginTime", "ConfirmPassword",
    ]

    /// Lengths about the limits of the rules, in UTF-16 units.
    private static let edges = [0, 1, 2, 3, 4, 5, 19, 20, 21, 49, 50, 51, 52, 53]

    public static let tricky: [Unicode.Scalar] = scalars([
        0x00, 0x01, 0x1C, 0x1F, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2000, 0x2007, 0x200A, 0x2028,
        0x2029, 0x202F, 0x205F, 0x3000,  // blanks and what looks like one
        0x200B, 0x200C, 0x200D, 0x200E, 0x202B, 0x2060, 0xFEFF, 0xFFFD, 0xFFFF, 0x3164, 0x2800,
        0x0620, 0x0621, 0x0627, 0x063A, 0x063B, 0x063F, 0x0640, 0x0641, 0x064A, 0x064B, 0x0650, 0x0652, 0x0670, 0x0671,
        0x067E, 0x0686, 0x06A9, 0x06AF, 0x06CC, 0xFEFB, 0xFB50,  // Persian letters, ligatures
        0x0660, 0x0669, 0x06F0, 0x06F5, 0x0966, 0xFF10, 0xFF19, 0x1D7CE, 0x2167, 0xB2, 0xBD, 0x2460,  // digits, and not
        0x0300, 0x0301, 0x0903, 0x093E, 0x20DD, 0x0488, 0xFE0F,  // Mn, Mc, Me
        0x41, 0x5A, 0x61, 0x7A, 0x40, 0x5B, 0x60, 0x7B, 0x2F, 0x30, 0x39, 0x3A, 0x2D, 0x2E, 0x5F, 0x2B, 0x27, 0x22, 0x2C, 0x5C,
        0x212A, 0x017F, 0x0130, 0xE9, 0xDF, 0xFF21, 0x4E2D, 0xAC00, 0x203F, 0xFF3F, 0x3C3, 0x416,
        0x1F600, 0x1F1F8, 0x20BB7, 0x10400, 0x10FFFF, 0xE0041, 0x1F468,
    ])

    private static func scalars(_ values: [UInt32]) -> [Unicode.Scalar] { values.compactMap { Unicode.Scalar($0) } }

    private var random: SeededGenerator

    public init(seed: UInt64) { random = SeededGenerator(seed) }

    /// Returns the values of one record by member; a member without one is missing.
    public mutating func row() -> [String: String] {
        var row = person()
        for _ in 0..<random.pick([0, 0, 1, 1, 1, 2, 3, 5, 8]) {
            let member = random.pick(Self.members)
            row[member] = edited(row[member], member, row)
        }
        return row
    }

    private mutating func person() -> [String: String] {
        let isArabic = random.chance(40)
        var row = [
            "UserName": random.pick(["jdoe", "a", "9lives", "omar.k", "محمد", "x y", "user_\(random.below(1000))"]),
            "FirstName": name(isArabic), "LastName": name(isArabic) + name(isArabic),
            "Email": random.pick(["a", "j.doe", "é", "x_1", "محمد"]) + "@" + random.pick(["b", "mail", "my-site", "10"])
                + random.pick([".co", ".org", ".co.uk", ".10", ".__"]),
            "Password": random.pick(["Abcdef1!", "aA1 ", "Zz٣é", "xY9\u{200B}", "P4ss word"]),
        ]
        if random.chance(50) { row["FirstNameOther"] = name(!isArabic) + " " + name(!isArabic) }
        if random.chance(50) { row["LastNameOther"] = name(!isArabic) + name(!isArabic) }
        if random.chance(40) { row["InitialName"] = random.pick(["JD", "J.D.", "م ع", "😀", "  "]) }
        if random.chance(50) { row["Phone"] = digits(random.below(30)) }
        if random.chance(50) { row["Mobile"] = digits(random.below(21)) }
        if random.chance(40) { row["Address"] = random.pick(["12 Long Street", "شارع ٥", ""]) }
        if random.chance(30) { row["LoginDays"] = random.pick(["Sun-Thu", "1,2,3", ""]) }
        if random.chance(30) { row["LoginTime"] = random.pick(["08:00-16:00", "any"]) }
        if random.chance(60) { row["ConfirmPassword"] = row["Password"] }
        return row
    }

    private mutating func name(_ isArabic: Bool) -> String {
        random.pick(isArabic ? ["محمد", "علي ", "عبد الله", "ا"] : ["John", "O", "van der Berg", "Li\u{A0}"])
    }

    private mutating func digits(_ count: Int) -> String { (0..<count).map { _ in String(random.below(10)) }.joined() }

    /// Returns a value in place of another.
    private mutating func edited(_ value: String?, _ member: String, _ row: [String: String]) -> String? {
        var text = Array((value ?? "").unicodeScalars)
        switch random.below(100) {
        case ..<4: return nil
        case ..<7: return ""
        case ..<11: return string((0...random.below(4)).map { _ in random.pick(Array(Self.tricky[..<22])) })
        case ..<16: return row[random.pick(Self.members)]
        case ..<24: return stretched(text.isEmpty ? ["a"] : text)
        case ..<32: text.append(random.pick(["\n", "\n", "\r", " ", "\u{85}", "\u{2028}"]))
        case ..<36: text.insert(random.pick(Self.tricky), at: 0)
        case ..<62: text.insert(random.pick(Self.tricky), at: random.below(text.count + 1))
        case ..<82: if !text.isEmpty { text[random.below(text.count)] = random.pick(Self.tricky) }
        default: if !text.isEmpty { text.remove(at: random.below(text.count)) }
        }
        return string(text)
    }

    /// Returns the text cut or filled up to one of the edges.
    private mutating func stretched(_ text: [Unicode.Scalar]) -> String {
        let length = random.pick(Self.edges)
        let filler: Unicode.Scalar = random.chance(40) ? random.pick(Self.tricky) : random.pick([text[0], "a", "م", "7", " "])
        var result: [Unicode.Scalar] = []
        var units = 0
        for index in 0... {
            let next = index < text.count ? text[index] : filler
            if units + next.utf16.count > length { break }
            result.append(next)
            units += next.utf16.count
        }
        // The filler may be two units, the place left one.
        if random.chance(30), units < length { result.append("b") }
        return string(result)
    }

    private func string(_ scalars: [Unicode.Scalar]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
