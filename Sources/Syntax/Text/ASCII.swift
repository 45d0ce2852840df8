/// The bytes that lexers switch on, by name.
@frozen public enum ASCII {
    public static let tab: UInt8 = 0x09
    public static let lineFeed: UInt8 = 0x0A
    public static let carriageReturn: UInt8 = 0x0D
    public static let space: UInt8 = 0x20
    public static let quote: UInt8 = 0x22
    public static let comma: UInt8 = 0x2C
    public static let minus: UInt8 = 0x2D
    public static let plus: UInt8 = 0x2B
    public static let zero: UInt8 = 0x30
    public static let nine: UInt8 = 0x39
    public static let colon: UInt8 = 0x3A
    public static let semicolon: UInt8 = 0x3B
    public static let openBracket: UInt8 = 0x5B
    public static let backslash: UInt8 = 0x5C
    public static let closeBracket: UInt8 = 0x5D
    public static let openBrace: UInt8 = 0x7B
    public static let verticalBar: UInt8 = 0x7C
    public static let closeBrace: UInt8 = 0x7D
}
