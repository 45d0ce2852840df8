import Records
import Syntax

/// Puts what libxml2 calls back about into the slots of a batch.
///
/// A frame for each open element says what may stand in it:
///
/// ```
///   frames   list ─ record ─ value            <ArrayOfX><X><A>text
///            list ─ record ─ list ─ record    <ArrayOfX><X><Roles><Role>
/// ```
///
/// The next member of a record is known before it comes, and names are compared by address, so that an element in its place costs
/// a few comparisons.
final class XMLRecordEvents: XMLPushParser {
    struct Frame {
        enum Content: UInt8 {
            /// Before the root of a list.
            case document
            /// Records of a kind.
            case list
            /// The members of a group: of a record or of a nested object.
            case members
            case value
            /// Nothing in it counts: it is null.
            case null
            /// Nothing in it counts: it is no field, or was there before.
            case skipped
        }

        var content = Content.skipped
        /// An element of a list that has another name than its records: it is one if it has a member of them.
        var isDoubtful = false
        /// Something was wrong that is said once an element.
        var isFaulty = false
        /// The kind of a list's records; the group of members; the member of a value.
        var item: Int32 = 0
        /// The first record of a list; the record of members and values.
        var record: Int32 = 0
        /// Of members: the one that comes next.
        var next: Int32 = 0
        /// How many members were found in order.
        var found: Int32 = 0
        /// Tells one record from another.
        var serial: UInt32 = 0
        /// How many faults there were before a doubtful record.
        var faults: Int32 = 0
    }

    let layout: XMLLayout
    private let shape: XMLShape
    private let rootIsNull: Bool
    private let frames: UnsafeMutablePointer<Frame>
    /// For each member its name's address and its field; for each group where they begin.
    private let names: UnsafeMutablePointer<UnsafePointer<UInt8>?>
    private let fields: UnsafeMutablePointer<Int32>
    /// The serial of the record in which a member was seen last.
    private let seen: UnsafeMutablePointer<UInt32>
    private let contents: [XMLLayout.Member.Content]
    /// For each kind the addresses of its element and namespace; `nil` where any namespace will do.
    private var kindNames: [(local: UnsafePointer<UInt8>?, namespace: UnsafePointer<UInt8>?)] = []
    private var instance: UnsafePointer<UInt8>?
    private var nilName: UnsafePointer<UInt8>?
    /// What names that are no member's mean, by group and address; −1 for nothing.
    private var spellings: [Spelling: Int32] = [:]
    private var serial: UInt32 = 0

    private struct Spelling: Hashable {
        let group: Int32
        let name: UnsafePointer<UInt8>
    }

    // MARK: Of one chunk

    private var batch: RecordBatch?
    private var side = ByteBuffer()
    private var batches: [RecordBatch?]
    private var isRewritten = false
    /// Where the value that is being read begins in the side arena.
    private var valueStart = 0
    private var isValue = false
    /// How many elements of the root list have begun.
    private var ordinal = 0
    private var lines = 0
    private var linesCounted = 0
    /// Whether a record of the chunk is open.
    private(set) var isInRecord = false

    init(_ layout: XMLLayout, _ shape: XMLShape, rootIsNull: Bool) {
        self.layout = layout
        self.shape = shape
        self.rootIsNull = rootIsNull
        frames = .allocate(capacity: XMLPushParser.depthLimit + 2)
        frames.initialize(repeating: Frame(), count: XMLPushParser.depthLimit + 2)
        let count = max(layout.members.count, 1)
        names = .allocate(capacity: count)
        names.initialize(repeating: nil, count: count)
        fields = .allocate(capacity: count)
        fields.initialize(repeating: -1, count: count)
        seen = .allocate(capacity: count)
        seen.initialize(repeating: 0, count: count)
        contents = layout.members.map(\.content)
        batches = Array(repeating: nil, count: layout.kinds.count)
        super.init()
        for (index, member) in layout.members.enumerated() { fields[index] = Int32(truncatingIfNeeded: member.field) }
    }

    deinit {
        frames.deallocate()
        names.deallocate()
        fields.deallocate()
        seen.deallocate()
    }

    /// Looks up the addresses of all names in a new document.
    func prepareNames() {
        for (index, member) in layout.members.enumerated() { names[index] = intern(member.name) }
        kindNames = layout.kinds.map { (intern($0.name), $0.namespace.isEmpty ? nil : intern($0.namespace)) }
        instance = intern(DataContract.instance)
        nilName = intern("nil")
        spellings.removeAll()
        frames[0] = Frame()
        frames[0].content = shape == .list ? .document : .list
    }

    func begin(_ batch: RecordBatch, isRewritten: Bool) {
        self.batch = batch
        side = batch.side
        for kind in batches.indices { batches[kind] = nil }
        batches[0] = batch
        self.isRewritten = isRewritten
        ordinal = 0
        lines = 0
        linesCounted = 0
        isInRecord = false
        isValue = false
    }

    func end() {
        batch = nil
        for kind in batches.indices { batches[kind] = nil }
    }

    /// Whether the document is between two records, or over.
    var isAtRest: Bool { depth <= (shape == .list ? 1 : 0) }

    /// The name of the innermost open element that is a field or record; empty when it is neither.
    var openName: String {
        guard depth > 0 else { return "" }
        let frame = frames[depth]
        switch frame.content {
        case .value: return layout.members[Int(frame.item)].name
        case .members: return layout.kinds[layout.groups[Int(frame.item)].kind].name
        case .document, .list, .null, .skipped: return ""
        }
    }

    // MARK: Tags

    override func startElement(_ name: XMLName, _ attributes: XMLAttributes) {
        isValue = false
        let parent = frames + (depth - 1)
        switch parent.pointee.content {
        case .members: beginMember(name, attributes, parent)
        case .list: beginItem(name, attributes, parent)
        case .document:
            frames[depth] = Frame()
            frames[depth].content = .list
        case .value:
            frames[depth] = Frame()
            misplace(parent)
        case .null:
            frames[depth] = Frame()
            ignoreContent(of: parent)
        case .skipped: frames[depth] = Frame()
        }
    }

    override func endElement() {
        let frame = frames + (depth + 1)
        switch frame.pointee.content {
        case .value: endValue(frame)
        case .members: endMembers(frame)
        case .list: endList(frame)
        case .document, .null, .skipped: break
        }
        isValue = false
        if depth == topDepth { endRecord() }
    }

    override func text(_ bytes: UnsafePointer<UInt8>, count: Int) {
        if isValue {
            side.append(bytes, count: count)
            return
        }
        let frame = frames + depth
        switch frame.pointee.content {
        case .skipped, .value: return
        case .null: if !Self.isBlank(bytes, count) { ignoreContent(of: frame) }
        case .members: if !Self.isBlank(bytes, count) { misplace(frame) }
        case .list, .document:
            if Self.isBlank(bytes, count) { return }
            if isInRecord { misplace(frame) } else { refuse(.strayText) }
        }
    }

    private static func isBlank(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        for i in 0..<count where bytes[i] != 0x20 && bytes[i] != 0x0A && bytes[i] != 0x09 && bytes[i] != 0x0D { return false }
        return true
    }

    /// How many elements enclose a record.
    private var topDepth: Int { shape == .list ? 1 : 0 }

    // MARK: Members

    @inline(__always)
    private func beginMember(_ name: XMLName, _ attributes: XMLAttributes, _ parent: UnsafeMutablePointer<Frame>) {
        let groupIndex = Int(parent.pointee.item)
        let group = layout.groups[groupIndex]
        let next = Int(parent.pointee.next)
        let namespace = kindNames[group.kind].namespace
        var index = group.first &+ next
        if next < group.count && names[index] == name.local && (namespace == name.namespace || namespace == nil) {
            parent.pointee.next = Int32(truncatingIfNeeded: next &+ 1)
            parent.pointee.found &+= 1
        } else {
            index = findMember(name, parent, group)
            if index < 0 {
                frames[depth] = Frame()
                return
            }
        }
        seen[index] = parent.pointee.serial
        let isNull = attributes.count > 0 && self.isNull(attributes, parent, fields[index])
        let frame = frames + depth
        frame.pointee = Frame()
        frame.pointee.record = parent.pointee.record
        frame.pointee.item = Int32(truncatingIfNeeded: index)
        if isNull {
            frame.pointee.content = .null
            put(.null, Int(fields[index]), record: Int(parent.pointee.record), kind: group.kind)
            return
        }
        switch contents[index] {
        case .value:
            frame.pointee.content = .value
            valueStart = side.count
            isValue = true
        case .list(let kind):
            frame.pointee.content = .list
            frame.pointee.item = Int32(truncatingIfNeeded: kind)
            frame.pointee.record = Int32(truncatingIfNeeded: records(of: kind)?.recordCount ?? 0)
        case .object(let inner):
            frame.pointee.content = .members
            frame.pointee.item = Int32(truncatingIfNeeded: inner)
            frame.pointee.serial = nextSerial()
            put(.object, Int(fields[index]), record: Int(parent.pointee.record), kind: group.kind)
        }
    }

    /// Finds the member that an element means which does not come in its turn, and says what a server makes of it.
    ///
    /// - Returns: its position among all members; −1 when the element is to be passed over.
    private func findMember(_ name: XMLName, _ parent: UnsafeMutablePointer<Frame>, _ group: XMLLayout.Group) -> Int {
        let namespace = kindNames[group.kind].namespace
        var found = -1
        for index in group.first..<group.first + group.count where names[index] == name.local {
            found = index
            break
        }
        let isExact = found >= 0
        if !isExact { found = spelt(name.local, parent.pointee.item, group) }
        guard found >= 0 else {
            let text = String(cString: name.local)
            add(.unknownElement, parent, field: -1, found: batch?.strangeName(text) ?? -1)
            return -1
        }
        let field = fields[found]
        if seen[found] == parent.pointee.serial {
            add(.elementRepeated, parent, field: field)
            return -1
        }
        let isPair = layout.kinds[group.kind].isPair
        if namespace != nil && namespace != name.namespace {
            add(.elementNamespace, parent, field: field)
        } else if !isExact {
            // Of pairs it is said at their end.
            if !isPair { add(.elementSpelling, parent, field: field) }
        } else if found - group.first < Int(parent.pointee.next) {
            if !isPair { add(.elementOutOfOrder, parent, field: field) }
        } else {
            parent.pointee.next = Int32(truncatingIfNeeded: found - group.first + 1)
            parent.pointee.found &+= 1
        }
        return found
    }

    private func spelt(_ name: UnsafePointer<UInt8>, _ group: Int32, _ range: XMLLayout.Group) -> Int {
        let key = Spelling(group: group, name: name)
        if let known = spellings[key] { return Int(known) }
        let found = layout.member(of: Int(group), spelt: String(cString: name)).map { range.first + $0 } ?? -1
        spellings[key] = Int32(truncatingIfNeeded: found)
        return found
    }

    private func isNull(_ attributes: XMLAttributes, _ parent: UnsafeMutablePointer<Frame>, _ field: Int32) -> Bool {
        switch XMLNull.says(attributes, instance: instance, name: nilName) {
        case .value: return false
        case .null: return true
        case .nullMisspelt, .valueMisspelt:
            add(.unreadableForm, parent, field: field)
            return XMLNull.says(attributes, instance: instance, name: nilName) == .nullMisspelt
        }
    }

    @inline(__always) private func endValue(_ frame: UnsafeMutablePointer<Frame>) {
        var length = side.count &- valueStart
        let parent = frame - 1
        let member = Int(frame.pointee.item)
        let field = fields[member]
        if isRewritten {
            let restored = XMLForbiddenReferences.restore(side.pointer + valueStart, count: length)
            length = restored.count
            side.count = valueStart + length
            if restored.hasLoneHalf { add(.loneSurrogate, parent, field: field) }
        }
        if length > Slot.maximumLength {
            add(.valueTooLong, parent, field: field, severity: .error, found: length, maximum: Slot.maximumLength)
            return
        }
        if case .value(let form) = contents[member], form != .anything,
            !form.isRead(UnsafeBufferPointer(start: side.pointer + valueStart, count: length)) {
            add(.unreadableForm, parent, field: field)
        }
        put(
            Slot(kind: Slot.Kind.string, start: valueStart, length: length, inSide: true), Int(field), record: Int(frame.pointee.record),
            kind: kind(of: parent))
    }

    @inline(__always) private func kind(of frame: UnsafeMutablePointer<Frame>) -> Int {
        frame.pointee.content == .list ? Int(frame.pointee.item) : layout.groups[Int(frame.pointee.item)].kind
    }

    @inline(__always) private func put(_ slot: Slot, _ field: Int, record: Int, kind: Int) {
        guard let batch = batches[kind] else { return }
        batch.slots[record &* batch.fieldCount &+ field] = slot
    }

    // MARK: Lists

    private func beginItem(_ name: XMLName, _ attributes: XMLAttributes, _ parent: UnsafeMutablePointer<Frame>) {
        let kind = Int(parent.pointee.item)
        guard let records = records(of: kind) else {
            frames[depth] = Frame()
            return
        }
        let isTop = kind == 0
        let expected = kindNames[kind]
        let isRight = name.local == expected.local && (expected.namespace == nil || expected.namespace == name.namespace)
        var frame = Frame()
        frame.faults = Int32(truncatingIfNeeded: batch?.faults.count ?? 0)
        beginRecord(records, isTop: isTop)
        frame.record = Int32(truncatingIfNeeded: records.recordCount - 1)
        if !isRight {
            // A name that is right but for its case or namespace is in no doubt, and at the top nothing may get lost.
            frame.isDoubtful = !isTop && !Self.isSpelt(name.local, layout.kinds[kind].name)
            addItemFault(.itemName, parent, isTop, records, found: batch?.strangeName(String(cString: name.local)) ?? -1)
        }
        var isNull = isTop && rootIsNull
        if attributes.count > 0 {
            let says = XMLNull.says(attributes, instance: instance, name: nilName)
            isNull = isNull || says == .null || says == .nullMisspelt
            frame.content = says == .null || says == .nullMisspelt ? .null : .members
        } else {
            frame.content = .members
        }
        if layout.kinds[kind].schema.isScalar {
            if frame.content == .null {
                put(.null, 0, record: Int(frame.record), kind: kind)
            } else {
                frame.content = .value
                valueStart = side.count
                isValue = true
            }
            frame.item = Int32(truncatingIfNeeded: layout.groups[layout.kinds[kind].group].first)
            frame.isDoubtful = false
        } else {
            if isNull { addItemFault(.nullRecord, parent, isTop, records) }
            frame.item = Int32(truncatingIfNeeded: layout.kinds[kind].group)
            frame.serial = nextSerial()
        }
        frames[depth] = frame
    }

    private func beginRecord(_ records: RecordBatch, isTop: Bool) {
        guard isTop else {
            _ = records.beginRecord(at: 0, line: 0)
            return
        }
        let ends = records.recordEnds
        var start = ordinal > 0 && ordinal <= ends.count ? Int(ends[ordinal - 1]) : 0
        let chunk = records.chunk
        while start < chunk.count, Self.isBlank(chunk.pointer + start, 1) { start += 1 }
        if start > linesCounted {
            lines += LineFeeds.count(UnsafeBufferPointer(start: chunk.pointer + linesCounted, count: start - linesCounted))
            linesCounted = start
        }
        _ = records.beginRecord(at: start, line: lines)
        ordinal += 1
        isInRecord = true
    }

    private func endRecord() {
        guard let batch, isInRecord else { return }
        let ends = batch.recordEnds
        batch.endRecord(at: ordinal <= ends.count ? Int(ends[ordinal - 1]) : batch.chunk.count)
        isInRecord = false
    }

    private func endMembers(_ frame: UnsafeMutablePointer<Frame>) {
        let group = layout.groups[Int(frame.pointee.item)]
        let kind = layout.kinds[group.kind]
        let isRecord = kind.group == Int(frame.pointee.item)
        if isRecord && frame.pointee.isDoubtful && !hasMembers(frame, group) {
            drop(frame, group.kind)
        } else if isRecord && kind.isPair && frame.pointee.found < 2 {
            addPairFault(frame, group)
        }
    }

    private func hasMembers(_ frame: UnsafeMutablePointer<Frame>, _ group: XMLLayout.Group) -> Bool {
        (group.first..<group.first + group.count).contains { seen[$0] == frame.pointee.serial }
    }

    /// Takes an element of a list back that turned out to be no record.
    private func drop(_ frame: UnsafeMutablePointer<Frame>, _ kind: Int) {
        guard let batch else { return }
        batches[kind]?.dropLastRecord()
        let kept = Int(frame.pointee.faults)
        guard kept < batch.faults.count else { return }
        // The first one names the element.
        var fault = batch.faults[kept]
        fault.code = .unknownElement
        batch.faults.removeSubrange(kept...)
        batch.faults.append(fault)
    }

    private func addPairFault(_ frame: UnsafeMutablePointer<Frame>, _ group: XMLLayout.Group) {
        let absent = (group.first..<group.first + group.count).first { seen[$0] != frame.pointee.serial }
        add(.incompletePair, frame, field: absent.map { fields[$0] } ?? -1)
    }

    private func endList(_ frame: UnsafeMutablePointer<Frame>) {
        let kind = Int(frame.pointee.item)
        guard kind > 0 else { return }
        let first = Int(frame.pointee.record)
        let count = (batches[kind]?.recordCount ?? first) - first
        let parent = frame - 1
        let place = layout.kinds[kind]
        if count > Slot.maximumLength {
            add(.valueTooLong, parent, field: Int32(truncatingIfNeeded: place.field), severity: .error, found: count, maximum: Slot.maximumLength)
            return
        }
        put(
            Slot(kind: Slot.Kind.collection, start: first, length: count), place.field, record: Int(parent.pointee.record),
            kind: place.parent)
    }

    /// The batch of a kind of record, made on first use.
    private func records(of kind: Int) -> RecordBatch? {
        if let known = batches[kind] { return known }
        let place = layout.kinds[kind]
        guard place.parent >= 0, let made = records(of: place.parent)?.child(ofField: place.field) else { return nil }
        batches[kind] = made
        return made
    }

    private static func isSpelt(_ name: UnsafePointer<UInt8>, _ expected: String) -> Bool {
        String(cString: name).lowercased() == expected.lowercased()
    }

    private func nextSerial() -> UInt32 {
        serial &+= 1
        if serial == 0 {
            seen.update(repeating: 0, count: max(layout.members.count, 1))
            serial = 1
        }
        return serial
    }

    // MARK: What is wrong

    /// Says something about a field of the record that a frame is in.
    private func add(
        _ code: DiagnosticCode, _ frame: UnsafeMutablePointer<Frame>, field: Int32, severity: Severity = .warning, found: Int = 0,
        maximum: Int = 0
    ) {
        guard let batch else { return }
        var finding = Finding(
            record: max(batch.recordCount - 1, 0), field: Int(field), code: code, rule: .form, severity: severity, found: found,
            maximum: maximum)
        finding.steps = steps(to: frame)
        batch.faults.append(finding)
    }

    /// The way from the top record to the one that a frame is in.
    private func steps(to frame: UnsafeMutablePointer<Frame>) -> [FieldStep] {
        var steps: [FieldStep] = []
        var level = frames
        while level < frame {
            let isOuter = level.pointee.content == .list && level.pointee.item > 0
            if isOuter {
                let inner = level + 1
                let kind = Int(level.pointee.item)
                steps.append(FieldStep(field: layout.kinds[kind].field, index: Int(inner.pointee.record - level.pointee.record)))
            }
            level += 1
        }
        return steps
    }

    /// Says something about an element of a list: of its record at the top, else of the collection.
    private func addItemFault(
        _ code: DiagnosticCode, _ list: UnsafeMutablePointer<Frame>, _ isTop: Bool, _ records: RecordBatch, found: Int = 0
    ) {
        add(code, list, field: isTop ? -1 : Int32(truncatingIfNeeded: layout.kinds[Int(list.pointee.item)].field), found: found)
    }

    /// Text between elements or an element in a value: the record is rejected, and that is said once.
    private func misplace(_ frame: UnsafeMutablePointer<Frame>) {
        if frame.pointee.isFaulty { return }
        frame.pointee.isFaulty = true
        switch frame.pointee.content {
        case .value: add(.misplacedContent, frame - 1, field: fields[Int(frame.pointee.item)], severity: .error)
        case .list: add(.misplacedContent, frame, field: Int32(truncatingIfNeeded: layout.kinds[Int(frame.pointee.item)].field), severity: .error)
        default: add(.misplacedContent, frame, field: -1, severity: .error)
        }
    }

    /// An element says that it is null, and has something in it.
    private func ignoreContent(of frame: UnsafeMutablePointer<Frame>) {
        if frame.pointee.isFaulty { return }
        frame.pointee.isFaulty = true
        let isMember = (frame - 1).pointee.content == .members
        add(.contentOfNull, frame - 1, field: isMember ? fields[Int(frame.pointee.item)] : -1)
    }
}
