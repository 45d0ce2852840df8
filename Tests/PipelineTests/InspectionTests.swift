import Foundation
import Testing

@testable import Pipeline

@Suite struct InspectionTests {
    @Test func formIsCounted() throws {
        let file = try SourceFile("\u{FEFF}a;b;c\r\n1;2;3\r\n\r\n4;5\n6;7;8;9\r\n6;7;8;\r\n")
        let report = try file.inspect()
        #expect(report.hasByteOrderMark && report.delimiter == "semicolon" && report.records == 4 && report.blankLines == 1)
        #expect(report.lineEnds == InspectReport.LineEnds(lf: 1, crlf: 4, cr: 0))
        #expect(report.shortRecords == InspectReport.Irregular(count: 1, firstLine: 4))
        #expect(report.longRecords == InspectReport.Irregular(count: 1, firstLine: 5))
    }

    @Test func unclosedQuotesAndBadBytesAreNamed() throws {
        let file = try SourceFile(Data("a,b\n1,".utf8) + Data([0xFF, 0x0A]) + Data("2,\"open\n3,4\n".utf8))
        let report = try file.inspect()
        #expect(report.malformedRecords == InspectReport.Irregular(count: 1, firstLine: 2))
        #expect(report.unclosedQuotes == InspectReport.Irregular(count: 1, firstLine: 3))
        #expect(report.records == 2)
    }

    @Test func headerAloneIsFine() throws {
        let report = try SourceFile("UserName,Email\n").inspect()
        #expect(report.records == 0 && report.columns.count == 2 && report.columns[0].samples == [])
        #expect(report.columns[0].shortest == 0 && report.columns[0].longest == 0)
    }

    struct GuessCase: Sendable, CustomTestStringConvertible {
        let header: String, values: [String], field: String?, reason: ColumnGuess.Reason
        var testDescription: String { header }
    }

    @Test(arguments: [
        GuessCase(header: "first_name", values: ["x"], field: "FirstName", reason: .sameName),
        GuessCase(header: "Frist Name", values: ["x"], field: "FirstName", reason: .nearestName),
        GuessCase(header: "البريد", values: ["a@b.example", "c@d.example"], field: "Email", reason: .emails),
        GuessCase(header: "k1", values: ["949a67b1-d1c4-43e9-a234-0123456789ab"], field: nil, reason: .guids),
        GuessCase(header: "aktiv?", values: ["yes", "No", "1"], field: nil, reason: .booleans),
        GuessCase(header: "الجوال", values: ["+966 55 010 0101", "0550100102"], field: "Mobile", reason: .phones),
        GuessCase(header: "seit wann", values: ["2024-01-31", "1-Feb-24", "45000"], field: nil, reason: .dates),
        GuessCase(header: "Anmerkung", values: ["x", "y"], field: nil, reason: .unknown),
        GuessCase(header: "_message", values: ["x"], field: nil, reason: .rejectColumn),
        GuessCase(header: "Groups[0].Name", values: ["x"], field: "Groups[0].Name", reason: .sameName),
    ])
    func columnIsGuessed(_ c: GuessCase) throws {
        let file = try SourceFile("UserName,\(c.header)\n" + c.values.map { "u,\($0)\n" }.joined())
        let column = try file.inspect { $0.schema = "UserDTO" }.columns[1]
        #expect(column.guess.field == c.field && column.guess.reason == c.reason)
    }

    struct MaskCase: Sendable, CustomTestStringConvertible {
        let header: String, values: [String], isMasked: Bool
        var testDescription: String { header + " " + (values.first ?? "") }
    }

    @Test(arguments: [
        MaskCase(header: "Password", values: ["x"], isMasked: true),
        MaskCase(header: "old_passwd", values: ["x"], isMasked: true),
        MaskCase(header: "API key", values: ["x"], isMasked: true),
        MaskCase(header: "كلمة السر", values: ["x"], isMasked: true),
        MaskCase(header: "كَلِمة المرور", values: ["x"], isMasked: true),
        MaskCase(header: "الرقم السري", values: ["x"], isMasked: true),
        MaskCase(header: "PIN", values: ["x"], isMasked: true),
        MaskCase(header: "_raw", values: ["x"], isMasked: true),
        MaskCase(header: "note", values: ["hello", "eyJhbGciOiJIUzI1NiJ9.e30.x"], isMasked: true),
        MaskCase(header: "note", values: ["$2b$12$abcdefghijklmnopqrstuv"], isMasked: true),
        MaskCase(header: "login", values: ["Sunrise-2026", "Orchard_3141", "Lantern!7788"], isMasked: true),
        MaskCase(header: "MustChangePassword", values: ["yes"], isMasked: false),
        MaskCase(header: "Address", values: ["Tower 2, Floor 9", "Palm Court 14", "x"], isMasked: false),
        MaskCase(header: "Email", values: ["A.b1@example.com", "B.c2@example.com", "C.d3@example.com"], isMasked: false),
        MaskCase(header: "Shipping", values: ["x"], isMasked: false),
    ])
    func secretsAreMasked(_ c: MaskCase) throws {
        let file = try SourceFile("UserName,\(c.header)\n" + c.values.map { "u,\"\($0) \"\n" }.joined())
        let report = try file.inspect { $0.schema = "UserDTO" }
        #expect(report.columns[1].isMasked == c.isMasked)
        if c.isMasked {
            #expect(report.columns[1].samples == [InspectReport.mask])
            #expect(report.damage.filter { $0.column == 1 }.allSatisfy { $0.example == InspectReport.mask })
        }
    }

    @Test func aSecretThatSlippedIntoAnotherColumnIsNotShown() throws {
        let file = try SourceFile("UserName,Password,Address\nu,Sunrise-2026,x\nSunrise-2026 ,x\n")
        let report = try file.inspect { $0.schema = "UserDTO" }
        #expect(report.columns[0].samples == ["u", InspectReport.mask])
        #expect(report.damage.map(\.example) == [InspectReport.mask])
    }

    /// Several chunks on several workers say what one would.
    @Test func placesAreThoseOfTheSource() throws {
        var text = "UserName,Address\n"
        for number in 1...60_000 { text += "user\(number),\(number == 51_234 ? "#N/A" : "\"Palm\nCourt\"")\n" }
        let file = try SourceFile(text)
        let report = try file.inspect()
        let damage = try #require(report.damage.first)
        #expect(report.records == 60_000 && report.damage.count == 1)
        #expect(damage.kind == .errorValue && damage.record == 51_234 && damage.line == 2 + 2 * 51_233)
        #expect(report.columns[0].samples == ["user1", "user2", "user3"])
        #expect(report.columns[1].distinct == 2 && report.columns[1].longest == 10)
    }
}
