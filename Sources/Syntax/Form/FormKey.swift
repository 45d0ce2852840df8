import Records

/// The way that the key of a form leads: `ClientSecrets[0].Key`, or `ClientSecrets[0][Key]`, is a name, an index, a name.
///
/// It is read as ASP.NET reads it: `[Key]` is `.Key`, a bracket that begins with a digit is an index, and empty brackets say that
/// there is a list and not which element of it.
///
/// A key that no member can be reached by, such as `ClientSecrets[0]Key`, `A..B` or `A[01]`, has no steps.
public struct FormKey: Equatable, Sendable {
    public enum Step: Equatable, Sendable {
        case name(String)
        /// Counted from 0.
        case index(Int)
        case emptyBrackets
    }

    public let steps: [Step]

    /// - Parameter key: decoded.
    /// - Throws: `unclosedBracket`; the server takes no form with such a key.
    /// - Complexity: O(*n*).
    public init(_ key: UnsafeBufferPointer<UInt8>) throws(FormError) {
        var steps: [Step] = []
        var isReadable = true
        var i = 0
        while i < key.count {
            if key[i] == ASCII.openBracket {
                guard let close = key[i...].firstIndex(of: ASCII.closeBracket) else { throw .unclosedBracket(offset: i) }
                let inside = key[(i + 1)..<close]
                switch inside.first {
                case nil: steps.append(.emptyBrackets)
                case .some(ASCII.zero...ASCII.nine):
                    if let index = Self.index(inside) { steps.append(.index(index)) } else { isReadable = false }
                // At the front the dot that it stands for would have nothing before it.
                default: isReadable = Self.addName(inside, to: &steps) && i > 0 && isReadable
                }
                i = close + 1
                continue
            }
            let hasDot = key[i] == FormByte.dot
            // A name stands at the front or behind a dot, and a dot never at the front.
            if hasDot == steps.isEmpty { isReadable = false }
            if hasDot { i += 1 }
            let end = key[i...].firstIndex { $0 == FormByte.dot || $0 == ASCII.openBracket } ?? key.count
            isReadable = Self.addName(key[i..<end], to: &steps) && isReadable
            i = end
        }
        self.steps = isReadable ? steps : []
    }

    /// - Returns: whether it is one.
    private static func addName(_ name: Slice<UnsafeBufferPointer<UInt8>>, to steps: inout [Step]) -> Bool {
        steps.append(.name(String(decoding: name, as: UTF8.self)))
        return !name.isEmpty && !name.contains(FormByte.dot) && !name.contains(ASCII.openBracket)
    }

    /// The server compares the digits with those of the index, so that `01` is none.
    private static func index(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        guard digits.count < 10, digits.allSatisfy({ $0 >= ASCII.zero && $0 <= ASCII.nine }) else { return nil }
        if digits.first == ASCII.zero && digits.count > 1 { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - ASCII.zero) }
    }
}

/// What makes a form unreadable as a whole.
public enum FormError: Error, Equatable, Sendable {
    /// A `[` in a key that no `]` follows.
    ///
    /// - Parameter offset: of the bracket in the decoded key, in bytes from 0.
    case unclosedBracket(offset: Int)
}
