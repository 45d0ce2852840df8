import Records

/// The usual form of a value given as text.
public enum ValueText {
    /// Returns the bytes that stand for the value once it is typed: `true` for `Yes`, `7` for `+07`; a text that is no value of
    /// the type stays as it is. A member of a numeric enumeration becomes its number.
    public static func canonical(_ text: [UInt8], as type: FieldType) -> [UInt8] {
        text.withUnsafeBufferPointer { bytes in
            switch type {
            case .boolean: TextForms.boolean(bytes).map { Array(($0 ? "true" : "false").utf8) } ?? text
            case .int32: TextForms.int32(bytes).map { Array(String($0).utf8) } ?? text
            case .guid: TextForms.guid(bytes) ?? text
            case .int64: TextForms.int64(bytes).map { Array(String($0).utf8) } ?? text
            case .number: TextForms.number(bytes) ?? text
            case .dateTime: TextForms.dateTime(bytes) ?? text
            case .enumeration(let members):
                switch EnumerationForms.outcome(bytes, of: members) {
                case .member(let written), .unknownNumber(let written): written
                case .unknownName: text
                }
            case .string, .object, .collection: text
            }
        }
    }
}
