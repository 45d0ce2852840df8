import Syntax

/// What spreadsheet programs, copying and wrong encodings do to values.
public enum DamageKind: Int, Sendable, CaseIterable {
    case errorValue, scientific, leadingZeros, codeAsDate, dateText, dateNumber
    case mojibake, lostCharacters, control, lookalikes
    case presentationForms, tatweel, arabicDigits, invisible, nbsp, smartQuotes, outerBlanks, doubleBlanks
    case joiners, tashkeel, apostrophes, hyphens, phoneSigns, numberSigns
    case headerRepeated, headerTwins, headerBlanks, headerDamaged

    /// The stable word for programs.
    public var name: String {
        switch self {
        case .errorValue: "error-value"
        case .scientific: "scientific-notation"
        case .leadingZeros: "leading-zeros-lost"
        case .codeAsDate: "code-as-date"
        case .dateText: "date-as-text"
        case .dateNumber: "date-as-number"
        case .mojibake: "mojibake"
        case .lostCharacters: "lost-characters"
        case .control: "control-characters"
        case .lookalikes: "lookalikes"
        case .presentationForms: "presentation-forms"
        case .tatweel: "tatweel"
        case .arabicDigits: "arabic-indic-digits"
        case .invisible: "invisible-characters"
        case .nbsp: "no-break-blanks"
        case .smartQuotes: "smart-quotes"
        case .outerBlanks: "outer-blanks"
        case .doubleBlanks: "double-blanks"
        case .joiners: "joiners"
        case .tashkeel: "tashkeel"
        case .apostrophes: "apostrophes"
        case .hyphens: "hyphens"
        case .phoneSigns: "phone-signs"
        case .numberSigns: "number-signs"
        case .headerRepeated: "header-repeated"
        case .headerTwins: "headers-alike"
        case .headerBlanks: "header-outer-blanks"
        case .headerDamaged: "header-odd-characters"
        }
    }

    /// What it is, in a few words.
    public var title: String {
        switch self {
        case .errorValue: "a formula failed: #N/A and its like stand for the value"
        case .scientific: "a long number became scientific notation and lost its last digits"
        case .leadingZeros: "leading zeros are lost"
        case .codeAsDate: "a code was taken for a date, as 1-2 for 1-Feb"
        case .dateText: "dates as text: day and month may be swapped"
        case .dateNumber: "dates as the day numbers of a spreadsheet program"
        case .mojibake: "UTF-8 read as Windows-1252 or -1256: é became Ã©, ال became ط§ظ„"
        case .lostCharacters: "characters were lost: U+FFFD or question marks stand for them"
        case .control: "control characters"
        case .lookalikes: "letters of two scripts in one word"
        case .presentationForms: "Arabic presentation forms instead of letters"
        case .tatweel: "lengthening strokes (tatweel)"
        case .arabicDigits: "Arabic-Indic, Persian or full-width digits in a number"
        case .invisible: "invisible characters: zero-width, direction marks, soft hyphens"
        case .nbsp: "no-break and other odd blanks"
        case .smartQuotes: "curly quotes"
        case .outerBlanks: "blanks before or behind the value"
        case .doubleBlanks: "two blanks in a row"
        case .joiners: "zero-width joiners or non-joiners in names"
        case .tashkeel: "Arabic vowel marks (tashkeel) in names"
        case .apostrophes: "apostrophes in names of letters and blanks only"
        case .hyphens: "hyphens in names of letters and blanks only"
        case .phoneSigns: "+, blanks, hyphens or brackets in telephone numbers of digits only"
        case .numberSigns: "whole numbers with decimals of zero or commas between thousands"
        case .headerRepeated: "the same header more than once"
        case .headerTwins: "headers that differ only in case, blanks, _ or -"
        case .headerBlanks: "blanks before or behind a header"
        case .headerDamaged: "invisible characters or odd blanks in a header"
        }
    }

    /// The repair that cures it, where one does.
    public var repair: Repair? {
        switch self {
        case .mojibake: .mojibake
        case .presentationForms: .presentationForms
        case .tatweel: .tatweel
        case .arabicDigits: .digits
        case .invisible: .invisible
        case .nbsp: .nbsp
        case .smartQuotes: .smartQuotes
        case .outerBlanks: .trim
        case .joiners: .joiners
        case .tashkeel: .tashkeel
        case .apostrophes: .apostrophe
        case .hyphens: .hyphenToSpace
        case .phoneSigns: .phonePlus
        case .numberSigns: .wholeNumber
        default: nil
        }
    }

    /// What is damage only in a field of names or of digits: elsewhere it is how things are written.
    static let scoped: [DamageKind] = [.joiners, .tashkeel, .apostrophes, .hyphens, .phoneSigns, .numberSigns]

    /// What to do about it where no repair of values does.
    public var advice: String {
        switch self {
        case .errorValue: "correct the formula in the spreadsheet program, or empty the cell"
        case .scientific: "set the column to text in the spreadsheet program and enter the numbers again: the digits are gone"
        case .leadingZeros: "set the column to text before the file is opened or filled, and take the values from where they came from"
        case .codeAsDate: "set the column to text and enter the codes again"
        case .dateText: "give the column the format yyyy-mm-dd in the spreadsheet program and save again"
        case .dateNumber: "give the column the format yyyy-mm-dd in the spreadsheet program and save again"
        case .lostCharacters: "export again as UTF-8 from where the values are whole: they cannot be restored"
        case .control: "find out where they come from; most systems refuse them"
        case .lookalikes: "type the word again: it looks right and never matches"
        case .doubleBlanks: "replace them in the spreadsheet program if they are none of the name's own"
        case .headerRepeated, .headerTwins: "rename one, or leave one out with --column 'HEADER='"
        case .headerBlanks, .headerDamaged: "names are compared without blanks; transload fix --accept header cleans them"
        default: repair.map(Self.advice) ?? ""
        }
    }
}

extension DamageKind {
    fileprivate static func advice(_ repair: Repair) -> String {
        let command = "transload fix --accept \(repair.name)"
        switch repair.scope {
        case .anyText: return command
        case .digits: return command + "; where no field says that a column holds digits, --only COLUMN"
        case .names: return command + "; where no field says that a column holds names, --only COLUMN"
        }
    }
}

/// The kinds of damage of one value.
struct DamageSet {
    private(set) var bits: UInt32 = 0

    mutating func insert(_ kind: DamageKind) { bits |= 1 << UInt32(kind.rawValue) }
    mutating func remove(_ kind: DamageKind) { bits &= ~(1 << UInt32(kind.rawValue)) }
    func contains(_ kind: DamageKind) -> Bool { bits & 1 << UInt32(kind.rawValue) != 0 }
    var isEmpty: Bool { bits == 0 }
    mutating func formUnion(_ other: DamageSet) { bits |= other.bits }
}
