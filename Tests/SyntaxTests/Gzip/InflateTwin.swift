/// The slow, obvious reading of RFC 1951, one bit at a time: the oracle of the fast one.
struct InflateTwin {
    private let input: [UInt8]
    private var position = 0
    private(set) var output: [UInt8] = []

    private struct Malformed: Error {}

    /// Returns the output and how many bytes of the input it took, or `nil` when the data is malformed or cut short.
    static func inflate(_ input: [UInt8]) -> (output: [UInt8], consumed: Int)? {
        var twin = InflateTwin(input: input)
        do {
            try twin.blocks()
            return (twin.output, (twin.position + 7) / 8)
        } catch {
            return nil
        }
    }

    private init(input: [UInt8]) { self.input = input }

    private mutating func bits(_ count: Int) throws -> Int {
        var value = 0
        for i in 0..<count {
            guard position / 8 < input.count else { throw Malformed() }
            value |= Int(input[position / 8] >> UInt8(position % 8) & 1) << i
            position += 1
        }
        return value
    }

    private mutating func blocks() throws {
        var isLast = false
        while !isLast {
            isLast = try bits(1) == 1
            switch try bits(2) {
            case 0: try stored()
            case 1:
                let literals = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
                try symbols(Code(literals), Code(Array(repeating: 5, count: 32)))
            case 2: try dynamic()
            default: throw Malformed()
            }
        }
    }

    private mutating func stored() throws {
        position = (position + 7) / 8 * 8
        let length = try bits(16)
        guard try bits(16) == ~length & 0xFFFF else { throw Malformed() }
        for _ in 0..<length { output.append(UInt8(try bits(8))) }
    }

    private mutating func dynamic() throws {
        let literalCount = try bits(5) + 257, distanceCount = try bits(5) + 1, lengthCount = try bits(4) + 4
        guard literalCount <= 286, distanceCount <= 30 else { throw Malformed() }
        var lengthLengths = [Int](repeating: 0, count: 19)
        for place in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15].prefix(lengthCount) {
            lengthLengths[place] = try bits(3)
        }
        let lengthCode = Code(lengthLengths)
        guard lengthCode.left == 0 else { throw Malformed() }
        var lengths: [Int] = []
        while lengths.count < literalCount + distanceCount {
            switch try symbol(lengthCode) {
            case 16:
                guard let last = lengths.last else { throw Malformed() }
                lengths += Array(repeating: last, count: 3 + (try bits(2)))
            case 17: lengths += Array(repeating: 0, count: 3 + (try bits(3)))
            case 18: lengths += Array(repeating: 0, count: 11 + (try bits(7)))
            case let length: lengths.append(length)
            }
        }
        guard lengths.count == literalCount + distanceCount, lengths[256] > 0 else { throw Malformed() }
        let literals = Code(Array(lengths[..<literalCount])), distances = Code(Array(lengths[literalCount...]))
        guard literals.isUsable, distances.isUsable else { throw Malformed() }
        try symbols(literals, distances)
    }

    private static let lengthBases = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
    ]
    private static let lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
    private static let distanceBases = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193,
        12289, 16385, 24577,
    ]
    private static let distanceExtra = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]

    private mutating func symbols(_ literals: Code, _ distances: Code) throws {
        while true {
            let symbol = try symbol(literals)
            if symbol == 256 { return }
            if symbol < 256 {
                output.append(UInt8(symbol))
                continue
            }
            guard symbol - 257 < 29 else { throw Malformed() }
            let length = Self.lengthBases[symbol - 257] + (try bits(Self.lengthExtra[symbol - 257]))
            let place = try self.symbol(distances)
            guard place < 30 else { throw Malformed() }
            let distance = Self.distanceBases[place] + (try bits(Self.distanceExtra[place]))
            guard distance <= output.count else { throw Malformed() }
            for _ in 0..<length { output.append(output[output.count - distance]) }
        }
    }

    private mutating func symbol(_ code: Code) throws -> Int {
        var value = 0
        for length in 1...15 {
            value = value << 1 | (try bits(1))
            if let symbol = code.symbols[length << 16 | value] { return symbol }
        }
        throw Malformed()
    }

    /// A canonical prefix code as a dictionary from length and bits to symbol.
    private struct Code {
        var symbols: [Int: Int] = [:]
        /// How much of the space of codes is unused; negative when there are too many.
        var left = 1 << 15
        var longest = 0

        var isUsable: Bool { left == 0 || (left > 0 && longest <= 1) }

        init(_ lengths: [Int]) {
            var code = 0
            for length in 1...15 {
                code <<= 1
                for (symbol, own) in lengths.enumerated() where own == length {
                    symbols[length << 16 | code] = symbol
                    code += 1
                    left -= 1 << (15 - length)
                    longest = length
                }
            }
        }
    }
}
