import Foundation
import Records
import Testing

@testable import Pipeline

@Suite struct RowSpoolTests {
    /// From a run for each record to one for all.
    @Test(arguments: [1, 100, 3000, 1 << 20])
    func recordsComeByTheFirstOfTheirKeyAndThenByNumber(_ runLength: Int) throws {
        let spool = try RowSpool(directory: NSTemporaryDirectory(), runLength: runLength)
        var expected: [(first: UInt64, record: UInt64, bytes: [UInt8])] = []
        for number in 0..<400 {
            let record = UInt64(number * 7919 % 401 + 1)
            // One record is longer than any block that is read back.
            let bytes = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: number == 200 ? 700_000 : number % 50)
            expected.append((record % 60 + 1, record, bytes))
            let row = SpooledRow(first: record % 60 + 1, record: record, marks: number % 3 == 0 ? .broken : [], length: UInt32(bytes.count))
            try bytes.withUnsafeBufferPointer { try spool.add([row], $0) }
        }
        expected.sort { ($0.first, $0.record) < ($1.first, $1.record) }
        var position = 0
        try spool.forEachRow { row, bytes in
            let wanted = expected[position]
            #expect(row.first == wanted.first && row.record == wanted.record && Array(bytes) == wanted.bytes)
            position += 1
        }
        #expect(position == expected.count)
    }

    @Test func emptySpoolHasNoRecords() throws {
        try RowSpool(directory: NSTemporaryDirectory()).forEachRow { _, _ in Issue.record("a record out of nothing") }
    }

    @Test func folderThatIsNotThereIsNamed() {
        #expect(throws: Diagnostic.self) { try RowSpool(directory: "/no such folder") }
    }
}
