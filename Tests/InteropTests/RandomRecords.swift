import Records
import ValidationSamples

/// Fills batches with records that are hard to carry: every state of every field, and text that formats stumble over.
struct RandomRecords {
    /// What the format cannot carry, or reads otherwise by its nature.
    struct Limits: OptionSet {
        let rawValue: Int
        /// Only characters of XML 1.0.
        static let xmlCharacters = Limits(rawValue: 1)
        static let noCarriageReturn = Limits(rawValue: 8)
        /// No enumeration at a value that is no member: XML has names for members only.
        static let noUndefinedMembers = Limits(rawValue: 16)
        /// Times as XML has them: never a date alone.
        static let timesOfXML = Limits(rawValue: 2)
        /// No text that looks like a time in the value of a pair: `JSONInteropTests.newtonsoftChangesTimesInPairs`.
        static let noTimesInPairs = Limits(rawValue: 4)
    }

    private var random: SeededGenerator
    private let limits: Limits

    init(seed: UInt64, limits: Limits = []) {
        random = SeededGenerator(seed)
        self.limits = limits
    }

    mutating func batch(_ schema: Schema, count: Int) -> RecordBatch {
        let batch = RecordBatch(schema: schema)
        for _ in 0..<count { add(to: batch) }
        return batch
    }

    private mutating func add(to batch: RecordBatch) {
        let record = batch.recordCount
        let row = batch.beginRecord(at: 0, line: 0)
        let schema = batch.schema
        // A third of the records has nearly every field, a third few, and the rest is mixed.
        let share = random.pick([95, 50, 10])
        var inside: Range<Int> = 0..<0
        var isObjectThere = true
        for field in schema.fields.indices {
            let definition = schema.fields[field]
            if inside.contains(field) && !isObjectThere { continue }
            // What is missing is 0 to a server.
            let isDue = definition.type.isNumericEnumeration && limits.contains(.noUndefinedMembers)
            guard isDue || random.chance(share) else {
                if definition.isNullable && random.chance(50) { row[field] = .null }
                if definition.type.isObject {
                    inside = schema.members(ofObject: field)
                    isObjectThere = false
                }
                continue
            }
            if definition.type.isObject {
                row[field] = .object
                inside = schema.members(ofObject: field)
                isObjectThere = true
            } else if definition.type.isCollection {
                // The child batches lie elsewhere, so that the row stays where it is.
                batch.slots[record * batch.fieldCount + field] = collection(batch, field)
            } else {
                fill(batch, record, field, definition.type)
            }
        }
    }

    private mutating func collection(_ batch: RecordBatch, _ field: Int) -> Slot {
        guard let child = batch.child(ofField: field) else { return .missing }
        let first = child.recordCount
        for _ in 0..<random.pick([0, 0, 1, 1, 2, 3, 7]) { add(to: child) }
        return Slot(kind: Slot.Kind.collection, start: first, length: child.recordCount - first)
    }

    private mutating func fill(_ batch: RecordBatch, _ record: Int, _ field: Int, _ type: FieldType) {
        switch type {
        case .boolean:
            batch.slots[record * batch.fieldCount + field] = random.chance(50) ? RecordBatch.trueSlot : RecordBatch.falseSlot
        case .int32: put(random.pick(["0", "1", "-1", "2147483647", "-2147483648", "\(random.below(90_000))"]), Slot.Kind.number, batch, record, field)
        case .enumeration(let members):
            put("\(members.compactMap(\.number).first ?? 1)", Slot.Kind.number, batch, record, field)
        case .guid: put(guid(), Slot.Kind.string, batch, record, field)
        case .dateTime: put(time(), Slot.Kind.string, batch, record, field)
        default:
            var value = text()
            while limits.contains(.noTimesInPairs) && batch.schema.fields.count == 2 && Self.times.contains(value) { value = text() }
            put(value, Slot.Kind.string, batch, record, field)
        }
    }

    private func put(_ text: String, _ kind: UInt32, _ batch: RecordBatch, _ record: Int, _ field: Int) {
        Array(text.utf8).withUnsafeBufferPointer { batch.replace(record: record, field: field, kind: kind, with: $0) }
    }

    private mutating func guid() -> String {
        let digits = "0123456789abcdef"
        let text = [8, 4, 4, 4, 12].map { length in String((0..<length).map { _ in digits.randomElement(using: &random) ?? "0" }) }
        return text.joined(separator: "-")
    }

    private mutating func time() -> String {
        let date = "\(random.pick([1901, 1970, 1999, 2024, 2026, 2099]))-0\(1 + random.below(9))-\(10 + random.below(19))"
        var text = date + "T1\(random.below(10)):0\(random.below(10)):5\(random.below(10))"
        // No zero at the end: .NET writes as few digits as there are.
        if random.chance(70) { text += "." + String(4_931_725.description.prefix(random.below(7))) + "7" }
        if random.chance(10) && !limits.contains(.timesOfXML) { return date }
        return text + random.pick(["", "", "Z", "+02:00", "-11:30", "+00:00"])
    }

    private static let pieces = [
        "a", "Z", "é", "م", "漢", "\"", "'", "\\", "/", "<", ">", "&", "]]>", "<![CDATA[", "&#x1;", "&amp;", "<!--", "%", "%41", "+", "=", ";", ".",
        "[0]", "[", "]", "{", "}", ",", ":", " ", "  ", "\t", "\n", "\n\n", "\u{7F}", "\u{85}", "\u{A0}", "\u{200B}", "\u{2028}", "\u{2029}", "\u{FEFF}",
        "\u{FFFD}", "\u{E000}", "😀", "👩‍👩‍👧", "e\u{301}", "\u{10FFFF}", "\\u0041", "\\ud83d", "null", "true", "\u{D7FF}",
    ]
    private static let beyondXML = ["\0", "\u{1}", "\u{B}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"]
    static let times = ["2026-03-22T16:05:19.4931725", "2026-03-22T16:05:19Z", "/Date(1742659519493)/"]
    private static let wholes = times + [
        "", "", " ", "\t\n", "\u{A0}", "2026-03-22", "NaN", "0x10", "010", "1.0", "1e3", "null",
        "True", "undefined", "{}", "[]", "i:nil", "xsi:nil=\"true\"", "a&b=c", "%00", "\u{FEFF}x",
    ]

    mutating func text() -> String {
        if random.chance(15) { return random.pick(Self.wholes) }
        var pieces = limits.contains(.xmlCharacters) ? Self.pieces : Self.pieces + Self.beyondXML
        if !limits.contains(.noCarriageReturn) { pieces += ["\r", "\r\n"] }
        // One in a few hundred is longer than any block that the formats read at a time.
        let count = random.chance(99) || random.chance(60) ? 1 + random.below(8) : 4_000 + random.below(9_000)
        return (0..<count).map { _ in random.pick(pieces) }.joined()
    }
}
