import Syntax

/// Where records end, found the slow and obvious way: one construct at a time, on a whole document.
struct XMLTwin: Equatable {
    /// Behind each record.
    var ends: [Int] = []
    /// Behind the root element's end tag; `nil` when the text ends before.
    var rootEnd: Int?
    /// What cannot stand there, and where.
    var fault: XMLError?

    init(_ text: [UInt8], isList: Bool) {
        var depth = isList ? 1 : 0
        let recordDepth = depth
        var i = 0
        func starts(_ word: String, at place: Int) -> Bool { text[place...].starts(with: Array(word.utf8)) }
        func find(_ word: String, from place: Int) -> Int? {
            var k = place
            while k < text.count {
                if starts(word, at: k) { return k }
                k += 1
            }
            return nil
        }
        while i < text.count {
            if text[i] != UInt8(ascii: "<") {
                if rootEnd != nil, ![0x20, 0x09, 0x0A, 0x0D].contains(text[i]) {
                    fault = XMLError(.contentAfterRoot, at: i)
                    return
                }
                i += 1
            } else if starts("<!--", at: i) {
                guard let end = find("-->", from: i + 4) else {
                    unfinished(i)
                    return
                }
                i = end + 3
            } else if starts("<![CDATA[", at: i) {
                guard let end = find("]]>", from: i + 9) else {
                    unfinished(i)
                    return
                }
                if rootEnd != nil {
                    fault = XMLError(.contentAfterRoot, at: i)
                    return
                }
                i = end + 3
            } else if starts("<!DOCTYPE", at: i) {
                fault = XMLError(.documentType, at: i)
                return
            } else if starts("<?", at: i) {
                fault = XMLError(.processingInstruction, at: i)
                return
            } else if starts("<!", at: i) {
                let rest = String(decoding: text[i...], as: UTF8.self)
                if "<!--".hasPrefix(rest) || "<![CDATA[".hasPrefix(rest) || "<!DOCTYPE".hasPrefix(rest) {
                    unfinished(i)
                    return
                }
                fault = XMLError(.badTag, at: i)
                return
            } else if rootEnd != nil {
                fault = XMLError(.contentAfterRoot, at: i)
                return
            } else if starts("</", at: i) {
                if depth > recordDepth + 1 {
                    depth -= 1
                    i += 2
                    continue
                }
                guard let end = find(">", from: i + 2) else { return }
                depth -= 1
                i = end + 1
                close(i, depth, recordDepth)
            } else {
                if i + 1 == text.count { return }
                var quote: UInt8?
                var k = i + 1
                while k < text.count, quote != nil || text[k] != UInt8(ascii: ">") {
                    if let open = quote {
                        if text[k] == open { quote = nil }
                    } else if text[k] == UInt8(ascii: "\"") || text[k] == UInt8(ascii: "'") {
                        quote = text[k]
                    }
                    k += 1
                }
                if k == text.count { return }
                if text[k - 1] == UInt8(ascii: "/") {
                    i = k + 1
                    close(i, depth, recordDepth)
                } else {
                    depth += 1
                    if depth > 512 {
                        fault = XMLError(.tooDeep, at: i)
                        return
                    }
                    i = k + 1
                }
            }
        }
    }

    private mutating func unfinished(_ place: Int) {
        if rootEnd != nil { fault = XMLError(.badSection, at: place) }
    }

    private mutating func close(_ place: Int, _ depth: Int, _ recordDepth: Int) {
        if depth == recordDepth { ends.append(place) }
        if depth < recordDepth || recordDepth == 0 && depth == 0 { rootEnd = place }
    }
}
