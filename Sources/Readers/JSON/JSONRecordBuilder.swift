import Records
import Syntax

/// Builds records from JSON text that lies in a batch's own bytes: values stay where they are unless they are escaped.
///
/// Of a member that is repeated the last one counts, as in Json.NET. What a person should know about a record is gathered as
/// findings of that record.
struct JSONRecordBuilder {
    /// Whether what a server passes over or changes rejects the record.
    private let silentChange: Severity
    private var faults: [Finding] = []
    /// The way from the record that is being read to the element that is.
    private var steps: [FieldStep] = []
    /// The record of the outermost batch, counted from 0.
    private var record = 0
    /// Which bytes the lexer reads: those of the side arena, or of the chunk; and the offset of the lexer's first byte in them.
    private var isInSide = false
    private var origin = 0

    init(isStrict: Bool) { silentChange = isStrict ? .error : .warning }

    /// Returns what was found since the last call, in the order of the records.
    mutating func takeFaults() -> [Finding] {
        defer { faults.removeAll(keepingCapacity: true) }
        return faults
    }

    // MARK: A record of a document

    /// Begins a record and fills it from the value that comes next.
    ///
    /// - Parameters:
    ///   - start: the offset of the value in the chunk.
    ///   - line: its line, counted from 0 at the chunk's first.
    mutating func readRecord(
        _ lexer: inout JSONLexer, _ members: JSONMembers, at start: Int, line: Int, in batch: RecordBatch
    ) throws(JSONError) {
        isInSide = false
        origin = 0
        steps.removeAll(keepingCapacity: true)
        record = batch.recordCount
        _ = batch.beginRecord(at: start, line: line)
        let token = try lexer.next()
        if token.kind == .objectBegin { return try readMembers(&lexer, members, record, in: batch) }
        if token.kind == .arrayBegin { try lexer.skipContainer() }
        add(.notAnObject, field: -1, rule: .form, .error)
    }

    /// Rejects the record begun last for what is wrong with its text; what was found in it before counts no more.
    mutating func rejectRecord(_ error: JSONError, from start: Int, in batch: RecordBatch) {
        faults.removeAll { $0.record == record }
        add(error.kind == .invalidUTF8 ? .invalidUTF8 : .malformedRecord, field: -1, rule: .form, .error, found: error.offset - start + 1, detail: error.kind.message)
    }

    // MARK: A cell of a table

    /// Reads the array in a slot as the elements of a collection field of the record begun last.
    ///
    /// - Throws: what is wrong with the text, with its offset in the cell, counted from 0 in bytes.
    /// - Complexity: O(length of the text).
    mutating func readArray(
        _ slot: Slot, ofField field: Int, _ members: JSONMembers, in batch: RecordBatch
    ) throws(JSONError) -> Slot {
        // Unescaping never makes a text longer: with this room set aside, the bytes that the lexer reads do not move.
        batch.side.reserve(slot.length)
        isInSide = slot.isInSide
        origin = Int(slot.start)
        steps.removeAll(keepingCapacity: true)
        record = batch.recordCount - 1
        var lexer = JSONLexer(batch.view.bytes(slot))
        let first = try lexer.next()
        guard first.kind == .arrayBegin else { throw JSONError(.valueExpected, at: first.start) }
        let collection = try readElements(&lexer, ofField: field, members, in: batch)
        _ = try lexer.next()
        return collection
    }

    // MARK: Objects

    /// Reads the members of an object that has been opened.
    private mutating func readMembers(
        _ lexer: inout JSONLexer, _ members: JSONMembers, _ place: Int, in batch: RecordBatch
    ) throws(JSONError) {
        var expected = 0
        while true {
            let name = try lexer.next()
            if name.kind == .objectEnd { return }
            let text = pointer(batch) + name.start
            var position = expected
            if name.hasEscapes || !members.isName(expected, text, name.length) {
                position = find(name, members, batch)
                if position == JSONMembers.unknown {
                    try readUnknown(&lexer, name, members, batch)
                    continue
                }
            }
            expected = position &+ 1
            let field = members.field(position)
            let row = batch.slots + place &* batch.fieldCount
            if row[field].kind != Slot.Kind.missing && !batch.isDefault(row[field], ofField: field) {
                add(.memberRepeated, field: field, rule: .form, silentChange)
            }
            let value = try readValue(&lexer, ofField: field, members, place, in: batch)
            batch.slots[place &* batch.fieldCount &+ field] = value
        }
    }

    private mutating func find(_ name: JSONToken, _ members: JSONMembers, _ batch: RecordBatch) -> Int {
        let raw = UnsafeBufferPointer(start: pointer(batch) + name.start, count: name.length)
        guard name.hasEscapes else {
            let position = members.position(of: raw)
            if position != JSONMembers.unknown, members.schema.validation == .jsonSchema, !members.isDocumented(position, raw) {
                add(.memberCase, field: members.field(position), rule: .form, silentChange)
            }
            return position
        }
        let buffer = ByteBuffer()
        JSONString.unescape(raw, into: buffer)
        return members.position(of: buffer.bytes)
    }

    /// Passes a member that fills no field. The columns that this program writes into a reject file are no surprise.
    private mutating func readUnknown(
        _ lexer: inout JSONLexer, _ token: JSONToken, _ members: JSONMembers, _ batch: RecordBatch
    ) throws(JSONError) {
        let raw = UnsafeBufferPointer(start: pointer(batch) + token.start, count: token.length)
        let buffer = ByteBuffer()
        JSONString.unescape(raw, into: buffer)
        let name = String(decoding: buffer.bytes, as: UTF8.self)
        let value = try lexer.skipValue()
        if steps.isEmpty && RejectColumns.names.contains(name) {
            let isEmpty = value.count <= 2 || pointer(batch)[value.lowerBound] != ASCII.quote
            if name == RejectColumns.names.last && !isEmpty { add(.surplusCells, field: -1, rule: .form, .error) }
            return
        }
        if members.isUndocumented(name) {
            add(.undocumented, field: -1, rule: .form, .warning, detail: name)
        } else {
            add(.unknownMember, field: -1, rule: .form, silentChange, detail: name)
        }
    }

    private mutating func readValue(
        _ lexer: inout JSONLexer, ofField field: Int, _ members: JSONMembers, _ place: Int, in batch: RecordBatch
    ) throws(JSONError) -> Slot {
        let token = try lexer.next()
        switch token.kind {
        case .string:
            let reading = members.reading(ofField: field)
            if reading == .textOfPair { return textOfPair(token, field, batch) }
            if token.hasEscapes { return unescaped(token, field, batch) }
            if reading == .whole, token.length > 1, pointer(batch)[token.start] == ASCII.zero {
                add(.changedByServer, field: field, rule: .form, silentChange, detail: "a text with a leading zero, which a .NET server reads as octal; it is read as decimal here")
            }
            return slot(token, kind: Slot.Kind.string, field)
        case .number: return number(token, members.reading(ofField: field), field, batch)
        case .true, .false:
            if members.reading(ofField: field).makesText {
                add(.changedByServer, field: field, rule: .form, silentChange, detail: "a boolean, which a .NET server reads as the text True or False")
            }
            return token.kind == .true ? RecordBatch.trueSlot : RecordBatch.falseSlot
        case .null: return .null
        case .objectBegin:
            if let inside = members.objects[field] {
                try readMembers(&lexer, inside, place, in: batch)
                return .object
            }
            try lexer.skipContainer()
        case .arrayBegin:
            if members.elements[field] != nil { return try readElements(&lexer, ofField: field, members, in: batch) }
            try lexer.skipContainer()
        default: throw JSONError(.valueExpected, at: token.start)
        }
        add(.type, field: field, rule: .type, .error)
        return .missing
    }

    /// Reads elements up to the end of the array that has been opened.
    private mutating func readElements(
        _ lexer: inout JSONLexer, ofField field: Int, _ members: JSONMembers, in parent: RecordBatch
    ) throws(JSONError) -> Slot {
        guard let child = parent.child(ofField: field), let inside = members.elements[field] else {
            throw JSONError(.valueExpected, at: lexer.offset)
        }
        let first = child.recordCount
        let isScalar = child.schema.isScalar
        while true {
            let before = lexer
            let token = try lexer.next()
            if token.kind == .arrayEnd { return Slot(kind: Slot.Kind.collection, start: first, length: child.recordCount - first) }
            let place = child.recordCount
            steps.append(FieldStep(field: field, index: place - first))
            _ = child.beginRecord(at: 0, line: 0)
            if isScalar {
                lexer = before
                let value = try readElement(&lexer, inside, in: child)
                child.slots[place &* child.fieldCount] = value
            } else if token.kind == .objectBegin {
                try readMembers(&lexer, inside, place, in: child)
            } else {
                if token.kind == .arrayBegin { try lexer.skipContainer() }
                add(.notAnObject, field: -1, rule: .form, .error)
            }
            steps.removeLast()
        }
    }

    /// Reads one single value of a list.
    private mutating func readElement(_ lexer: inout JSONLexer, _ members: JSONMembers, in child: RecordBatch) throws(JSONError) -> Slot {
        try readValue(&lexer, ofField: 0, members, child.recordCount - 1, in: child)
    }

    // MARK: Values

    @inline(__always) private func pointer(_ batch: RecordBatch) -> UnsafePointer<UInt8> {
        UnsafePointer((isInSide ? batch.side : batch.chunk).pointer + origin)
    }

    @inline(__always) private mutating func slot(_ token: JSONToken, kind: UInt32, _ field: Int) -> Slot {
        if token.length > Slot.maximumLength { return tooLong(token.length, field) }
        return Slot(kind: kind, start: origin + token.start, length: token.length, inSide: isInSide)
    }

    /// A number keeps its text, whatever its field is; a boolean is made of it where the server makes one.
    @inline(__always) private mutating func number(_ token: JSONToken, _ reading: JSONMembers.Reading, _ field: Int, _ batch: RecordBatch) -> Slot {
        switch reading {
        case _ where reading.makesText && !Self.isPlainInteger(pointer(batch) + token.start, token.length):
            add(.changedByServer, field: field, rule: .form, silentChange, detail: "a number with a point or an exponent, which a .NET server may read as another text: 1.0 as 1")
        case .boolean:
            let isZero = !(token.start..<token.end).contains { (pointer(batch)[$0] &- 0x31) < 9 }
            add(.changedByServer, field: field, rule: .form, silentChange, detail: "a number, which a .NET server reads as \(isZero ? "false" : "true")")
            return isZero ? RecordBatch.falseSlot : RecordBatch.trueSlot
        default: break
        }
        return slot(token, kind: Slot.Kind.number, field)
    }

    private static func isPlainInteger(_ text: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        for i in 0..<count where text[i] &- ASCII.zero > 9 && !(i == 0 && text[i] == ASCII.minus) { return false }
        return true
    }

    /// The value of a pair: Json.NET reads it without knowing that a text is due, and makes a time of what looks like one.
    ///
    /// A warning with `--strict` too: the text is lost only where it goes to such a server as JSON, and XML carries it.
    private mutating func textOfPair(_ token: JSONToken, _ field: Int, _ batch: RecordBatch) -> Slot {
        let value = token.hasEscapes ? unescaped(token, field, batch) : slot(token, kind: Slot.Kind.string, field)
        if value.kind == Slot.Kind.string, Self.looksLikeTime(batch.view.bytes(value)) {
            add(.changedByServer, field: field, rule: .form, .warning, detail: "a text that looks like a time, which a .NET server reads from JSON as another text: 03/22/2026 16:05:19")
        }
        return value
    }

    /// Whether a text is `2026-03-22T16:05:19`, with or without a fraction and a zone, or `/Date(…)/`. A date alone is not touched.
    private static func looksLikeTime(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let isShaped = 19...40 ~= text.count && text[10] == 0x54 && text[16] == ASCII.colon || text.count > 8 && text.starts(with: "/Date(".utf8)
        return isShaped && ISODateTime.canonical(text) != nil
    }

    private mutating func unescaped(_ token: JSONToken, _ field: Int, _ batch: RecordBatch) -> Slot {
        let start = batch.side.count
        let isWhole = JSONString.unescape(UnsafeBufferPointer(start: pointer(batch) + token.start, count: token.length), into: batch.side)
        if !isWhole { add(.loneSurrogate, field: field, rule: .form, silentChange) }
        let length = batch.side.count - start
        if length > Slot.maximumLength { return tooLong(length, field) }
        return Slot(kind: Slot.Kind.string, start: start, length: length, inSide: true)
    }

    private mutating func tooLong(_ length: Int, _ field: Int) -> Slot {
        add(.valueTooLong, field: field, rule: .form, .error, found: length, maximum: Slot.maximumLength)
        return .missing
    }

    private mutating func add(
        _ code: DiagnosticCode, field: Int, rule: RuleName, _ severity: Severity, found: Int = 0, maximum: Int = 0, detail: String = ""
    ) {
        var finding = Finding(record: record, field: field, code: code, rule: rule, severity: severity, found: found, maximum: maximum)
        finding.steps = steps
        finding.detail = detail
        faults.append(finding)
    }
}
