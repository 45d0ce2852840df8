import Records
import Syntax

/// One record of a form while its keys are gathered, which may come in any order.
final class FormElement {
    /// Pairs of field and value. A field stands there once.
    var values: [(field: Int, slot: Slot)] = []
    var lists: [(field: Int, list: FormList)] = []
    /// From the first byte of its first pair to the one behind its last, in the chunk.
    var extent: Range<Int>?
    /// Fields with a second value, which a server passes over.
    var repeatedFields: [Int] = []
    /// Lists whose elements were given by empty brackets, none of which a server reads.
    var bracketedFields: [Int] = []
    /// Fields whose value is blank, which a server reads as null.
    var blankFields: [Int] = []
    /// Fields whose bytes are not UTF-8, with the offset of the value in the chunk.
    var damagedFields: [(field: Int, offset: Int)] = []
    /// Fields whose value is too long to hold, with its length in bytes.
    var longFields: [(field: Int, length: Int)] = []

    func list(ofField field: Int) -> FormList {
        if let known = lists.first(where: { $0.field == field }) { return known.list }
        let made = FormList()
        lists.append((field, made))
        return made
    }

    func has(_ field: Int) -> Bool { values.contains { $0.field == field } }

    func stretch(over range: Range<Int>) {
        extent = min(extent?.lowerBound ?? range.lowerBound, range.lowerBound)..<max(extent?.upperBound ?? 0, range.upperBound)
    }
}

/// A list of a form while its keys are gathered.
final class FormList {
    private var indexed: [Int: FormElement] = [:]
    /// Elements that empty brackets made, in the order in which they came.
    private(set) var appended: [FormElement] = []

    /// The element at an index, counted from 0; made on first use.
    func element(at index: Int) -> FormElement {
        if let known = indexed[index] { return known }
        let made = FormElement()
        indexed[index] = made
        return made
    }

    /// The element that empty brackets lead to: the last one, until it has the member already.
    func element(lacking field: Int) -> FormElement {
        if let last = appended.last, !last.has(field) { return last }
        let made = FormElement()
        appended.append(made)
        return made
    }

    /// All elements in the order in which they are read, and the first index that is left out before one that is there.
    var ordered: (elements: [FormElement], gap: (index: Int, position: Int)?) {
        let sorted = indexed.sorted { $0.key < $1.key }
        let position = sorted.indices.first { sorted[$0].key != $0 }
        return (sorted.map(\.value) + appended, position.map { ($0, $0) })
    }
}

/// The fields of a schema by the names that keys have, in lower case: the server compares without regard to it.
final class FormNames {
    let schema: Schema
    private let fields: [String: Int]
    private let allowsUndocumented: Bool
    private var nested: [Int: FormNames] = [:]

    init(_ schema: Schema, allowsUndocumented: Bool) {
        self.schema = schema
        self.allowsUndocumented = allowsUndocumented
        var fields: [String: Int] = [:]
        for (index, field) in schema.fields.enumerated() where allowsUndocumented || !field.isUndocumented {
            for name in [field.name] + field.spellings where fields[name.lowercased()] == nil { fields[name.lowercased()] = index }
        }
        self.fields = fields
    }

    /// - Parameter name: in lower case, with the names of the objects around it in front: `dtoclientgroup.id`.
    func field(_ name: String) -> Int? { fields[name] }

    /// The names inside the elements of a collection; `nil` for another field.
    func inside(_ field: Int) -> FormNames? {
        if let known = nested[field] { return known }
        guard case .collection(let element) = schema.fields[field].type else { return nil }
        let made = FormNames(element, allowsUndocumented: allowsUndocumented)
        nested[field] = made
        return made
    }
}
