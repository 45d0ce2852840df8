import Foundation
import Pipeline
import Schemas

/// A table in a file of its own, inspected or repaired; the file goes with the value that holds it.
final class SourceFile {
    let directory: URL
    var path: String { directory.appendingPathComponent("in.csv").path }
    var destination: String { directory.appendingPathComponent("out.csv").path }

    init(_ data: Data) throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("transload-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        try data.write(to: URL(fileURLWithPath: path))
    }

    convenience init(_ text: String) throws { try self.init(Data(text.utf8)) }

    deinit { try? FileManager.default.removeItem(at: directory) }

    func inspect(_ change: (inout InspectOptions) -> Void = { _ in }) throws -> InspectReport {
        var options = InspectOptions(source: RunOptions.File(name: "in.csv", path: path))
        change(&options)
        return try Inspection(options, catalog: SchemaCatalog(), standardInput: 0, isInterrupted: { false }).perform()
    }

    /// Repairs the file and returns the report and what was written.
    func fix(_ kinds: String, _ change: (inout FixOptions) -> Void = { _ in }) throws -> (report: FixReport, written: Data) {
        var options = FixOptions(source: RunOptions.File(name: "in.csv", path: path))
        options.accepted = Set(kinds.split(separator: ",").compactMap { FixKind(String($0)) })
        options.destination = RunOptions.File(name: "out.csv", path: destination)
        options.mayOverwrite = true
        change(&options)
        let fixing = try Fixing(options, catalog: SchemaCatalog(), standardInput: 0, standardOutput: 1, isInterrupted: { false })
        let report = try fixing.perform()
        try fixing.finish()
        return (report, (try? Data(contentsOf: URL(fileURLWithPath: destination))) ?? Data())
    }
}

extension Data {
    var text: String { String(decoding: self, as: UTF8.self) }
}
