/// 3xx: schemas.
extension DiagnosticHelp {
    static let schemas: [DiagnosticHelp] = [
        DiagnosticHelp(
            .schemaUnknown, "no schema of this name",
            """
            The name is none of the schemas that are built in, or no schema fits the header of the source. Names are written as the \
            documentation of the system has them, such as UserDTO. 'transload schemas' lists them; the message offers the nearest one \
            where there is one.
            """),
        DiagnosticHelp(
            .schemaAmbiguous, "a header that fits more than one schema",
            """
            The columns of the source fit two or more schemas equally well, and judging records by the wrong rules would be worse than \
            asking. Name the one you mean with --schema; the message lists the candidates. As a note it says that a schema of an --openapi \
            document has the name of a built-in one, and takes its place.
            """),
        DiagnosticHelp(
            .schemaMalformed, "a schema document that cannot be used",
            """
            The document that describes the schema, built in or given by --openapi, breaks the rules of OpenAPI 3.1, or uses a keyword that is \
            not supported; such a keyword is refused rather than ignored, since a rule would be lost. The message names the place in the \
            document. A fault in a schema that is built in is a fault of the program.
            """),
        DiagnosticHelp(
            .patternUnsupported, "a pattern that cannot be matched faithfully",
            """
            A regular expression of the schema uses a construct, such as a back-reference or a look-behind, that cannot be matched here with \
            exactly the meaning it has at the server. An approximation would give wrong verdicts, so the schema is refused. Write the \
            pattern without that construct, if the document is yours.
            """),
        DiagnosticHelp(
            .fieldUnknown, "no field of this name in the schema",
            """
            A flag such as --column, --set or --where names a field that the schema does not have. Names are case-sensitive and are those of \
            the schema, not those of the source's header. 'transload schemas NAME' lists the fields; the message offers the nearest one.
            """),
        DiagnosticHelp(
            .undocumented, "a field or a schema that the documentation does not have",
            """
            The field or schema was found elsewhere than on the page that documents its system, and nothing promises that the system takes \
            it or keeps it. It is used only with --allow-undocumented: a column of such a field, and a member of JSON text in a cell, is otherwise left out with a warning, and \
            a flag that names one ends the run.
            """),
    ]
}

/// 4xx: writing.
extension DiagnosticHelp {
    static let writing: [DiagnosticHelp] = [
        DiagnosticHelp(
            .destinationExists, "the destination exists already",
            """
            A file of this name is there, and nothing is replaced unless it is asked for. Choose another name, or give --overwrite when the \
            old content is no longer needed. Nothing was read or written.
            """),
        DiagnosticHelp(
            .destinationUnwritable, "a file cannot be created",
            """
            The system refuses to create the destination, the rejects file or the report: the directory does not exist, the account lacks \
            the right to write there, or the file system is mounted read-only. The message has the system's own words. The check comes \
            before any record is read.
            """),
        DiagnosticHelp(
            .writeFailed, "writing failed on the way",
            """
            The output could be opened, and then a write failed: the disk is full, a quota is used up, or a network drive went away. No \
            half-written destination is left under its name. Make room and run again from the start.
            """),
        DiagnosticHelp(
            .destinationInUse, "another run is writing the same destination",
            """
            A second run was started for a destination that one is already writing, and the two would spoil each other's work. Wait for the \
            first to end, then run again; the exit code 75 tells a script that it may try again. A nightly job that meets itself has grown \
            longer than its interval.
            """),
        DiagnosticHelp(
            .rejectsChanged, "a rejects file that was edited is not written over",
            """
            The rejects file has been changed since it was written, so it probably holds corrections that somebody made by hand. Writing \
            over it would lose them. Read it as a source first, or move it away, or give another name with --rejects.
            """),
        DiagnosticHelp(
            .outputFormatUnknown, "the format of the destination is not known",
            """
            The name of the destination has no ending that says a format, as on standard output, or one that is not written here. Say it \
            with --output-format: csv, tsv, json, ndjson, xml, form or sqlite.
            """),
        DiagnosticHelp(
            .tooManyRejects, "more rejected records than --max-errors allows",
            """
            The run ended because more records were rejected than the limit tolerates. So many usually have one cause in common: a shifted \
            column, a wrong encoding, another schema. Look at the first few lines of the rejects file or the report, which are kept; no \
            destination was written. Raise --max-errors only when the rejects are understood.
            """),
        DiagnosticHelp(
            .pipeClosed, "nobody reads the pipe any more",
            """
            The records go to a pipe, and the program at its other end has stopped reading, as 'head' does when it has enough. What it took \
            has been written, the rest has not; the run ends with 74 and without a message, so that a script can tell the two.
            """),
        DiagnosticHelp(
            .valueUnwritable, "a value that the destination's format cannot carry",
            """
            XML has no form for control characters and a few others, and none for the number of an enumeration's member that has no name. \
            The record is rejected, since a document with such a value would be read by nobody. Correct the value, or write JSON.
            """),
        DiagnosticHelp(
            .severalRecords, "more than one record for a document of one",
            """
            With --single the destination is one record by itself, and more than one passes the rules. Nothing was written. Leave the flag \
            out for a list, or pick the record with --where, or with --offset and --limit.
            """),
        DiagnosticHelp(
            .interrupted, "the run was interrupted",
            """
            Control-C or a signal asked the run to end. Files that were being written are taken away again, and whatever stood under their \
            names before is still there. Start the run again from the beginning; a second Control-C ends it without tidying up.
            """),
        DiagnosticHelp(
            .databaseBusy, "a database that is in use",
            """
            Another program is writing or reading the database, or its journal shows that it was not closed in good order; the records \
            could not be added, or not all at once, and nothing was changed. Wait or close the other program, then run again; the exit \
            code 75 tells a script that it may try again. A journal that stays behind goes when the database is opened once with sqlite3.
            """),
        DiagnosticHelp(
            .databaseMismatch, "a table that cannot take the records",
            """
            The database has a table of this name, and it is not the one that this program makes: a column is missing or of another type, \
            _record is not its key, or a column of its own must have a value. Nothing was changed. Choose another table with --table, \
            or make the table fit: '.schema' in sqlite3 shows what it has, and a run into a new database what is expected.
            """),
        DiagnosticHelp(
            .notADatabase, "a file that is no SQLite database",
            """
            The records were to be added to a file that SQLite does not know as a database: it is of another kind, it is encrypted, or its \
            beginning is damaged. It was not touched. Look at the name again; --overwrite in the place of --append replaces the file.
            """),
        DiagnosticHelp(
            .databaseFailed, "the database refused the records",
            """
            The database could be opened, and then a statement failed: a condition or trigger of the table refuses a row, or the file is \
            damaged. The message has SQLite's own words and its code. All records of the run were taken back, and the database is as \
            it was before.
            """),
    ]
}

/// 9xx: the program itself.
extension DiagnosticHelp {
    static let ourselves: [DiagnosticHelp] = [
        DiagnosticHelp(
            .internalFault, "a fault of the program itself",
            """
            Something happened that the program holds to be impossible. It is not the fault of the source or of the command line. Report it \
            with the version, the command line, and a record that shows it if you can share one with its values replaced. Do not rely on \
            what this run has written.
            """),
        DiagnosticHelp(
            .booksUnbalanced, "the counts of the run do not add up",
            """
            Every record that is read must be found again as written, rejected or filtered, and at the end of this run the sums differ. A \
            record may be missing or may be there twice, so do not use the output. This is a fault of the program; report it with the \
            counts that the message prints.
            """),
    ]
}
