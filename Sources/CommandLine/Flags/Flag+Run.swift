/// How a run behaves, and the flags that replace it.
extension Flag {
    static let runFlags: [Flag] = [dryRun, quiet, progress, help, version]

    public static let dryRun = Flag(
        "dry-run", letter: "n", group: .run, commands: [.fix, .convert],
        help: "do everything but write DEST",
        longHelp: """
            Reads, judges and counts as a real run does, prints the same report, and writes no destination. Rejects and report files are \
            written where they are asked for.
            """)

    public static let quiet = Flag(
        "quiet", letter: "q", group: .run, commands: [.fix, .validate, .convert],
        help: "print errors only, no progress and no counts",
        longHelp: """
            Prints nothing on standard error but what stops the run. The exit code, the rejects file and the report say the rest.
            """)

    public static let progress = Flag(
        "progress", value: .choice("WHEN", ["auto", "always", "never"]), group: .run, commands: [.validate, .convert],
        help: "auto, always or never",
        longHelp: """
            Says when progress is shown on standard error. With 'auto', the default, a terminal gets a bar and anything else a plain line \
            every ten seconds.
            """)

    public static let help = Flag(
        "help", letter: "h", group: .run, commands: CommandName.allCases, isGlobal: true,
        help: "print help; -h is the short form",
        longHelp: """
            Prints help and does nothing else: --help the full screen of a command with examples and exit codes, -h its usage line and flags. \
            'transload help' takes a command, a flag or the code of a message.
            """)

    public static let version = Flag(
        "version", group: .run, commands: [], isGlobal: true,
        help: "print the version",
        longHelp: """
            Prints the name and the version of the program on one line, and does nothing else.
            """)
}
