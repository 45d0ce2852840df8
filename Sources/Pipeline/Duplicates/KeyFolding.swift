import Records
import Syntax

/// The forms in which keys are compared.
///
/// | form | what does not count |
/// | --- | --- |
/// | written | nothing |
/// | caseless | case |
/// | loose | case, blanks, Unicode normal form, tatweel, the carrier of a hamza, and the marks above and below Arabic letters |
enum KeyForm {
    case written, caseless, loose
}

struct KeyFolding {
    private let sip = (SipHash(key: 0x7472_616E_736C_6F61, 0x6B65_7973_2D68_6967), SipHash(key: 0x7472_616E_736C_6F61, 0x6B65_7973_2D6C_6F77))

    /// Returns 128 bits that stand for the key of a record in one of the forms, or `nil` when a field of the key has no value.
    ///
    /// - Complexity: O(bytes of the key); ASCII keys are folded without making a text.
    func hash(_ record: Int, _ fields: [Int], _ view: BatchView, form: KeyForm, scratch: ByteBuffer) -> (high: UInt64, low: UInt64)? {
        scratch.removeAll()
        for field in fields {
            let slot = view.slot(record, field)
            if slot.length == 0 { return nil }
            fold(view.bytes(slot), form, into: scratch)
            scratch.append(0)
        }
        return (sip.0.hash(scratch.bytes), sip.1.hash(scratch.bytes))
    }

    private func fold(_ value: UnsafeBufferPointer<UInt8>, _ form: KeyForm, into out: ByteBuffer) {
        if case .written = form {
            out.append(value)
            return
        }
        if value.contains(where: { $0 >= 0x80 }) {
            foldText(String(decoding: value, as: UTF8.self), form, into: out)
            return
        }
        out.reserve(value.count)
        for byte in value {
            if case .loose = form, byte == ASCII.space || (byte >= 9 && byte <= 13) { continue }
            out.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        }
    }

    private func foldText(_ text: String, _ form: KeyForm, into out: ByteBuffer) {
        for scalar in text.lowercased().unicodeScalars {
            guard case .loose = form else {
                append(scalar, to: out)
                continue
            }
            if scalar.properties.isWhitespace || Self.isPassedOver(scalar) { continue }
            for base in Decomposition.base(of: scalar) { append(base, to: out) }
        }
    }

    private func append(_ scalar: Unicode.Scalar, to out: ByteBuffer) {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { out.append(byte) }
    }

    /// Tatweel, and every mark that combines with the letter before it.
    private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value == 0x640 { return true }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return true
        default: return false
        }
    }
}

/// The letter under its marks.
private enum Decomposition {
    /// Returns the scalar without what is composed onto it: أ becomes ا, é becomes e.
    ///
    /// Two texts that are canonically equivalent fold alike: marks are passed over wherever they stand.
    static func base(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        switch scalar.value {
        case 0..<0xC0: return [scalar]
        case 0x622, 0x623, 0x625, 0x671: return ["\u{627}"]
        case 0x624: return ["\u{648}"]
        case 0x626, 0x649: return ["\u{64A}"]
        case 0x629: return ["\u{647}"]
        default: return Self.latin[scalar].map { [$0] } ?? [scalar]
        }
    }

    /// The Latin letters with marks up to U+017F, by the letters under them.
    private static let latin: [Unicode.Scalar: Unicode.Scalar] = {
        let rows: [(Unicode.Scalar, String)] = [
            ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ď"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥ"), ("i", "ìíîïĩīĭį"),
            ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľ"), ("n", "ñńņň"), ("o", "òóôõöōŏő"), ("r", "ŕŗř"), ("s", "śŝşš"), ("t", "ţť"),
            ("u", "ùúûüũūŭůűų"), ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"),
        ]
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (base, letters) in rows { for letter in letters.unicodeScalars { table[letter] = base } }
        return table
    }()
}
