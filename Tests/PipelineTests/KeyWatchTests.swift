import Foundation
import Records
import Testing

@testable import Pipeline

/// The search for repeated keys, beside a dictionary that holds them all.
@Suite struct KeyWatchTests {
    @Test(arguments: [1, 3, 7, 64, 1 << 19])
    func sorterGroupsLikeADictionary(_ runLength: Int) throws {
        var generator = SystemRandomNumberGenerator()
        let seed = ProcessInfo.processInfo.environment["TRANSLOAD_SEED"].flatMap { UInt64($0) } ?? generator.next()
        print("TRANSLOAD_SEED=\(seed)")
        var random = seed
        func next(_ bound: UInt64) -> UInt64 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (random >> 33) % bound
        }
        let entries = (1...2000).map { KeyEntry(high: next(300), low: next(2), exact: next(9), record: UInt64($0), line: UInt64($0) + 1) }
        let sorter = KeySorter(directory: NSTemporaryDirectory(), runLength: runLength)
        for entry in entries { try sorter.add([entry]) }
        var groups: [[KeyEntry]] = []
        try sorter.forEachGroup(ofAtLeast: 2) { groups.append($0) }

        let expected = Dictionary(grouping: entries) { [$0.high, $0.low] }.values.filter { $0.count > 1 }
            .sorted { ($0[0].high, $0[0].low) < ($1[0].high, $1[0].low) }
        #expect(groups == expected)
    }

    @Test func repeatsComeInRecordOrderWithTheirFirst() throws {
        let watch = KeyWatch(directory: NSTemporaryDirectory())
        // Two spellings of one key, and another key twice.
        let keys: [(loose: UInt64, exact: UInt64)] = [(9, 1), (5, 7), (9, 2), (9, 1), (5, 7), (9, 2)]
        try watch.add(keys.enumerated().map { index, key in
            KeyEntry(high: key.loose, low: 0, exact: key.exact, record: UInt64(index + 1), line: UInt64(index + 2))
        })
        var repeats: [KeyWatch.Repeat] = []
        try watch.forEachRepeat { repeats.append($0) }
        #expect(repeats == [
            .init(record: 3, line: 4, first: 1, isVariant: true), .init(record: 4, line: 5, first: 1, isVariant: false),
            .init(record: 5, line: 6, first: 2, isVariant: false), .init(record: 6, line: 7, first: 3, isVariant: false),
        ])
    }

    @Test func directoryThatIsNotThereIsNamed() throws {
        let sorter = KeySorter(directory: "/no such folder", runLength: 1)
        var stop: Diagnostic?
        do { try sorter.add([KeyEntry(high: 1, low: 1, exact: 1, record: 1, line: 1)]) } catch { stop = error }
        #expect(stop?.code == .writeFailed)
        #expect(stop?.message == "cannot keep sorted keys in '/no such folder': no such file or directory")
    }

    @Test(arguments: [
        ("amy.smith", "AMY.Smith", KeyForm.caseless, true), ("amy smith", "amysmith", .caseless, false), ("amy smith", "Amy  Smith", .loose, true),
        ("أحمد", "احمد", .loose, true), ("أحمد", "احمد", .caseless, false), ("محـــمد", "محمد", .loose, true), ("José", "Jose\u{301}", .loose, true),
        ("فاطمة", "فاطمه", .loose, true), ("a", "b", .loose, false), ("محمَّد", "محمد", .loose, true), ("É", "é", .caseless, true),
    ])
    func keysAreComparedInTheirForm(_ first: String, _ second: String, _ form: KeyForm, _ areEqual: Bool) throws {
        func hash(_ text: String) -> [UInt64] {
            let schema = Schema(
                name: "User", system: "test", validation: .jsonSchema, fields: [Field(name: "Name", type: .string)], naturalKey: ["Name"])
            let batch = RecordBatch(schema: schema)
            _ = batch.beginRecord(at: 0, line: 0)
            Array(text.utf8).withUnsafeBufferPointer { batch.replace(record: 0, field: 0, kind: Slot.Kind.string, with: $0) }
            let value = KeyFolding().hash(0, [0], batch.view, form: form, scratch: ByteBuffer())
            return value.map { [$0.high, $0.low] } ?? []
        }
        #expect((hash(first) == hash(second)) == areEqual)
        #expect(hash(first).count == 2)
    }

    @Test func sipHashDependsOnEveryByteAndOnTheKey() {
        func hash(_ bytes: [UInt8], _ key: UInt64 = 1) -> UInt64 { bytes.withUnsafeBufferPointer { SipHash(key: key, 2).hash($0) } }
        let message = Array(UInt8(0)..<40)
        var seen: Set<UInt64> = [hash(message, 1), hash(message, 3)]
        #expect(seen.count == 2)
        for length in 0..<40 { seen.insert(hash(Array(message[..<length]))) }
        for index in message.indices {
            var changed = message
            changed[index] ^= 0x80
            seen.insert(hash(changed))
        }
        #expect(seen.count == 82)
    }
}
