import Records

/// What a code means, what usually causes it, and what to do: the page behind `transload help E203`.
public struct DiagnosticHelp: Sendable {
    public let code: DiagnosticCode
    /// A few words, lower case, no full stop.
    public let title: String
    public let paragraph: String

    init(_ code: DiagnosticCode, _ title: String, _ paragraph: String) {
        self.code = code
        self.title = title
        self.paragraph = paragraph
    }

    /// Every page, by the first digit of its code.
    public static let all: [DiagnosticHelp] = commandLine + reading + xml + rules + schemas + writing + ourselves

    /// Returns the page of a code, or `nil` when it has none.
    public static func entry(for code: DiagnosticCode) -> DiagnosticHelp? { all.first { $0.code == code } }
}

/// 0xx: the command line.
extension DiagnosticHelp {
    static let commandLine: [DiagnosticHelp] = [
        DiagnosticHelp(
            .unknownFlag, "a flag that the command does not have",
            """
            The command line holds a flag that this command does not take. Mostly it is a slip of the keyboard, and the message offers the \
            nearest name; now and then it is a flag of another command, or one that stands before the command. 'transload COMMAND --help' \
            lists what a command takes. A file name that begins with a dash is given after '--' or as './-name'.
            """),
        DiagnosticHelp(
            .unknownCommand, "a command or a help topic that does not exist",
            """
            The first word is not the name of a command, or 'transload help' was asked about something it has no page on. A frequent cause \
            is a file name where the command belongs: the command comes first. 'transload help' lists the commands.
            """),
        DiagnosticHelp(
            .badFlagValue, "a value that a flag or an argument cannot take",
            """
            A flag or an argument is there, and what it was given is not of the form it takes: a number with a sign or a thousands \
            separator, a word outside its list, a value for a flag that takes none. The message says what is expected; \
            'transload help --FLAG' explains the flag.
            """),
        DiagnosticHelp(
            .missingArgument, "something is missing from the command line, or there is a word too many",
            """
            The command needs a word or a value that is not there, or there are more words than it takes. Look for a flag whose value was \
            forgotten, so that the next flag stands in its place, and for a file name with a space in it that is not quoted. The usage line \
            of the command shows what belongs where.
            """),
        DiagnosticHelp(
            .sourceIsDestination, "a run would write over what it reads",
            """
            The destination, the rejects file or the report is the same file as the source, perhaps under another name or through a link. \
            Writing it would destroy the records before they are read, so the run does not begin. Give another name, and move the file when \
            you are content with the result.
            """),
        DiagnosticHelp(
            .secretOnCommandLine, "a secret as plain text on the command line",
            """
            A password or another secret was typed into the command line, where the process list shows it to every user of the machine and \
            the shell keeps it in its history. Name its place instead: env:NAME reads an environment variable, file:PATH the first line of a \
            file. If the secret is a real one, consider it known to others and change it.
            """),
        DiagnosticHelp(
            .flagsConflict, "flags that do not go together",
            """
            Two flags ask for opposite things, or one that may stand once is given more than once. Which of them counts would be a guess, so \
            the run does not begin. Look at aliases and scripts that add flags of their own, and take one of them out.
            """),
    ]
}
