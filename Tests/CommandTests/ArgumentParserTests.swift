import Testing

@testable import CommandLine

@Suite struct ArgumentParserTests {
    @Test func flagsAndWordsMayBeMixed() throws {
        let parsed = try ArgumentParser.parse(["convert", "--limit", "3", "in.csv", "-o", "out.json", "--strict"])
        #expect(parsed.command == .convert)
        #expect(parsed.positionals == ["in.csv"])
        #expect(parsed.count(of: .limit) == 3)
        #expect(parsed.value(of: .output) == "out.json")
        #expect(parsed.has(.strict) && !parsed.has(.overwrite))
    }

    @Test func bundledLettersAreSeparateFlags() throws {
        let parsed = try ArgumentParser.parse(["convert", "in.csv", "-qno", "out.json"])
        #expect(parsed.occurrences.map(\.flag) == [.quiet, .dryRun, .output])
        #expect(parsed.value(of: .output) == "out.json")
    }

    @Test func doubleDashEndsTheFlags() throws {
        #expect(try ArgumentParser.parse(["validate", "--", "--strict"]).positionals == ["--strict"])
    }

    @Test func singleDashIsAWord() throws {
        #expect(try ArgumentParser.parse(["validate", "-"]).positionals == ["-"])
    }

    @Test func repeatedFlagsKeepTheirOrder() throws {
        let parsed = try ArgumentParser.parse(["validate", "a.csv", "--set", "A=1", "--where", "B=2", "--set", "C=3"])
        #expect(parsed.values(of: .set) == ["A=1", "C=3"])
        #expect(parsed.pairs(of: .set).map(\.name) == ["A", "C"])
        #expect(parsed.conditions(of: .where).map(\.field) == ["B"])
    }

    @Test func helpComesBeforeWhatIsMissing() throws {
        let parsed = try ArgumentParser.parse(["convert", "--help", "--nonsense"])
        #expect(parsed.command == .convert && parsed.has(.help))
    }

    @Test func helpTakesFlagNamesAsWords() throws {
        #expect(try ArgumentParser.parse(["help", "--rejects"]).positionals == ["--rejects"])
        #expect(try ArgumentParser.parse(["help", "-o"]).positionals == ["-o"])
        #expect(try ArgumentParser.parse(["help", "--help"]).has(.help))
    }

    @Test func switchesMayBeRepeated() throws {
        #expect(try ArgumentParser.parse(["validate", "a.csv", "-q", "-q"]).has(.quiet))
    }
}

struct SizeCase: Sendable, CustomTestStringConvertible {
    let text: String, bytes: Int?
    var testDescription: String { "size '\(text)'" }
}

struct ConditionCase: Sendable, CustomTestStringConvertible {
    let text: String, field: String?
    var values: [String] = []
    var isNegated = false
    var testDescription: String { "condition '\(text)'" }
}

struct LimitCase: Sendable, CustomTestStringConvertible {
    let text: String, limit: RejectLimit?
    var testDescription: String { "limit '\(text)'" }
}

@Suite struct ArgumentValueTests {
    @Test(arguments: [
        SizeCase(text: "1", bytes: 1), SizeCase(text: "64K", bytes: 65_536), SizeCase(text: "16M", bytes: 16_777_216),
        SizeCase(text: "1g", bytes: 1_073_741_824), SizeCase(text: "2G", bytes: nil), SizeCase(text: "0", bytes: nil),
        SizeCase(text: "", bytes: nil), SizeCase(text: "M", bytes: nil), SizeCase(text: "1.5M", bytes: nil),
        SizeCase(text: "-1", bytes: nil), SizeCase(text: "99999999999999999999", bytes: nil), SizeCase(text: "16MB", bytes: nil),
    ])
    func size(_ c: SizeCase) { #expect(ValueSyntax.size(c.text) == c.bytes) }

    @Test(arguments: [
        ConditionCase(text: "City=Basel", field: "City", values: ["Basel"]),
        ConditionCase(text: "City = Basel", field: "City", values: [" Basel"]),
        ConditionCase(text: "City!=Basel", field: "City", values: ["Basel"], isNegated: true),
        ConditionCase(text: "City=", field: "City", values: [""]),
        ConditionCase(text: "Note=a!=b", field: "Note", values: ["a!=b"]),
        ConditionCase(text: "City in Basel, Bern", field: "City", values: ["Basel", "Bern"]),
        ConditionCase(text: "City in a=b", field: "City", values: ["a=b"]),
        ConditionCase(text: "Note=made in Basel", field: "Note", values: ["made in Basel"]),
        ConditionCase(text: "=Basel", field: nil), ConditionCase(text: "!=Basel", field: nil), ConditionCase(text: "City", field: nil),
        ConditionCase(text: "", field: nil), ConditionCase(text: " in A", field: nil),
    ])
    func condition(_ c: ConditionCase) {
        let condition = FieldCondition(c.text)
        #expect(condition?.field == c.field)
        #expect(condition?.values ?? [] == c.values)
        #expect(condition?.isNegated ?? false == c.isNegated)
    }

    @Test(arguments: [
        LimitCase(text: "0", limit: .count(0)), LimitCase(text: "25", limit: .count(25)), LimitCase(text: "5%", limit: .percent(5)),
        LimitCase(text: "0.5%", limit: .percent(0.5)), LimitCase(text: "101%", limit: nil), LimitCase(text: "%", limit: nil),
        LimitCase(text: ".5%", limit: nil), LimitCase(text: "-1", limit: nil), LimitCase(text: "1e3%", limit: nil),
        LimitCase(text: "", limit: nil), LimitCase(text: "1.5", limit: nil), LimitCase(text: "nan%", limit: nil),
    ])
    func rejectLimit(_ c: LimitCase) { #expect(RejectLimit(c.text) == c.limit) }

    @Test func headerIsCutAtItsLastEqualsSign() {
        #expect(NamePair(header: "a=b=Email")?.name == "a=b")
        #expect(NamePair(header: "=Email") == nil)
        #expect(NamePair(header: "Email=")?.value == "", "no field: the column fills nothing")
    }

    @Test func fieldIsCutAtItsFirstEqualsSign() {
        #expect(NamePair(field: "Password=a=b")?.value == "a=b")
        #expect(NamePair(field: "Password") == nil)
    }
}
