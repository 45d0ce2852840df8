import Records
import Syntax

/// A record as both lexers report it. Values are unescaped.
struct LexedRecord: Equatable, CustomStringConvertible {
    struct Cell: Equatable {
        var value: [UInt8] = []
        var isQuoted = false
        var isUnclosed = false
        var hasTextAfterQuote = false
    }

    /// The offset of the first byte.
    var start = 0
    /// The offset behind the line end.
    var end = 0
    /// Line ends before the record.
    var line = 0
    var cells: [Cell] = []

    var isBlankLine: Bool { cells == [Cell()] }
    var texts: [String] { cells.map { String(decoding: $0.value, as: UTF8.self) } }

    var description: String {
        let cells = cells.map { cell in
            (cell.isQuoted ? "Q" : "") + (cell.isUnclosed ? "U" : "") + (cell.hasTextAfterQuote ? "T" : "") + readable(cell.value)
        }
        return "\(start)..<\(end) line \(line): \(cells.joined(separator: " | "))"
    }
}

/// The plain version of `CSVLexer`: one byte, one step. Slow, and obvious.
enum CSVTwin {
    private enum State {
        case startOfCell, plain, quoted, afterQuote
    }

    /// Returns the records, blank lines included, and the number of line ends.
    static func records(_ text: [UInt8], _ dialect: CSVDialect) -> (records: [LexedRecord], lines: Int) {
        var records: [LexedRecord] = []
        var record = LexedRecord()
        var cell = LexedRecord.Cell()
        var state = State.startOfCell
        var lines = 0
        var i = 0
        func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
        while i < text.count {
            let byte = text[i]
            let next = i + 1 < text.count ? text[i + 1] : nil
            i += 1
            if isLineEnd(byte) {
                lines += 1
                let isPair = byte == 0x0D && next == 0x0A
                if isPair { i += 1 }
                if state == .quoted {
                    cell.value += isPair ? [0x0D, 0x0A] : [byte]
                    continue
                }
                record.cells.append(cell)
                record.end = i
                records.append(record)
                record = LexedRecord(start: i, line: lines)
                cell = LexedRecord.Cell()
                state = .startOfCell
            } else if state == .quoted {
                if byte != dialect.quote {
                    cell.value.append(byte)
                } else if next == dialect.quote {
                    cell.value.append(byte)
                    i += 1
                } else {
                    state = .afterQuote
                }
            } else if byte == dialect.delimiter {
                record.cells.append(cell)
                cell = LexedRecord.Cell()
                state = .startOfCell
            } else if state == .startOfCell && byte == dialect.quote {
                cell.isQuoted = true
                state = .quoted
            } else {
                if state == .afterQuote { cell.hasTextAfterQuote = true }
                if state == .startOfCell { state = .plain }
                cell.value.append(byte)
            }
        }
        if i > record.start {
            cell.isUnclosed = state == .quoted
            record.cells.append(cell)
            record.end = i
            records.append(record)
        }
        return (records, lines)
    }
}

/// Runs `CSVLexer` over the text, with `padding` repeated behind it.
func lexed(_ text: [UInt8], _ dialect: CSVDialect, padding: [UInt8] = [0]) -> (records: [LexedRecord], lines: Int) {
    let behind = (0..<CSVLexer.padding).map { padding[$0 % padding.count] }
    return (text + behind).withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return ([], 0) }
        var lexer = CSVLexer(base, count: text.count, dialect: dialect)
        var records: [LexedRecord] = []
        while !lexer.isAtEnd {
            var record = LexedRecord(start: lexer.position, line: lexer.lineCount)
            while true {
                let cell = lexer.next()
                record.cells.append(cell.read(from: bytes, dialect))
                if cell.endsRecord { break }
            }
            record.end = lexer.position
            records.append(record)
        }
        return (records, lexer.lineCount)
    }
}

extension CSVCell {
    fileprivate func read(from bytes: UnsafeBufferPointer<UInt8>, _ dialect: CSVDialect) -> LexedRecord.Cell {
        let content = UnsafeBufferPointer(rebasing: bytes[start..<start + length])
        var value = Array(content)
        if needsUnescaping, let quote = dialect.quote {
            let out = ByteBuffer()
            CSVEscaping.unescape(content, quote: quote, into: out)
            value = Array(out.bytes)
        }
        return LexedRecord.Cell(
            value: value, isQuoted: isQuoted, isUnclosed: isUnclosed, hasTextAfterQuote: hasTextAfterQuote)
    }
}
