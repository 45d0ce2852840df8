import Records
import Syntax

/// Builds nested records from JSON text that lies in a batch's own bytes: values stay where they are unless they are escaped.
///
/// Members find their fields without regard to case, as Json.NET has it; of a member that is repeated the last one counts.
struct JSONRecordBuilder {
    private let batch: RecordBatch
    private let isInSide: Bool
    private let start: Int
    private var lexer: JSONLexer
    /// The fields of each kind of record in the text by their folded names, found once.
    private var fields: [ObjectIdentifier: [String: Int]] = [:]
    private let allowsUndocumented: Bool
    /// How many members were no field of their record.
    private var unknownMembers = 0
    /// How many members were passed over because the documented page does not have their field.
    private var undocumentedMembers = 0

    /// Reads the array in a slot as the elements of a collection field.
    ///
    /// - Parameter allowsUndocumented: whether members may fill fields that the documented page does not have.
    /// - Returns: the slot of the collection, and how many members were passed over because they are no field of their record, or one
    ///   that must not be used.
    /// - Throws: what is wrong with the text, with its offset in the cell, counted from 0 in bytes.
    /// - Complexity: O(length of the text).
    static func array(
        _ slot: Slot, ofField field: Int, in batch: RecordBatch, allowsUndocumented: Bool
    ) throws(JSONError) -> (collection: Slot, unknownMembers: Int, undocumentedMembers: Int) {
        // Unescaping never makes a text longer: with this room set aside, the bytes that the lexer reads do not move.
        batch.side.reserve(slot.length)
        let view = batch.view
        var builder = JSONRecordBuilder(
            batch: batch, isInSide: slot.isInSide, start: Int(slot.start), lexer: JSONLexer(view.bytes(slot)), allowsUndocumented: allowsUndocumented)
        let first = try builder.lexer.next()
        guard first.kind == .arrayBegin else { throw JSONError(.valueExpected, at: first.start) }
        let collection = try builder.elements(ofField: field, in: batch)
        _ = try builder.lexer.next()
        return (collection, builder.unknownMembers, builder.undocumentedMembers)
    }

    /// Reads elements up to the end of the array that has been opened.
    private mutating func elements(ofField field: Int, in parent: RecordBatch) throws(JSONError) -> Slot {
        guard let child = parent.child(ofField: field) else { throw JSONError(.valueExpected, at: lexer.offset) }
        let first = child.recordCount
        while true {
            let token = try lexer.next()
            switch token.kind {
            case .arrayEnd:
                return Slot(kind: Slot.Kind.collection, start: first, length: child.recordCount - first)
            case .objectBegin where !child.schema.isScalar:
                _ = child.beginRecord(at: 0, line: 0)
                try members(of: child, record: child.recordCount - 1, within: "")
            case _ where child.schema.isScalar:
                let value = try value(token, ofField: 0, in: child)
                child.beginRecord(at: 0, line: 0)[0] = value
            default:
                throw JSONError(.valueExpected, at: token.start)
            }
        }
    }

    /// Reads the members of an object that has been opened.
    ///
    /// - Parameter prefix: the way to an object inside the record, `ClientInfo.`; empty for the record itself.
    private mutating func members(of child: RecordBatch, record: Int, within prefix: String) throws(JSONError) {
        let fields = fields(of: child.schema)
        while true {
            let name = try lexer.next()
            if name.kind == .objectEnd { return }
            guard let field = fields[ColumnBinder.folded(prefix + text(name))] else {
                _ = try lexer.skipValue()
                unknownMembers += 1
                continue
            }
            if !allowsUndocumented && child.schema.fields[field].isUndocumented {
                _ = try lexer.skipValue()
                undocumentedMembers += 1
                continue
            }
            let token = try lexer.next()
            let place = record * child.fieldCount + field
            if token.kind == .objectBegin, child.schema.fields[field].type.isObject {
                child.slots[place] = .object
                try members(of: child, record: record, within: child.schema.fields[field].name + ".")
            } else {
                child.slots[place] = try value(token, ofField: field, in: child)
            }
        }
    }

    private mutating func fields(of schema: Schema) -> [String: Int] {
        let key = ObjectIdentifier(schema)
        if let known = fields[key] { return known }
        let found = ColumnBinder.foldedFields(schema)
        fields[key] = found
        return found
    }

    private mutating func value(_ token: JSONToken, ofField field: Int, in child: RecordBatch) throws(JSONError) -> Slot {
        switch token.kind {
        case .null: return .null
        case .true: return RecordBatch.trueSlot
        case .false: return RecordBatch.falseSlot
        case .number: return slot(token, kind: Slot.Kind.number)
        case .string: return token.hasEscapes ? unescaped(token) : slot(token, kind: Slot.Kind.string)
        case .arrayBegin where child.schema.fields[field].type.isCollection: return try elements(ofField: field, in: child)
        default: throw JSONError(.valueExpected, at: token.start)
        }
    }

    private func slot(_ token: JSONToken, kind: UInt32) -> Slot {
        Slot(kind: kind, start: start + token.start, length: token.length, inSide: isInSide)
    }

    private func unescaped(_ token: JSONToken) -> Slot {
        let position = batch.side.count
        JSONString.unescape(bytes(token), into: batch.side)
        return Slot(kind: Slot.Kind.string, start: position, length: batch.side.count - position, inSide: true)
    }

    private func bytes(_ token: JSONToken) -> UnsafeBufferPointer<UInt8> {
        let arena = isInSide ? batch.side : batch.chunk
        return UnsafeBufferPointer(start: arena.pointer + start + token.start, count: token.length)
    }

    private func text(_ token: JSONToken) -> String {
        guard token.hasEscapes else { return String(decoding: bytes(token), as: UTF8.self) }
        let buffer = ByteBuffer()
        JSONString.unescape(bytes(token), into: buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }
}
