import Records

/// The words of findings on the form of a record.
public enum FormMessages {
    /// Returns one sentence about a finding. It never holds the value.
    public static func text(_ finding: Finding, _ schema: Schema) -> String {
        let path = schema.path(finding.steps, field: finding.field)
        let place = path.isEmpty ? "" : path + ": "
        switch finding.code {
        case .unclosedQuote: return "a quote is opened and never closed, so the record runs to the end of the file"
        case .surplusCells where finding.found == 0:
            return "rejected for its form, and its text still stands in '_raw': correct the cells and empty '_raw'"
        case .surplusCells: return "\(finding.found) cells, the header has \(finding.maximum); the surplus is not empty"
        case .missingCells: return "\(finding.found) cells, the header has \(finding.maximum); the rest counts as empty"
        case .invalidUTF8: return "\(place)byte \(finding.found) of the record is not UTF-8"
        case .nulByte: return "\(place)byte \(finding.found) of the record is NUL"
        case .unknownMember:
            let names = schema.schema(behind: finding.steps).fields.flatMap(\.spellings)
            let nearest = nearestName(to: finding.detail, in: names).map { "; nearest is '\($0)'" } ?? ""
            return "\(place)member '\(finding.detail)' is no field of its record and not read\(nearest)"
        case .undocumented: return "\(place)member '\(finding.detail)' is not used: the documentation does not have the field"
        case .memberRepeated: return "\(place)the member is repeated; the last one counts"
        case .memberCase: return "\(place)the member is not spelled as documented; only case differs"
        case .notAnObject: return "\(place)not an object, expected the members of a record"
        case .malformedRecord: return "the line is no JSON object: \(finding.detail), at byte \(finding.found)"
        case .loneSurrogate: return "\(place)half of a surrogate pair stands alone; it is read as U+FFFD"
        case .changedByServer: return "\(place)\(finding.detail)"
        case .malformedJSON: return "\(place)the cell is not the JSON array that its bracket begins: byte \(finding.found) is wrong"
        case .formUnknownKey:
            let names = schema.fields.flatMap(\.spellings)
            let nearest = nearestName(to: finding.detail, in: names).map { "; nearest is '\($0)'" } ?? ""
            return "key '\(finding.detail)' leads to no field and is not read\(nearest)"
        case .formPrefix:
            let keys = finding.found == 1 ? "1 key begins" : "\(finding.found) keys begin"
            return "\(keys) with the name of a parameter: a server reads none of that"
        case .formListIndex where finding.found == 0:
            return "\(place)the list does not begin with [0]: a server reads an empty one"
        case .formListIndex: return "\(place)the list leaves out [\(finding.found)]: a server reads it up to there"
        case .formEmptyBrackets: return "\(place)elements are given by empty brackets: a server reads none of them, expected [0], [1] …"
        case .formPairIncomplete: return "\(place)a pair without it: a server reads neither key nor value"
        case .formRepeatedKey: return "\(place)the key stands there again: the first value counts"
        case .formBlank: return "\(place)the value is blank: a server reads null"
        case .valueTooLong: return "\(place)\(finding.found) bytes, at most \(finding.maximum) can be read"
        default: return "\(place)the record is malformed"
        }
    }
}
