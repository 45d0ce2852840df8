import Records
import Syntax

/// Recognises files that are no text at all by their first bytes, so that nobody reads a workbook as a table.
enum SourceSignature {
    private static let known: [(bytes: [UInt8], what: String, hint: String)] = [
        ([0x50, 0x4B, 0x03, 0x04], "it is a zip archive, such as an .xlsx or .ods workbook",
         "open it in the spreadsheet program and save it as 'CSV UTF-8'"),
        ([0xD0, 0xCF, 0x11, 0xE0], "it is an old .xls workbook", "open it in the spreadsheet program and save it as 'CSV UTF-8'"),
        ([0x1F, 0x8B], "it is compressed with gzip twice", "uncompress it once: gzip -dc FILE | transload … -"),
        ([0x25, 0x50, 0x44, 0x46], "it is a PDF document", "export the table from where the document was made"),
    ]

    /// How many bytes are needed to know them all.
    static let longest = 4

    /// - Parameter head: the first bytes of the source, at least `longest` of them where it has so many.
    /// - Throws: `notText` naming what the file is.
    static func refuseKnownFormats(_ head: UnsafeBufferPointer<UInt8>, name: String) throws(Diagnostic) {
        for signature in known where head.starts(with: signature.bytes) {
            throw ReaderMessages.notText(name, what: signature.what, hint: signature.hint)
        }
    }

    /// - Throws: `notText` naming the first byte that no text holds.
    static func refuseControlBytes(in header: UnsafeBufferPointer<UInt8>, name: String) throws(Diagnostic) {
        let allowed = [ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn]
        for (offset, byte) in header.enumerated() where byte < ASCII.space && !allowed.contains(byte) {
            throw ReaderMessages.notText(
                name, what: "byte \(offset + 1) of the header is \(hex(byte)), which no text holds",
                hint: "is this the right file?")
        }
    }

    private static func hex(_ byte: UInt8) -> String { "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true) }
}
