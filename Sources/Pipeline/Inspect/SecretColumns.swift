import Readers
import Records
import Syntax

/// Recognises columns whose values must not be shown: by the field they fill, by their header, or by what their values look like.
enum SecretColumns {
    private static let words = [
        "password", "passwd", "pwd", "passphrase", "secret", "token", "apikey", "accesskey", "privatekey", "credential",
        "كلمةالسر", "كلمهالسر", "كلمةالمرور", "كلمهالمرور", "كلمةمرور", "كلمةسر", "الرقمالسري", "الرمزالسري", "رمزالمرور", "رمزالدخول",
        "motdepasse", "passwort", "kennwort", "contraseña", "contrasena", "senha", "parola", "şifre", "пароль", "密码", "密碼", "パスワード",
    ]
    private static let wholeWords = ["pass", "pin", "otp", "cvv", "key", "السر", "المرور", "رمز"]

    /// Whether a header says that its column holds secrets, in English, Arabic or another language of many sheets.
    static func isSecret(header: String) -> Bool {
        let name = ColumnBinder.folded(String(String.UnicodeScalarView(header.unicodeScalars.filter { scalar in
            !ScalarClass.isInvisible(scalar) && scalar != ScalarClass.tatweel && !(0x64B...0x652).contains(scalar.value)
        })))
        return wholeWords.contains(name) || words.contains { name.contains($0) }
    }

    /// Whether a column that fills a field is secret. A boolean such as MustChangePassword has `password` in its name and holds none.
    static func isSecret(header: String, field: Field?) -> Bool {
        guard let field else { return isSecret(header: header) }
        if field.isSecret { return true }
        if case .string = field.type { return isSecret(header: header) }
        return false
    }

    private static let prefixes: [StaticString] = [
        "eyJ", "$2a$", "$2b$", "$2y$", "$argon2", "$5$", "$6$", "$y$", "pbkdf2", "{SSHA", "{SHA", "sk-", "sk_live_", "ghp_", "gho_", "github_pat_",
        "glpat-", "AKIA", "ASIA", "xoxb-", "xoxp-", "AIza", "-----BEGIN",
    ]

    /// Whether a value is a token, a key or a password hash of a known form.
    static func isToken(_ p: UnsafePointer<UInt8>, count: Int) -> Bool {
        guard count >= 12 else { return false }
        switch p[0] {
        case 0x65, 0x24, 0x70, 0x7B, 0x73, 0x67, 0x41, 0x78, 0x2D: break
        default: return false
        }
        return prefixes.contains { prefix in
            (0..<prefix.utf8CodeUnitCount).allSatisfy { $0 < count && prefix.utf8Start[$0] == p[$0] }
        }
    }

    /// Whether a value may be a password that somebody chose by the usual rules: 8 to 64 characters of all four kinds, no blank
    /// inside.
    static func mayBePassword(_ p: UnsafePointer<UInt8>, count: Int, _ traits: ValueTraits) -> Bool {
        let all = ValueTraits.lower | ValueTraits.upper | ValueTraits.digit
        guard count >= 8, count <= 64, traits.seen & all == all, traits.has(ValueTraits.numberSign | ValueTraits.other) else { return false }
        if !traits.has(ValueTraits.blank) { return true }
        let words = UnsafeBufferPointer(start: p, count: count).split(separator: ASCII.space)
        guard words.count == 1, let word = words.first, let base = UnsafeBufferPointer(rebasing: word).baseAddress else { return false }
        return !ValueShape.isEmail(base, word.count)
    }
}
