import Records
import Syntax

/// What a text stands for in an enumeration.
///
/// Names are found in any case, numbers by their value, as JSON for .NET has it. A number that no member has is one that a .NET
/// server takes all the same.
enum EnumerationForms {
    enum Outcome: Equatable {
        /// A member, in the form in which it is written.
        case member([UInt8])
        /// A number that no member has.
        case unknownNumber([UInt8])
        /// A text that is neither.
        case unknownName
    }

    /// Returns what the text stands for. Members with numbers are written as numbers, the others by their names.
    ///
    /// - Parameter value: UTF-8; outer blanks do not matter.
    static func outcome(_ value: UnsafeBufferPointer<UInt8>, of members: [EnumerationMember]) -> Outcome {
        let text = TextForms.trimmed(value)
        if let member = members.first(where: { equals(text, $0.name) }) { return .member(written(member)) }
        guard members.contains(where: { $0.number != nil }), let number = TextForms.int32(text) else { return .unknownName }
        if let member = members.first(where: { $0.number == number }) { return .member(written(member)) }
        return .unknownNumber(Array(String(number).utf8))
    }

    private static func written(_ member: EnumerationMember) -> [UInt8] {
        Array((member.number.map { String($0) } ?? member.name).utf8)
    }

    /// Whether a text is a name but for the case of ASCII letters.
    private static func equals(_ text: UnsafeBufferPointer<UInt8>, _ name: String) -> Bool {
        guard text.count == name.utf8.count else { return false }
        return zip(text, name.utf8).allSatisfy { folded($0) == folded($1) }
    }

    private static func folded(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
