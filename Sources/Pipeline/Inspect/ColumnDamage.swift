import Readers

/// Damage that only shows when a value is compared with the others of its column.
enum ColumnDamage {
    /// One kind of damage in one column.
    struct Entry {
        let kind: DamageKind
        let count: Int
        let example: Sighting?
    }

    /// Returns everything that is wrong with a column's values, in the order of `DamageKind`.
    ///
    /// - Parameters:
    ///   - takesNumbers: whether the column fills a numeric field, where zeros in front mean nothing.
    static func judge(_ profile: ColumnProfile, header: String, takesNumbers: Bool) -> [Entry] {
        DamageKind.allCases.compactMap { kind in
            switch kind {
            case .leadingZeros: takesNumbers ? nil : lostZeros(profile, header: header)
            case .codeAsDate, .dateText: dates(profile, kind, header: header)
            case .dateNumber: dayNumbers(profile, header: header)
            default:
                profile.count(kind) == 0 ? nil : Entry(kind: kind, count: profile.count(kind), example: profile.sightings[kind.rawValue])
            }
        }
    }

    /// Numbers of digits that have lost the zeros in front of them.
    ///
    /// Two signs count. Most values have N digits, some begin with 0, and others have fewer and do not: they did. Or, in a
    /// column whose header speaks of telephone numbers or identifiers, most have N digits (at least 8) and a few exactly one less.
    private static func lostZeros(_ profile: ColumnProfile, header: String) -> Entry? {
        let total = profile.count(.digits)
        guard total >= 3, let (length, most) = profile.digitCounts.enumerated().max(by: { $0.element < $1.element }), length >= 3,
            most * 2 > total
        else { return nil }
        let shorter = (1..<length).filter { profile.digitCounts[$0] > profile.zeroCounts[$0] }
        let lost = shorter.reduce(0) { $0 + profile.digitCounts[$1] - profile.zeroCounts[$1] }
        guard lost > 0 else { return nil }
        let hasZeros = profile.zeroCounts[length] > 0
        let isOneLess = length >= 8 && shorter == [length - 1] && isIdentifier(header)
        guard hasZeros || isOneLess else { return nil }
        let example = shorter.compactMap { profile.digitSightings[$0] }.min { $0.place < $1.place }
        return Entry(kind: .leadingZeros, count: lost, example: example)
    }

    /// Dates with the name of a month are damage where most values are none: codes that were taken for dates. In a column of
    /// dates they are text like others whose order has to be guessed.
    private static func dates(_ profile: ColumnProfile, _ kind: DamageKind, header: String) -> Entry? {
        let named = profile.count(.monthName)
        let other = profile.count(.otherDate)
        let isDateColumn = (named + other + profile.count(.isoDate)) * 2 > profile.filled || isDate(header)
        switch kind {
        case .codeAsDate:
            return isDateColumn || named == 0
                ? nil : Entry(kind: kind, count: named, example: profile.shapeSightings[ValueShape.monthName.rawValue])
        default:
            // Elsewhere three numbers with points between them are a version or a section as well.
            guard isDateColumn, named + other > 0 else { return nil }
            let sightings = profile.shapeSightings
            let example = Sighting.earlier(sightings[ValueShape.otherDate.rawValue], sightings[ValueShape.monthName.rawValue])
            return Entry(kind: kind, count: named + other, example: example)
        }
    }

    /// Five-digit numbers in a column that is about dates, by its header or by its other values.
    private static func dayNumbers(_ profile: ColumnProfile, header: String) -> Entry? {
        let dates = profile.count(.isoDate) + profile.count(.otherDate) + profile.count(.monthName)
        let areAllDays = profile.dayNumbers == profile.filled
        guard profile.dayNumbers > 0, dates + profile.dayNumbers == profile.filled, dates > 0 || (areAllDays && isDate(header)) else { return nil }
        return Entry(kind: .dateNumber, count: profile.dayNumbers, example: profile.dayNumberSighting)
    }

    private static let dateWords = [
        "date", "birth", "dob", "since", "expir", "hired", "joined", "created", "updated", "validfrom", "validto", "until", "datum", "fecha",
        "تاريخ", "ميلاد", "يوم",
    ]
    private static let identifierWords = [
        "phone", "mobile", "tel", "fax", "national", "iqama", "account", "iban", "zip", "postal", "postcode", "badge", "employeen", "personneln",
        "staffn", "جوال", "هاتف", "تلفون", "هوية", "إقامة", "اقامة", "رقم", "حساب",
    ]

    static func isDate(_ header: String) -> Bool { contains(header, dateWords) }
    static func isIdentifier(_ header: String) -> Bool {
        let name = ColumnBinder.folded(header)
        return name == "id" || name.hasSuffix("id") || contains(header, identifierWords)
    }

    private static func contains(_ header: String, _ words: [String]) -> Bool {
        let name = ColumnBinder.folded(header)
        return words.contains { name.contains($0) }
    }
}
