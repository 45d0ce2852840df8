import Records
import Syntax

/// What is said about a record while it is read.
extension XMLRecordEvents {
    /// Says something about a field of the record that a frame is in.
    func add(
        _ code: DiagnosticCode, _ frame: UnsafeMutablePointer<Frame>, field: Int32, severity: Severity = .warning, found: Int = 0,
        maximum: Int = 0, detail: String = ""
    ) {
        guard let batch else { return }
        var finding = Finding(
            record: max(batch.recordCount - 1, 0), field: Int(field), code: code, rule: .form, severity: severity, found: found,
            maximum: maximum)
        finding.steps = steps(to: frame)
        finding.detail = detail
        batch.faults.append(finding)
    }

    /// The way from the top record to the one that a frame is in.
    func steps(to frame: UnsafeMutablePointer<Frame>) -> [FieldStep] {
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
    func addItemFault(
        _ code: DiagnosticCode, _ list: UnsafeMutablePointer<Frame>, _ isTop: Bool, detail: String = ""
    ) {
        add(code, list, field: isTop ? -1 : Int32(truncatingIfNeeded: layout.kinds[Int(list.pointee.item)].field), detail: detail)
    }

    /// Text between elements or an element in a value: the record is rejected, and that is said once.
    func misplace(_ frame: UnsafeMutablePointer<Frame>) {
        if frame.pointee.isFaulty { return }
        frame.pointee.isFaulty = true
        switch frame.pointee.content {
        case .value: add(.misplacedContent, frame - 1, field: members[Int(frame.pointee.item)].field, severity: .error)
        case .list: add(.misplacedContent, frame, field: Int32(truncatingIfNeeded: layout.kinds[Int(frame.pointee.item)].field), severity: .error)
        default: add(.misplacedContent, frame, field: -1, severity: .error)
        }
    }

    /// An element says that it is null, and has something in it.
    func ignoreContent(of frame: UnsafeMutablePointer<Frame>) {
        if frame.pointee.isFaulty { return }
        frame.pointee.isFaulty = true
        let isMember = (frame - 1).pointee.content == .members
        add(.contentOfNull, frame - 1, field: isMember ? members[Int(frame.pointee.item)].field : -1)
    }
}
