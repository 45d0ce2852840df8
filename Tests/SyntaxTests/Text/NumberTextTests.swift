import Testing

@testable import Syntax

@Suite struct NumberTextTests {
    @Test(arguments: [
        ("0", "0"), ("-0", "-0"), ("7", "7"), ("007", "7"), ("+7", "7"), ("-7", "-7"), ("1.50", "1.50"), (".5", "0.5"), ("-.5", "-0.5"),
        ("00.10", "0.10"), ("1e3", "1e3"), ("1E+03", "1E+03"), ("2.5e-10", "2.5e-10"),
        ("123456789012345678901234567890.000000000000000000001", "123456789012345678901234567890.000000000000000000001"),
        ("", nil), ("-", nil), ("+", nil), (".", nil), ("5.", nil), ("1,5", nil), ("1 000", nil), ("1e", nil), ("1e+", nil), ("1e1.5", nil),
        ("--1", nil), ("0x10", nil), ("NaN", nil), ("Infinity", nil), (" 1", nil), ("١", nil), ("1.5.2", nil),
    ] as [(String, String?)])
    func decimalIsWrittenAsJSONHasIt(_ text: String, _ written: String?) {
        let found = Array(text.utf8).withUnsafeBufferPointer { NumberText.decimal($0) }
        #expect(found.map { String(decoding: $0, as: UTF8.self) } == written)
    }

    @Test(arguments: [
        ("0", 0), ("-0", 0), ("+7", 7), ("-007", -7), ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
        ("9223372036854775808", nil), ("-9223372036854775809", nil), ("99999999999999999999999", nil), ("", nil), ("-", nil), ("1.0", nil),
        ("1e3", nil), ("٧", nil),
    ] as [(String, Int64?)])
    func wholeNumberFitsItsBits(_ text: String, _ number: Int64?) {
        #expect(Array(text.utf8).withUnsafeBufferPointer { NumberText.int64($0) } == number)
    }
}
