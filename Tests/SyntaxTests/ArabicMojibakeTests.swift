import Syntax
import Testing

@Suite struct ArabicMojibakeTests {
    private static let names = [
        "محمد", "أحمد", "علي", "عمر", "فاطمة", "عائشة", "خالد", "سعيد", "عبد الله", "عبدالرحمن", "نورة", "سارة", "هند", "ليلى", "طارق", "طه", "ظافر",
        "عطا", "غازي", "حفصة", "حافظ", "لطفي", "مصطفى", "غسان", "رؤوف", "وائل", "مؤمن", "إيمان", "آمال", "هدى", "العلي", "الحربي", "القحطاني", "آل سعود",
        "بن لادن", "الطيّب", "مُحَمَّد", "نظيرة", "ضحى", "ثريا", "ذكرى", "شيخة", "قيس", "يحيى", "گلناز", "ژیلا", "پرویز", "چنگیز", "ٹیپو", "بٹ", "ڈار", "کاظم",
    ]
    private static let sentences = [
        "شارع الملك فهد، حي العليا، الرياض ١٢٣٤٥", "هل وصل الطلب؟ نعم؛ وصل.", "القسم «ط» – الدور ٢", "غرفة (ع)", "ط، ظ، ع، غ", "ع § ٢، ط ± ٣",
        "البناية ط… الشقة ظ…", "المبلغ ٥٠ €", "درجة الحرارة ٢٥° مئوية", "© شركة العلي ٢٠٢٤ ®", "ط/ظ", "Tower ط, floor ٣", "أ– ب– ج–", "قيمة ط² + ظ²", "يوم ع «١»",
        "ط« و ظ»", "حفظ… ثم ضبط…", "“حفظ” و‘ضبط’", "لا يوجد", "—", "ـــ", "عليه ﷺ", "رک چ",
    ]

    @Test(arguments: names + sentences)
    func rightTextStays(_ text: String) {
        #expect(Mojibake.undone(Array(text.unicodeScalars)) == nil)
    }

    /// What a value becomes that is read in the wrong way is undone, unless one letter is all there is, or no sign betrays it.
    @Test(arguments: names + sentences)
    func readingIsUndone(_ text: String) throws {
        let read = try Self.readAs1256(text)
        let found = Mojibake.undone(read)
        if let found { #expect(String(String.UnicodeScalarView(found)) == text) }
        let letters = text.unicodeScalars.count { (0x600...0x6FF).contains($0.value) }
        if Self.names.contains(text) { #expect(found != nil && letters >= 2, "\(text)") }
    }

    /// Letters, digits and punctuation of Arabic, Persian and Urdu at random, with and without Latin between them.
    @Test func randomArabicStays() {
        var letters = (0x621...0x63A).map { $0 } + (0x641...0x652).map { $0 } + (0x660...0x669).map { $0 }
        letters += [0x67E, 0x679, 0x686, 0x688, 0x691, 0x698, 0x6A9, 0x6AF, 0x6BA, 0x6BE, 0x6C1, 0x6CC, 0x6D2, 0x60C, 0x61B, 0x61F, 0x20, 0x20, 0x41, 0x2D]
        var random = JSONFuzzGenerator(state: UInt64.random(in: 1...999_999_999))
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 1...8, using: &random)).compactMap { _ in letters.randomElement(using: &random).flatMap { Unicode.Scalar(UInt32($0)) } }
            #expect(Mojibake.undone(text) == nil, "\(text)")
        }
    }

    private static func readAs1256(_ text: String) throws -> [Unicode.Scalar] {
        Array(String(decoding: try transcode(Array(text.utf8), from: .windows1256).bytes, as: UTF8.self).unicodeScalars)
    }
}
