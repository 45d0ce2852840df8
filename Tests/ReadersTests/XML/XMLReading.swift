import Foundation
import Readers
import Records
import Schemas
import Syntax

/// Everything that reading an XML source gives, as text.
struct XMLReading: Equatable {
    /// A record as `{Id=1 Groups=[{Name=x}] Phone=null}`: what is missing is not there.
    var records: [String] = []
    /// `E144 Email` or `E148 Groups[0] 'Nmae'`, in order, the number of the record in front: `1 E144 Email`.
    var faults: [String] = []
    /// The 1-based line of each record, and its text.
    var lines: [Int] = []
    var raw: [String] = []
    var lineCount = 0
    var chunks = 0
    var failure: Diagnostic?
}

enum XMLSamples {
    static let catalog = SchemaCatalog()
    static let i = #"xmlns:i="http://www.w3.org/2001/XMLSchema-instance""#
    static let userNamespace = "http://schemas.datacontract.org/2004/07/Components.UserManagement.DTO"
    static let clientNamespace = "http://schemas.datacontract.org/2004/07/Alice.Dto.Requests.Client"
    static let pairNamespace = "http://schemas.datacontract.org/2004/07/System.Collections.Generic"

    /// A list of users around the records.
    static func users(_ records: String) -> String { "<ArrayOfUserDTO \(i) xmlns=\"\(userNamespace)\">\(records)</ArrayOfUserDTO>" }

    /// One user with these members.
    static func user(_ members: String) -> String { "<UserDTO \(i) xmlns=\"\(userNamespace)\">\(members)</UserDTO>" }

    static func client(_ members: String) -> String {
        "<UpsertClientRequest \(i) xmlns:d=\"\(pairNamespace)\" xmlns=\"\(clientNamespace)\">\(members)</UpsertClientRequest>"
    }
}

/// Reads a whole document, chunk by chunk.
func readXML(
    _ bytes: [UInt8], schema name: String = "UserDTO", chunkSize: Int = XMLSplitter.chunkSize, recordLimit: Int = 1 << 24,
    pipe: [Int]? = nil, encoding: TextEncoding? = nil
) throws -> XMLReading {
    var options = ReadingOptions()
    options.pipe = pipe
    options.name = "source.xml"
    return try withSource(bytes, options) { input in
        let schema = try XMLSamples.catalog.schema(named: name)
        let source = try XMLSource(input, TextOptions(encoding: encoding))
        let shape = try source.shape(for: schema)
        let splitter = XMLSplitter(source, shape, recordLimit: recordLimit, chunkSize: chunkSize)
        let parser = XMLRecordParser(source, shape, schema: schema)
        let batch = RecordBatch(schema: schema)
        var reading = XMLReading()
        while try splitter.fill(batch) {
            parser.parse(batch)
            batch.firstRecord = reading.records.count + 1
            batch.firstLine = source.startLine(shape) + reading.lineCount
            reading.take(batch)
            reading.chunks += 1
            if reading.failure != nil { break }
        }
        return reading
    }
}

func readXML(
    _ text: String, schema: String = "UserDTO", chunkSize: Int = XMLSplitter.chunkSize
) throws -> XMLReading { try readXML(Array(text.utf8), schema: schema, chunkSize: chunkSize) }

extension XMLReading {
    mutating func take(_ batch: RecordBatch) {
        for record in 0..<batch.recordCount {
            records.append(Self.text(record, batch))
            lines.append(batch.line(of: record))
            raw.append(String(decoding: batch.rawRecord(record), as: UTF8.self))
        }
        faults += batch.faults.map { Self.text($0, batch) }
        lineCount += batch.lineCount
        failure = batch.failure
    }

    static func text(_ record: Int, _ batch: RecordBatch) -> String {
        let view = batch.view
        let members = (0..<batch.fieldCount).compactMap { field -> String? in
            let slot = view.slot(record, field)
            let name = batch.schema.fields[field].name
            switch slot.kind {
            case Slot.Kind.missing: return nil
            case Slot.Kind.null: return name + "=null"
            case Slot.Kind.object: return name + "={}"
            case Slot.Kind.collection:
                let first = Int(slot.start)
                let items = batch.children[field].map { child in (first..<first + slot.length).map { text($0, child) } } ?? []
                return name + "=[" + items.joined(separator: " ") + "]"
            default: return name + "=" + view.text(slot)
            }
        }
        return "{" + members.joined(separator: " ") + "}"
    }

    static func text(_ finding: Finding, _ batch: RecordBatch) -> String {
        var words = ["\(batch.number(of: finding.record))", finding.code.text]
        let path = batch.schema.path(finding.steps, field: finding.field)
        if !path.isEmpty { words.append(path) }
        if [.unknownElement, .itemName].contains(finding.code), !finding.detail.isEmpty {
            words.append("'\(finding.detail)'")
        }
        if finding.severity == .error { words.append("!") }
        return words.joined(separator: " ")
    }
}
