import Foundation
import Mutations
import Testing
import ValidationSamples

/// Damaged documents, read for a while: no crash, no loop, nothing outside of its bounds.
///
/// TRANSLOAD_FUZZ_SECONDS says for how long each format is tried (2 unless given), TRANSLOAD_SEED where the random begins. The
/// document under trial always lies in a file, whose name is printed first, so that it is there after a crash: it then goes into
/// `Crashes/FORMAT/`, and is a case for ever.
@Suite(.serialized) struct FuzzTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    private static let seconds = ProcessInfo.processInfo.environment["TRANSLOAD_FUZZ_SECONDS"].flatMap { Double($0) } ?? 2
    private static let seed =
        ProcessInfo.processInfo.environment["TRANSLOAD_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...999_999_999)

    private static func samples(_ kind: String, _ format: FuzzFormat) throws -> [(name: String, bytes: [UInt8])] {
        let folder = folder.appendingPathComponent(kind).appendingPathComponent(format.name)
        // A format that never crashed has no folder of crashes.
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
            (name, Array(try Data(contentsOf: folder.appendingPathComponent(name))))
        }
    }

    @Test(arguments: FuzzFormat.all)
    func samplesAndFormerCrashesAreRead(_ format: FuzzFormat) throws {
        let corpus = try Self.samples("Corpus", format)
        #expect(!corpus.isEmpty, "no samples to begin with")
        for (name, bytes) in try corpus + Self.samples("Crashes", format) { #expect(format.fault(bytes) == nil, "\(name)") }
        #expect(format.fault([]) == nil)
    }

    @Test(arguments: FuzzFormat.all)
    func damagedSamplesAreRead(_ format: FuzzFormat) throws {
        var random = SeededGenerator(Self.seed)
        let corpus = try Self.samples("Corpus", format).map(\.bytes)
        let underTrial = FileManager.default.temporaryDirectory.appendingPathComponent("transload-fuzz-\(format.name)-\(getpid())")
        try Data().write(to: underTrial)
        let file = try FileHandle(forWritingTo: underTrial)
        print("\(format.name): TRANSLOAD_SEED=\(Self.seed), the document under trial lies in \(underTrial.path)")
        let mutator = format.mutator
        let end = Date(timeIntervalSinceNow: Self.seconds)
        var rounds = 0
        var longest = 0.0
        while Date() < end {
            var document = mutator.mutated(random.pick(corpus), &random)
            // Damage upon damage, now and then.
            while random.chance(30) && document.count < 1 << 14 { document = mutator.mutated(document, &random) }
            try file.truncate(atOffset: 0)
            try file.write(contentsOf: Data(document))
            let start = Date()
            if let fault = format.fault(document) {
                Issue.record("seed \(Self.seed), round \(rounds): \(fault); the document lies in \(underTrial.path)")
                return
            }
            longest = max(longest, -start.timeIntervalSinceNow)
            rounds += 1
        }
        try FileManager.default.removeItem(at: underTrial)
        print("\(format.name): \(rounds) documents, the slowest in \(Int(longest * 1000)) ms")
        #expect(rounds > 10)
    }
}
