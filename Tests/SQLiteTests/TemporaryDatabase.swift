import Foundation
import SQLite

/// A folder of one test with a database in it, gone with it.
final class TemporaryDatabase {
    let folder: String
    var path: String { folder + "/test.db" }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("transload-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func connect(_ access: SQLiteConnection.Access = .create) throws -> SQLiteConnection {
        try SQLiteConnection(path: path, access: access)
    }
}

/// The error that a body throws; `nil` when it throws none.
func sqliteError<Answer>(_ body: () throws -> Answer) -> SQLiteError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? SQLiteError
    }
}
