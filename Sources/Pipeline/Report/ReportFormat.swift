import Records
import Syntax

/// Writes what was found in a form that other programs read.
protocol ReportFormat: Sendable {
    /// What stands before the first finding.
    var header: [UInt8] { get }
    /// How many bytes of separator precede each finding; the first goes without.
    var separatorLength: Int { get }

    func append(_ finding: Finding, _ batch: RecordBatch, _ text: FindingText, to out: ByteBuffer)

    /// Appends a warning that is found only at the end of the source.
    func append(_ warning: LateWarning, to out: ByteBuffer)

    /// What stands behind the last finding.
    func footer(_ outcome: RunOutcome, _ description: RunDescription) -> [UInt8]
}

/// A warning about a record that has left long ago: its key stands in the source before.
struct LateWarning {
    /// 1-based.
    var record: Int
    var line: Int
    var field: String
    /// 1-based; `nil` when the field has no column.
    var column: Int?
    var code: DiagnosticCode
    var message: String
}

/// What a report says about its run as a whole.
struct RunDescription: Sendable {
    var runID: String
    var source: String
    var schema: String
    var fieldCount: Int
    var bytes: Int
}

/// One finding a line: `record, line, field, rule, code, severity, message, suggestion`.
struct LineReport: ReportFormat {
    let header: [UInt8] = []
    let separatorLength = 0

    func append(_ finding: Finding, _ batch: RecordBatch, _ text: FindingText, to out: ByteBuffer) {
        out.append("{\"record\":")
        JSONEmitter.appendNumber(batch.number(of: finding.record), to: out)
        out.append(",\"line\":")
        JSONEmitter.appendNumber(batch.line(of: finding.record), to: out)
        member("field", text.field(finding), to: out)
        member("rule", finding.rule.rawValue, to: out)
        member("code", finding.code.text, to: out)
        member("severity", finding.severity.rawValue, to: out)
        member("message", text.message(finding), to: out)
        member("suggestion", text.suggestion(finding, batch), to: out)
        out.append("}\n")
    }

    func append(_ warning: LateWarning, to out: ByteBuffer) {
        out.append("{\"record\":\(warning.record),\"line\":\(warning.line)")
        member("field", warning.field, to: out)
        member("rule", RuleName.unique.rawValue, to: out)
        member("code", warning.code.text, to: out)
        member("severity", Severity.warning.rawValue, to: out)
        member("message", warning.message, to: out)
        member("suggestion", nil, to: out)
        out.append("}\n")
    }

    func footer(_ outcome: RunOutcome, _ description: RunDescription) -> [UInt8] { [] }
}

/// One document in the shape of a Frictionless report, with exact totals; no finding is ever left out.
///
/// Findings that do not reject stand among the errors too, told apart by `severity`; the totals keep them apart.
struct DocumentReport: ReportFormat {
    let header = Array("{\"tasks\":[{\"errors\":[\n".utf8)
    let separatorLength = 2

    func append(_ finding: Finding, _ batch: RecordBatch, _ text: FindingText, to out: ByteBuffer) {
        out.append(",\n{\"type\":")
        JSONEmitter.appendString(Self.type(finding), to: out)
        member("message", text.message(finding), to: out)
        out.append(",\"rowNumber\":")
        JSONEmitter.appendNumber(batch.line(of: finding.record), to: out)
        out.append(",\"record\":")
        JSONEmitter.appendNumber(batch.number(of: finding.record), to: out)
        member("fieldName", text.field(finding), to: out)
        if let number = text.columnNumber(finding) {
            out.append(",\"fieldNumber\":")
            JSONEmitter.appendNumber(number, to: out)
        }
        member("cell", text.value(finding, batch), to: out)
        member("rule", finding.rule.rawValue, to: out)
        member("code", finding.code.text, to: out)
        member("severity", finding.severity.rawValue, to: out)
        member("suggestion", text.suggestion(finding, batch), to: out)
        out.append("}")
    }

    func append(_ warning: LateWarning, to out: ByteBuffer) {
        out.append(",\n{\"type\":\"unique-error\"")
        member("message", warning.message, to: out)
        out.append(",\"rowNumber\":\(warning.line),\"record\":\(warning.record)")
        member("fieldName", warning.field, to: out)
        if let column = warning.column { out.append(",\"fieldNumber\":\(column)") }
        member("cell", nil, to: out)
        member("rule", RuleName.unique.rawValue, to: out)
        member("code", warning.code.text, to: out)
        member("severity", Severity.warning.rawValue, to: out)
        member("suggestion", nil, to: out)
        out.append("}")
    }

    func footer(_ outcome: RunOutcome, _ description: RunDescription) -> [UInt8] {
        let out = ByteBuffer()
        let errors = outcome.tally.filter { $0.severity == .error }.reduce(0) { $0 + $1.count }
        let isValid = errors == 0 && outcome.stop == nil
        out.append("\n]")
        member("name", description.source, to: out)
        member("place", description.source, to: out)
        member("schema", description.schema, to: out)
        member("run", description.runID, to: out)
        out.append(",\"valid\":\(isValid),\"stats\":{\"bytes\":\(description.bytes),\"fields\":\(description.fieldCount)")
        out.append(",\"rows\":\(outcome.books.read),\"errors\":\(errors),\"warnings\":\(outcome.warnings)}")
        out.append(",\"tally\":[")
        for (position, entry) in outcome.tally.enumerated() {
            if position > 0 { out.append(",") }
            out.append("{\"fieldName\":")
            JSONEmitter.appendString(entry.field, to: out)
            member("rule", entry.rule.rawValue, to: out)
            member("code", entry.code.text, to: out)
            member("severity", entry.severity.rawValue, to: out)
            out.append(",\"count\":\(entry.count)}")
        }
        out.append("]}],\"valid\":\(isValid),\"stats\":{\"tasks\":1,\"errors\":\(errors),\"warnings\":\(outcome.warnings)")
        out.append(",\"delivered\":\(outcome.books.delivered),\"rejected\":\(outcome.books.rejected)")
        if outcome.books.folded > 0 { out.append(",\"folded\":\(outcome.books.folded)") }
        out.append(",\"duplicate\":\(outcome.books.duplicate),\"filtered\":\(outcome.books.filtered)}}\n")
        return Array(out.bytes)
    }

    /// The name that Frictionless has for this kind of error.
    private static func type(_ finding: Finding) -> String {
        switch finding.code {
        case .surplusCells: "extra-cell"
        case .missingCells: "missing-cell"
        case .invalidUTF8, .nulByte: "encoding-error"
        case .unclosedQuote: "source-error"
        case .type: "type-error"
        default: "constraint-error"
        }
    }
}

private func member(_ name: String, _ value: String?, to out: ByteBuffer) {
    out.append(",\"\(name)\":")
    if let value { JSONEmitter.appendString(value, to: out) } else { out.append("null") }
}
