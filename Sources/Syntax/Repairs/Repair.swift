/// The usual repairs of a spreadsheet's values: the one list that suggestions, findings, `inspect` and `fix` share.
///
/// ```swift
/// Repair.digits.apply(Array("٠٥٥".unicodeScalars))     // the scalars of "055"
/// Repair.digits.apply(Array("055".unicodeScalars))     // nil: nothing to repair
/// ```
///
/// The cases stand in the order in which several are applied: what later ones would destroy the evidence for comes first
/// (a no-break space may be half of a mojibake), and blanks are trimmed when nothing before them can go away any more.
public enum Repair: String, CaseIterable, Sendable {
    case mojibake
    case presentationForms = "presentation-forms"
    case invisible
    case joiners
    case nbsp
    case trim
    case smartQuotes = "smart-quotes"
    case digits
    case wholeNumber = "whole-number"
    case phonePlus = "phone-plus"
    case tatweel
    case tashkeel
    case apostrophe
    case hyphenToSpace = "hyphen-to-space"

    /// Which columns a repair is for when nobody names columns.
    public enum Scope: Sendable {
        /// Every column: no value loses its meaning.
        case anyText
        /// Fields of digits: telephone numbers and whole numbers.
        case digits
        /// Fields that take letters and blanks only, as names do.
        case names
    }

    /// The word that people type.
    public var name: String { rawValue }

    /// What the repair does: a few words, no full stop.
    public var summary: String {
        switch self {
        case .mojibake: "UTF-8 that was read as Windows-1252 or -1256 becomes what it was: Ã© is é, ط§ظ„ is ال"
        case .presentationForms: "Arabic presentation forms become letters"
        case .invisible: "zero-width characters and direction marks go"
        case .joiners: "zero-width joiners and non-joiners inside words go"
        case .nbsp: "no-break and other wide or thin blanks become plain ones"
        case .trim: "blanks before and behind the value go"
        case .smartQuotes: "curly quotes become straight ones"
        case .digits: "Arabic-Indic, Persian and full-width digits become 0-9"
        case .wholeNumber: "7.00 becomes 7, and 1,200 becomes 1200"
        case .phonePlus: "+, blanks, hyphens, dots, slashes and brackets of a telephone number go"
        case .tatweel: "the lengthening stroke of Arabic goes"
        case .tashkeel: "Arabic vowel marks go"
        case .apostrophe: "apostrophes go: O'Neil becomes ONeil"
        case .hyphenToSpace: "hyphens become blanks"
        }
    }

    public var scope: Scope {
        switch self {
        case .mojibake, .presentationForms, .invisible, .nbsp, .trim, .smartQuotes: .anyText
        case .digits, .wholeNumber, .phonePlus: .digits
        case .joiners, .tatweel, .tashkeel, .apostrophe, .hyphenToSpace: .names
        }
    }

    /// Whether a value of ASCII characters alone can have something to repair.
    public var concernsASCII: Bool {
        switch self {
        case .trim, .wholeNumber, .phonePlus, .apostrophe, .hyphenToSpace: true
        default: false
        }
    }

    /// Returns the repaired text, or `nil` when there is nothing to repair. What is returned has nothing more to repair.
    ///
    /// - Complexity: O(*n*).
    public func apply(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        switch self {
        case .mojibake: Mojibake.undone(text)
        case .presentationForms: Self.replacing(text, PresentationForms.letters)
        case .invisible: InvisibleRepair.invisible(text)
        case .joiners: Self.dropping(text, ScalarClass.isJoiner)
        case .nbsp: Self.exchanging(text) { ScalarClass.isOddBlank($0) ? " " : nil }
        case .trim: BlankRepair.trimmed(text)
        case .smartQuotes: Self.exchanging(text, ScalarClass.straightQuote)
        case .digits: Self.exchanging(text, ScalarClass.asciiDigit)
        case .wholeNumber: NumberRepair.wholeNumber(text)
        case .phonePlus: NumberRepair.phonePlus(text)
        case .tatweel: Self.dropping(text) { $0 == ScalarClass.tatweel }
        case .tashkeel: TashkeelRepair.without(text)
        case .apostrophe: Self.dropping(text, ScalarClass.isApostrophe)
        case .hyphenToSpace: BlankRepair.hyphensToSpaces(text)
        }
    }

    /// Returns the text with several repairs applied in their order, and those that changed something; `nil` when none does.
    ///
    /// One repair can uncover work for another, so they go round until nothing changes: applying the same ones to the result
    /// does nothing.
    public static func apply(_ repairs: [Repair], to text: [Unicode.Scalar]) -> (text: [Unicode.Scalar], changed: [Repair])? {
        var current = text
        var changed: [Repair] = []
        // Every repair that comes round again has made the text shorter, or replaced scalars by ones that nobody touches.
        for _ in 0...text.count {
            var isSettled = true
            for repair in repairs {
                guard let next = repair.apply(current) else { continue }
                current = next
                isSettled = false
                if !changed.contains(repair) { changed.append(repair) }
            }
            if isSettled { break }
        }
        return changed.isEmpty || current == text ? nil : (current, changed)
    }

    // MARK: Ways to change a text

    static func dropping(_ text: [Unicode.Scalar], _ isUnwanted: (Unicode.Scalar) -> Bool) -> [Unicode.Scalar]? {
        text.contains(where: isUnwanted) ? text.filter { !isUnwanted($0) } : nil
    }

    static func exchanging(_ text: [Unicode.Scalar], _ change: (Unicode.Scalar) -> Unicode.Scalar?) -> [Unicode.Scalar]? {
        text.contains { change($0) != nil } ? text.map { change($0) ?? $0 } : nil
    }

    static func replacing(_ text: [Unicode.Scalar], _ change: (Unicode.Scalar) -> [Unicode.Scalar]?) -> [Unicode.Scalar]? {
        text.contains { change($0) != nil } ? text.flatMap { change($0) ?? [$0] } : nil
    }
}
