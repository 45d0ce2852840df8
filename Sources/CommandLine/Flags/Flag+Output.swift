/// What is written, and where.
extension Flag {
    static let outputFlags: [Flag] = [output, outputFormat, single, pretty, nested, table, append, overwrite, rejects, report, showValues, json]

    public static let output = Flag(
        "output", letter: "o", value: .file("DEST"), group: .output, commands: [.fix, .convert],
        help: "write the records to DEST; - is standard output",
        longHelp: """
            Names the file that receives the records; '-' is standard output. The ending of the name gives the format unless \
            --output-format does; .db, .sqlite and .sqlite3, and any name behind 'sqlite:', mean an SQLite database. The file appears under its \
            name when the run is complete: a run that stops leaves nothing.
            """)

    public static let outputFormat = Flag(
        "output-format", value: .choice("FORMAT", ["csv", "tsv", "json", "ndjson", "xml", "form", "sqlite"]), group: .output, commands: [.convert],
        help: "csv, tsv, json, ndjson, xml, form, sqlite",
        longHelp: """
            Sets the format of the destination. It is needed where the name has no ending that says it, as on standard output.
            """)

    public static let single = Flag(
        "single", group: .output, commands: [.convert],
        help: "one record as the whole document, no list",
        longHelp: """
            Writes a document (json, xml or form) that is one record by itself, as calls take it that create one: UpsertClientRequest and not \
            ArrayOfUpsertClientRequest. More than one record that passes ends the run with 65.
            """)

    public static let pretty = Flag(
        "pretty", group: .output, commands: [.convert],
        help: "JSON with a line for each member",
        longHelp: """
            Writes each member of a JSON record on a line of its own, indented by two blanks a level, for people to read. Only an array of \
            records has this form; NDJSON has one record a line by its nature.
            """)

    public static let nested = Flag(
        "nested", value: .choice("STYLE", ["json", "indexed", "names"]), group: .output, commands: [.convert],
        help: "lists in a table: json, indexed or names",
        longHelp: """
            Says how a table holds the lists inside a record. With 'json', the default, a list is JSON text in one cell; with 'indexed' each \
            field of each element has a column, Groups[0].Name, and the source is read twice; with 'names' one cell holds the names, \
            Finance; HR, and the other fields of the elements are left out. All three are read as they are written.
            """)

    public static let table = Flag(
        "table", value: .text("NAME"), group: .output, commands: [.convert],
        help: "the table of a database (default: the schema's)",
        longHelp: """
            Names the table that receives the records when DEST is a database; without the flag it is called as the schema, UserDTO. The \
            lists inside a record go into tables of their own, NAME_Groups, whose _parent is the _record of the record around them. \
            _record is the number of the record in its source.
            """)

    public static let append = Flag(
        "append", group: .output, commands: [.convert],
        help: "add to DEST, a database that exists",
        longHelp: """
            Adds the records to a database that exists, in one transaction: a run that stops leaves it as it was. A table that is missing \
            is made; one that exists must have the columns of the schema. Numbers in _record continue behind the highest. A database that \
            is to hold secrets is closed to everybody but its owner. --dry-run shows beforehand what a run does.
            """)

    public static let overwrite = Flag(
        "overwrite", group: .output, commands: [.fix, .convert],
        help: "replace DEST when it exists",
        longHelp: """
            Replaces a destination that exists. Without the flag the run ends with 73 and the file stays as it is. The old content is there \
            until the new one is complete; --dry-run shows beforehand what a run does.
            """)

    public static let rejects = Flag(
        "rejects", value: .file("FILE"), group: .output, commands: [.validate, .convert],
        help: "write rejected records to FILE, with the reasons",
        longHelp: """
            Writes each rejected record to a file in the shape it came in, followed by columns that name its line, field, rule and reason. \
            Such a file is a source as it stands: correct the values and read it again. The file holds values, so only its owner can read it. \
            It is never written over when it is the source itself or has been edited since it was written.
            """)

    public static let report = Flag(
        "report", value: .file("FILE", endings: [".ndjson", ".json"]), group: .output, commands: [.validate, .convert],
        help: "write findings and counts to FILE (.ndjson, .json)",
        longHelp: """
            Writes every finding and the counts of the run to a file for programs: one JSON value a line when its name ends in .ndjson, one \
            document when it ends in .json. The file holds values, so only its owner can read it.
            """)

    public static let showValues = Flag(
        "show-values", group: .output, commands: [.inspect, .validate, .convert],
        help: "let messages quote the values they are about",
        longHelp: """
            Lets messages on standard error quote the values they are about. Without the flag they name only the record, the line and the \
            field, so that a log can be passed on. 'inspect' shows values by its nature, cut to a column's width; the flag shows them whole. \
            The values of secret fields never appear.
            """)

    public static let json = Flag(
        "json", group: .output, commands: [.inspect],
        help: "print one JSON document instead of tables",
        longHelp: """
            Prints everything as one JSON document for programs, values in full length. The values of secret columns never appear.
            """)
}
