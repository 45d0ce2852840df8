// Lets the parser write UTF-16 units as literals: `case "("` and `peek() == "|"`. A missing unit equals nothing.

@inline(__always) func ~= (literal: Unicode.Scalar, unit: UInt16?) -> Bool { unit == literal }

@inline(__always) func == (unit: UInt16?, literal: Unicode.Scalar) -> Bool {
    guard let unit else { return false }
    return UInt32(unit) == literal.value
}

@inline(__always) func != (unit: UInt16?, literal: Unicode.Scalar) -> Bool { !(unit == literal) }
