/// What is read, and how it is understood.
extension Flag {
    static let inputFlags: [Flag] = [
        schema, openAPI, allowUndocumented, inputFormat, at, column, encoding, delimiter, quote, noHeader, noSniff, set, emptyAs, `where`, offset, limit,
        allowEmpty, maxRecord,
    ]

    public static let inputFormat = Flag(
        "input-format", value: .choice("FORMAT", ["table", "json"]), group: .input, commands: [.validate, .convert],
        help: "table or json; found out otherwise",
        longHelp: """
            Says what the source is: a table (CSV, TSV and their kin) or JSON. Without the flag its first character decides: a document \
            begins with a bracket or a brace.
            """)

    public static let at = Flag(
        "at", value: .text("POINTER"), group: .input, commands: [.validate, .convert],
        help: "where in a document the records stand",
        longHelp: """
            Names the place of a JSON document where the records stand, as a JSON pointer (RFC 6901): /Account, /data/users. There must be an \
            object or an array of objects. Without the flag the place is taken whose members are fields of the schema.
            """)

    public static let encoding = Flag(
        "encoding", value: .text("NAME"), group: .input, commands: [.inspect, .fix, .validate, .convert],
        help: "read the text as NAME, such as Windows-1256",
        longHelp: """
            Says what the source is written in: UTF-8, UTF-16, Windows-1256, ISO-8859-1 or any other name that the system's iconv knows. \
            Without the flag a byte order mark and the bytes themselves decide, and the program says what it found and why. One of the \
            many code pages of 256 letters can only be guessed; 'convert' does not work with a guess, and asks for this flag.
            """)

    public static let delimiter = Flag(
        "delimiter", value: .text("CHAR"), group: .input, commands: [.inspect, .fix, .validate, .convert],
        help: "what separates cells: a character, or tab",
        longHelp: """
            Says what separates the cells of the source: one ASCII character that is no letter or digit, or one of the words comma, \
            semicolon, tab and bar. Without the flag the header decides between these four, or a first line sep=; that a spreadsheet wrote.
            """)

    public static let quote = Flag(
        "quote", value: .text("CHAR"), group: .input, commands: [.inspect, .fix, .validate, .convert],
        help: "what surrounds cells: a character, or none",
        longHelp: """
            Says what surrounds a cell that holds delimiters or line ends; a double quote without the flag. With 'none' no character does, \
            and every quote is part of its cell.
            """)

    public static let noHeader = Flag(
        "no-header", group: .input, commands: [.inspect, .fix, .validate, .convert],
        help: "the first record is data; columns are 1, 2, 3",
        longHelp: """
            Takes the first record as data. The columns are then called by their position, from 1, and each is bound by hand: \
            --column 1=UserName --column 2=Email.
            """)

    public static let noSniff = Flag(
        "no-sniff", group: .input, commands: [.inspect, .fix, .validate, .convert],
        help: "find out nothing: UTF-8, comma, double quote",
        longHelp: """
            Finds out nothing about the source: what no flag says is UTF-8, a comma and a double quote. For scripts whose input always looks \
            alike, so that a strange file is an error and not a surprise.
            """)

    public static let schema = Flag(
        "schema", value: .text("NAME"), group: .input, commands: [.inspect, .fix, .validate, .convert],
        help: "the schema of the records, such as UserDTO",
        longHelp: """
            Names the schema whose fields and rules the records have. Without the flag the header decides, and a header that fits two \
            schemas stops the run with both names. 'transload schemas' lists the names.
            """)

    public static let openAPI = Flag(
        "openapi", value: .file("FILE"), isRepeatable: true, group: .input, commands: [.inspect, .fix, .validate, .convert, .schemas],
        help: "add the schemas of an OpenAPI 3.1 document",
        longHelp: """
            Adds the schemas of a document of your own, OpenAPI 3.1 in JSON of at most 16 MiB, to those that are built in. --schema can name \
            every object with properties in it; those marked with x-record: true are also found by the header. A keyword that cannot be \
            checked is refused, not ignored. A schema with the name of a built-in one takes its place, and a note says so.
            """)

    public static let allowUndocumented = Flag(
        "allow-undocumented", group: .input, commands: [.inspect, .fix, .validate, .convert],
        help: "use what the documentation does not have",
        longHelp: """
            Uses fields and schemas that were found elsewhere than on the page that documents their system. Without the flag a column of such \
            a field, or a member of JSON text in a cell, is left out with a warning, and a schema of this kind is refused. 'transload schemas NAME' shows which ones they are.
            """)

    public static let column = Flag(
        "column", value: .headerPair("HEADER=FIELD"), isRepeatable: true, group: .input, commands: [.inspect, .fix, .validate, .convert],
        help: "read the column HEADER as FIELD",
        longHelp: """
            Reads the column with this header as the named field of the schema. Use it for each header that is spelled in its own way, \
            in any script: --column 'E-mail=Email'. Without a field, 'HEADER=', the column fills nothing, and nobody is warned. The text is cut \
            at its last equals sign, so a header may contain one.
            """)

    public static let set = Flag(
        "set", value: .fieldPair("FIELD=VALUE"), isRepeatable: true, group: .input, commands: [.validate, .convert],
        help: "give FIELD this value in every record",
        longHelp: """
            Gives a field that has no column the same value in every record. The value of a secret field is never typed \
            here, since process lists and shell histories keep it: name its place instead, with FIELD=env:NAME for an environment \
            variable or FIELD=file:PATH for a file.
            """)

    public static let emptyAs = Flag(
        "empty-as", value: .choice("STATE", ["missing", "null", "empty"]), group: .input, commands: [.validate, .convert],
        help: "an empty cell is missing, null or empty",
        longHelp: """
            Says what a cell with nothing in it means: a field that the record lacks (missing, the default), a field without a value (null), \
            or a text of zero length (empty). The three are different to rules and to the system that receives the records: an empty text breaks \
            a minimum length where a missing field passes.
            """)

    public static let `where` = Flag(
        "where", value: .condition("FIELD=VALUE"), isRepeatable: true, group: .input, commands: [.validate, .convert],
        help: "only records where this holds; also != and in",
        longHelp: """
            Takes only the records where the condition holds: FIELD=VALUE, FIELD!=VALUE, or 'FIELD in A,B' for one of several values. \
            Given more than once, all conditions have to hold. The other records are counted as filtered and judged by no rule.
            """)

    public static let offset = Flag(
        "offset", value: .count("N"), group: .input, commands: [.validate, .convert],
        help: "leave out the first N records",
        longHelp: """
            Leaves out the first N records of the source. Record and line numbers in messages stay those of the whole source. With --limit \
            it takes a slice.
            """)

    public static let limit = Flag(
        "limit", value: .count("N"), group: .input, commands: [.validate, .convert],
        help: "read at most N records",
        longHelp: """
            Reads at most N records, counted after --offset, and then ends as if the source did. Handy for a first look at a large file.
            """)

    public static let allowEmpty = Flag(
        "allow-empty", group: .input, commands: [.validate, .convert],
        help: "accept a source that holds no records",
        longHelp: """
            Accepts a source with a header and no records. Without the flag such a source ends the run with 65, because an export that \
            came out empty is more often an accident than a fact.
            """)

    public static let maxRecord = Flag(
        "max-record", value: .size("SIZE"), group: .input, commands: [.inspect, .fix, .validate, .convert],
        help: "the longest record accepted (default 16M)",
        longHelp: """
            Sets the longest record that is read, in bytes, or with K, M or G for powers of 1,024; at most 1G. Memory follows this number \
            and not the size of the source. A quote that is never closed makes the rest of a file one record, and this limit ends it.
            """)
}
