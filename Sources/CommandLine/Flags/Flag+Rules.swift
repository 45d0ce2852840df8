/// How records are judged, and what the verdict does to the run.
extension Flag {
    static let rulesFlags: [Flag] = [unique, fold, strict, zone, maxErrors, failOn]

    public static let unique = Flag(
        "unique", value: .text("FIELD"), group: .rules, commands: [.validate, .convert],
        help: "of records with one value in FIELD, take the first",
        longHelp: """
            Delivers only the first good record with each value of the field. The later ones are counted as duplicates and go to the rejects \
            file, naming the first. The natural key of a schema is compared as its system compares it, any other field as it is written. \
            The source is read twice, so it must be a file.
            """)

    public static let fold = Flag(
        "fold", value: .text("FIELD"), group: .rules, commands: [.validate, .convert],
        help: "join the records with one value in FIELD into one",
        longHelp: """
            Joins the records with the same value of the field into one, in the place of the first: what only one of them has is taken, \
            single values have to agree, lists unite in order of appearance, equal elements once. The rules are for the joined record. If \
            records disagree, or the joined one breaks a rule, all of them are rejected. Keys are compared as --unique compares them, and a \
            record without one stays by itself. The source is read three times, so it must be a file.
            """)

    public static let strict = Flag(
        "strict", group: .rules, commands: [.validate, .convert],
        help: "rules found beyond the page reject as well",
        longHelp: """
            Lets every rule of the schema reject. Rules that the documentation page does not state, but that were found elsewhere, are \
            warnings otherwise.
            """)

    public static let zone = Flag(
        "zone", value: .text("NAME"), group: .rules, commands: [.validate, .convert],
        help: "the clock of servers that drop zones",
        longHelp: """
            Names the time zone, such as Asia/Riyadh, of a server that keeps the digits of a time and drops its zone, as the client hub \
            does; Europe/Rome without the flag. A time with a zone is converted to that clock before its zone goes, with a warning; a time \
            without one stays as it is.
            """)

    public static let maxErrors = Flag(
        "max-errors", value: .countOrShare("N|P%"), group: .rules, commands: [.validate, .convert],
        help: "stop when more records than this are rejected",
        longHelp: """
            Ends the run with 3, and without writing a destination, when more than N records are rejected, or more than P percent of those \
            read. A number is judged as records come, a percentage at the end. The rejects file and the report are kept either way.
            """)

    public static let failOn = Flag(
        "fail-on", value: .choice("SEVERITY", ["warning", "error"]), group: .rules, commands: [.validate, .convert],
        help: "warning: end with 1 on a warning (default error)",
        longHelp: """
            Says which finding makes the exit code 1. With 'error', the default, only rejected records do; with 'warning', a single warning \
            is enough. What is written stays the same.
            """)
}
