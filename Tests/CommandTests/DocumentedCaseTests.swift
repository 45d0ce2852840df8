import Foundation
import Syntax
import Testing

/// What the golden files of `Cases/documented` say about each other: nothing of a documented body is lost on the way.
///
/// ```
///   users.json ──▶ users.xml ──▶ users-back.json ──▶ users-again.xml
///        └─ equal as records ─────────┘      users.xml and users-again.xml: byte for byte
///   users-page.xml, the sample of the page ──▶ users-page.json    equal to users.json, and in XML to users.xml
/// ```
@Suite struct DocumentedCaseTests {
    struct Body: Sendable, CustomTestStringConvertible {
        let folder: URL
        let name: String

        var testDescription: String { folder.lastPathComponent + "/" + name }

        func bytes(_ file: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appendingPathComponent(file))) }

        func records(_ file: String) throws -> JSONValue { try JSONValue.parse(try bytes(file)).inOneCase }
    }

    static let bodies: [Body] = {
        let root = GoldenCase.root.appendingPathComponent("documented")
        let systems = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        return systems.sorted().flatMap { system -> [Body] in
            let folder = root.appendingPathComponent(system)
            let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            return files.sorted().filter { $0.hasSuffix(".json") && !$0.hasSuffix("-sample.json") }
                .map { Body(folder: folder, name: String($0.dropLast(5))) }
        }
    }()

    @Test(arguments: bodies)
    func nothingIsLostOnTheWay(_ body: Body) throws {
        let given = try body.records(body.name + ".json")
        #expect(try body.records("files/\(body.name)-back.json") == given)
        #expect(try body.bytes("files/\(body.name).xml") == (try body.bytes("files/\(body.name)-again.xml")))
        if FileManager.default.fileExists(atPath: body.folder.appendingPathComponent("files/\(body.name)-form.json").path) {
            #expect(try body.records("files/\(body.name)-form.json") == given)
        }
    }

    @Test(arguments: bodies.filter { FileManager.default.fileExists(atPath: $0.folder.appendingPathComponent($0.name + "-page.xml").path) })
    func oneSampleOfThePageBecomesTheOther(_ body: Body) throws {
        #expect(try body.records("files/\(body.name)-page.json") == (try body.records(body.name + ".json")))
        #expect(Self.tags(try body.bytes("files/\(body.name).xml")) == Self.tags(try body.bytes(body.name + "-page.xml")))
    }

    @Test func everySystemHasBodies() {
        #expect(Set(Self.bodies.map(\.folder.lastPathComponent)) == ["alice", "appspider", "clienthub", "usermanagement", "vprotect"])
    }

    /// A document without the blanks between its tags, and without the one in front of a slash.
    private static func tags(_ document: [UInt8]) -> String {
        String(decoding: document, as: UTF8.self).replacing(/>\s+</, with: "><").replacing(" />", with: "/>")
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension JSONValue {
    /// The same with the names of members in small letters and in the order of the alphabet, as a server does not look at either.
    fileprivate var inOneCase: JSONValue {
        switch self {
        case .array(let elements): .array(elements.map(\.inOneCase))
        case .object(let members):
            .object(members.map { Member(name: $0.name.lowercased(), value: $0.value.inOneCase) }.sorted { $0.name < $1.name })
        default: self
        }
    }
}
