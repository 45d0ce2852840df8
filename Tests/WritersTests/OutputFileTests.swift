import Foundation
import Records
import Testing
import Writers

@Suite struct OutputFileTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func open(_ name: String, isPrivate: Bool = false, mayReplace: Bool = false) throws(Diagnostic) -> OutputFile {
        try OutputFile(name: name, path: folder(name), isPrivate: isPrivate, mayReplace: mayReplace, isInterrupted: { false })
    }

    /// The diagnostic that opening throws.
    private func refusal(_ name: String, mayReplace: Bool = false) -> Diagnostic? {
        do throws(Diagnostic) {
            _ = try open(name, mayReplace: mayReplace)
            return nil
        } catch {
            return error
        }
    }

    // MARK: Complete or not at all

    @Test func nothingGoesByTheNameUntilFinished() throws {
        let file = try open("out.csv")
        try file.append(Array("a\n".utf8))
        #expect(folder.names == ["out.csv.part"])
        try file.finish()
        #expect(folder.names == ["out.csv"])
        #expect(try folder.text("out.csv") == "a\n")
        file.abandon()
        #expect(folder.names == ["out.csv"], "what is finished stays")
    }

    @Test func abandonedFileLeavesNothing() throws {
        let file = try open("out.csv")
        try file.append(Array("a\n".utf8))
        file.abandon()
        #expect(folder.names.isEmpty)
        try file.finish()
        #expect(folder.names.isEmpty)
    }

    @Test func forgottenFileLeavesNothing() throws {
        do {
            let file = try open("out.csv")
            try file.append([0x61])
        }
        #expect(folder.names.isEmpty)
    }

    @Test func abandonedReplacementLeavesTheOldFile() throws {
        try folder.write("old", to: "out.csv")
        let file = try open("out.csv", mayReplace: true)
        try file.append(Array("new".utf8))
        #expect(try folder.text("out.csv") == "old")
        file.abandon()
        #expect(folder.names == ["out.csv"])
        #expect(try folder.text("out.csv") == "old")
    }

    @Test func finishedReplacementTakesThePlaceOfTheOldFile() throws {
        try folder.write("old and longer", to: "out.csv")
        let file = try open("out.csv", mayReplace: true)
        try file.append(Array("new".utf8))
        try file.finish()
        #expect(try folder.text("out.csv") == "new")
    }

    @Test func partOfAnEarlierRunIsWrittenAnew() throws {
        try folder.write("left behind by a run that was killed", to: "out.csv.part")
        let file = try open("out.csv")
        try file.append(Array("new".utf8))
        try file.finish()
        #expect(folder.names == ["out.csv"])
        #expect(try folder.text("out.csv") == "new")
    }

    @Test func piecesMayComeInAnyOrder() throws {
        let file = try open("out.csv")
        #expect(file.isSeekable)
        try file.append(Array("head ".utf8))
        let first = file.reserve(4)
        let second = file.reserve(3)
        try Array("two".utf8).withUnsafeBufferPointer { bytes throws(Diagnostic) in try file.write(bytes, at: second) }
        try Array("one ".utf8).withUnsafeBufferPointer { bytes throws(Diagnostic) in try file.write(bytes, at: first) }
        try file.append([])
        try file.append(Array(" tail".utf8))
        try file.finish()
        #expect(try folder.text("out.csv") == "head one two tail")
    }

    // MARK: What is refused

    @Test func existingFileIsRefused() throws {
        try folder.write("old", to: "out.csv")
        let refusal = refusal("out.csv")
        #expect(refusal?.code == .destinationExists)
        #expect(refusal?.message == "'out.csv' exists")
        #expect(folder.names == ["out.csv"])
        #expect(try folder.text("out.csv") == "old")
    }

    @Test(arguments: [false, true])
    func directoryIsRefused(_ mayReplace: Bool) throws {
        try FileManager.default.createDirectory(atPath: folder("out"), withIntermediateDirectories: false)
        let refusal = refusal("out", mayReplace: mayReplace)
        #expect(refusal?.code == .destinationUnwritable)
        #expect(refusal?.message == "'out' is a directory, expected the name of a file")
        #expect(folder.names == ["out"])
    }

    @Test func missingDirectoryIsNamed() {
        let refusal = refusal("no/out.csv")
        #expect(refusal?.code == .destinationUnwritable)
        #expect(refusal?.message == "cannot create 'no/out.csv': no such file or directory")
        #expect(refusal?.hint == "the directory does not exist")
    }

    @Test func secondWriterOfOneFileIsRefused() throws {
        let first = try open("out.csv")
        try first.append(Array("first".utf8))
        let refusal = refusal("out.csv")
        #expect(refusal?.code == .destinationInUse)
        #expect(refusal?.message == "another run is writing 'out.csv'")
        try first.finish()
        #expect(try folder.text("out.csv") == "first", "the refused one changed nothing")
        let third = try open("out.csv", mayReplace: true)
        third.abandon()
    }

    @Test func linkIsNotFollowedFromThePart() throws {
        try folder.write("mine", to: "victim")
        try FileManager.default.createSymbolicLink(atPath: folder("out.csv.part"), withDestinationPath: folder("victim"))
        #expect(refusal("out.csv")?.code == .destinationUnwritable)
        #expect(try folder.text("victim") == "mine")
    }

    // MARK: Modes, links, devices

    @Test func privateFileIsForItsOwnerOnly() throws {
        try folder.write("open to all", to: "rejects.csv.part")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder("rejects.csv.part"))
        for name in ["rejects.csv", "report.ndjson"] {
            let file = try open(name, isPrivate: true)
            #expect(try folder.mode(name + ".part") == 0o600, "from the first byte on")
            try file.finish()
            #expect(try folder.mode(name) == 0o600)
        }
    }

    @Test func linkStaysAndItsTargetIsReplaced() throws {
        try FileManager.default.createDirectory(atPath: folder("data"), withIntermediateDirectories: false)
        try folder.write("old", to: "data/real.csv")
        try FileManager.default.createSymbolicLink(atPath: folder("out.csv"), withDestinationPath: "data/real.csv")
        let file = try open("out.csv", mayReplace: true)
        try file.append(Array("new".utf8))
        try file.finish()
        #expect(try folder.text("data/real.csv") == "new")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder("out.csv")) == "data/real.csv")
        #expect(folder.names == ["data", "out.csv"])
    }

    @Test func linkToNothingYetStaysAndItsTargetIsMade() throws {
        try FileManager.default.createDirectory(atPath: folder("data"), withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: folder("out.csv"), withDestinationPath: "data/real.csv")
        let file = try open("out.csv")
        try file.append(Array("new".utf8))
        try file.finish()
        #expect(try folder.text("data/real.csv") == "new")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder("out.csv")) == "data/real.csv")
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "skipped: no /dev/full"))
    func fullDeviceFailsTheWrite() throws {
        let file = try OutputFile(name: "full", path: "/dev/full", isPrivate: false, mayReplace: false, isInterrupted: { false })
        #expect(!file.isSeekable)
        let error = #expect(throws: Diagnostic.self) { try file.append([0x61]) }
        #expect(error?.code == .writeFailed)
        #expect(error?.message == "cannot write 'full': no space left on device")
        file.abandon()
        #expect(FileManager.default.fileExists(atPath: "/dev/full"))
    }

    @Test func anyNumberOfOutputsShareADevice() throws {
        let files = try (0..<2).map { _ in
            try OutputFile(name: "null", path: "/dev/null", isPrivate: true, mayReplace: false, isInterrupted: { false })
        }
        for file in files {
            try file.append([0x61])
            try file.finish()
        }
        #expect(FilePaths.isDevice("/dev/null"))
    }

    @Test func streamIsWrittenInOrder() throws {
        let pipe = Pipe()
        let file = try OutputFile(
            name: "-", path: nil, descriptor: pipe.fileHandleForWriting.fileDescriptor, isPrivate: false, mayReplace: false,
            isInterrupted: { false })
        let line = [UInt8](repeating: 0x61, count: 9_999) + [0x0A]
        for _ in 0..<3 { try file.append(line) }
        try file.finish()
        try pipe.fileHandleForWriting.close()
        #expect(Array(try pipe.fileHandleForReading.readToEnd() ?? Data()) == line + line + line)
    }

    @Test func interruptEndsWaitingForAFullPipe() throws {
        let pipe = Pipe()
        let file = try OutputFile(
            name: "-", path: nil, descriptor: pipe.fileHandleForWriting.fileDescriptor, isPrivate: false, mayReplace: false,
            isInterrupted: { true })
        let error = #expect(throws: Diagnostic.self) { try file.append([0x61]) }
        #expect(error?.message == "interrupted while writing '-'")
    }
}
