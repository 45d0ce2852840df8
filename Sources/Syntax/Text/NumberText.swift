import Records

/// Reads numbers as people write them, and returns them as documents hold them.
public enum NumberText {
    /// Returns the number as JSON writes it, or `nil` when the text is none.
    ///
    /// A plus sign and leading zeros go; a point in front gets its zero. No digit behind the point is lost: `1.50` stays `1.50`.
    /// Exponents are read; thousands separators, decimal commas and a point at the end are not.
    ///
    /// - Parameter text: without outer blanks.
    /// - Complexity: O(*n*).
    public static func decimal(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var rest = text[...]
        let isNegative = rest.first == ASCII.minus
        if isNegative || rest.first == ASCII.plus { rest = rest.dropFirst() }
        let whole = rest.prefix(while: isDigit)
        rest = rest.dropFirst(whole.count)
        var out: [UInt8] = isNegative ? [ASCII.minus] : []
        let significant = whole.drop { $0 == ASCII.zero }
        out += significant.isEmpty ? [ASCII.zero] : Array(significant)
        if rest.first == 0x2E {
            let fraction = rest.dropFirst().prefix(while: isDigit)
            guard !fraction.isEmpty else { return nil }
            out += [0x2E] + fraction
            rest = rest.dropFirst(1 + fraction.count)
        } else if whole.isEmpty {
            return nil
        }
        guard let exponent = rest.first else { return out }
        guard exponent | 0x20 == 0x65 else { return nil }
        rest = rest.dropFirst()
        let sign = rest.first.flatMap { $0 == ASCII.plus || $0 == ASCII.minus ? $0 : nil }
        let digits = rest.dropFirst(sign == nil ? 0 : 1)
        guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
        return out + [exponent] + rest
    }

    /// Returns the whole number that a text stands for, or `nil` when it is none or does not fit 64 bits.
    ///
    /// A sign and leading zeros are fine.
    ///
    /// - Parameter text: without outer blanks.
    /// - Complexity: O(*n*).
    public static func int64(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        let isNegative = text.first == ASCII.minus
        let digits = isNegative || text.first == ASCII.plus ? text.dropFirst() : text[...]
        guard !digits.isEmpty else { return nil }
        var number: Int64 = 0
        for byte in digits {
            guard isDigit(byte) else { return nil }
            // Counted below zero, where there is room for one more.
            let (tenfold, overflows) = number.multipliedReportingOverflow(by: 10)
            let (next, overflowsToo) = tenfold.subtractingReportingOverflow(Int64(byte - ASCII.zero))
            if overflows || overflowsToo { return nil }
            number = next
        }
        if isNegative { return number }
        return number == Int64.min ? nil : -number
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= ASCII.zero && byte <= ASCII.nine }
}
