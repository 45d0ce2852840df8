import Records
import Syntax

/// Goes through the pairs of a form and puts each value where its key leads.
struct FormGathering {
    private let batch: RecordBatch
    private let names: FormNames
    /// The records, of which a form that is no list has one, at 0.
    let records = FormList()
    /// Whether keys begin with an index; decided by the first that leads to a field.
    private(set) var isList: Bool?
    /// The first keys that are no field, each once.
    private(set) var unknownKeys: [String] = []
    private static let unknownKeyLimit = 20
    private static let keyLengthShown = 80
    /// How many keys begin with the name of the action's parameter.
    private(set) var prefixedKeys = 0
    /// Whether records were given by empty brackets.
    private(set) var hasBracketedRecords = false
    private let key = ByteBuffer()

    init(_ batch: RecordBatch, _ names: FormNames) {
        self.batch = batch
        self.names = names
    }

    /// - Returns: why nothing of the form can be read; `nil` nearly always.
    mutating func gather() -> Diagnostic? {
        let bytes = batch.chunk.bytes
        var lexer = FormLexer(UnsafeBufferPointer(rebasing: bytes[..<Self.end(of: bytes)]))
        while let pair = lexer.next() {
            var start = pair.key.lowerBound
            while start < pair.key.upperBound, Self.isLineEnd(bytes[start]) { start += 1 }
            key.removeAll()
            let text = UnsafeBufferPointer(rebasing: bytes[start..<pair.key.upperBound])
            if pair.isKeyEncoded { FormEscaping.decode(text, into: key) } else { key.append(text) }
            if key.count == 0 && (pair.value?.isEmpty ?? true) { continue }
            do throws(FormError) {
                take(try FormKey(key.bytes).steps[...], pair)
            } catch {
                return URLFormMessages.unclosedBracket(column: start + 1)
            }
        }
        return isList == nil ? URLFormMessages.noKeyFits(names.schema) : nil
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == ASCII.lineFeed || byte == ASCII.carriageReturn }

    private static func end(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var end = bytes.count
        if end > 0, bytes[end - 1] == ASCII.lineFeed { end -= 1 }
        if end > 0, bytes[end - 1] == ASCII.carriageReturn { end -= 1 }
        return end
    }

    private mutating func take(_ steps: ArraySlice<FormKey.Step>, _ pair: FormPair) {
        if follow(steps, pair) { return }
        // The name of the action's parameter, which people put in front as other frameworks do.
        if case .name? = steps.first, follow(steps.dropFirst(), pair) {
            prefixedKeys += 1
        } else if unknownKeys.count < Self.unknownKeyLimit {
            let name = String(decoding: key.bytes.prefix(Self.keyLengthShown), as: UTF8.self)
            if !unknownKeys.contains(name) { unknownKeys.append(name) }
        }
    }

    /// Puts a value where the steps lead, from the form as a whole.
    ///
    /// - Returns: whether they lead to a field.
    private mutating func follow(_ steps: ArraySlice<FormKey.Step>, _ pair: FormPair) -> Bool {
        switch steps.first {
        case .index(let index)? where isList != false:
            guard leads(steps.dropFirst(), names) else { return false }
            isList = true
            put(pair, steps.dropFirst(), records.element(at: index), names)
        case .emptyBrackets? where isList != false:
            guard let field = leaf(steps.dropFirst(), names) else { return false }
            isList = true
            guard let value = pair.value, !value.isEmpty else { return true }
            hasBracketedRecords = true
            put(pair, steps.dropFirst(), records.element(lacking: field), names)
        case .name? where isList != true:
            guard leads(steps, names) else { return false }
            isList = false
            put(pair, steps, records.element(at: 0), names)
        default: return false
        }
        return true
    }

    /// Whether steps lead from a record to a value.
    private func leads(_ steps: ArraySlice<FormKey.Step>, _ names: FormNames) -> Bool {
        guard let (field, rest) = field(steps, names) else { return false }
        if !names.schema.fields[field].type.isCollection { return rest.allSatisfy { $0 == .emptyBrackets } }
        guard let inside = names.inside(field) else { return false }
        let behind = rest.drop { $0 == .emptyBrackets }
        if case .index? = behind.first {
            let inner = behind.dropFirst().drop { $0 == .emptyBrackets }
            return inside.schema.isScalar ? inner.isEmpty : leads(inner, inside)
        }
        guard behind.startIndex > rest.startIndex else { return false }
        return inside.schema.isScalar ? behind.isEmpty : leads(behind, inside)
    }

    /// The field of the record itself that the steps begin with.
    private func leaf(_ steps: ArraySlice<FormKey.Step>, _ names: FormNames) -> Int? {
        leads(steps, names) ? field(steps, names)?.field : nil
    }

    /// The field whose name the steps begin with, the objects around it included, and the steps behind it.
    private func field(_ steps: ArraySlice<FormKey.Step>, _ names: FormNames) -> (field: Int, rest: ArraySlice<FormKey.Step>)? {
        var rest = steps
        var path = ""
        while case .name(let name)? = rest.first {
            path += name.lowercased()
            rest = rest.dropFirst()
            guard let field = names.field(path) else { return nil }
            if !names.schema.fields[field].type.isObject { return (field, rest) }
            path += "."
        }
        return nil
    }

    /// Puts a value where steps lead that are known to lead somewhere.
    private func put(_ pair: FormPair, _ steps: ArraySlice<FormKey.Step>, _ element: FormElement, _ names: FormNames) {
        element.stretch(over: pair.range)
        guard let (field, rest) = field(steps, names) else { return }
        guard names.schema.fields[field].type.isCollection, let inside = names.inside(field) else {
            store(pair, field, in: element)
            return
        }
        let list = element.list(ofField: field)
        let behind = rest.drop { $0 == .emptyBrackets }
        let target: FormElement
        let inner: ArraySlice<FormKey.Step>
        if case .index(let index)? = behind.first {
            target = list.element(at: index)
            inner = behind.dropFirst().drop { $0 == .emptyBrackets }
        } else {
            // Without a value such a key says that the list is there, and no more.
            guard let value = pair.value, !value.isEmpty else { return }
            if !element.bracketedFields.contains(field) { element.bracketedFields.append(field) }
            target = list.element(lacking: inside.schema.isScalar ? 0 : leaf(behind, inside) ?? 0)
            inner = behind
        }
        if inside.schema.isScalar {
            target.stretch(over: pair.range)
            store(pair, 0, in: target)
        } else {
            put(pair, inner, target, inside)
        }
    }

    private func store(_ pair: FormPair, _ field: Int, in element: FormElement) {
        if element.has(field) {
            if !element.repeatedFields.contains(field) { element.repeatedFields.append(field) }
            return
        }
        guard let range = pair.value, !range.isEmpty else {
            element.values.append((field, .null))
            return
        }
        var slot = Slot(kind: Slot.Kind.string, start: range.lowerBound, length: range.count)
        if pair.isValueEncoded {
            let start = batch.side.count
            let text = UnsafeBufferPointer(rebasing: batch.chunk.bytes[range])
            FormEscaping.decode(text, into: batch.side)
            slot = Slot(kind: Slot.Kind.string, start: start, length: batch.side.count - start, inSide: true)
        }
        if range.count > Slot.maximumLength {
            element.longFields.append((field, range.count))
            slot = .missing
        }
        let bytes = batch.view.bytes(slot)
        if slot.isInSide, let base = bytes.baseAddress, UTF8Validation.firstInvalidOffset(base, count: bytes.count) != nil {
            element.damagedFields.append((field, range.lowerBound))
        } else if slot.length > 0, Self.isBlank(bytes) {
            element.blankFields.append(field)
        }
        element.values.append((field, slot))
    }

    /// The white space of Unicode is that of `String.Trim()`.
    private static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }
}
