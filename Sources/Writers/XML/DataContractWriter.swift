import Records
import Syntax

/// Writes records as DataContract XML, byte for byte as `DataContractSerializer` does it under Web API: one line, no declaration,
/// members in ordinal order of their names.
///
/// ```
///   <ArrayOfUserDTO xmlns:i="…" xmlns="…"><UserDTO><Email>a@b.co</Email><Groups /><Phone i:nil="true" /></UserDTO></ArrayOfUserDTO>
/// ```
///
/// - null is `<X i:nil="true" />`, the empty string `<X></X>`, a list without elements `<X />`.
/// - What is missing is left out. The serializer leaves nothing out; a server reads null, 0 or false where an element is absent,
///   which is what it makes of absent members in every format, and so missing and null stay apart. Not so in pairs, of which a
///   server demands both halves: a missing key is the identifier of zeros, a missing value null.
/// - Identifiers are written in small letters, dates with as few digits of a second as they need, members of enumerations by
///   their names.
/// - CR is `&#xD;`; the serializer writes it as a line end, and it is lost.
/// - A character that XML cannot carry must not come here: `unwritable` finds it. The serializer writes a reference that no other
///   reader takes.
/// - A list without records is written with two tags, where the serializer has one; both are read alike.
/// - A schema whose documentation has no XML is written under its own name in no namespace.
public final class DataContractWriter: RecordWriter {
    /// What the root of the output is.
    public enum Layout: Sendable {
        /// A list of records.
        case list
        /// The record itself; only one can be written.
        case single
    }

    public let header: [UInt8]
    public let footer: [UInt8]
    public let separatorLength = 0
    public let isSelective = true
    private let plan: DataContractPlan

    public init(_ schema: Schema, layout: Layout = .list) {
        plan = DataContractPlan(schema, isList: layout == .list)
        let names = DataContract.names(of: schema)
        switch layout {
        case .list:
            header = Array("<\(names.list)\(DataContractPlan.declarations(names.namespace))>".utf8)
            footer = Array("</\(names.list)>".utf8)
        case .single:
            header = []
            footer = []
        }
    }

    public func append(_ batch: RecordBatch, records: Range<Int>, to out: ByteBuffer) {
        let view = batch.view
        for record in records { appendRecord(plan.plans[0], view, record, batch, to: out) }
    }

    private func append(_ text: DataContractPlan.Text, to out: ByteBuffer) { out.append(plan.bytes + text.start, count: text.length) }

    private func appendRecord(_ kind: DataContractPlan.Plan, _ view: BatchView, _ record: Int, _ batch: RecordBatch, to out: ByteBuffer) {
        if kind.isScalar { return appendScalar(kind, view, record, to: out) }
        let start = out.count
        append(kind.tags.open, to: out)
        let inside = out.count
        appendMembers(kind, view, record, batch, to: out)
        if out.count == inside {
            out.count = start
            append(kind.tags.empty, to: out)
        } else {
            append(kind.tags.close, to: out)
        }
    }

    private func appendMembers(_ kind: DataContractPlan.Plan, _ view: BatchView, _ record: Int, _ batch: RecordBatch, to out: ByteBuffer) {
        for index in kind.first..<kind.first + kind.count {
            let step = plan.steps[index]
            let slot = view.slot(record, step.field)
            switch slot.kind {
            case Slot.Kind.null: append(step.tags.null, to: out)
            case Slot.Kind.missing:
                if let absent = step.absent {
                    append(absent, to: out)
                } else if step.content == .object, plan.plans[step.target].members.contains(where: { view.slot(record, $0).kind != Slot.Kind.missing }) {
                    appendObject(step, view, record, batch, to: out)
                }
            case Slot.Kind.collection: appendList(step, slot, batch, to: out)
            case Slot.Kind.object: appendObject(step, view, record, batch, to: out)
            default:
                append(step.tags.open, to: out)
                appendValue(index, step, view, slot, to: out)
                append(step.tags.close, to: out)
            }
        }
    }

    /// An element of a list of single values; one that is missing is null here, since a list cannot leave it out.
    private func appendScalar(_ kind: DataContractPlan.Plan, _ view: BatchView, _ record: Int, to out: ByteBuffer) {
        let slot = view.slot(record, 0)
        if slot.kind == Slot.Kind.missing || slot.kind == Slot.Kind.null { return append(kind.tags.null, to: out) }
        append(kind.tags.open, to: out)
        appendValue(kind.first, plan.steps[kind.first], view, slot, to: out)
        append(kind.tags.close, to: out)
    }

    private func appendObject(
        _ step: DataContractPlan.Step, _ view: BatchView, _ record: Int, _ batch: RecordBatch, to out: ByteBuffer
    ) {
        let start = out.count
        append(step.tags.open, to: out)
        let inside = out.count
        appendMembers(plan.plans[step.target], view, record, batch, to: out)
        if out.count == inside {
            out.count = start
            append(step.tags.empty, to: out)
        } else {
            append(step.tags.close, to: out)
        }
    }

    private func appendList(_ step: DataContractPlan.Step, _ slot: Slot, _ batch: RecordBatch, to out: ByteBuffer) {
        guard slot.length > 0, step.content == .list, let child = batch.children[step.field] else { return append(step.tags.empty, to: out) }
        append(step.tags.open, to: out)
        let view = child.view
        let kind = plan.plans[step.target]
        for record in Int(slot.start)..<Int(slot.start) + slot.length { appendRecord(kind, view, record, child, to: out) }
        append(step.tags.close, to: out)
    }

    private func appendValue(_ index: Int, _ step: DataContractPlan.Step, _ view: BatchView, _ slot: Slot, to out: ByteBuffer) {
        switch step.content {
        case .guid where slot.length == 36: appendLowercased(view.bytes(slot), to: out)
        case .dateTime: DataContractText.appendDateTime(view.bytes(slot), to: out)
        case .enumeration:
            if let name = DataContractText.name(of: view.bytes(slot), among: plan.names[index]) {
                Array(name.utf8).withUnsafeBufferPointer { out.append($0) }
            } else {
                XMLEmitter.appendText(view.pointer(slot), count: slot.length, to: out)
            }
        default: XMLEmitter.appendText(view.pointer(slot), count: slot.length, to: out)
        }
    }

    private func appendLowercased(_ bytes: UnsafeBufferPointer<UInt8>, to out: ByteBuffer) {
        out.reserve(bytes.count)
        for byte in bytes {
            out.pointer[out.count] = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            out.count += 1
        }
    }

    // MARK: What cannot be written

    public func unwritable(_ batch: RecordBatch, record: Int) -> UnwritableValue? { unwritable(plan.plans[0], batch, record) }

    private func unwritable(_ kind: DataContractPlan.Plan, _ batch: RecordBatch, _ record: Int) -> UnwritableValue? {
        let view = batch.view
        for index in kind.first..<kind.first + kind.count {
            let step = plan.steps[index]
            let slot = view.slot(record, step.field)
            switch slot.kind {
            case Slot.Kind.string, Slot.Kind.number:
                if let reason = unwritable(index, step, view, slot) { return UnwritableValue(field: step.field, reason: reason) }
            case Slot.Kind.collection:
                guard step.content == .list, let child = batch.children[step.field] else { continue }
                for element in 0..<slot.length {
                    guard var found = unwritable(plan.plans[step.target], child, Int(slot.start) + element) else { continue }
                    found.steps.insert(FieldStep(field: step.field, index: element), at: 0)
                    return found
                }
            case Slot.Kind.object:
                if step.content == .object, let found = unwritable(plan.plans[step.target], batch, record) { return found }
            default: break
            }
        }
        return nil
    }

    private func unwritable(_ index: Int, _ step: DataContractPlan.Step, _ view: BatchView, _ slot: Slot) -> UnwritableValue.Reason? {
        if XMLCharacters.firstForbidden(view.pointer(slot), count: slot.length) != nil { return .character }
        guard step.content == .enumeration, slot.kind == Slot.Kind.number else { return nil }
        return DataContractText.name(of: view.bytes(slot), among: plan.names[index]) == nil ? .unnamedMember : nil
    }
}

/// How single values stand in DataContract XML.
enum DataContractText {
    /// Appends a date with time, and with as few digits of a second as it needs, seven at most.
    ///
    /// - Parameter text: a date as `ISODateTime.canonical` returns it; any other text is written as it is.
    static func appendDateTime(_ text: UnsafeBufferPointer<UInt8>, to out: ByteBuffer) {
        guard let base = text.baseAddress, text.count >= 10 else { return out.append(text) }
        if text.count == 10 {
            out.append(text)
            out.append("T00:00:00")
            return
        }
        guard text.count > 19, text[19] == 0x2E else { return XMLEmitter.appendText(base, count: text.count, to: out) }
        var end = 20
        while end < text.count, text[end] >= ASCII.zero, text[end] <= ASCII.nine { end += 1 }
        var kept = min(end, 27)
        while kept > 20, text[kept - 1] == ASCII.zero { kept -= 1 }
        out.append(UnsafeBufferPointer(rebasing: text[..<(kept > 20 ? kept : 19)]))
        XMLEmitter.appendText(base + end, count: text.count - end, to: out)
    }

    /// The name of the member with a number; `nil` when the text is no number or no member has it.
    static func name(of text: UnsafeBufferPointer<UInt8>, among members: [EnumerationMember]) -> String? {
        guard let number = NumberText.int64(text) else { return nil }
        return members.first { $0.number.map(Int64.init) == number }?.name
    }
}
