import Readers
import Records
import Syntax
import Writers

/// The formats that records are read in.
public enum SourceFormat: String, Sendable, CaseIterable {
    case table, json, xml, form
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
        case .xml: return try XMLSource(opened)
        case .form: return try FormSource(opened)
        }
    }

    /// Opens a source for those who work on tables.
    ///
    /// - Throws: `notText` for a document, and what `CSVSource` throws.
    static func openTable(_ input: any ByteStream, _ table: TableOptions) throws(Diagnostic) -> CSVSource {
        let opened = try OpenedText(input, table.textOptions)
        switch guess(opened) {
        case .json: throw RunMessages.noTable(input.name, what: "a JSON document")
        case .xml: throw RunMessages.noTable(input.name, what: "an XML document")
        case .form: throw RunMessages.noTable(input.name, what: "a form")
        case .table: return try CSVSource(opened, table)
        }
    }

    /// A form looks like a table of one column, so that only its name can tell.
    private static func guess(_ opened: OpenedText) -> SourceFormat {
        let name = opened.input.name.lowercased()
        if name.hasSuffix(".form") { return .form }
        switch opened.firstByte {
        case UInt8(ascii: "["), UInt8(ascii: "{"): return .json
        case UInt8(ascii: "<"): return .xml
        case nil where name.hasSuffix(".json") || name.hasSuffix(".ndjson"): return .json
        case nil where name.hasSuffix(".xml"): return .xml
        default: return .table
        }
    }

    /// Tells a document which records it is read for.
    ///
    /// - Throws: `noRecordsInDocument` or `unexpectedRoot` when it holds none of them.
    static func choose(_ schema: Schema, in source: any RecordSource, pointer: String?) throws(Diagnostic) {
        if let document = source as? JSONSource { try document.choose(for: schema, at: pointer) }
        if let document = source as? XMLSource { try document.choose(for: schema) }
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

    /// What the reject file is written in: the encoding of a table, and UTF-8 for documents, whose rejects are JSON.
    var rejectsEncoding: TextEncoding { source is CSVSource ? source.encoding.encoding : .utf8 }
}
