import Records

/// The words about a source that is repaired.
enum FixMessages {
    static func noSuchColumn(_ name: String, _ columns: [String]) -> Diagnostic {
        let nearest = nearestName(to: name, in: columns).map { "; nearest is '\($0)'" } ?? ""
        return Diagnostic(.fieldUnknown, "--only names '\(name)', but the header has no such column\(nearest)")
    }
}
