import Records

/// The words of findings on the form of a record.
public enum FormMessages {
    /// Returns one sentence about a finding. It never holds the value.
    public static func text(_ finding: Finding, _ schema: Schema) -> String {
        let place = schema.fields.indices.contains(finding.field) ? "\(schema.fields[finding.field].name): " : ""
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
        case .undocumented:
            let members = finding.found == 1 ? "1 member of the JSON text is" : "\(finding.found) members of the JSON text are"
            return "\(place)\(members) not used: the documentation does not have the field; --allow-undocumented uses it"
        case .malformedJSON: return "\(place)the cell is not the JSON array that its bracket begins: byte \(finding.found) is wrong"
        case .valueTooLong: return "\(place)\(finding.found) bytes, at most \(finding.maximum) can be read"
        default: return "\(place)the record is malformed"
        }
    }
}
