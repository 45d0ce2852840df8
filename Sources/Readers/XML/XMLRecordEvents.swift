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
    let shape: XMLShape
    let rootIsNull: Bool
    let frames: UnsafeMutablePointer<Frame>
    /// What the layout says, where it is looked at for every element.
    let members: UnsafeMutablePointer<Member>
    let groups: UnsafeMutablePointer<Group>
    /// The addresses of each kind's element and namespace.
    var kindNames: [(local: UnsafePointer<UInt8>?, namespace: UnsafePointer<UInt8>?)] = []
    var instance: UnsafePointer<UInt8>?
    var nilName: UnsafePointer<UInt8>?
    /// What names that are no member's mean, by group and address; −1 for nothing.
    var spellings: [Spelling: Int32] = [:]
    var serial: UInt32 = 0

    struct Member {
        /// The address of the name in the document that is open.
        var name: UnsafePointer<UInt8>?
        /// The serial of the record in which the member was seen last.
        var seen: UInt32 = 0
        let field: Int32
        let content: Content
        /// The kind of a list, or the group of an object.
        let target: Int32

        enum Content: UInt8 {
            case text
            /// A value whose form is looked at.
            case formed
            case list, object
        }

        init(_ member: XMLLayout.Member) {
            field = Int32(truncatingIfNeeded: member.field)
            switch member.content {
            case .value(let form): (content, target) = (form == .anything ? .text : .formed, -1)
            case .list(let kind): (content, target) = (.list, Int32(truncatingIfNeeded: kind))
            case .object(let group): (content, target) = (.object, Int32(truncatingIfNeeded: group))
            }
        }
    }

    struct Group {
        /// `nil` where any will do.
        var namespace: UnsafePointer<UInt8>?
        let first: Int
        let count: Int
        let kind: Int
        let fieldCount: Int
        /// The batch of the chunk that the kind's records go to, once there is one.
        var batch: Unmanaged<RecordBatch>?
    }

    struct Spelling: Hashable {
        let group: Int32
        let name: UnsafePointer<UInt8>
    }

    // MARK: Of one chunk

    var batch: RecordBatch?
    /// The side arena of the batch while the chunk is read: where it begins, what is used, what there is.
    var side: UnsafeMutablePointer<UInt8>
    var sideCount = 0
    var sideCapacity = 0
    var batches: [RecordBatch?]
    var isRewritten = false
    /// Where the value that is being read begins in the side arena.
    var valueStart = 0
    var isValue = false
    /// How many elements of the root list have begun.
    var ordinal = 0
    var lines = 0
    var linesCounted = 0
    /// Whether a record of the chunk is open.
    var isInRecord = false

    init(_ layout: XMLLayout, _ shape: XMLShape, rootIsNull: Bool) {
        self.layout = layout
        self.shape = shape
        self.rootIsNull = rootIsNull
        frames = .allocate(capacity: XMLPushParser.depthLimit + 2)
        frames.initialize(repeating: Frame(), count: XMLPushParser.depthLimit + 2)
        members = .allocate(capacity: max(layout.members.count, 1))
        for (index, member) in layout.members.enumerated() { (members + index).initialize(to: Member(member)) }
        groups = .allocate(capacity: layout.groups.count)
        for (index, group) in layout.groups.enumerated() {
            (groups + index).initialize(to: Group(
                first: group.first, count: group.count, kind: group.kind,
                fieldCount: layout.kinds[group.kind].schema.fields.count))
        }
        batches = Array(repeating: nil, count: layout.kinds.count)
        side = UnsafeMutablePointer(mutating: UnsafePointer(RecordBatch.constants.utf8Start))
        super.init()
    }

    deinit {
        frames.deallocate()
        members.deallocate()
        groups.deallocate()
    }

    /// Looks up the addresses of all names in a new document.
    func prepareNames() {
        for (index, member) in layout.members.enumerated() { members[index].name = intern(member.name) }
        kindNames = layout.kinds.map { (intern($0.name), $0.namespace.isEmpty ? nil : intern($0.namespace)) }
        for index in layout.groups.indices { groups[index].namespace = kindNames[groups[index].kind].namespace }
        instance = intern(DataContract.instance)
        nilName = intern("nil")
        spellings.removeAll()
        frames[0] = Frame()
        frames[0].content = shape == .list ? .document : .list
    }

    func begin(_ batch: RecordBatch, isRewritten: Bool) {
        self.batch = batch
        takeSide(of: batch)
        forgetBatches()
        remember(batch, for: 0)
        self.isRewritten = isRewritten
        ordinal = 0
        lines = 0
        linesCounted = 0
        isInRecord = false
        isValue = false
    }

    func end() {
        batch?.side.count = sideCount
        batch = nil
        forgetBatches()
    }

    func takeSide(of batch: RecordBatch) {
        side = batch.side.pointer
        sideCount = batch.side.count
        sideCapacity = batch.side.capacity
    }

    /// Makes room in the side arena. The owner has set aside what a chunk can give, so that this is for the library's surprises.
    func growSide(_ count: Int) {
        guard let batch else { return }
        batch.side.count = sideCount
        batch.side.reserve(count)
        takeSide(of: batch)
    }

    func forgetBatches() {
        for kind in batches.indices { batches[kind] = nil }
        for group in layout.groups.indices { groups[group].batch = nil }
    }

    func remember(_ batch: RecordBatch, for kind: Int) {
        batches[kind] = batch
        for group in layout.groups.indices where groups[group].kind == kind { groups[group].batch = Unmanaged.passUnretained(batch) }
    }

    /// The number of lines of the chunk.
    func countLines(of chunk: ByteBuffer) -> Int {
        lines + LineFeeds.count(UnsafeBufferPointer(rebasing: chunk.bytes[linesCounted...]))
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
        // Text goes on behind an element that does not belong there.
        isValue = frames[depth].content == .value
        if depth == topDepth { endRecord() }
    }

    override func text(_ bytes: UnsafePointer<UInt8>, count: Int) {
        if isValue {
            if sideCount &+ count > sideCapacity { growSide(count) }
            (side + sideCount).update(from: bytes, count: count)
            sideCount &+= count
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

    static func isBlank(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        for i in 0..<count where bytes[i] != 0x20 && bytes[i] != 0x0A && bytes[i] != 0x09 && bytes[i] != 0x0D { return false }
        return true
    }

    /// How many elements enclose a record.
    var topDepth: Int { shape == .list ? 1 : 0 }

    // MARK: Members

    @inline(__always)
    func beginMember(_ name: XMLName, _ attributes: XMLAttributes, _ parent: UnsafeMutablePointer<Frame>) {
        let group = groups + Int(parent.pointee.item)
        let next = Int(parent.pointee.next)
        let namespace = group.pointee.namespace
        var member = members + (group.pointee.first &+ next)
        if next < group.pointee.count && member.pointee.name == name.local && (namespace == name.namespace || namespace == nil) {
            parent.pointee.next &+= 1
            parent.pointee.found &+= 1
        } else if let found = findMember(name, parent, group) {
            member = found
        } else {
            frames[depth] = Frame()
            return
        }
        member.pointee.seen = parent.pointee.serial
        let field = member.pointee.field
        let frame = frames + depth
        frame.pointee = Frame(item: Int32(truncatingIfNeeded: member - members), record: parent.pointee.record)
        if attributes.count > 0 && isNull(attributes, parent, field) {
            frame.pointee.content = .null
            put(.null, field, parent.pointee.record, group)
            return
        }
        switch member.pointee.content {
        case .text, .formed:
            frame.pointee.content = .value
            valueStart = sideCount
            isValue = true
        case .list:
            frame.pointee.content = .list
            frame.pointee.item = member.pointee.target
            frame.pointee.record = Int32(truncatingIfNeeded: records(of: Int(member.pointee.target))?.recordCount ?? 0)
        case .object:
            frame.pointee.content = .members
            frame.pointee.item = member.pointee.target
            frame.pointee.serial = nextSerial()
            put(.object, field, parent.pointee.record, group)
        }
    }

    /// Finds the member that an element means which does not come in its turn, and says what a server makes of it.
    ///
    /// - Returns: `nil` when the element is to be passed over.
    func findMember(
        _ name: XMLName, _ parent: UnsafeMutablePointer<Frame>, _ group: UnsafeMutablePointer<Group>
    ) -> UnsafeMutablePointer<Member>? {
        let namespace = group.pointee.namespace
        let first = group.pointee.first
        let exact = (first..<first + group.pointee.count).first { members[$0].name == name.local }
        guard let found = exact ?? spelt(name.local, parent.pointee.item, first) else {
            add(.unknownElement, parent, field: -1, detail: String(cString: name.local))
            return nil
        }
        let field = members[found].field
        if members[found].seen == parent.pointee.serial {
            add(.elementRepeated, parent, field: field)
            return nil
        }
        let isPair = layout.kinds[group.pointee.kind].isPair
        if namespace != nil && namespace != name.namespace {
            add(.elementNamespace, parent, field: field)
        } else if exact == nil {
            // Of pairs it is said at their end.
            if !isPair { add(.elementSpelling, parent, field: field) }
        } else if found - first < Int(parent.pointee.next) {
            if !isPair { add(.elementOutOfOrder, parent, field: field) }
        } else {
            parent.pointee.next = Int32(truncatingIfNeeded: found - first + 1)
            parent.pointee.found &+= 1
        }
        return members + found
    }

    /// The position among all members of the one that a name means; `nil` when it means none.
    func spelt(_ name: UnsafePointer<UInt8>, _ group: Int32, _ first: Int) -> Int? {
        let key = Spelling(group: group, name: name)
        if let known = spellings[key] { return known < 0 ? nil : Int(known) }
        let found = layout.member(of: Int(group), spelt: String(cString: name)).map { first + $0 }
        spellings[key] = Int32(truncatingIfNeeded: found ?? -1)
        return found
    }

    func isNull(_ attributes: XMLAttributes, _ parent: UnsafeMutablePointer<Frame>, _ field: Int32) -> Bool {
        switch XMLNull.says(attributes, instance: instance, name: nilName) {
        case .value: return false
        case .null: return true
        case .nullMisspelt, .valueMisspelt:
            add(.unreadableForm, parent, field: field)
            return XMLNull.says(attributes, instance: instance, name: nilName) == .nullMisspelt
        }
    }

    @inline(__always) private func endValue(_ frame: UnsafeMutablePointer<Frame>) {
        var length = sideCount &- valueStart
        let parent = frame - 1
        let member = members + Int(frame.pointee.item)
        let field = member.pointee.field
        if isRewritten {
            let restored = XMLForbiddenReferences.restore(side + valueStart, count: length)
            length = restored.count
            sideCount = valueStart + length
            if restored.hasLoneHalf { add(.loneSurrogate, parent, field: field) }
        }
        if length > Slot.maximumLength {
            add(.valueTooLong, parent, field: field, severity: .error, found: length, maximum: Slot.maximumLength)
            return
        }
        if member.pointee.content == .formed { judgeForm(frame, length) }
        let group = parent.pointee.content == .list ? layout.kinds[Int(parent.pointee.item)].group : Int(parent.pointee.item)
        put(
            Slot(kind: Slot.Kind.string, start: valueStart, length: length, inSide: true), field, frame.pointee.record, groups + group)
    }

    /// Looks whether a server reads a value's text. `true` and `false` are the most frequent by far.
    func judgeForm(_ frame: UnsafeMutablePointer<Frame>, _ length: Int) {
        let text = UnsafeBufferPointer(start: UnsafePointer(side + valueStart), count: length)
        let member = Int(frame.pointee.item)
        if XMLValueForm.isPlainBoolean(text) { return }
        if case .value(let form) = layout.members[member].content, !form.isRead(text) {
            add(.unreadableForm, frame - 1, field: members[member].field)
        }
    }

    @inline(__always)
    func put(_ slot: Slot, _ field: Int32, _ record: Int32, _ group: UnsafeMutablePointer<Group>) {
        guard let batch = group.pointee.batch else { return }
        let slots = batch._withUnsafeGuaranteedRef { $0.slots }
        slots[Int(record) &* group.pointee.fieldCount &+ Int(field)] = slot
    }
}
