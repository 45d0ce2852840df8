import Records

/// The words of findings on the form of a record.
public enum FormMessages {
    /// Returns one sentence about a finding. It never holds the value.
    public static func text(_ finding: Finding, _ schema: Schema) -> String {
        let path = schema.path(finding.steps, field: finding.field)
        let place = path.isEmpty ? "" : "\(path): "
        switch finding.code {
        case .unclosedQuote: return "a quote is opened and never closed, so the record runs to the end of the file"
        case .surplusCells where finding.found == 0:
            return "rejected for its form, and its text still stands in '_raw': correct the cells and empty '_raw'"
        case .surplusCells: return "\(finding.found) cells, the header has \(finding.maximum); the surplus is not empty"
        case .missingCells: return "\(finding.found) cells, the header has \(finding.maximum); the rest counts as empty"
        case .invalidUTF8: return "\(place)byte \(finding.found) of the record is not UTF-8"
        case .nulByte: return "\(place)byte \(finding.found) of the record is NUL"
        case .unknownMember:
            let members = finding.found == 1 ? "1 member of the JSON text is" : "\(finding.found) members of the JSON text are"
            return "\(place)\(members) no field of its record and not read"
        case .malformedJSON: return "\(place)the cell is not the JSON array that its bracket begins: byte \(finding.found) is wrong"
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
        case .loneSurrogate: return "\(place)half of a character stands alone; it is read as U+FFFD"
        case .misplacedContent: return "\(place)text between elements, or an element inside a value: a .NET server refuses the document"
        case .nullRecord: return "\(place)a record says that it is null: a .NET server reads none there"
        case .valueTooLong: return "\(place)\(finding.found) bytes, at most \(finding.maximum) can be read"
        default: return "\(place)the record is malformed"
        }
    }
}
