#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Records
import Syntax

/// Finds the records of a chunk whose bytes are no text: not UTF-8, or with a NUL.
enum TextFaults {
    /// Adds a fault for each such record. Chunks without one, nearly all, are gone through once.
    static func find(in batch: RecordBatch) {
        let chunk = batch.chunk
        let isText = UTF8Validation.firstInvalidOffset(chunk.pointer, count: chunk.count) == nil
        let hasNUL = memchr(chunk.pointer, 0, chunk.count) != nil
        if isText && !hasNUL { return }
        var found: [Finding] = []
        for record in 0..<batch.recordCount {
            let bytes = batch.rawRecord(record)
            guard let base = bytes.baseAddress else { continue }
            if let offset = UTF8Validation.firstInvalidOffset(base, count: bytes.count) {
                found.append(Finding(
                    record: record, field: field(at: offset, record, batch), code: .invalidUTF8, rule: .form, found: offset + 1))
            } else if let nul = memchr(base, 0, bytes.count) {
                let offset = UnsafePointer(nul.assumingMemoryBound(to: UInt8.self)) - base
                found.append(Finding(
                    record: record, field: field(at: offset, record, batch), code: .nulByte, rule: .form, found: offset + 1))
            }
        }
        batch.faults = (batch.faults + found).sorted { $0.record < $1.record }
    }

    /// The field whose value holds the byte at this offset of the record, or −1.
    private static func field(at offset: Int, _ record: Int, _ batch: RecordBatch) -> Int {
        let position = Int(batch.bounds[record].start) + offset
        let view = batch.view
        for field in 0..<batch.fieldCount {
            let slot = view.slot(record, field)
            if slot.kind == Slot.Kind.string, !slot.isInSide,
                position >= Int(slot.start), position < Int(slot.start) + slot.length {
                return field
            }
        }
        return -1
    }
}
