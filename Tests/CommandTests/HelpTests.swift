import Records
import Foundation
import Testing

@testable import CommandLine

@Suite struct HelpTests {
    static let screens: [CommandName?] = [nil] + CommandName.allCases

    @Test(arguments: screens)
    func longHelpFitsAScreen(_ command: CommandName?) { expectFit(HelpScreen.long(of: command), HelpScreen.longestLong) }

    @Test(arguments: screens)
    func shortHelpFitsAScreen(_ command: CommandName?) { expectFit(HelpScreen.short(of: command), HelpScreen.longestShort) }

    private func expectFit(_ text: String, _ lines: Int) {
        #expect(HelpScreen.lineCount(text) <= lines)
        for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    }

    @Test(arguments: CommandName.allCases)
    func helpNamesEveryFlag(_ command: CommandName) {
        for flag in Flag.flags(of: command) {
            #expect(HelpScreen.long(of: command).contains(flag.signature))
            #expect(HelpScreen.short(of: command).contains(flag.signature))
        }
    }

    @Test(arguments: CommandName.allCases)
    func examplesRun(_ command: CommandName) throws {
        for example in CommandDefinition.definition(of: command).examples {
            let runner = try People.runner(Data(People.table((1...5).map(People.good)).utf8), name: "new-starters.csv")
            let result = try runner.run(example)
            #expect(result.exitCodes == [0], "\(example)\n\(result.errorText)")
        }
    }

    @Test(arguments: CommandName.allCases)
    func examplesAreCompleteCommandLines(_ command: CommandName) throws {
        let definition = CommandDefinition.definition(of: command)
        #expect(definition.examples.count == 2)
        for example in definition.examples {
            let line = try #require(try CommandScript(example).lines.first)
            #expect(try ArgumentParser.parse(Array(line.words.dropFirst())).command == command)
        }
        #expect(definition.exitCodes.first == .done && definition.exitCodes.contains(.usage))
    }

    @Test(arguments: DiagnosticCode.allCases)
    func everyCodeHasAParagraph(_ code: DiagnosticCode) throws {
        let help = try #require(DiagnosticHelp.entry(for: code), "\(code.text) has no page")
        #expect(DiagnosticHelp.all.count { $0.code == code } == 1)
        #expect(!help.title.isEmpty && help.title.count <= 74 && !help.title.hasSuffix("."))
        #expect(help.paragraph.count > 100 && help.paragraph.hasSuffix("."))
        #expect(!help.paragraph.contains("!") && !help.paragraph.lowercased().contains("please"))
        for line in HelpTopic.code(code).text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }

    @Test func topicsAreReadAsPeopleTypeThem() {
        for typed in ["E203", "e203", "203"] { #expect(HelpTopic(typed) == .code(.pattern)) }
        #expect(HelpTopic("E001") == .code(.unknownFlag))
        #expect(HelpTopic("E999") == nil)
        #expect(HelpTopic("--rejects") == .flag(.rejects))
        #expect(HelpTopic("-o") == .flag(.output))
        #expect(HelpTopic("convert") == .command(.convert))
    }

    @Test func wideTextIsWrappedBetweenWords() {
        let text = TextWrap.lines(String(repeating: "word ", count: 40), indent: "  ")
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 && $0.hasPrefix("  word") && !$0.hasSuffix(" ") })
        #expect(TextWrap.lines("64\u{A0}usage") == "64 usage\n")
    }

    @Test func aCommandWithTooManyFlagsStillHasAShortHelp() {
        for command in CommandName.allCases { #expect(HelpScreen.short(of: command).hasPrefix("usage: transload ")) }
    }
}
