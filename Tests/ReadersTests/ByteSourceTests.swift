import Foundation
import Readers
import Records
import Testing

@Suite struct ByteSourceTests {
    private func refusal(_ path: String, name: String) -> Diagnostic? {
        do throws(Diagnostic) {
            _ = try ByteSource(name: name, path: path, isInterrupted: { false })
            return nil
        } catch {
            return error
        }
    }

    @Test func missingFileIsNamed() {
        let missing = FileManager.default.temporaryDirectory.appendingPathComponent("transload-\(UUID().uuidString)").path
        #expect(refusal(missing, name: "people.csv") == Diagnostic(
            .sourceNotFound, "no file 'people.csv'", hint: "the path is taken from the current directory"))
    }

    @Test func directoryIsRefused() {
        #expect(refusal(FileManager.default.temporaryDirectory.path, name: "people") == Diagnostic(
            .sourceUnreadable, "'people' is a directory, not a file"))
    }

    @Test func pathThroughAFileIsRefused() throws {
        try withFile([]) { path in
            #expect(refusal(path + "/people.csv", name: "p")?.message == "cannot open 'p': not a directory")
        }
    }

    @Test func descriptorThatIsNotOpenIsRefused() {
        #expect(throws: Diagnostic(.sourceUnreadable, "cannot open '-': bad file descriptor")) {
            _ = try ByteSource(name: "-", path: nil, descriptor: 1_000_000, isInterrupted: { false })
        }
    }

    @Test func fileKnowsItsSizeAndItself() throws {
        try withFile([1, 2, 3]) { path in
            let first = try ByteSource(name: "a", path: path, isInterrupted: { false })
            let second = try ByteSource(name: "b", path: path, isInterrupted: { false })
            #expect(first.size == 3)
            #expect(first.identity != nil && first.identity == second.identity)
            let buffer = ByteBuffer()
            #expect(try first.read(into: buffer.pointer, count: 2) == 2)
            #expect(first.bytesRead == 2)
            #expect(try first.read(into: buffer.pointer, count: 10) == 1)
            #expect(try first.read(into: buffer.pointer, count: 10) == 0)
            #expect(first.bytesRead == 3)
        }
    }

    @Test func pipeHasNoSizeAndGivesWhatItHas() throws {
        try withSource([1, 2, 3], ReadingOptions(pipe: [2, 1])) { (source) throws in
            #expect(source.size == nil && source.identity == nil)
            let buffer = ByteBuffer()
            #expect(try source.read(into: buffer.pointer, count: 10) == 2)
            #expect(try source.read(into: buffer.pointer, count: 10) == 1)
            #expect(try source.read(into: buffer.pointer, count: 10) == 0)
        }
    }

    @Test func interruptEndsWaiting() throws {
        let pipe = Pipe()
        let source = try ByteSource(name: "-", path: nil, descriptor: pipe.fileHandleForReading.fileDescriptor, isInterrupted: { true })
        let buffer = ByteBuffer()
        #expect(try source.read(into: buffer.pointer, count: 10) == 0)
    }
}
