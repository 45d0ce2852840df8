import Records
import Testing
import Validation
import ValidationSamples

/// What is proposed for a value that has failed, and for which nothing is.
@Suite struct SuggestionTests {
    struct Proposal: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let field: String
        let value: String
        let proposed: String?

        init(_ name: String, _ field: String, _ value: String, _ proposed: String?) {
            testDescription = "\(field): \(name)"
            self.field = field
            self.value = value
            self.proposed = proposed
        }
    }

    private static let guid = "0f8fad5b-d9cb-469f-a165-70867728950e"

    static let proposals = [
        Proposal("outer blanks", "Email", " a@b.co\n", "a@b.co"),
        Proposal("outer no-break space", "Mobile", "\u{A0}050\u{3000}", "050"),
        Proposal("blanks and nothing else", "UserName", "   ", nil),
        Proposal("blank before Arabic", "FirstName", " محمد", "محمد"),
        Proposal("zero-width space", "FirstName", "Jo\u{200B}hn", "John"),
        Proposal("byte order mark", "UserName", "\u{FEFF}jdoe", "jdoe"),
        Proposal("direction marks", "FirstName", "\u{202B}محمد\u{202C}", "محمد"),
        Proposal("nothing but marks", "FirstName", "\u{200B}", nil),
        Proposal("Arabic digits", "Phone", "٠٥٠١٢٣", "050123"),
        Proposal("Persian digits", "Mobile", "۰۵۰", "050"),
        Proposal("full-width digits", "Id", "１２", "12"),
        Proposal("punctuation", "Phone", "+971 (50) 123-45.67", "971501234567"),
        Proposal("punctuation in Arabic digits", "Phone", "٠٥٠-١٢٣", "050123"),
        Proposal("punctuation without a digit", "Phone", "+-", nil),
        Proposal("letters", "Phone", "050 ext 7", nil),
        Proposal("a decimal number", "Phone", "50.0", "50"),
        Proposal("too many digits", "Mobile", repeated("1", 21), nil),
        Proposal("21 units with a plus", "Mobile", "+" + repeated("1", 20), repeated("1", 20)),
        Proposal("hyphen", "LastName", "Smith-Jones", "Smith Jones"),
        Proposal("dash", "FirstName", "Jean\u{2013}Luc", "Jean Luc"),
        Proposal("apostrophe", "LastName", "O'Neil", "ONeil"),
        Proposal("curly apostrophe", "LastName", "O\u{2019}Neil", "ONeil"),
        Proposal("tashkeel", "FirstName", "مُحَمَّد", "محمد"),
        Proposal("several at once", "LastName", "\u{200B}O'Neil-Smith ", "ONeil Smith"),
        Proposal("accented", "FirstName", "José", nil),
        Proposal("two scripts", "FirstName", "John محمد", nil),
        Proposal("long end", "Email", "a@b.info", nil),
        Proposal("no zero fraction", "Id", "7.00", "7"),
        Proposal("point alone", "Id", "7.", "7"),
        Proposal("fraction", "Id", "7.5", nil),
        Proposal("thousands", "Id", "1,200", "1200"),
        Proposal("millions", "Id", "-1,234,567", "-1234567"),
        Proposal("decimal comma", "Id", "1,5", nil),
        Proposal("comma in the wrong place", "Id", "12,34,567", nil),
        Proposal("four digits before the comma", "Id", "1234,567", nil),
        Proposal("nought before the comma", "Id", "0,500", nil),
        Proposal("thousands after a point, or a fraction", "Id", "1.000", nil),
        Proposal("minus behind", "Id", "5-", nil),
        Proposal("minus apart", "Id", "- 5", nil),
        Proposal("two minus signs", "Id", "--5", nil),
        Proposal("too large", "Id", "2,147,483,648", nil),
        Proposal("invisible mark", "IsLocked", "\u{200E}yes", "yes"),
        Proposal("apostrophe of a spreadsheet", "IsLocked", "'TRUE", "TRUE"),
        Proposal("a word", "IsLocked", "maybe", nil),
        Proposal("invisible mark", "JobTitleId", "\u{FEFF}\(guid)", guid),
        Proposal("something else", "JobTitleId", "12-34", nil),
        Proposal("blanks at the end are too much", "Address", repeated("a", 50) + "  ", repeated("a", 50)),
        Proposal("an address keeps its words", "Address", "12 Long Street, " + repeated("a ", 30) + "b", nil),
        Proposal("an address keeps its commas", "Address", repeated("1,", 30) + "0", nil),
        Proposal("the password", "Password", " Abc ", nil),
        Proposal("a password that trimming would cure", "Password", "Aa1!\n", nil),
    ]

    @Test(arguments: proposals)
    func proposalIs(_ proposal: Proposal) throws {
        let judged = try JudgedRows([JudgedRows.valid.merging([proposal.field: proposal.value]) { $1 }])
        let finding = try #require(judged.findings.first { $0.severity == .error })
        let proposed = Suggestion(judged.plan).value(for: finding, value: proposal.value)
        // `==` on String would hide a change of normal form.
        #expect(proposed.map { Array($0.utf8) } == proposal.proposed.map { Array($0.utf8) }, "\(proposed?.escaped ?? "none")")
    }

    @Test(arguments: ["John", "van der Berg", "محمد"])
    func healthyValueIsLeftAlone(_ value: String) throws {
        let judged = try JudgedRows([JudgedRows.valid.merging(["FirstName": "2"]) { $1 }])
        let finding = try #require(judged.findings.first { $0.severity == .error })
        #expect(Suggestion(judged.plan).value(for: finding, value: value) == nil)
    }

    @Test func warningsAndWholeRecordsHaveNone() throws {
        let plan = try JudgedRows([[:]]).plan
        let suggestion = Suggestion(plan)
        let phone = try #require(plan.schema.fieldIndex(named: "Phone"))
        let warning = Finding(record: 0, field: phone, code: .pattern, rule: .pattern, severity: .warning)
        #expect(suggestion.value(for: warning, value: "+1") == nil)
        #expect(suggestion.value(for: Finding(record: 0, code: .surplusCells, rule: .form), value: "+1") == nil)
    }

    /// Whatever is proposed passes, and no secret is ever proposed.
    @Test func proposalsOfRandomValuesPass() throws {
        print("TRANSLOAD_SEED=\(SeededGenerator.seed)")
        var users = RandomUsers(seed: SeededGenerator.seed &+ 2)
        let rows = (0..<4000).map { _ in users.row() }
        let judged = try JudgedRows(rows)
        let schema = judged.batch.schema
        let suggestion = Suggestion(judged.plan)
        var cured: [(field: String, row: [String: String])] = []
        for finding in judged.findings where finding.severity == .error {
            let field = schema.fields[finding.field]
            guard let value = rows[finding.record][field.name], let proposed = suggestion.value(for: finding, value: value)
            else { continue }
            #expect(!field.isSecret)
            cured.append((field.name, JudgedRows.valid.merging([field.name: proposed]) { $1 }))
        }
        #expect(cured.count > 200)
        let failing = try JudgedRows(cured.map(\.row)).failingByRecord()
        for (index, words) in failing.enumerated() where !words.isEmpty {
            Issue.record("'\(cured[index].row[cured[index].field]?.escaped ?? "")' is proposed, but \(words)")
        }
    }
}
