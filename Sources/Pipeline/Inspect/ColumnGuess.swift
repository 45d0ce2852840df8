import Readers
import Records

/// Which field a column is taken for, and why.
public struct ColumnGuess: Sendable, Equatable {
    /// The field's name, or that of one inside it as `Groups[0].Name`; `nil` when the column fills none.
    public var field: String?
    public var reason: Reason
    /// The position in the schema of the field that the values go to without a doubt, counted from 0; `nil` for collections too.
    var boundField: Int?

    public enum Reason: String, Sendable {
        case given
        case leftOut = "left out"
        case sameName = "same name"
        case nearestName = "nearest name"
        case rejectColumn = "written by transload"
        case emails = "values look like e-mail addresses"
        case guids = "values look like GUIDs"
        case booleans = "values look like booleans"
        case phones = "values look like phone numbers"
        case dates = "values look like dates"
        case undocumented = "only with --allow-undocumented"
        case unknown = "not known"
    }

    init(_ field: String?, _ reason: Reason, boundField: Int? = nil) {
        self.field = field
        self.reason = reason
        self.boundField = boundField
    }

    /// Whether a run fills the field from this column as things are: the others are only hints.
    public var isBound: Bool { field != nil && (reason == .given || reason == .sameName) }
}

/// Guesses what columns are for. Names decide first; values are asked where names say nothing.
struct ColumnGuesser {
    private let schema: Schema?
    private let overrides: [ColumnBinder.Override]
    private let positions: [String: Int]
    private let allowsUndocumented: Bool

    init(_ schema: Schema?, overrides: [ColumnBinder.Override], allowsUndocumented: Bool = false) {
        self.allowsUndocumented = allowsUndocumented
        self.schema = schema
        self.overrides = overrides
        positions = Dictionary(
            (schema?.fields ?? []).enumerated().map { (ColumnBinder.folded($1.name), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether a column may fill the field.
    func mayUse(_ field: Field) -> Bool { allowsUndocumented || !field.isUndocumented }

    /// Returns what the names say of each column; `.unknown` where they say nothing.
    func byName(_ columns: [String]) -> [ColumnGuess] {
        var guesses = columns.map(sure)
        let taken = Set(guesses.compactMap(\.field))
        let free = (schema?.fields ?? []).filter(mayUse).map(\.name).filter { !taken.contains($0) }
        for (index, column) in columns.enumerated() where guesses[index].reason == .unknown {
            let near = nearestName(to: ColumnBinder.folded(column), in: free.map(ColumnBinder.folded))
            if let near, let position = positions[near], let schema {
                guesses[index] = ColumnGuess(schema.fields[position].name, .nearestName)
            }
        }
        return guesses
    }

    private func sure(_ column: String) -> ColumnGuess {
        if ColumnBinder.serviceColumns.contains(column) { return ColumnGuess(nil, .rejectColumn) }
        let name = ColumnBinder.folded(column)
        let given = overrides.first { $0.header == column } ?? overrides.first { ColumnBinder.folded($0.header) == name }
        if let given {
            if given.field.isEmpty { return ColumnGuess(nil, .leftOut) }
            return bound(given.field, .given) ?? ColumnGuess(nil, .unknown)
        }
        return bound(column, .sameName) ?? ColumnGuess(nil, .unknown)
    }

    private func bound(_ name: String, _ reason: ColumnGuess.Reason) -> ColumnGuess? {
        guard let schema else { return nil }
        if let position = positions[ColumnBinder.folded(name)] {
            let field = schema.fields[position]
            // The field stays known where it must not be filled, so that the values of a secret are masked.
            return ColumnGuess(
                field.name, mayUse(field) ? reason : .undocumented, boundField: field.type.isCollection ? nil : position)
        }
        // Groups[0].Name: a field of an element.
        guard let bracket = name.firstIndex(of: "["), let position = positions[ColumnBinder.folded(String(name[..<bracket]))],
            schema.fields[position].type.isCollection
        else { return nil }
        return ColumnGuess(
            schema.fields[position].name + name[bracket...], mayUse(schema.fields[position]) ? reason : .undocumented)
    }

    /// Returns what the values of a column say, where nine of ten agree.
    ///
    /// - Parameter free: the names of the fields that no column fills.
    func byValues(_ profile: ColumnProfile, free: [String]) -> ColumnGuess {
        guard profile.filled > 0 else { return ColumnGuess(nil, .unknown) }
        func most(_ count: Int) -> Bool { count * 10 >= profile.filled * 9 }
        func field(_ words: String...) -> String? {
            words.lazy.compactMap { word in free.first { ColumnBinder.folded($0).contains(word) } }.first
        }
        if most(profile.count(.email)) { return ColumnGuess(field("email"), .emails) }
        if most(profile.count(.guid)) { return ColumnGuess(nil, .guids) }
        if most(profile.count(.boolean) + profile.flags) { return ColumnGuess(nil, .booleans) }
        let dates = profile.count(.isoDate) + profile.count(.otherDate) + profile.count(.monthName)
        if dates > 0 && most(dates + profile.dayNumbers) { return ColumnGuess(nil, .dates) }
        if most(profile.count(.phone) + profile.count(.digits)), most(profile.phones + profile.count(.phone)) {
            return ColumnGuess(field("mobile", "phone"), .phones)
        }
        return ColumnGuess(nil, .unknown)
    }
}
