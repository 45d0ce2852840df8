import Syntax

/// Which repairs make sense for which field.
extension ValidationPlan {
    /// Whether a repair is for a field when nobody names columns: see `Repair.Scope`. Never for a secret.
    ///
    /// What a field takes is asked of its type and its pattern: one that takes digits and no letters is a telephone number,
    /// one that takes letters and blanks and no digits is a name.
    ///
    /// - Parameter field: the position in the schema, counted from 0.
    public func isFor(_ repair: Repair, field: Int) -> Bool {
        guard schema.fields.indices.contains(field), !schema.fields[field].isSecret else { return false }
        switch repair.scope {
        case .anyText: return true
        case .digits: return check(ofField: field).map { suitsNumber(repair, $0) } ?? false
        case .names: return check(ofField: field).map(isName) ?? false
        }
    }

    func suitsNumber(_ repair: Repair, _ check: FieldCheck) -> Bool {
        switch repair {
        case .phonePlus: isDigits(check)
        case .wholeNumber: check.type == .int32 || check.type == .int64 || isDigits(check)
        default: !check.type.isString || isDigits(check)
        }
    }

    private func isDigits(_ check: FieldCheck) -> Bool {
        check.type.isString && matches("0123456789", check) && !matches("a", check)
    }

    private func isName(_ check: FieldCheck) -> Bool {
        check.type.isString && matches("ab cd", check) && !matches("ab1", check)
    }

    /// Whether the field has a pattern and it takes the text. Lengths do not matter here.
    private func matches(_ text: StaticString, _ check: FieldCheck) -> Bool {
        if let searcher = check.searcher { return searcher.containsMatch(text.utf8Start, count: text.utf8CodeUnitCount) }
        return check.matcher?.matchesWhole(text.utf8Start, count: text.utf8CodeUnitCount) ?? false
    }
}
