/// Repairs that are about blanks.
enum BlankRepair {
    /// Returns the text without outer blanks, or `nil` when it has none.
    static func trimmed(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard let first = text.first, let last = text.last, ScalarClass.isBlank(first) || ScalarClass.isBlank(last) else { return nil }
        let front = text.drop(while: ScalarClass.isBlank)
        guard let end = front.lastIndex(where: { !ScalarClass.isBlank($0) }) else { return [] }
        return Array(front[...end])
    }

    /// Returns the text with one blank for each run of hyphens and the blanks around it, none at either end; `nil` when there is
    /// no hyphen.
    static func hyphensToSpaces(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard text.contains(where: ScalarClass.isHyphen) else { return nil }
        var result: [Unicode.Scalar] = []
        var i = 0
        while i < text.count {
            var end = i
            while end < text.count, ScalarClass.isHyphen(text[end]) || ScalarClass.isBlank(text[end]) { end += 1 }
            let gap = text[i..<end]
            if gap.contains(where: ScalarClass.isHyphen) {
                if i > 0 && end < text.count { result.append(" ") }
            } else {
                result += gap
            }
            i = end
            if i < text.count {
                result.append(text[i])
                i += 1
            }
        }
        return result
    }
}
