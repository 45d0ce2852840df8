import Records
import Testing

@Suite struct NearestNameTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String, typed: String, candidates: [String], nearest: String?
    }

    @Test(arguments: [
        Case(testDescription: "one letter more", typed: "UserDto2", candidates: ["GroupDTO", "UserDTO"], nearest: "UserDTO"),
        Case(testDescription: "swap", typed: "Frist_name", candidates: ["Last_name", "First_name"], nearest: "First_name"),
        Case(testDescription: "letter missing", typed: "Pasword", candidates: ["Password", "Passport"], nearest: "Password"),
        Case(testDescription: "wrong letter", typed: "Emall", candidates: ["Email"], nearest: "Email"),
        Case(testDescription: "only case differs", typed: "EMAIL", candidates: ["Mobile", "Email"], nearest: "Email"),
        Case(testDescription: "first of equals", typed: "cat", candidates: ["bat", "rat"], nearest: "bat"),
        Case(testDescription: "nearer one wins over earlier one", typed: "Groups", candidates: ["Group2", "Group", "groups"], nearest: "groups"),
        Case(testDescription: "too far", typed: "invoice", candidates: ["UserDTO", "GroupDTO"], nearest: nil),
        Case(testDescription: "one letter is no hint", typed: "x", candidates: ["a", "id"], nearest: nil),
        Case(testDescription: "one letter in another case is", typed: "x", candidates: ["a", "X"], nearest: "X"),
        Case(testDescription: "two letters swapped", typed: "di", candidates: ["id"], nearest: "id"),
        Case(testDescription: "a third, rounded up, is still near", typed: "abcd", candidates: ["abxy"], nearest: "abxy"),
        Case(testDescription: "more than a third is far", typed: "abcd", candidates: ["axyz"], nearest: nil),
        Case(testDescription: "Arabic", typed: "الاسم الول", candidates: ["البريد", "الاسم الأول"], nearest: "الاسم الأول"),
        Case(testDescription: "nothing typed", typed: "", candidates: ["a"], nearest: nil),
        Case(testDescription: "empty candidate", typed: "ab", candidates: [""], nearest: nil),
        Case(testDescription: "no candidates", typed: "ab", candidates: [], nearest: nil),
    ])
    func nearestIsFound(_ c: Case) {
        #expect(nearestName(to: c.typed, in: c.candidates) == c.nearest)
    }
}
