import Readers
import Records
import Writers

/// The formats that records are read in.
public enum SourceFormat: String, Sendable, CaseIterable {
    case table, json
}

/// Opens a source as what it is.
enum SourceOpening {
    /// - Parameters:
    ///   - format: what a person says it is; `nil` judges by the first byte that is no blank.
    ///   - pointer: where the records stand in a JSON document; `nil` finds out.
    /// - Throws: what the sources throw.
    static func open(
        _ input: any ByteStream, _ table: TableOptions, format: SourceFormat?, pointer: String?
    ) throws(Diagnostic) -> any RecordSource {
        let opened = try OpenedText(input, table.textOptions)
        switch format ?? guess(opened) {
        case .table: return try CSVSource(opened, table)
        case .json: return try JSONSource(opened, at: pointer)
        }
    }

    private static func guess(_ opened: OpenedText) -> SourceFormat {
        switch opened.firstByte {
        case UInt8(ascii: "["), UInt8(ascii: "{"): .json
        // Of a text with nothing in it only the name can tell.
        case nil where [".json", ".ndjson"].contains(where: opened.input.name.lowercased().hasSuffix): .json
        default: .table
        }
    }
}

extension PreparedRun {
    /// The writer of rejects in the shape of the source.
    func makeRejectWriter() -> any RejectWriter {
        guard let table = source as? CSVSource else { return JSONRejectWriter(rendering: source is JSONSource ? nil : schema) }
        return CSVRejectWriter(
            columns: table.columns, isOwn: binding.targets.map { $0 != .service }, dialect: table.dialect,
            writesByteOrderMark: table.hasByteOrderMark || table.encoding.encoding.needsMark)
    }
}
