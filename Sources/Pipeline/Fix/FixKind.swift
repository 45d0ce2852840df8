import Syntax

/// What `--accept` can name: the repairs of values, and that of headers.
public enum FixKind: Sendable, Hashable {
    case repair(Repair)
    /// Headers lose outer blanks and invisible characters; odd blanks become plain ones.
    case header

    public static let all: [FixKind] = Repair.allCases.map { .repair($0) } + [.header]

    /// The words that people type, in the order in which repairs are made.
    public static let allNames: [String] = all.map(\.name)

    public init?(_ name: String) {
        if name == "header" {
            self = .header
        } else if let repair = Repair(rawValue: name) {
            self = .repair(repair)
        } else {
            return nil
        }
    }

    public var name: String {
        switch self {
        case .repair(let repair): repair.name
        case .header: "header"
        }
    }

    public var summary: String {
        switch self {
        case .repair(let repair): repair.summary
        case .header: "headers lose outer blanks, odd blanks and invisible characters"
        }
    }

    /// The repairs that make up `header`.
    static let headerRepairs: [Repair] = [.invisible, .nbsp, .trim]
}
