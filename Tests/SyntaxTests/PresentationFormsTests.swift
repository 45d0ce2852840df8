import Foundation
import Testing

@testable import Syntax

@Suite struct PresentationFormsTests {
    /// Foundation composes by its own tables; they may be those of a later Unicode and know more.
    @Test func tableIsThatOfUnicode() {
        for value in UInt32(0xFB50)...0xFEFC {
            guard let scalar = Unicode.Scalar(value), value < 0xFE00 || value >= 0xFE70 else { continue }
            let text = String(Character(scalar))
            let composed = text.precomposedStringWithCompatibilityMapping
            let letters = PresentationForms.letters(scalar).map { String(String.UnicodeScalarView($0)) }
            #expect(letters.map { Array($0.unicodeScalars) } ?? [scalar] == Array(composed.unicodeScalars), "U+\(String(value, radix: 16))")
        }
    }

    @Test(arguments: [0xFB4F, 0xFE00, 0xFE6F, 0xFEFD, 0xFEFF, 0x627] as [UInt32])
    func othersAreNone(_ value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        #expect(PresentationForms.letters(scalar) == nil)
    }
}
