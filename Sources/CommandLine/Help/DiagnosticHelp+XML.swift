/// 141 to 159: XML.
extension DiagnosticHelp {
    static let xml: [DiagnosticHelp] = [
        DiagnosticHelp(
            .malformedXML, "text that is not XML",
            """
            The source breaks the rules of XML at the place that is named: an end tag that is missing or another's, an ampersand that is not \
            written '&amp;', a prefix that nobody declares, more text behind the root element, or an end before the end. Files that were \
            put together from texts without escaping, and files that were cut off while they were copied, are the usual cases. Nothing was \
            written; correct the place, or export again.
            """),
        DiagnosticHelp(
            .xmlRefused, "a document type or a processing instruction in XML",
            """
            The document has a document type declaration, or a '<?' behind the XML declaration. Neither has a place in what these systems exchange, and a \
            .NET server refuses both; a document type can also make a few lines stand for gigabytes, or fetch files of this machine. It is \
            not looked into. Take it out; where entities of its own are used, replace them by what they stand for first.
            """),
        DiagnosticHelp(
            .unexpectedRoot, "another root element than the schema has",
            """
            The outermost element of the document is neither a list of the schema's records nor one of them, or it is in another namespace. \
            A .NET server compares both byte for byte, a slash at the end included, and refuses the document. Either it is a document of \
            another type, and --schema names the right one, or the program that writes it has the namespace wrong.
            """),
        DiagnosticHelp(
            .elementOutOfOrder, "an element that comes too late",
            """
            A .NET server reads the members of a record in the order of their names, capitals in front of small letters, and drops what \
            comes too late without a word. The value is read here all the same. Write the document anew, as in 'transload convert bad.xml -o \
            good.xml', and the order is right.
            """),
        DiagnosticHelp(
            .elementNamespace, "an element in another namespace",
            """
            The element has the name of a field, and is in another namespace than its record or in none, so that a .NET server drops it \
            without a word. Mostly an xmlns="" was added by a program that moved the element. The value is read here; writing the document \
            anew puts it right.
            """),
        DiagnosticHelp(
            .elementSpelling, "an element whose name is spelt in another way",
            """
            The name differs from that of a field in its capitals, or is the one that JSON has. In JSON a .NET server does not mind capitals; \
            in XML it does, and drops the element without a word. The value is read here; writing the document anew puts it right.
            """),
        DiagnosticHelp(
            .elementRepeated, "an element that is there more than once",
            """
            A record has two elements for one field. The first one counts here and in a .NET server, while in JSON the last one would. \
            Nobody can tell which was meant, so look at the records that are named.
            """),
        DiagnosticHelp(
            .unknownElement, "an element that is no field",
            """
            A record has an element that its schema does not know, and it is passed over with all that is in it, as by a server. Mostly the \
            name is misspelt, and then a value is lost: compare it with 'transload schemas NAME'.
            """),
        DiagnosticHelp(
            .itemName, "an element of a list that has the wrong name",
            """
            The elements of a list have a name and a namespace that the type decides about, such as GroupDTO or a KeyValuePairOf with eight \
            characters behind it. A .NET server passes over every other element, so that it reads an empty list. The element is read here \
            where it has members of the record; writing the document anew puts the name right.
            """),
        DiagnosticHelp(
            .incompletePair, "a pair without its key or its value",
            """
            A pair must have 'key' and 'value', in this order and in small letters; otherwise a .NET server refuses the whole document, not \
            only the pair. What is there is read. Where one of the two is missing somebody has to say what it is; order and spelling are put \
            right when the document is written anew.
            """),
        DiagnosticHelp(
            .unreadableForm, "a value in a form that a .NET server refuses",
            """
            People read 'True', 'yes', a date with a blank in the middle or the number of a setting, and so does this program. In XML a .NET \
            server does not, and refuses the whole document. Writing the document anew gives every value the form that a server reads.
            """),
        DiagnosticHelp(
            .contentOfNull, "an element that is null and not empty",
            """
            The element has i:nil="true" and something inside. It is read as null, here and by a .NET server, and what is inside is lost. \
            Take the attribute out where the content was meant.
            """),
        DiagnosticHelp(
            .misplacedContent, "text or an element where it does not belong",
            """
            Text stands between the elements of a record, or an element stands inside a value. A .NET server refuses the document, and what \
            was meant is not clear, so the record is rejected. A '<' or '&' in a value that was not escaped is the usual cause.
            """),
        DiagnosticHelp(
            .nullRecord, "a record that is null",
            """
            The element of a record, or the root, has i:nil="true". A .NET server reads a record that is not there, and most programs behind \
            it fail on that. It counts as a record without any field here, so that it shows; take it out.
            """),
    ]
}
