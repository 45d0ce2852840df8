/// Returns the candidate that a misspelt name most likely means, or `nil` when none is near enough.
///
/// Case is ignored. Insertions, deletions, substitutions and swaps of neighbours cost one each (Damerau-Levenshtein distance,
/// in the variant in which no scalar is edited twice). Near enough is a third of the typed length, rounded up, and always
/// fewer edits than the name has scalars, so that nothing is suggested for `x` only because it is short too.
///
/// ```swift
/// nearestName(to: "UserDto2", in: ["UserDTO", "GroupDTO"])     // "UserDTO"
/// nearestName(to: "invoice", in: ["UserDTO", "GroupDTO"])      // nil
/// ```
///
/// - Parameter candidates: of equally near ones, the first is returned.
/// - Complexity: O(*n* · *m*) for each candidate whose length, in Unicode scalars, is near that of the name.
public func nearestName(to name: String, in candidates: some Sequence<String>) -> String? {
    let typed = Array(name.lowercased().unicodeScalars)
    let limit = min((typed.count + 2) / 3, typed.count - 1)
    guard limit >= 0 else { return nil }
    var best: String?
    var bestDistance = limit + 1
    for candidate in candidates {
        let scalars = Array(candidate.lowercased().unicodeScalars)
        guard abs(scalars.count - typed.count) < bestDistance else { continue }
        let distance = editDistance(typed, scalars)
        if distance < bestDistance {
            best = candidate
            bestDistance = distance
        }
    }
    return best
}

/// The number of edits between two names, computed row by row; a swap looks two rows back.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in 1...left.count {
        var current = [row]
        current.reserveCapacity(right.count + 1)
        for column in 1...right.count {
            let substitution = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
            var cost = min(previous[column] + 1, current[column - 1] + 1, substitution)
            if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                cost = min(cost, beforePrevious[column - 2] + 1)
            }
            current.append(cost)
        }
        beforePrevious = previous
        previous = current
    }
    return previous[right.count]
}
