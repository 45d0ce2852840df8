/// 2xx: the rules of a schema, as `System.ComponentModel.DataAnnotations` means them.
extension DiagnosticHelp {
    static let rules: [DiagnosticHelp] = [
        DiagnosticHelp(
            .required, "a required value is missing",
            """
            The field must have a value, and it is missing, null, empty, or made of white space only: a blank text fails as well, because \
            the server trims before it looks. Zero-width characters are not white space, so a cell that seems empty may pass here and fail \
            at another rule. Fill the cell, or give one value to all records with --set. No other rule of the field is reported with this one.
            """),
        DiagnosticHelp(
            .length, "a text that is too short or too long",
            """
            The length of the text lies outside the range of the field. It is counted in UTF-16 units, as the server does: most letters \
            are one, an emoji is two, an accent that is typed separately counts by itself. Nothing is trimmed, so spaces count. A minimum \
            also fails for an empty text, though not for a missing one: --empty-as missing is the remedy for empty cells.
            """),
        DiagnosticHelp(
            .pattern, "a value that does not match the pattern of its field",
            """
            The whole value must be what the pattern of the field finds first; a match of a part is not enough. Patterns of the documented \
            systems are narrow: an e-mail address with a long top-level domain or a plus sign, a telephone number with a plus or spaces, \
            and a name with a hyphen, an apostrophe or an accent all fail. A missing or empty value passes. 'transload schemas NAME' prints \
            the patterns; correct the value to one that the system takes, since it refuses the other.
            """),
        DiagnosticHelp(
            .type, "a value of another type than its field",
            """
            The value cannot be read as the type of its field: letters or a decimal point in a whole number, a number beyond 2,147,483,647, \
            a word other than true and false, a malformed GUID. Thousands separators, digits of other scripts and yes or no are the usual \
            causes. Write the value in its plain form, or correct the export.
            """),
        DiagnosticHelp(
            .nullability, "null for a field that cannot be null",
            """
            The value is null, and the type of the field has no null: a number, a yes-or-no field or an identifier. A server refuses the \
            whole record when it meets one. Give a value, or leave the field out where the system may fill in 0 or false; for cells of a \
            table, --empty-as missing reads empty ones as left out.
            """),
        DiagnosticHelp(
            .duplicateKey, "a key that stands in the source before",
            """
            Two records have the same natural key, such as one user name, so that they are one person to the target: the second would be \
            refused there, or would change the first. Look at both, and take one of them out or correct the key. Only records that pass the \
            rules are compared. It is a warning: sources that hold a person twice on purpose are not wrong by themselves.
            """),
        DiagnosticHelp(
            .similarKey, "a key that differs from another only in its spelling",
            """
            Two keys are the same but for case, blanks, marks on letters, a tatweel or the carrier of a hamza. To the target they are two \
            people; mostly they are one, typed twice. Compare the two records, and write the key in one way.
            """),
        DiagnosticHelp(
            .foldConflict, "records of one key that disagree",
            """
            With --fold, the records of one key are one person, and two of them have different values in a field that takes only one. \
            Nobody knows which is right, so every record of the key is rejected, each field named with the record that has the other value. \
            Write the same value in both, or empty the wrong cell: an empty one agrees with any. The rejects file can be read again with \
            --fold once that is done. Values are the same when the field's type reads them alike, such as yes and TRUE.
            """),
        DiagnosticHelp(
            .timeConverted, "a time whose zone the server drops",
            """
            The server keeps the digits of a time and drops its zone, so that 10:00Z would become ten o'clock on its wall. The time is converted \
            to the clock of --zone, Europe/Rome without the flag, and written without a zone; the digits behind the point stay.
            """),
        DiagnosticHelp(
            .foldRejected, "a record that is rejected with another of its key",
            """
            With --fold, the records of one key are delivered as one or rejected as one. This record has nothing wrong of its own; the one \
            that the message names is rejected, because it disagrees with another, breaks a rule in what they make together, or is damaged. \
            Correct that one in the rejects file, leave this one as it is, and read both again.
            """),
    ]
}
