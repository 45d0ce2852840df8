import Foundation
import Testing
import Writers

@Suite struct FilePathsTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write("a", to: "file")
        try folder.write("a", to: "other")
        try FileManager.default.createSymbolicLink(atPath: folder("link"), withDestinationPath: "file")
        try FileManager.default.linkItem(atPath: folder("file"), toPath: folder("second name"))
    }

    @Test(arguments: [
        ("file", "file", true), ("file", "link", true), ("file", "second name", true), ("file", "./file", true),
        ("file", "other", false), ("file", "missing", false), ("missing", "missing", false),
    ])
    func namesOfOneFileAreTheSame(_ first: String, _ second: String, _ same: Bool) {
        #expect(FilePaths.areSame(folder(first), folder(second)) == same)
    }

    @Test func kindsAreToldApart() {
        #expect(FilePaths.exists(folder("file")) && FilePaths.isRegularFile(folder("link")))
        #expect(FilePaths.exists(folder.path) && !FilePaths.isRegularFile(folder.path))
        #expect(!FilePaths.exists(folder("missing")) && !FilePaths.isRegularFile(folder("missing")))
        #expect(!FilePaths.isDevice(folder("file")))
    }

    @Test func removedLinkLeavesItsTarget() {
        FilePaths.remove(folder("link"))
        #expect(folder.names == ["file", "other", "second name"])
    }
}
