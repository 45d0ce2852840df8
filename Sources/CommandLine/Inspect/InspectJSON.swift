import Pipeline
import Records
import Syntax

/// An inspection as one JSON document for programs.
enum InspectJSON {
    static func text(_ report: InspectReport) -> String {
        let out = ByteBuffer()
        out.append("{")
        member("source", report.source, to: out, isFirst: true)
        number("bytes", report.bytes, to: out)
        member("encoding", report.encoding, to: out)
        member("encodingEvidence", report.encodingEvidence, to: out)
        flag("encodingIsGuessed", report.isEncodingGuessed, to: out)
        member("encodingChange", report.encodingChange, to: out)
        flag("byteOrderMark", report.hasByteOrderMark, to: out)
        member("delimiter", report.delimiter, to: out)
        member("quote", report.quote, to: out)
        out.append(",\"lineEnds\":{\"lf\":\(report.lineEnds.lf),\"crlf\":\(report.lineEnds.crlf),\"cr\":\(report.lineEnds.cr)}")
        number("records", report.records, to: out)
        number("blankLines", report.blankLines, to: out)
        number("blankRows", report.passed.blankRows, to: out)
        number("paddedRecords", report.passed.paddedRecords, to: out)
        irregular("shortRecords", report.shortRecords, to: out)
        irregular("longRecords", report.longRecords, to: out)
        irregular("unclosedQuotes", report.unclosedQuotes, to: out)
        irregular("malformedRecords", report.malformedRecords, to: out)
        member("schema", report.schema, to: out)
        number("boundColumns", report.boundColumns, to: out)
        list("columns", report.columns, to: out) { column($0, to: out) }
        list("damage", report.damage, to: out) { damage($0, to: out) }
        out.append("}\n")
        return String(decoding: out.bytes, as: UTF8.self)
    }

    private static func column(_ column: InspectReport.Column, to out: ByteBuffer) {
        member("header", column.header, to: out, isFirst: true)
        member("field", column.guess.field, to: out)
        member("reason", column.guess.reason.rawValue, to: out)
        flag("bound", column.guess.isBound, to: out)
        flag("masked", column.isMasked, to: out)
        number("filled", column.filled, to: out)
        number("distinct", column.distinct, to: out)
        flag("distinctIsExact", column.isDistinctExact, to: out)
        number("shortest", column.shortest, to: out)
        number("longest", column.longest, to: out)
        out.append(",\"samples\":[")
        for (index, sample) in column.samples.enumerated() {
            if index > 0 { out.append(",") }
            JSONEmitter.appendString(sample, to: out)
        }
        out.append("]")
    }

    private static func damage(_ damage: InspectReport.Damage, to out: ByteBuffer) {
        member("kind", damage.kind.name, to: out, isFirst: true)
        member("header", damage.header, to: out)
        number("column", damage.column + 1, to: out)
        number("count", damage.count, to: out)
        if let record = damage.record { number("record", record, to: out) } else { member("record", nil, to: out) }
        number("line", damage.line, to: out)
        member("example", damage.example, to: out)
        member("fix", damage.kind.repair?.name, to: out)
        member("advice", damage.kind.advice, to: out)
    }

    // MARK: Pieces

    private static func member(_ name: String, _ value: String?, to out: ByteBuffer, isFirst: Bool = false) {
        out.append((isFirst ? "\"" : ",\"") + name + "\":")
        if let value { JSONEmitter.appendString(value, to: out) } else { out.append("null") }
    }

    private static func number(_ name: String, _ value: Int, to out: ByteBuffer) { out.append(",\"\(name)\":\(value)") }

    private static func flag(_ name: String, _ value: Bool, to out: ByteBuffer) { out.append(",\"\(name)\":\(value)") }

    private static func irregular(_ name: String, _ found: InspectReport.Irregular, to out: ByteBuffer) {
        out.append(",\"\(name)\":{\"count\":\(found.count),\"firstLine\":\(found.count == 0 ? "null" : String(found.firstLine))}")
    }

    private static func list<Element>(_ name: String, _ elements: [Element], to out: ByteBuffer, _ body: (Element) -> Void) {
        out.append(",\"\(name)\":[")
        for (index, element) in elements.enumerated() {
            out.append(index > 0 ? ",\n{" : "\n{")
            body(element)
            out.append("}")
        }
        out.append("]")
    }
}
