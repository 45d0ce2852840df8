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
        case .undocumented: return "\(place)member '\(finding.detail)' is not used: the documentation does not have the field; --allow-undocumented uses it"
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
        case .elementOutOfOrder: return "\(place)the element comes too late in its record: a .NET server drops it, since it reads members in the order of their names"
        case .elementNamespace: return "\(place)the element is in another namespace than its record: a .NET server drops it"
        case .elementSpelling: return "\(place)the element's name is spelt in another way: a .NET server drops it"
        case .elementRepeated: return "\(place)the element is there more than once: the first one counts, as in a .NET server"
        case .unknownElement: return "\(place)an element is no field of its record and is not read"
        case .itemName where finding.field < 0: return "the element is not called as a record: a .NET server passes it over"
        case .itemName: return "\(place)an element of the list has another name or namespace than it should: a .NET server passes it over"
        case .incompletePair: return "\(place)a pair lacks its 'key' or 'value', or has them out of order or misspelt: a .NET server refuses the document"
        case .unreadableForm: return "\(place)the value is written in a form that a .NET server refuses"
        case .contentOfNull: return "\(place)the element says that it is null and is not empty: its content is not read"
        case .misplacedContent: return "\(place)text between elements, or an element inside a value: a .NET server refuses the document"
        case .nullRecord: return "\(place)a record says that it is null: a .NET server reads none there"
        case .valueTooLong: return "\(place)\(finding.found) bytes, at most \(finding.maximum) can be read"
        default: return "\(place)the record is malformed"
        }
    }
}
