import Records
import Testing

@testable import Pipeline

@Suite struct DistinctCountTests {
    private func count(_ values: some Sequence<Int>) -> DistinctCount {
        var counter = DistinctCount()
        let buffer = ByteBuffer()
        for value in values {
            buffer.removeAll()
            buffer.append("value \(value)")
            counter.add(DistinctCount.hash(buffer.pointer, count: buffer.count))
        }
        return counter
    }

    @Test(arguments: [0, 1, 2, 255, 256])
    func fewAreCounted(_ number: Int) {
        let counter = count((0..<number * 3).map { $0 % max(number, 1) })
        #expect(counter.isExact && counter.count == number)
    }

    @Test(arguments: [257, 1_000, 4_000, 20_000, 200_000])
    func manyAreEstimated(_ number: Int) {
        let counter = count(0..<number)
        #expect(!counter.isExact)
        #expect(abs(Double(counter.count - number)) < 0.1 * Double(number))
    }

    @Test func mergedCountsAreThoseOfAll() {
        var few = count(0..<100)
        few.merge(count(50..<150))
        #expect(few.isExact && few.count == 150)
        var many = count(0..<150)
        many.merge(count(100..<5_000))
        #expect(!many.isExact && many.count == count(0..<5_000).count)
        var other = count(0..<5_000)
        other.merge(count(0..<100))
        #expect(other.count == count(0..<5_000).count)
    }

    @Test func bytesBehindAValueDoNotMatter() {
        let first = ByteBuffer(), second = ByteBuffer()
        first.append("abcdefghiXXXXXXXX")
        second.append("abcdefghiYYYYYYYY")
        #expect(DistinctCount.hash(first.pointer, count: 9) == DistinctCount.hash(second.pointer, count: 9))
        #expect(DistinctCount.hash(first.pointer, count: 10) != DistinctCount.hash(second.pointer, count: 10))
    }
}
