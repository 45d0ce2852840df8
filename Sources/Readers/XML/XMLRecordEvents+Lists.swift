import Records
import Syntax

/// Lists: elements that are records, and records that are lists of members.
extension XMLRecordEvents {
    func beginItem(_ name: XMLName, _ attributes: XMLAttributes, _ parent: UnsafeMutablePointer<Frame>) {
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
            addItemFault(.itemName, parent, isTop, detail: String(cString: name.local))
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
                put(.null, 0, frame.record, groups + layout.kinds[kind].group)
            } else {
                frame.content = .value
                valueStart = sideCount
                isValue = true
            }
            frame.item = Int32(truncatingIfNeeded: layout.groups[layout.kinds[kind].group].first)
            frame.isDoubtful = false
        } else {
            if isNull { addItemFault(.nullRecord, parent, isTop) }
            frame.item = Int32(truncatingIfNeeded: layout.kinds[kind].group)
            frame.serial = nextSerial()
        }
        frames[depth] = frame
    }

    func beginRecord(_ records: RecordBatch, isTop: Bool) {
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

    func endRecord() {
        guard let batch, isInRecord else { return }
        let ends = batch.recordEnds
        batch.endRecord(at: ordinal <= ends.count ? Int(ends[ordinal - 1]) : batch.chunk.count)
        isInRecord = false
    }

    func endMembers(_ frame: UnsafeMutablePointer<Frame>) {
        let group = groups[Int(frame.pointee.item)]
        let kind = layout.kinds[group.kind]
        let isRecord = kind.group == Int(frame.pointee.item)
        if isRecord && frame.pointee.isDoubtful && !hasMembers(frame, group) {
            drop(frame, group.kind)
        } else if isRecord && kind.isPair && frame.pointee.found < 2 {
            addPairFault(frame, group)
        }
    }

    func hasMembers(_ frame: UnsafeMutablePointer<Frame>, _ group: Group) -> Bool {
        (group.first..<group.first + group.count).contains { members[$0].seen == frame.pointee.serial }
    }

    /// Takes an element of a list back that turned out to be no record.
    func drop(_ frame: UnsafeMutablePointer<Frame>, _ kind: Int) {
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

    func addPairFault(_ frame: UnsafeMutablePointer<Frame>, _ group: Group) {
        let absent = (group.first..<group.first + group.count).first { members[$0].seen != frame.pointee.serial }
        add(.incompletePair, frame, field: absent.map { members[$0].field } ?? -1)
    }

    func endList(_ frame: UnsafeMutablePointer<Frame>) {
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
            Slot(kind: Slot.Kind.collection, start: first, length: count), Int32(truncatingIfNeeded: place.field), parent.pointee.record,
            groups + layout.kinds[place.parent].group)
    }

    /// The batch of a kind of record, made on first use.
    func records(of kind: Int) -> RecordBatch? {
        if let known = batches[kind] { return known }
        let place = layout.kinds[kind]
        guard place.parent >= 0, let made = records(of: place.parent)?.child(ofField: place.field) else { return nil }
        remember(made, for: kind)
        return made
    }

    static func isSpelt(_ name: UnsafePointer<UInt8>, _ expected: String) -> Bool {
        String(cString: name).lowercased() == expected.lowercased()
    }

    func nextSerial() -> UInt32 {
        serial &+= 1
        if serial == 0 {
            for index in layout.members.indices { members[index].seen = 0 }
            serial = 1
        }
        return serial
    }
}
