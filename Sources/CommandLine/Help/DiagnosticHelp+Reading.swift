/// 1xx: the source.
extension DiagnosticHelp {
    static let reading: [DiagnosticHelp] = [
        DiagnosticHelp(
            .sourceNotFound, "the source does not exist",
            """
            There is no file of this name, seen from the current directory. A misspelt name, another directory, or an export that has not \
            run yet are the usual causes. Check with 'ls -l'; a name with spaces or special characters needs quotes.
            """),
        DiagnosticHelp(
            .sourceUnreadable, "the source is there and cannot be read",
            """
            The system refuses to open or to read the source: the account lacks the right, the name is that of a directory, or the disk or \
            network behind it failed. The message has the system's own words. Nothing was written; run again when the file can be read by \
            the account that runs the command.
            """),
        DiagnosticHelp(
            .notText, "the source is not a text file of a known kind",
            """
            The first bytes are those of something else, such as a workbook, an archive, a picture or a compressed file, or no text \
            encoding fits them. A spreadsheet is the most frequent case: open it and save it as CSV in UTF-8. Files that gzip has compressed \
            are read as they are; others are unpacked first and may be piped in, with '-' as the source.
            """),
        DiagnosticHelp(
            .unclosedQuote, "a quote that is opened and never closed",
            """
            A cell begins with a quote, and the text ends before another quote closes it, so everything behind it counts as one cell. The \
            usual cause is a lone quote at the start of a value, such as an inch sign or a nickname; sometimes the file was cut off while it \
            was copied. The record is rejected. Correct the line where the message says the record starts: a quote inside a quoted cell is \
            doubled.
            """),
        DiagnosticHelp(
            .sourceEmpty, "the source holds no bytes, or no header",
            """
            The source has nothing in it, or only blank lines. Usually the export that makes it has failed, or it was read before it was \
            written. Look at the program that writes the file; an empty source never counts as success, because a nightly run would then \
            pass over the loss of its data.
            """),
        DiagnosticHelp(
            .noRecords, "a header without records",
            """
            The source has its header and not one record. That may be true, when there is nothing new today, or the sign of a filter that \
            went wrong upstream. Where it is an ordinary day, --allow-empty accepts it; otherwise look at how the file was made.
            """),
        DiagnosticHelp(
            .surplusCells, "a record with more cells than the header has columns",
            """
            The record has cells beyond the columns of the header, and they are not empty, so it is not clear which value belongs where. An \
            unquoted delimiter in a value, as in an address, is nearly always the cause. The record is rejected; its text stands unchanged \
            in the column _raw of the rejects file. Correct the cells there and empty _raw, or the record is rejected again; or quote the \
            value in the export. Surplus cells that are empty are let pass.
            """),
        DiagnosticHelp(
            .missingCells, "a record with fewer cells than the header has columns",
            """
            The record ends before the last column. The fields of the missing cells count as missing, and the rules judge the record as \
            usual, so this is a warning. Spreadsheets drop empty cells at the end of a row, which is harmless; a line break inside an \
            unquoted value is not, and shows as two short records in a row.
            """),
        DiagnosticHelp(
            .invalidUTF8, "bytes that are not UTF-8",
            """
            A value holds bytes that are no UTF-8 text. Mostly the file, or a part of it, was written in an older encoding such as \
            Windows-1252 or Windows-1256; sometimes a character was cut in two by a program that counts bytes. Export the file again as \
            UTF-8, or convert it with 'iconv'. The value is never guessed, because a wrong guess changes a name for good.
            """),
        DiagnosticHelp(
            .nulByte, "a byte of value zero in a text",
            """
            A value holds a zero byte, which no name, address or number has. Damaged files show it, as do UTF-16 files that lack their mark \
            and exports of fixed-width fields that are padded with it. Many systems cut a text at that byte without a word. Find out where \
            the bytes come from and export again.
            """),
        DiagnosticHelp(
            .recordTooLong, "a record longer than the limit",
            """
            A record exceeds the longest one that is accepted, 16 MiB unless --max-record says otherwise. A quote that is never closed is \
            the usual cause, since it turns the rest of the file into one record; look at the line where the record starts. If the records \
            are truly that long, raise the limit; memory grows with it.
            """),
        DiagnosticHelp(
            .tooManyColumns, "more columns than are accepted",
            """
            The header, or a record, has more than 4,096 cells. No known schema has a hundredth of that, so the delimiter was probably taken \
            for another one, or the file is no table. Look at its first line.
            """),
        DiagnosticHelp(
            .unknownColumn, "a column that is no field of the schema",
            """
            A header fits no field, so the column is not read and its values go nowhere. That is fine for a column that is meant for people. \
            If it is a field under another name, or a misspelt one, say so with --column 'HEADER=FIELD'; the message offers the nearest \
            name where there is one.
            """),
        DiagnosticHelp(
            .duplicateColumn, "two columns for one field",
            """
            Two headers are the same, or both lead to one field, and only one value can stand there. Choosing one would lose the other in \
            silence, so the run stops. Rename or remove one column, or point one of them elsewhere with --column.
            """),
        DiagnosticHelp(
            .requiredFieldWithoutColumn, "a required field that no column provides",
            """
            The schema demands a value for a field, and no column of the source leads to it, so every single record would be rejected. \
            Either the column has a header of its own, which --column 'HEADER=FIELD' explains, or the source lacks it: --set FIELD=VALUE \
            gives one value to all records, with env:NAME or file:PATH in the place of a secret.
            """),
        DiagnosticHelp(
            .absentValueRead, "a missing value that the server reads as 0 or false",
            """
            The record has no value for a number or a yes-or-no field that cannot be null. A .NET server does not refuse it: it fills in 0 \
            or false, and stores that. For a field such as 'is active' this turns people off without a trace, hence the warning. Add the \
            column, or state the value for all records with --set.
            """),
        DiagnosticHelp(
            .valueTooLong, "a value longer than a field can hold here",
            """
            One value has 16 MiB or more, which is the longest that is kept for a field. Text of that size is a file in a cell, or a quote \
            that was opened and not closed. Look at the record in the source; the limit does not depend on --max-record.
            """),
        DiagnosticHelp(
            .dialectDetected, "how the source was understood",
            """
            A note on the delimiter, the encoding and the line ends that were found in the source. Nothing is wrong. It is worth a look when \
            the fields of the records appear shifted, or when letters look strange, since both follow from a wrong guess.
            """),
        DiagnosticHelp(
            .schemaGuessed, "the schema was chosen by the header",
            """
            No --schema was given, and the columns of the source fit one schema, which is used. Nothing is wrong. In scripts, name the \
            schema: a column that is added later may tip the balance towards another one.
            """),
        DiagnosticHelp(
            .unknownMember, "a member that is no field",
            """
            An object has a member that the record's schema does not know. It is passed over, as the server would, and with --strict the \
            record is rejected. Mostly it is a name that is misspelt, and then a value is lost: compare it with 'transload schemas NAME'.
            """),
        DiagnosticHelp(
            .memberRepeated, "a member that stands twice in one object",
            """
            An object has two members of one name. The last one counts, as it does for a .NET server that reads JSON, and the value of the \
            other is lost; other programs take the first one. With --strict the record is rejected. Find out which of the two is meant.
            """),
        DiagnosticHelp(
            .memberCase, "a member whose name differs in case",
            """
            A member is spelled as a field is, but for the case of its letters. It is read as that field; the system that documents the \
            schema may not do so. What is written has the documented spelling. With --strict the record is rejected.
            """),
        DiagnosticHelp(
            .notAnObject, "something else where an object is due",
            """
            A list of records has an element that is no object: null, a number, a text or another list. Nothing can be read from it, so the \
            record, or the one that the list belongs to, is rejected.
            """),
        DiagnosticHelp(
            .malformedRecord, "a line of NDJSON that is no JSON object",
            """
            In a file with one record a line, a damaged line costs that record and no other. Its text stands in the member _raw of the \
            rejects file; correct the members there and empty _raw. A line that was cut off while the file was copied is the usual cause.
            """),
        DiagnosticHelp(
            .loneSurrogate, "half a character in a text",
            """
            A text has one half of a surrogate pair without the other, such as \\ud83d alone: somebody has cut an emoji in two. There is no \
            such character; it becomes U+FFFD, as .NET makes it. With --strict the record is rejected.
            """),
        DiagnosticHelp(
            .noRecordsInDocument, "a document without records",
            """
            Nothing in the document can be a record: expected is an array of objects, one object, an object a line, or one of these inside \
            an envelope. --at POINTER says where the records stand, --schema NAME what they are.
            """),
        DiagnosticHelp(
            .changedByServer, "a value that a .NET server reads as another",
            """
            A value is let pass by a .NET server and changed without a word: the number 1.0 where a text is due becomes 1, the boolean true \
            becomes True, a number where a boolean is due becomes true or false, a text with a leading zero is read as octal. The message \
            says which; what is written has the form that is read as it stands, where there is one. With --strict the record is rejected. \
            There is no such form for a time as the value of a pair: from JSON the server reads 2026-03-22T16:05:19 as 03/22/2026 16:05:19, \
            from XML as it stands. That stays a warning, whatever the flags: send XML, or write the time in another way.
            """),
        DiagnosticHelp(
            .malformedJSON, "text that is not JSON",
            """
            The source breaks the rules of JSON at the place that is named: a comma too many, a bracket that is never closed, a single \
            quote, a comment, or a number such as 007. Files that were edited by hand and files that were cut off while they were copied are \
            the usual cases. Correct the place, or export again; a file with one record a line belongs under a name that ends in .ndjson.
            """),
        DiagnosticHelp(
            .formMalformed, "a form of which nothing can be read",
            """
            The body of a form (application/x-www-form-urlencoded) has a key with a bracket that is never closed, with which a server \
            refuses the whole body, or not one of its keys is a field of the schema. Keys are the names of the fields, 'ClientId', with an \
            index for the elements of a list, 'ClientSecrets[0].Key'; in a list of records each begins with an index, '[0].UserName'. Look \
            at 'transload schemas NAME', and whether the file is a form at all.
            """),
        DiagnosticHelp(
            .formUnknownKey, "keys of a form that are no fields",
            """
            Keys of the form lead to no field of the record, or to a list as a whole, and are passed over, as a server passes over them. \
            Mostly a name is misspelt, or there is an index too many or too few: compare the keys with 'transload schemas NAME'.
            """),
        DiagnosticHelp(
            .formPrefix, "keys of a form that begin with the name of a parameter",
            """
            The keys have a name in front that is no field, 'request.ClientId' for 'ClientId', as other frameworks want it. ASP.NET Web API \
            looks for the fields themselves and reads nothing of such a form, without an error. The values are read here; written anew, with \
            'transload convert', they have the keys that the server looks for.
            """),
        DiagnosticHelp(
            .formListIndex, "a list in a form whose indices leave one out",
            """
            A server reads the elements [0], [1] and so on, and stops at the first that is not there: what has a higher index is lost \
            without an error, and a list that begins with [1] is empty. Here all elements are read, in the order of their indices, and \
            'transload convert' numbers them anew.
            """),
        DiagnosticHelp(
            .formEmptyBrackets, "a list in a form whose elements have no index",
            """
            The keys have empty brackets, 'ClientSecrets[][Key]', which other frameworks number by themselves. ASP.NET Web API makes an \
            empty list of them. The elements are read here, a new one beginning where a member comes again, and 'transload convert' \
            writes them with indices.
            """),
        DiagnosticHelp(
            .formPairIncomplete, "a pair in a form without its key or its value",
            """
            Of a pair of which only one half stands in the form, a server reads neither: the other half is lost, without an error. The half \
            that is there is read here. Where the value is to be null the key has to be there all the same, 'ClientSecrets[0].Value='.
            """),
        DiagnosticHelp(
            .formRepeatedKey, "a key that stands in a form twice",
            """
            A form has two values for the same field, in whatever case its name is written. The first one counts, here as on a server, and \
            the others are lost. Take out the one that is wrong.
            """),
        DiagnosticHelp(
            .formBlank, "a value of a form that is nothing but blanks",
            """
            A server reads null where the value of a form is empty or has only blanks and line ends. Here the blanks are kept, so that the \
            record may differ from what the server would store. Where null is meant, leave the value empty.
            """),
        DiagnosticHelp(
            .gzipDamaged, "a compressed source that cannot be unpacked",
            """
            The source begins as gzip data does, and further on it is cut short, or its checksum does not fit its contents, or its bytes \
            make no sense. Nothing of it can be trusted, not even the records that were read. A copy that was interrupted is the usual \
            cause, then a transfer in text mode. Fetch the file again; 'gzip -t FILE' tests it.
            """),
        DiagnosticHelp(
            .gzipTooLarge, "a compressed source that unpacks beyond all measure",
            """
            A few bytes of gzip data can stand for gigabytes of zeros. A source that yields more than 64 MiB at more than 1,000 times its \
            own size is taken for an attack or an accident, since tables shrink to a third or a thirtieth. If the file is meant, unpack it \
            by hand and use what comes out as the source.
            """),
        DiagnosticHelp(
            .encodingUnknown, "an encoding that is not known here",
            """
            The name is not that of an encoding, or this system lacks the table of it. Common names are UTF-8, UTF-16LE, UTF-16BE, \
            Windows-1252 and Windows-1256; every name that 'iconv -l' lists is accepted. On a small system the tables of rarer ones come in \
            a package of their own.
            """),
        DiagnosticHelp(
            .encodingGuessed, "an encoding that was guessed from the letters",
            """
            The source is no Unicode text, and nothing in it says which code page it was written in. The letters that its bytes would be \
            speak for the one that is named. A wrong guess turns every name into another one that looks real, so that a guess is good \
            enough for a look and never for a delivery. Compare a few names, then say it with --encoding, or save the file as UTF-8.
            """),
        DiagnosticHelp(
            .encodingChanges, "a source whose encoding changes on the way",
            """
            Up to the place that is named the source is written in one encoding, and behind it in another: most likely files of different \
            origin were joined, or a program appended to a file that it did not write. Records behind the place are rejected, or read as \
            the wrong letters. Split the file there, convert both parts to UTF-8, and join them again.
            """),
    ]
}
