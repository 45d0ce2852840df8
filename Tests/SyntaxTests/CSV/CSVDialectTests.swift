import Syntax
import Testing

@Suite struct CSVDialectTests {
    @Test(arguments: zip([",", ";", "\t", "|", "#"] as [Character], ["comma", "semicolon", "tab", "vertical bar", "'#'"]))
    func delimiterHasAName(_ delimiter: Character, _ name: String) {
        #expect(CSVDialect(delimiter: delimiter.asciiValue ?? 0).delimiterName == name)
    }
}
