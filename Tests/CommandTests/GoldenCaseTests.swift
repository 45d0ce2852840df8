import Foundation
import Testing

@Suite struct GoldenCaseTests {
    @Test(arguments: GoldenCase.all())
    func folder(_ golden: GoldenCase) throws { try golden.check() }

    @Test func casesAreFound() { #expect(GoldenCase.all().count >= 20) }
}

@Suite struct CommandScriptTests {
    @Test func quotesAndRedirectionsAreUnderstood() throws {
        let script = try CommandScript(
            #"""
            # a comment
            $ KEY='a b' transload convert "my file.csv" --column 'E-mail=Email' \
                -o a\ b.json < in.csv > out.txt 2> err.txt
            """#)
        #expect(
            script.lines == [
                CommandScript.Line(
                    variables: ["KEY": "a b"],
                    words: ["transload", "convert", "my file.csv", "--column", "E-mail=Email", "-o", "a b.json"],
                    input: "in.csv", output: "out.txt", errors: "err.txt")
            ])
    }

    @Test(arguments: ["transload a | cat", "transload 'a", "transload >", "> file"])
    func whatIsNotUnderstoodIsRefused(_ text: String) {
        #expect(throws: CommandScript.Malformed.self) { try CommandScript(text) }
    }
}

@Suite struct CaseRunnerTests {
    @Test func redirectedOutputBecomesAFile() throws {
        let runner = try CaseRunner()
        let result = try runner.run("transload --version > version.txt\ncat version.txt\ntransload nonsense")
        #expect(result.exitCodes == [0, 0, 64])
        #expect(String(decoding: result.output, as: UTF8.self).hasPrefix("transload "))
        #expect(try runner.changedFiles().keys.sorted() == ["version.txt"])
        #expect(try runner.removedFiles() == [])
    }
}
