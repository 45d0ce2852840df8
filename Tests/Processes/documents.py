"""JSON and XML documents that are damaged, hostile or very large: 65 with the place, no destination, little memory."""

from support import MEGABYTE, expect, size_of

NAMESPACE = b"http://schemas.datacontract.org/2004/07/Components.UserManagement.DTO"
LIST = b'<ArrayOfUserDTO xmlns="' + NAMESPACE + b'">'
LIST_END = b"</ArrayOfUserDTO>"
# What no value may be missing for without a warning, in the order in which XML has it.
MEMBERS = [
    ("Email", "ann@example.com"), ("FirstName", "Ann"), ("Id", 1), ("IsActiveDirectoryUser", False), ("IsActiveUser", True),
    ("IsGlobalAdmin", False), ("IsLocalAdmin", False), ("IsLocked", False), ("IsSecurityAnswerLocked", False),
    ("LastName", "Lee"), ("MustChangePassword", False), ("Password", "Sunrise-2026"), ("UserName", "ann"),
]


def shown(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


JSON_USER = ("{" + ",".join(
    f'"{name}":"{value}"' if isinstance(value, str) else f'"{name}":{shown(value)}' for name, value in MEMBERS) + "}").encode()
XML_USER = ("<UserDTO>" + "".join(f"<{name}>{shown(value)}</{name}>" for name, value in MEMBERS) + "</UserDTO>").encode()


def write(bench, name, *parts):
    with open(bench.path(name), "wb") as file:
        for part in parts:
            file.write(part)


def expect_refusal(bench, name, *words, feed=None, flags=()):
    """The run ends with 65 and these words soon, and leaves nothing behind."""
    comment = f"{name}: "
    result = bench.run("convert", name, "-o", "out.ndjson", "--rejects", "bad.ndjson", "--schema", "UserDTO", "-q", *flags, feed=feed)
    try:
        result.expect(65, *words)
    except Exception as failure:
        raise type(failure)(comment + str(failure)) from None
    bench.expect_no_file("out.ndjson", "bad.ndjson")
    expect(result.peak < 100 * MEGABYTE, f"{comment}{result.peak / MEGABYTE:.0f} MiB")
    expect(result.seconds < 20, f"{comment}{result.seconds:.1f} s")


def deep_nesting_is_65(bench):
    deep = 100_000
    for name, head, opened, closed, tail in (
            ("value.json", b"[" + JSON_USER + b',\n{"Id":1,"x":', b"[", b"]", b"}]"),
            ("objects.json", b"[" + JSON_USER + b',\n{"Id":1,"x":', b'{"a":', b"}", b"}]"),
            ("field.json", b"[" + JSON_USER + b',\n{"Groups":', b"[", b"]", b"}]")):
        write(bench, name, head, opened * deep, (b"1" if b":" in opened else b"") + closed * deep, tail)
        expect_refusal(bench, name, f"{name}:2:", "record 2: ", "arrays and objects are nested too deep", "E121")
        write(bench, name, head, opened * deep)
        expect_refusal(bench, name, f"{name}:", "E121")
    write(bench, "root.json", b"[" * deep, b"]" * deep)
    expect_refusal(bench, "root.json", "root.json:1:", "nested too deep", "E121")
    for name, head in (("list.xml", LIST + XML_USER + b"\n<UserDTO>"), ("field.xml", LIST + XML_USER + b"\n<UserDTO><Groups>")):
        for closed in (b"</a>" * deep, b""):
            write(bench, name, head, b"<a>" * deep, closed)
            expect_refusal(bench, name, f"{name}:2:", "record 2: ", "elements are nested more than 512 deep", "E141")


def document_type_is_65_and_opens_nothing(bench):
    laughs = b'<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(ord("b"), ord("m")))
    write(bench, "laughs.xml", b"<?xml version='1.0'?>\n<!DOCTYPE x [", laughs, b"]>", LIST, b"<UserDTO><Phone>&l;</Phone></UserDTO>", LIST_END)
    expect_refusal(bench, "laughs.xml", "laughs.xml:2:1:", "found a document type declaration", "E142")
    write(bench, "secret.txt", b"SECRET")
    place = bench.path("secret.txt").encode()
    for name, declaration in (
            ("entity.xml", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file://' + place + b'">]>'), ("subset.xml", b'<!DOCTYPE x SYSTEM "file://' + place + b'">'),
            ("parameter.xml", b'<!DOCTYPE x [<!ENTITY % e SYSTEM "file://' + place + b'"> %e;]>')):
        write(bench, name, declaration, LIST, b"<UserDTO><Phone>&e;</Phone></UserDTO>", LIST_END)
        expect_refusal(bench, name, f"{name}:1:1:", "found a document type declaration", "E142")
    write(bench, "none.xml", LIST, XML_USER, b"\n<UserDTO><Phone>&e;</Phone></UserDTO>", LIST_END)
    expect_refusal(bench, "none.xml", "none.xml:2:", "record 2: ", "found the entity '&e;', expected one of '&lt;'", "E141")


def half_a_gigabyte(head):
    yield head
    block = b"x" * MEGABYTE
    for _ in range(500):
        yield block


def endless_string_is_65(bench):
    for name, head, words in (
            ("json", b"[" + JSON_USER + b',\n{"UserName":"', [":2: record 2: ", "record is longer than 16 MiB", "E111"]),
            ("json", b"[" + JSON_USER + b',\n{"x":"', [":2: record 2: ", "record is longer than 16 MiB", "E111"]),
            ("json", b'{"Reason":"', ["E1"]),
            ("json", b"[" + JSON_USER + b"] ", ["more than 16 MiB follow the records", "E111"]),
            ("xml", LIST + XML_USER + b"\n<UserDTO><UserName>", [":2: record 2: ", "record is longer than 16", "E111"]),
            ("xml", LIST + XML_USER + b"\n<UserDTO><!--", [":2: record 2: ", "record is longer than 16", "E111"]),
            ("xml", LIST + XML_USER + b'\n<UserDTO a="', [":2: record 2: ", "record is longer than 16", "E111"]),
            ("xml", b'<ArrayOfUserDTO xmlns="', [":1: ", "the root element does not begin within the first 1 MiB", "E111"]),
            ("xml", b"<!--", [":1: ", "the root element does not begin within the first 1 MiB", "E111"])):
        expect_refusal(bench, "-", *words, feed=half_a_gigabyte(head), flags=("--input-format", name))


def encoding_that_changes_is_65(bench):
    """A text that begins as UTF-8 and goes on in Windows-1252."""
    names = ["José", "Zoë", "François", "Jürgen", "Renée", "Søren", "Núria", "Hélène"]
    users = 30_000
    for name, head, user, tail in (
            ("people.json", b"[\n", JSON_USER + b",\n", JSON_USER + b"]"), ("people.xml", LIST + b"\n", XML_USER + b"\n", LIST_END)):
        named = user.replace(b"Ann", "Renée".encode())
        damaged = b"".join(user.replace(b"Ann", other.encode("cp1252")) for other in names)
        write(bench, name, head, named, user * users, damaged * 50, user * users, tail)
        expect_refusal(bench, name, f"{name}:{users + 3}:", "UTF-8")


def truncated_documents_are_65(bench):
    for name, whole in (
            ("cut.json", b"[" + JSON_USER + b",\n" + JSON_USER + b"]"), ("envelope.json", b'{"Users":[' + JSON_USER + b'],"Total":{"Count":1}}'),
            ("cut.xml", LIST + XML_USER + b"\n" + XML_USER + LIST_END)):
        write(bench, name, whole)
        bench.run("convert", name, "-o", "whole.ndjson", "--overwrite", "--schema", "UserDTO").expect(0)
        for length in range(2, len(whole), 17):
            write(bench, name, whole[:length])
            expect_refusal(bench, name, f"{name}")
        write(bench, name, whole[:-1])
        expect_refusal(bench, name, f"{name}:", "E1")


def text_behind_the_end_is_65(bench):
    for name, whole, behind, words in (
            ("more.json", b"[" + JSON_USER + b"]", b"x", ["found text after the end of the JSON document", "E121"]),
            ("more.json", b"[" + JSON_USER + b"]", b"[" + JSON_USER + b"]", ["found text after the end of the JSON document", "E121"]),
            ("more.json", b"[" + JSON_USER + b"]", b"]", ["found text after the end of the JSON document", "E121"]),
            ("more.json", b"[" + JSON_USER + b"]", b"\0", ["E121"]),
            ("more.xml", LIST + XML_USER + LIST_END, b"x", ["found more behind the end of the root element, expected nothing but", "E141"]),
            ("more.xml", LIST + XML_USER + LIST_END, LIST + LIST_END, ["found more behind the end of the root element", "E141"]),
            ("more.xml", LIST + XML_USER + LIST_END, LIST_END, ["E141"])):
        write(bench, name, whole, b"\n", behind)
        expect_refusal(bench, name, f"{name}:2:1:", *words)
        # The end is long behind the first chunk, and what follows it as well.
        body = whole.replace(JSON_USER, JSON_USER + (b",\n" + JSON_USER) * 20_000).replace(XML_USER, (XML_USER + b"\n") * 20_000)
        write(bench, name, body, b"\n" * MEGABYTE, behind)
        expect_refusal(bench, name, f"{name}:", *words)


def memory_does_not_grow_with_the_document(bench):
    for name, head, user, tail in (
            ("people.json", b"[\n", JSON_USER + b",\n", JSON_USER + b"\n]\n"),
            ("envelope.json", b'{"Total":1,"Users":[\n', JSON_USER + b",\n", JSON_USER + b'\n],"Next":null}\n'),
            ("people.ndjson", b"", JSON_USER + b"\n", JSON_USER + b"\n"),
            ("people.xml", LIST + b"\n", XML_USER + b"\n", XML_USER + LIST_END)):
        block = user * (MEGABYTE // len(user))
        write(bench, name, head, *[block] * (300 * MEGABYTE // len(block)), tail)
        for out in ("out.ndjson", "out.xml"):
            result = bench.run("convert", name, "-o", out, "--overwrite", "-q").expect(0)
            expect(size_of(bench.path(out)) > 150 * MEGABYTE, f"{name} to {out}: the destination is too small")
            expect(result.peak < 64 * MEGABYTE, f"{name} to {out}: {result.peak / MEGABYTE:.1f} MiB")
        bench.remove(name, "out.ndjson", "out.xml")


CHECKS = [
    deep_nesting_is_65, document_type_is_65_and_opens_nothing, endless_string_is_65, encoding_that_changes_is_65,
    truncated_documents_are_65, text_behind_the_end_is_65, memory_does_not_grow_with_the_document,
]
