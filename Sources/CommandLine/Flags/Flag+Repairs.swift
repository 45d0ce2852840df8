import Pipeline

/// Which repairs `transload fix` makes, and where.
extension Flag {
    static let repairFlags: [Flag] = [accept, only]

    public static let accept = Flag(
        "accept", value: .words("KIND,…", FixKind.allNames), group: .repairs, commands: [.fix],
        help: "make these repairs, with commas between them",
        longHelp: """
            Names the repairs that are made, with commas between them; no other value is changed. Each goes to the columns it is for: some to \
            every column, those of digits and of names to the fields that hold them, and 'header' to the header line. 'transload fix SOURCE' \
            lists what each would change. A secret is never changed unless --only names its column.
            """)

    public static let only = Flag(
        "only", value: .text("COLUMN"), isRepeatable: true, group: .repairs, commands: [.fix],
        help: "repair this column and no others",
        longHelp: """
            Makes the repairs in the column with this header and in no others, whatever field it fills: the kinds that are for names or digits \
            only then go where they are told. Given more than once, each of the columns is repaired.
            """)
}
