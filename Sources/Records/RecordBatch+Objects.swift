extension RecordBatch {
    /// Marks nested objects as present where a member has a value or is null, for sources that hold members only: tables and
    /// forms. An object whose members are all missing stays missing.
    ///
    /// - Complexity: O(records · fields in objects), those of collections included; O(1) when the schema has neither.
    public func settleObjects() {
        for child in children { child?.settleObjects() }
        let markers = schema.objectFields
        if markers.isEmpty { return }
        for record in 0..<recordCount {
            let row = slots + record * fieldCount
            // From the inside out, since an object is a member of the one around it.
            for marker in markers.reversed() where row[marker].kind == Slot.Kind.missing {
                let members = schema.members(ofObject: marker)
                if members.contains(where: { row[$0].kind != Slot.Kind.missing }) { row[marker] = .object }
            }
        }
    }
}
