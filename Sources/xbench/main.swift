import Glibc
func clock_gettime_nsec() -> Int { var t = timespec(); clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t); return t.tv_sec * 1_000_000_000 + t.tv_nsec }
import Foundation
import Readers
import Records
import Schemas
import Syntax
@inline(never) func run() throws {
    let path = CommandLine.arguments[2]
    struct C { func measure(_ b: () throws -> Void) rethrows -> Double { let s = clock_gettime_nsec(); try b(); return Double(clock_gettime_nsec() - s) / 1e9 } }
    let clock = C()
    func open() throws -> XMLSource { try XMLSource(try ByteSource(name: path, path: path, isInterrupted: { false })) }
    let schema = try SchemaCatalog().schema(named: "UserDTO")
    for _ in 0..<3 {
    switch CommandLine.arguments[1] {
    case "split":
        let source = try open()
        let splitter = XMLSplitter(source, .list, recordLimit: 1 << 24)
        let batch = RecordBatch(schema: schema)
        var bytes = 0, n = 0
        let t = try clock.measure { while try splitter.fill(batch) { bytes += batch.chunk.count; n += batch.recordEnds.count } }
        print("split", t, n, bytes)
    case "scan":
        let data = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) + [UInt8](repeating: 0, count: 64)
        let o = data.firstIndex(of: 0x3E)! + 1
        var b = XMLBoundary(isList: true)
        b.restart()
        let t = data.withUnsafeBufferPointer { p in clock.measure {
            print(b.end(in: p.baseAddress! + o, count: data.count - 64 - o, target: .max, isComplete: true), b.ends.count) } }
        print("scan", t)
    case "null":
        final class N: XMLPushParser {}
        let data = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let n = N(); _ = n.open()
        let t = data.withUnsafeBufferPointer { p in clock.measure { _ = n.feed(p) } }
        print("null", t)
    default:
        let source = try open()
        let splitter = XMLSplitter(source, .list, recordLimit: 1 << 24)
        let parser = XMLRecordParser(source, .list, schema: schema)
        let batch = RecordBatch(schema: schema)
        var n = 0, faults = 0, bytes = 0
        var parse = 0.0
        while try splitter.fill(batch) { parse += clock.measure { parser.parse(batch) }; n += batch.recordCount; faults += batch.faults.count; bytes += batch.side.count
            if let f = batch.failure { print(f); return } }
        print("parse", parse, n, faults, bytes)
    }
    }
}
try run()
