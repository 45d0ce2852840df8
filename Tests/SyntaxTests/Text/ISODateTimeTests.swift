import Testing

@testable import Syntax

@Suite struct ISODateTimeTests {
    struct Form: Sendable, CustomTestStringConvertible {
        let testDescription: String, text: String, written: String?

        init(_ name: String, _ text: String, _ written: String?) {
            testDescription = name
            self.text = text
            self.written = written
        }

        /// A form that is written as it is read.
        static func kept(_ name: String, _ text: String) -> Form { Form(name, text, text) }
    }

    static let forms: [Form] = [
        .kept("date", "2026-03-22"),
        .kept("date and time", "2026-03-22T16:05:19"),
        .kept("seven digits of a second", "2026-03-22T16:05:19.4931725"),
        .kept("digits beyond those of .NET", "2026-03-22T16:05:19.493172512"),
        .kept("zeros at the end of a fraction", "2026-03-22T16:05:19.500"),
        .kept("UTC", "2026-03-22T16:05:19Z"),
        .kept("offset", "2026-03-22T16:05:19.5+01:00"),
        .kept("widest offsets", "2026-03-22T16:05:19-14:00"),
        .kept("leap day", "2024-02-29"),
        .kept("leap day of a fourth century", "2000-02-29"),
        .kept("first year", "0001-01-01T00:00:00"),
        .kept("last moment", "9999-12-31T23:59:59.9999999"),
        Form("blank for T", "2026-03-22 16:05:19", "2026-03-22T16:05:19"),
        Form("small letters", "2026-03-22t16:05:19z", "2026-03-22T16:05:19Z"),
        Form("minutes only", "2026-03-22T16:05", "2026-03-22T16:05:00"),
        Form("minutes with an offset", "2026-03-22 16:05+01:00", "2026-03-22T16:05:00+01:00"),
        Form("milliseconds of .NET", "/Date(1774195519493)/", "2026-03-22T16:05:19.493Z"),
        Form("milliseconds with an offset", "/Date(1774195519000+0100)/", "2026-03-22T16:05:19Z"),
        Form("before 1970", "/Date(-1)/", "1969-12-31T23:59:59.999Z"),
        Form("empty", "", nil),
        Form("word", "yesterday", nil),
        Form("outer blank", " 2026-03-22", nil),
        Form("year zero", "0000-01-01", nil),
        Form("short year", "26-03-22", nil),
        Form("thirteenth month", "2026-13-01", nil),
        Form("day zero", "2026-03-00", nil),
        Form("day 31 of a short month", "2026-04-31", nil),
        Form("leap day of a common year", "2025-02-29", nil),
        Form("leap day of a plain century", "1900-02-29", nil),
        Form("hour 24", "2026-03-22T24:00:00", nil),
        Form("minute 60", "2026-03-22T16:60:00", nil),
        Form("leap second", "2026-03-22T16:05:60", nil),
        Form("point without digits", "2026-03-22T16:05:19.", nil),
        Form("comma for the point", "2026-03-22T16:05:19,5", nil),
        Form("hour only", "2026-03-22T16", nil),
        Form("T without time", "2026-03-22T", nil),
        Form("offset without colon", "2026-03-22T16:05:19+0100", nil),
        Form("offset of hours", "2026-03-22T16:05:19+01", nil),
        Form("offset too wide", "2026-03-22T16:05:19+14:01", nil),
        Form("text behind Z", "2026-03-22T16:05:19Zx", nil),
        Form("date with a zone", "2026-03-22Z", nil),
        Form("slashes", "03/22/2026", nil),
        Form("points", "22.03.2026", nil),
        Form("compact", "20260322T160519Z", nil),
        Form("Arabic-Indic digits", "٢٠٢٦-٠٣-٢٢", nil),
        Form("unclosed milliseconds", "/Date(1)", nil),
        Form("milliseconds that are none", "/Date(a)/", nil),
        Form("milliseconds with a plus", "/Date(+1)/", nil),
        Form("milliseconds beyond year 9999", "/Date(253402300800000)/", nil),
    ]

    @Test(arguments: forms)
    func formIsReadAs(_ form: Form) {
        let written = Array(form.text.utf8).withUnsafeBufferPointer { ISODateTime.canonical($0) }
        #expect(written.map { String(decoding: $0, as: UTF8.self) } == form.written)
    }

    /// What is written is read again, and stays as it is.
    @Test(arguments: forms.compactMap(\.written))
    func writtenFormIsKept(_ text: String) {
        #expect(Array(text.utf8).withUnsafeBufferPointer { ISODateTime.canonical($0) } == Array(text.utf8))
    }

    /// Each day from 1896 to 2104, two centuries without a leap day among them, follows the one before.
    @Test func millisecondsCountEveryDay() throws {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var day = -27_028  // 1896-01-01
        for year in 1896...2104 {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            for month in 1...12 {
                for date in 1...(lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)) {
                    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
                    #expect(ISODateTime.text(milliseconds: day * 86_400_000) == "\(year)-\(two(month))-\(two(date))T00:00:00Z")
                    day += 1
                }
            }
        }
        #expect(ISODateTime.text(milliseconds: 0) == "1970-01-01T00:00:00Z")
        #expect(ISODateTime.text(milliseconds: -62_135_596_800_000) == "0001-01-01T00:00:00Z")
        #expect(ISODateTime.text(milliseconds: 253_402_300_799_999) == "9999-12-31T23:59:59.999Z")
        #expect(ISODateTime.text(milliseconds: -62_135_596_800_001) == nil)
        #expect(ISODateTime.text(milliseconds: Int.max) == nil)
    }
}
